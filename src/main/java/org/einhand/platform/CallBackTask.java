package org.einhand.platform;

import java.util.Set;
import org.einhand.desk.BankAccounts;
import org.einhand.desk.CallBacks;
import org.einhand.desk.DeviceCustody;
import org.einhand.desk.Outcomes;
import org.einhand.kernel.Actor;
import org.einhand.kernel.UnitOfWork;
import org.springframework.stereotype.Component;

/** Saying whether the customer was reached: in a call that was agreed, about a message that did not arrive, a device, or her bank details. */
@Component
class CallBackTask implements UserTaskKind {

    /** The process of calls that were agreed with the customer. */
    private static final String AGREED = "customer-call";

    private final Outcomes outcomes;
    private final DeviceCustody custody;
    private final BankAccounts bankAccounts;
    private final CallBacks callBacks;
    private final UnitOfWork unitOfWork;

    CallBackTask(
            Outcomes outcomes,
            DeviceCustody custody,
            BankAccounts bankAccounts,
            CallBacks callBacks,
            UnitOfWork unitOfWork) {
        this.outcomes = outcomes;
        this.custody = custody;
        this.bankAccounts = bankAccounts;
        this.callBacks = callBacks;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public String key() {
        return "call-back";
    }

    @Override
    public Set<String> variables() {
        return Set.of("reached", "note");
    }

    @Override
    public void complete(OpenTask task, GivenVariables given, Actor by) {
        boolean reached = given.flag("reached");
        String note = given.text("note");
        switch (task.process()) {
            case AGREED -> unitOfWork.run(() -> callBacks.called(task.id("remedyId"), task.flow(), by, reached, note));
            case "customer-notification" ->
                unitOfWork.run(() -> outcomes.calledBack(task.flow(), task.id("notificationId"), by, reached, note));
            case "custody-watch" ->
                unitOfWork.run(() -> custody.askedForDevice(task.caseNumber(), task.flow(), by, reached, note));
            default -> unitOfWork.run(() -> bankAccounts.calledBack(task.caseNumber(), task.flow(), by, reached, note));
        }
    }

    @Override
    public void mayBeTakenBy(OpenTask task, Actor actor) {
        if (task.process().equals(AGREED)) {
            callBacks.mayTake(task.id("remedyId"), actor);
        }
    }
}
