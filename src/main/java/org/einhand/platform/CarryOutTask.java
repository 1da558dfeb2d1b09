package org.einhand.platform;

import java.util.Set;
import org.einhand.desk.CustomRemedies;
import org.einhand.kernel.Actor;
import org.einhand.kernel.UnitOfWork;
import org.springframework.stereotype.Component;

/** Saying whether a remedy in an agent's own words was done. */
@Component
class CarryOutTask implements UserTaskKind {

    private final CustomRemedies customRemedies;
    private final UnitOfWork unitOfWork;

    CarryOutTask(CustomRemedies customRemedies, UnitOfWork unitOfWork) {
        this.customRemedies = customRemedies;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public String key() {
        return "carry-out";
    }

    @Override
    public Set<String> variables() {
        return Set.of("done", "note");
    }

    @Override
    public void complete(OpenTask task, GivenVariables given, Actor by) {
        boolean done = given.flag("done");
        String note = given.text("note");
        unitOfWork.run(() -> customRemedies.carriedOut(task.id("remedyId"), task.flow(), by, done, note));
    }

    @Override
    public void mayBeTakenBy(OpenTask task, Actor actor) {
        customRemedies.mayTake(task.id("remedyId"), actor);
    }
}
