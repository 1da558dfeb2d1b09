package org.einhand.platform;

import java.util.Set;
import org.einhand.desk.HandingOn;
import org.einhand.kernel.Actor;
import org.einhand.kernel.UnitOfWork;
import org.springframework.stereotype.Component;

/** Taking a case that a colleague hands on, or returning it. */
@Component
class AcceptHandoffTask implements UserTaskKind {

    private static final String ID = "handoffId";

    private final HandingOn handingOn;
    private final UnitOfWork unitOfWork;

    AcceptHandoffTask(HandingOn handingOn, UnitOfWork unitOfWork) {
        this.handingOn = handingOn;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public String key() {
        return "accept-handoff";
    }

    @Override
    public Set<String> variables() {
        return Set.of("accepted", "note");
    }

    @Override
    public void complete(OpenTask task, GivenVariables given, Actor by) {
        boolean accepted = given.flag("accepted");
        String note = given.text("note");
        unitOfWork.run(() -> handingOn.answer(task.id(ID), task.flow(), by, accepted, note));
    }

    @Override
    public void mayBeGivenTo(OpenTask task, String userId) {
        handingOn.mayBeGivenTo(task.id(ID), userId);
    }

    @Override
    public void mayBeTakenBy(OpenTask task, Actor actor) {
        handingOn.mayTake(task.id(ID), actor);
    }
}
