package org.einhand.caseflow;

import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.einhand.desk.ApprovalTimes;
import org.einhand.desk.Approvals;
import org.springframework.stereotype.Component;

/** The hands of the model {@code approval} while nobody answers. */
@Component("approvalSteps")
public class ApprovalSteps {

    private final Approvals approvals;
    private final ApprovalTimes times;

    ApprovalSteps(Approvals approvals, ApprovalTimes times) {
        this.approvals = approvals;
        this.times = times;
    }

    /** When somebody should have answered. */
    public Date lookAt(DelegateExecution execution) {
        return Date.from(times.lookAt(remedyId(execution)));
    }

    /** What it means that nobody did: {@code pass}, {@code wait}, or one of the words for asking further. */
    public String silence(DelegateExecution execution) {
        return approvals.silence(remedyId(execution));
    }

    public void askFurther(DelegateExecution execution) {
        approvals.askFurther(remedyId(execution), execution.getProcessInstanceId());
    }

    public void letPass(DelegateExecution execution) {
        approvals.passBySilence(remedyId(execution));
    }

    public void putFirst(DelegateExecution execution) {
        approvals.putFirst(remedyId(execution), execution.getProcessInstanceId());
    }

    private static UUID remedyId(DelegateExecution execution) {
        return UUID.fromString((String) execution.getVariable(Variables.REMEDY_ID));
    }
}
