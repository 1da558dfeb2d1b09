package org.einhand.platform;

import java.util.Set;
import org.einhand.casefile.Address;
import org.einhand.desk.AddressRules;
import org.einhand.desk.Outcomes;
import org.einhand.kernel.Actor;
import org.einhand.kernel.UnitOfWork;
import org.springframework.stereotype.Component;

/** Saying where a shipment is to go. */
@Component
class ClarifyAddressTask implements UserTaskKind {

    private final Outcomes outcomes;
    private final UnitOfWork unitOfWork;

    ClarifyAddressTask(Outcomes outcomes, UnitOfWork unitOfWork) {
        this.outcomes = outcomes;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public String key() {
        return "clarify-address";
    }

    @Override
    public Set<String> variables() {
        return Set.of("address");
    }

    @Override
    public void complete(OpenTask task, GivenVariables given, Actor by) {
        Address address = AddressRules.read(given.json("address"), "/address");
        unitOfWork.run(() -> outcomes.clarifyAddress(task.caseNumber(), by, address));
    }
}
