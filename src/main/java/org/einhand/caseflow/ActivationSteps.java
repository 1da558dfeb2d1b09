package org.einhand.caseflow;

import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.einhand.desk.Activations;
import org.springframework.stereotype.Component;

/** The hands of the model {@code contract-activation}, and of the watch over a broken line in {@code case}. */
@Component("activationSteps")
public class ActivationSteps {

    private final Activations activations;

    ActivationSteps(Activations activations) {
        this.activations = activations;
    }

    /** Orders the activation. Throws the BPMN error {@code activation-refused}. */
    public void orderActivation(DelegateExecution execution) {
        if (!activations.order(remedyId(execution))) {
            throw new BpmnError("activation-refused");
        }
    }

    /** Tries to call the order off. */
    public void stopActivation(DelegateExecution execution) {
        activations.stop(remedyId(execution));
    }

    /** When a person is alarmed if the network says nothing until then. */
    public Date alarmAt(DelegateExecution execution) {
        return Date.from(activations.alarmAt(execution.getProcessBusinessKey()));
    }

    /** Alarms a person if the network says nothing. */
    public void alarmIfSilent(DelegateExecution execution) {
        activations.alarmIfSilent(execution.getProcessBusinessKey());
    }

    /** Whether the line is still out of order. */
    public boolean lineDown(DelegateExecution execution) {
        return activations.isDown(execution.getProcessBusinessKey());
    }

    private static UUID remedyId(DelegateExecution execution) {
        return UUID.fromString((String) execution.getVariable(Variables.REMEDY_ID));
    }
}
