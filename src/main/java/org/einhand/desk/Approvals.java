package org.einhand.desk;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.einhand.authority.DecisionRecords;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.Goodwill;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.CaseSignals;
import org.einhand.kernel.Level;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The yes of a second person. Who asked never answers, by whatever way she comes. */
@Component
public class Approvals {

    private static final int SOONER = 70;
    private static final int URGENT = 80;
    private static final int BEFORE_EVERYTHING = 90;

    private final CaseFiles files;
    private final Remedies remedies;
    private final Timeline timeline;
    private final DecisionRecords records;
    private final Decisions decisions;
    private final AccountChecks accounts;
    private final Goodwill goodwill;
    private final ApprovalTimes times;
    private final Impartiality impartiality;
    private final CaseSignals signals;

    Approvals(
            CaseFiles files,
            Remedies remedies,
            Timeline timeline,
            DecisionRecords records,
            Decisions decisions,
            AccountChecks accounts,
            Goodwill goodwill,
            ApprovalTimes times,
            Impartiality impartiality,
            CaseSignals signals) {
        this.files = files;
        this.remedies = remedies;
        this.timeline = timeline;
        this.records = records;
        this.decisions = decisions;
        this.accounts = accounts;
        this.goodwill = goodwill;
        this.times = times;
        this.impartiality = impartiality;
        this.signals = signals;
    }

    /**
     * Says yes or no to a remedy that waits for it, or to the account that the money of one under way is to go to. With a no it is
     * refused, gives its goodwill back, and the owner chooses again.
     *
     * @param approvalFlow the running process that asks
     * @param why in words; needed for a no
     * @throws Problem 403 {@code forbidden} for the one who asked, for the customer herself and for those who may not say yes; 409 {@code case-closed},
     *     {@code not-waiting}; 400 {@code invalid-request} for a no without a reason
     */
    public void answer(
            String caseNumber, UUID remedyId, String approvalFlow, Actor by, boolean approved, @Nullable String why) {
        CaseFile file = files.lock(caseNumber);
        if (file.isClosed()) {
            throw Problem.caseClosed(caseNumber);
        }
        impartiality.check(file, by.id());
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
        mayAnswer(remedies.byId(remedyId).decidedBy(), approvers(remedyId), actor);
        mayLookAt(remedyId, actor.id());
    }

    /**
     * Refuses that a request is given to the one who made it, who took down the account that it is about, or who is the customer.
     *
     * @throws Problem 403 {@code forbidden}
     */
    public void mayBeGivenTo(UUID remedyId, String userId) {
        notTheRequester(remedies.byId(remedyId).decidedBy(), userId);
        mayLookAt(remedyId, userId);
    }

    private void mayLookAt(UUID remedyId, String userId) {
        accounts.mayLookAt(remedyId, userId);
        impartiality.check(files.byId(remedies.caseOf(remedyId)), userId);
    }

    private List<String> approvers(UUID remedyId) {
        return accounts.approvers(remedyId)
                .orElseGet(() -> List.of(remedies.byId(remedyId).approvers().split(",")));
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

    /**
     * What it means that nobody answered so far, a word of the rules such as {@code ask-further}; {@code not-yet} as long as the time
     * for an answer is not over, whoever asks.
     */
    public String silence(UUID remedyId) {
        CaseFile file = files.lock(remedies.caseOf(remedyId));
        goodwill.lock(file);
        return meaning(file, remedies.find(file, remedyId).orElseThrow())
                .map(meaning -> meaning.silence().word())
                .orElse("not-yet");
    }

    private Optional<ApprovalTimes.Meaning> meaning(CaseFile file, Remedies.Remedy remedy) {
        return times.silence(file, remedy, approvers(remedy.id()));
    }

    /** Nobody answered in time: one more level is asked, or the leads are. Who was asked before may still answer. */
    public void askFurther(UUID remedyId, String approvalFlow) {
        CaseFile file = files.lock(remedies.caseOf(remedyId));
        Remedies.Remedy remedy = remedies.find(file, remedyId).orElseThrow();
        meaning(file, remedy).ifPresent(meaning -> {
            List<String> groups = approvers(remedyId);
            Level more = meaning.silence() == ApprovalTimes.Silence.ASK_FURTHER ? oneLevelMore(groups) : Level.LEAD;
            askAgain(
                    file, remedy, meaning, more, approvalFlow, meaning.request().round() == 1 ? SOONER : URGENT);
        });
    }

    /** Nobody answered, and silence lets nothing pass: it is the first thing that leads find. */
    public void putFirst(UUID remedyId, String approvalFlow) {
        CaseFile file = files.lock(remedies.caseOf(remedyId));
        Remedies.Remedy remedy = remedies.find(file, remedyId).orElseThrow();
        meaning(file, remedy)
                .ifPresent(meaning -> askAgain(file, remedy, meaning, Level.LEAD, approvalFlow, BEFORE_EVERYTHING));
    }

    private static Level oneLevelMore(List<String> groups) {
        Level highest = Actor.user("asked", Set.copyOf(groups)).level().orElse(Level.SENIOR);
        return highest == Level.LEAD ? Level.LEAD : Level.values()[highest.ordinal() + 1];
    }

    private void askAgain(
            CaseFile file,
            Remedies.Remedy remedy,
            ApprovalTimes.Meaning meaning,
            Level more,
            String approvalFlow,
            int priority) {
        List<String> groups = approvers(remedy.id());
        boolean added = !groups.contains(more.group());
        List<String> asked =
                added ? Stream.concat(groups.stream(), Stream.of(more.group())).toList() : groups;
        if (added && remedy.state() == Remedies.State.AWAITING_APPROVAL) {
            remedies.approvers(remedy.id(), asked);
        } else if (added) {
            accounts.ask(remedy.id(), asked);
        }
        Instant due = times.again(file, remedy, asked, meaning.request());
        timeline.add(
                file,
                Timeline.Kind.DECISION,
                Actor.EINHAND,
                "Nobody said yes or no to " + remedy.action() + " in time; asked "
                        + (added ? "in addition: " + more.group() : "once more: " + String.join(", ", asked)));
        signals.askFurther(approvalFlow, asked, priority, due);
        files.touch(file);
    }

    /**
     * Nobody answered in time, and the rules let a small gift pass: it counts as approved, by nobody. Needs {@link #silence} to have
     * said so in the same transaction.
     */
    public void passBySilence(UUID remedyId) {
        CaseFile file = files.lock(remedies.caseOf(remedyId));
        Remedies.Remedy remedy = remedies.find(file, remedyId).orElseThrow();
        ApprovalTimes.Meaning meaning = meaning(file, remedy)
                .filter(said -> said.silence() == ApprovalTimes.Silence.PASS)
                .orElseThrow(() -> new IllegalStateException("Silence does not let " + remedyId + " pass"));
        String why = "Passed by silence: nobody answered in time";
        remedies.answered(file, remedyId, Actor.EINHAND, true, why);
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        inputs.put("requestedBy", remedy.decidedBy().id());
        inputs.put("approvers", String.join(",", remedy.approvers()));
        inputs.put("missing", meaning.request().missing());
        inputs.put("round", meaning.request().round());
        inputs.put("goodwill", remedy.goodwill().cents());
        records.add(
                file,
                remedyId,
                "approve",
                Actor.EINHAND,
                meaning.ruleVersion(),
                meaning.rule(),
                inputs,
                Map.of("approved", true));
        timeline.add(
                file,
                Timeline.Kind.DECISION,
                Actor.EINHAND,
                why + " to " + remedy.action() + ", asked were " + String.join(", ", remedy.approvers()));
        decisions.started(file, remedies.find(file, remedyId).orElseThrow(), remedy.decidedBy());
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
