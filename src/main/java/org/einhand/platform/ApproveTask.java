package org.einhand.platform;

import java.util.Set;
import org.einhand.desk.Approvals;
import org.einhand.kernel.Actor;
import org.einhand.kernel.UnitOfWork;
import org.springframework.stereotype.Component;

/** The yes or no of a second person. */
@Component
class ApproveTask implements UserTaskKind {

    private final Approvals approvals;
    private final UnitOfWork unitOfWork;

    ApproveTask(Approvals approvals, UnitOfWork unitOfWork) {
        this.approvals = approvals;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public String key() {
        return "approve";
    }

    @Override
    public Set<String> variables() {
        return Set.of("approved", "note");
    }

    @Override
    public void complete(OpenTask task, GivenVariables given, Actor by) {
        boolean approved = given.flag("approved");
        String note = given.text("note");
        unitOfWork.run(() -> approvals.answer(task.caseNumber(), task.id("remedyId"), task.flow(), by, approved, note));
    }

    @Override
    public void mayBeGivenTo(OpenTask task, String userId) {
        approvals.mayBeGivenTo(task.id("remedyId"), userId);
    }

    @Override
    public void mayBeTakenBy(OpenTask task, Actor actor) {
        approvals.mayTake(task.id("remedyId"), actor);
    }
}
