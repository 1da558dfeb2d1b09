package org.einhand.caseflow;

import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.einhand.desk.HandingOn;
import org.springframework.stereotype.Component;

/** The hands of the model {@code handoff}. */
@Component("handoffSteps")
public class HandoffSteps {

    private final HandingOn handingOn;

    HandoffSteps(HandingOn handingOn) {
        this.handingOn = handingOn;
    }

    /** The groups that are asked to take the case. */
    public List<String> receivers(DelegateExecution execution) {
        return handingOn.receivers(id(execution));
    }

    /** By when it is to be accepted or returned. */
    public Date acceptBy(DelegateExecution execution) {
        return Date.from(handingOn.acceptBy(id(execution)));
    }

    /** The higher, the sooner. */
    public int priority(DelegateExecution execution) {
        return handingOn.priority();
    }

    public void askLeads(DelegateExecution execution) {
        handingOn.askLeads(id(execution));
    }

    /** The customer hears who has her case now. */
    public void tellHandedOn(DelegateExecution execution) {
        handingOn.tellHandedOn(id(execution));
    }

    private static UUID id(DelegateExecution execution) {
        return UUID.fromString((String) execution.getVariable(Variables.HANDOFF_ID));
    }
}
