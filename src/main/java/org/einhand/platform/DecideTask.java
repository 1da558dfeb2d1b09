package org.einhand.platform;

import java.util.Set;
import org.einhand.desk.DecisionRequests;
import org.einhand.desk.Decisions;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;
import org.springframework.stereotype.Component;

/** Choosing what is done for the customer. */
@Component
class DecideTask implements UserTaskKind {

    private final Decisions decisions;

    DecideTask(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public String key() {
        return "decide";
    }

    @Override
    public Set<String> variables() {
        return Set.of("action", "amount", "note", "parameters");
    }

    @Override
    public void complete(OpenTask task, GivenVariables given, Actor by) {
        String action = given.text("action");
        if (action == null) {
            throw Problem.invalid("/action", "is required");
        }
        Decisions.Command command =
                DecisionRequests.read(action, given.cents("amount"), given.text("note"), given.json("parameters"));
        decisions.decide(task.caseNumber(), by, command);
    }
}
