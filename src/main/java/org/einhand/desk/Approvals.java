package org.einhand.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.einhand.authority.DecisionRecords;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.CaseSignals;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The yes of a second person. Who asked never answers, by whatever way she comes. */
@Component
public class Approvals {

    private final CaseFiles files;
    private final Remedies remedies;
    private final Timeline timeline;
    private final DecisionRecords records;
    private final Decisions decisions;
    private final AccountChecks accounts;
    private final CaseSignals signals;

    Approvals(
            CaseFiles files,
            Remedies remedies,
            Timeline timeline,
            DecisionRecords records,
            Decisions decisions,
            AccountChecks accounts,
            CaseSignals signals) {
        this.files = files;
        this.remedies = remedies;
        this.timeline = timeline;
        this.records = records;
        this.decisions = decisions;
        this.accounts = accounts;
        this.signals = signals;
    }

    /**
     * Says yes or no to a remedy that waits for it, or to the account that the money of one under way is to go to. With a no it is
     * refused, gives its goodwill back, and the owner chooses again.
     *
     * @param approvalFlow the running process that asks
     * @param why in words; needed for a no
     * @throws Problem 403 {@code forbidden} for the one who asked and for those who may not say yes; 409 {@code case-closed},
     *     {@code not-waiting}; 400 {@code invalid-request} for a no without a reason
     */
    public void answer(
            String caseNumber, UUID remedyId, String approvalFlow, Actor by, boolean approved, @Nullable String why) {
        CaseFile file = files.lock(caseNumber);
        if (file.isClosed()) {
            throw Problem.caseClosed(caseNumber);
        }
        Remedies.Remedy remedy = remedies.find(file, remedyId).orElseThrow();
        if (remedy.state() == Remedies.State.IN_PROGRESS) {
            accounts.answer(file, remedy, by, approved, why);
            signals.approvalAnswered(approvalFlow, approved);
            return;
        }
        if (remedy.state() != Remedies.State.AWAITING_APPROVAL) {
            throw new Problem("not-waiting", 409, "Nobody waits for a yes any more.");
        }
        mayAnswer(remedy.decidedBy().id(), remedy.approvers(), by);
        DecisionRequests.checkNote(why);
        if (!approved && why == null) {
            throw Problem.invalid("/note", "is required: say why not");
        }
        accounts.answeredWithDecision(file, remedy, by, approved);
        remedies.answered(file, remedyId, by, approved, why);
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        inputs.put("requestedBy", remedy.decidedBy().id());
        inputs.put("approvers", String.join(",", remedy.approvers()));
        records.add(
                file,
                remedyId,
                approved ? "approve" : "decline",
                by,
                "approval",
                remedy.rule(),
                inputs,
                Map.of("approved", approved));
        timeline.add(
                file,
                Timeline.Kind.DECISION,
                by,
                (approved ? "Said yes to " : "Said no to ") + remedy.action() + (why == null ? "" : ": " + why));
        if (approved) {
            decisions.started(file, remedies.find(file, remedyId).orElseThrow(), remedy.decidedBy());
        } else if (remedy.settling()) {
            files.state(file, CaseState.OPEN, null);
        } else {
            files.touch(file);
        }
        signals.approvalAnswered(approvalFlow, approved);
    }

    /**
     * Refuses to those who may not answer it that they take the task, too.
     *
     * @throws Problem 403 {@code forbidden}
     */
    public void mayTake(UUID remedyId, Actor actor) {
        Remedies.Brief asked = remedies.byId(remedyId);
        mayAnswer(
                asked.decidedBy(),
                accounts.approvers(remedyId)
                        .orElseGet(() -> List.of(asked.approvers().split(","))),
                actor);
        accounts.mayLookAt(remedyId, actor.id());
    }

    /**
     * Refuses that a request is given to the one who made it, or who took down the account that it is about.
     *
     * @throws Problem 403 {@code forbidden}
     */
    public void mayBeGivenTo(UUID remedyId, String userId) {
        notTheRequester(remedies.byId(remedyId).decidedBy(), userId);
        accounts.mayLookAt(remedyId, userId);
    }

    private static void notTheRequester(String requester, String userId) {
        if (userId.equals(requester)) {
            throw Problem.forbidden("Who asked for a yes does not give it.");
        }
    }

    /** Refuses those who may not answer a request of somebody's. */
    static void mayAnswer(String requester, List<String> approvers, Actor by) {
        notTheRequester(requester, by.id());
        if (approvers.stream().noneMatch(by::in)) {
            throw Problem.forbidden("Only " + String.join(", ", approvers) + " may say yes to this.");
        }
    }

    /** The customer needs it no more: nobody has to say yes. */
    public void calledOff(UUID remedyId) {
        CaseFile file = files.lock(remedies.caseOf(remedyId));
        if (remedies.byId(remedyId).state() == Remedies.State.IN_PROGRESS) {
            accounts.calledOff(remedyId);
            return;
        }
        remedies.cancelled(remedyId);
        timeline.add(file, Timeline.Kind.REMEDY, Actor.EINHAND, "Called off before anybody said yes");
        files.touch(file);
    }
}
