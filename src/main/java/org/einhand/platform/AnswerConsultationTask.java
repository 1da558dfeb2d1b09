package org.einhand.platform;

import java.util.Set;
import org.einhand.desk.Consulting;
import org.einhand.kernel.Actor;
import org.einhand.kernel.UnitOfWork;
import org.springframework.stereotype.Component;

/** A specialist's answer to an agent's question. */
@Component
class AnswerConsultationTask implements UserTaskKind {

    private static final String ID = "consultationId";

    private final Consulting consulting;
    private final UnitOfWork unitOfWork;

    AnswerConsultationTask(Consulting consulting, UnitOfWork unitOfWork) {
        this.consulting = consulting;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public String key() {
        return "answer-consultation";
    }

    @Override
    public Set<String> variables() {
        return Set.of("answer");
    }

    @Override
    public void complete(OpenTask task, GivenVariables given, Actor by) {
        String answer = given.text("answer");
        unitOfWork.run(() -> consulting.answer(task.id(ID), task.flow(), by, answer));
    }

    @Override
    public void mayBeGivenTo(OpenTask task, String userId) {
        consulting.mayBeGivenTo(task.id(ID), userId);
    }

    @Override
    public void mayBeTakenBy(OpenTask task, Actor actor) {
        consulting.mayTake(task.id(ID), actor);
    }
}
