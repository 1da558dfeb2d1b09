package org.einhand.caseflow;

import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.einhand.casefile.Remedies;
import org.einhand.desk.CallBacks;
import org.einhand.desk.CaseProgress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The hands of the model {@code customer-call}. */
@Component("callBackSteps")
public class CallBackSteps {

    private final CallBacks callBacks;
    private final CaseProgress progress;

    CallBackSteps(CallBacks callBacks, CaseProgress progress) {
        this.callBacks = callBacks;
        this.progress = progress;
    }

    /** When the task appears. */
    public Date appearAt(DelegateExecution execution) {
        return Date.from(callBacks.appearAt(remedyId(execution)));
    }

    /** The person who calls; null while anybody of a group may. */
    public @Nullable String caller(DelegateExecution execution) {
        return callBacks.caller(remedyId(execution));
    }

    /** The groups whose members may call. */
    public List<String> callers(DelegateExecution execution) {
        return callBacks.callers(remedyId(execution));
    }

    /** By when she was promised the call. */
    public Date windowEnd(DelegateExecution execution) {
        return Date.from(callBacks.windowEnd(remedyId(execution)));
    }

    public boolean mayTryAgain(DelegateExecution execution) {
        return callBacks.mayTryAgain(remedyId(execution));
    }

    public Date tryAgainAt(DelegateExecution execution) {
        return Date.from(callBacks.tryAgainAt(remedyId(execution)));
    }

    public void askForAnotherTime(DelegateExecution execution) {
        callBacks.askForAnotherTime(remedyId(execution));
    }

    /** When the window is to be looked after next. */
    public Date lookAt(DelegateExecution execution) {
        return Date.from(callBacks.lookAt(remedyId(execution)));
    }

    /** Looks after a window that is closing; answers {@code wait}, {@code left} or {@code missed}. */
    public String lookAfter(DelegateExecution execution) {
        return callBacks.lookAfter(remedyId(execution)).word();
    }

    /** Whether somebody spoke with her. */
    public boolean spoken(DelegateExecution execution) {
        return progress.stateOf(remedyId(execution)) == Remedies.State.EFFECTIVE;
    }

    /** Whether a window is agreed that is still to be kept. */
    public boolean agreed(DelegateExecution execution) {
        return callBacks.isAgreed(remedyId(execution));
    }

    /** Until when she can choose another time. */
    public Date chooseBy(DelegateExecution execution) {
        return Date.from(callBacks.chooseBy(remedyId(execution)));
    }

    public void notReached(DelegateExecution execution) {
        callBacks.notReached(remedyId(execution));
    }

    public void calledOff(DelegateExecution execution) {
        callBacks.calledOff(remedyId(execution));
    }

    private static UUID remedyId(DelegateExecution execution) {
        return UUID.fromString((String) execution.getVariable(Variables.REMEDY_ID));
    }
}
