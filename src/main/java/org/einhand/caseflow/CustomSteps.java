package org.einhand.caseflow;

import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.einhand.desk.CustomRemedies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The hands of the model {@code custom-remedy}. */
@Component("customSteps")
public class CustomSteps {

    private final CustomRemedies customRemedies;

    CustomSteps(CustomRemedies customRemedies) {
        this.customRemedies = customRemedies;
    }

    /** The group that carries it out; empty if a single person does. */
    public List<String> doerGroups(DelegateExecution execution) {
        String group = customRemedies.doer(remedyId(execution)).group();
        return group == null ? List.of() : List.of(group);
    }

    /** The person who carries it out; null if a group does. */
    public @Nullable String doerUser(DelegateExecution execution) {
        return customRemedies.doer(remedyId(execution)).user();
    }

    /** Whether money is still to be paid. */
    public boolean isMoneyToPay(DelegateExecution execution) {
        return customRemedies.isMoneyToPay(remedyId(execution));
    }

    /** The customer needs it no more. */
    public void calledOff(DelegateExecution execution) {
        customRemedies.calledOff(remedyId(execution));
    }

    private static UUID remedyId(DelegateExecution execution) {
        return UUID.fromString((String) execution.getVariable(Variables.REMEDY_ID));
    }
}
