package org.einhand.caseflow;

import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.einhand.desk.Consulting;
import org.springframework.stereotype.Component;

/** The hands of the model {@code consultation}. */
@Component("consultationSteps")
public class ConsultationSteps {

    private final Consulting consulting;

    ConsultationSteps(Consulting consulting) {
        this.consulting = consulting;
    }

    /** Every group whose members may answer. */
    public List<String> askedGroups(DelegateExecution execution) {
        return consulting.asked(id(execution));
    }

    /** By when it is to be answered. */
    public Date dueAt(DelegateExecution execution) {
        return Date.from(consulting.dueAt(id(execution)));
    }

    /** 90 with the customer on the line, 60 else: the higher, the sooner. */
    public int priority(DelegateExecution execution) {
        return consulting.priority(id(execution));
    }

    /** When somebody has to see that nobody answered. */
    public Date timeIsUp(DelegateExecution execution) {
        return dueAt(execution);
    }

    /** What the rules do then: {@code call-back}, {@code next-person} or {@code widen}. */
    public String next(DelegateExecution execution) {
        return consulting.next(id(execution));
    }

    public void offerCallBack(DelegateExecution execution) {
        consulting.offerCallBack(id(execution));
    }

    public void askNextPerson(DelegateExecution execution) {
        consulting.askNextPerson(id(execution));
    }

    public void widenAuthority(DelegateExecution execution) {
        consulting.widenAuthority(id(execution));
    }

    private static UUID id(DelegateExecution execution) {
        return UUID.fromString((String) execution.getVariable(Variables.CONSULTATION_ID));
    }
}
