package org.einhand.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einhand.authority.Authorities;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Contacts;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.hand.Hands;
import org.einhand.handoff.AuthorityGaps;
import org.einhand.handoff.HandoffRules;
import org.einhand.handoff.Handoffs;
import org.einhand.kernel.Actor;
import org.einhand.kernel.CaseSignals;
import org.einhand.kernel.Colleagues;
import org.einhand.kernel.Level;
import org.einhand.kernel.Problem;
import org.einhand.promise.Promises;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Handing a case on: the last resort, with everything that belongs to the case, and only to somebody who says yes to it. */
@Component
public class HandingOn {

    private static final int ORDINARY = 65;
    private static final int RETURNED = 75;
    private static final int FIRST = 90;

    /** What a gap is called where an agent insisted although she lacked no authority. */
    private static final String INSISTED = "handoff";

    private static final String NOTHING = "none";

    private final CaseFiles files;
    private final Contacts contacts;
    private final Handoffs handoffs;
    private final HandoffRules rules;
    private final HandoffContracts contracts;
    private final AuthorityGaps gaps;
    private final Decisions decisions;
    private final Conversations conversations;
    private final Remedies remedies;
    private final Promises promises;
    private final Agreed agreed;
    private final Timeline timeline;
    private final Telling telling;
    private final Hands hands;
    private final Colleagues colleagues;
    private final CaseSignals signals;

    HandingOn(
            CaseFiles files,
            Contacts contacts,
            Handoffs handoffs,
            HandoffRules rules,
            HandoffContracts contracts,
            AuthorityGaps gaps,
            Decisions decisions,
            Conversations conversations,
            Remedies remedies,
            Promises promises,
            Agreed agreed,
            Timeline timeline,
            Telling telling,
            Hands hands,
            Colleagues colleagues,
            CaseSignals signals) {
        this.files = files;
        this.contacts = contacts;
        this.handoffs = handoffs;
        this.rules = rules;
        this.contracts = contracts;
        this.gaps = gaps;
        this.decisions = decisions;
        this.conversations = conversations;
        this.remedies = remedies;
        this.promises = promises;
        this.agreed = agreed;
        this.timeline = timeline;
        this.telling = telling;
        this.hands = hands;
        this.colleagues = colleagues;
        this.signals = signals;
    }

    /**
     * What an agent asks for.
     *
     * @param to the group that is to take the case
     * @param insists whether the agent wants it although the rules see no need
     */
    public record Request(
            String to, String reason, @Nullable String note, boolean insists) {}

    /** What is wrong with the name of a group; empty if people of it could take a case. */
    public Optional<String> flawInGroup(String name) {
        List<String> known = colleagues.workingGroups();
        return known.contains(name) ? Optional.empty() : Optional.of("must be one of " + String.join(", ", known));
    }

    /**
     * What the agent could do herself; asked before the transaction, for stock is asked outside.
     *
     * @throws Problem 403 {@code forbidden}, 404
     */
    public List<Decisions.Option> options(String caseNumber, Actor actor) {
        return decisions.options(caseNumber, actor);
    }

    /**
     * Offers the case to a group. Until somebody accepts it, it stays with its owner.
     *
     * @param options what the agent could do herself
     * @throws Problem 403 {@code authority-missing} for a second handoff by anybody but a lead; 409 {@code case-closed},
     *     {@code not-owner}, {@code held-by-other}, {@code handoff-open}, {@code handoff-not-needed} with the {@code options} that
     *     keep the case and what was {@code missing}
     */
    public HandoffView handOn(String caseNumber, Actor actor, Request request, List<Decisions.Option> options) {
        Level level = actor.level().orElseThrow(() -> Problem.forbidden("Only agents hand cases on."));
        CaseFile file = files.lock(caseNumber);
        if (file.isClosed()) {
            throw Problem.caseClosed(caseNumber);
        }
        if (file.owner() != null && !file.owner().equals(actor.id()) && level != Level.LEAD) {
            throw new Problem("not-owner", 409, "The case is in the hands of " + file.owner() + ".")
                    .with("owner", file.owner());
        }
        hands.working(file.customer().id(), actor);
        if (handoffs.open(file).isPresent()) {
            throw new Problem(
                    "handoff-open", 409, "The case is offered to somebody already; she has not answered yet.");
        }
        List<Decisions.Option> keeping = options.stream()
                .filter(option -> option.permission() != Authorities.Permission.UNAVAILABLE)
                .toList();
        HandoffRules.Verdict verdict = rules.verdict(file, situation(file, level, request, keeping));
        if (verdict.answer() == HandoffRules.Answer.LEAD_ONLY) {
            throw new Problem("authority-missing", 403, verdict.why())
                    .with("missing", "lead")
                    .with("approvers", List.of(Level.LEAD.group()));
        }
        boolean insisted = verdict.answer() == HandoffRules.Answer.NOT_NEEDED;
        if (insisted && !request.insists()) {
            throw notNeeded(file, verdict, keeping);
        }
        if (file.owner() == null) {
            conversations.own(file, actor, false);
        }
        if (insisted) {
            noteGaps(file, keeping);
        }
        return offer(file, actor, request, insisted, verdict, options);
    }

    private HandoffRules.Situation situation(
            CaseFile file, Level level, Request request, List<Decisions.Option> keeping) {
        return new HandoffRules.Situation(
                level,
                settling(keeping, Authorities.Permission.DIRECT),
                settling(keeping, Authorities.Permission.APPROVAL),
                colleagues.specialists().contains(request.to()),
                remedies.underWay(file).isPresent(),
                request.reason());
    }

    private static int settling(List<Decisions.Option> options, Authorities.Permission permission) {
        return (int) options.stream()
                .filter(option -> option.permission() == permission
                        && Action.of(option.action()).settling())
                .count();
    }

    private Problem notNeeded(CaseFile file, HandoffRules.Verdict verdict, List<Decisions.Option> keeping) {
        return new Problem("handoff-not-needed", 409, verdict.why())
                .with("options", keeping)
                .with("missing", missing(file, keeping))
                .with("specialists", colleagues.specialists())
                .with("rule", verdict.rule());
    }

    /** Which authority the agent lacks for which action of those that fit the type of the case. */
    public record Missing(String action, String missing, List<String> approvers) {}

    private static List<Missing> missing(CaseFile file, List<Decisions.Option> keeping) {
        return keeping.stream()
                .filter(option -> option.permission() == Authorities.Permission.APPROVAL)
                .filter(option -> Action.of(option.action()).process().fits(file.type()))
                .map(option -> new Missing(
                        option.action(), option.missing() == null ? "authority" : option.missing(), option.approvers()))
                .toList();
    }

    private void noteGaps(CaseFile file, List<Decisions.Option> keeping) {
        List<Missing> missing = missing(file, keeping);
        missing.forEach(gap -> gaps.add(file, gap.action(), gap.missing()));
        if (missing.isEmpty()) {
            gaps.add(file, INSISTED, NOTHING);
        }
    }

    private HandoffView offer(
            CaseFile file,
            Actor actor,
            Request request,
            boolean insisted,
            HandoffRules.Verdict verdict,
            List<Decisions.Option> options) {
        Handoffs.Offer offer = new Handoffs.Offer(
                request.to(),
                actor.id(),
                insisted,
                rules.acceptBy(request.to()),
                verdict.rule(),
                request.reason(),
                request.note(),
                contracts.of(file, options));
        UUID id = handoffs.add(file, offer).id();
        timeline.add(
                file,
                Timeline.Kind.HANDOFF,
                actor,
                "Offered to " + request.to() + (insisted ? ", though it could be kept: " : ": ") + request.reason()
                        + (request.note() == null ? "" : ". " + request.note()));
        files.touch(file);
        handoffs.running(id, signals.handoffOffered(file.caseNumber(), id));
        return HandoffView.of(handoffs.find(file, id).orElseThrow(), Mask.of(file, actor.seesPersonalData()));
    }

    /** The offers of a case, oldest first. Whether the reader may read them is the caller's to check. */
    public List<HandoffView> of(String caseNumber, Actor reader) {
        CaseFile file = files.get(caseNumber);
        Mask mask = Mask.of(file, reader.seesPersonalData());
        return handoffs.of(file).stream()
                .map(handoff -> HandoffView.of(handoff, mask))
                .toList();
    }

    /** One offer of a case; 404 if there is none. */
    public HandoffView one(String caseNumber, UUID id, Actor reader) {
        return of(caseNumber, reader).stream()
                .filter(handoff -> handoff.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no such handoff in case " + caseNumber + "."));
    }

    /**
     * The receiver takes the case, or returns it with a reason. Taken, it is hers with everything that was promised; the model tells
     * the customer.
     *
     * @param taskFlow the running process that asked her
     * @throws Problem 403 {@code forbidden} for the sender, the owner, and those who were not asked; 409 {@code case-closed},
     *     {@code not-waiting}; 400 {@code invalid-request}
     */
    public void answer(UUID id, String taskFlow, Actor by, boolean accepted, @Nullable String note) {
        CaseFile file = files.lock(handoffs.byId(id).caseId());
        if (file.isClosed()) {
            throw Problem.caseClosed(file.caseNumber());
        }
        Handoffs.Handoff handoff = handoffs.find(file, id).orElseThrow();
        if (!handoff.isOpen()) {
            throw new Problem("not-waiting", 409, "Nobody waits for this any more.");
        }
        mayAnswer(file, handoff, by);
        DecisionRequests.checkNote(note);
        if (!accepted && note == null) {
            throw Problem.invalid("/note", "is required: say why you return it");
        }
        handoffs.answered(file, id, accepted, by.id(), note);
        String words = note == null ? "" : ": " + note;
        if (accepted) {
            timeline.add(
                    file, Timeline.Kind.HANDOFF, by, by.id() + " takes the case over from " + file.owner() + words);
            takenOver(file, by);
        } else {
            timeline.add(file, Timeline.Kind.HANDOFF, by, by.id() + " returns the case" + words);
            files.touch(file);
            signals.urgent(String.valueOf(file.flow()), RETURNED);
        }
        signals.handoffAnswered(taskFlow, accepted);
    }

    private void takenOver(CaseFile file, Actor by) {
        files.handedOn(file, by.id());
        contacts.addressOpen(file, by.id());
        if (file.owner() != null) {
            hands.letGo(file.customer().id(), file.owner());
        }
        hands.begin(file.customer().id(), by);
        if (by.isAgent()) {
            signals.owned(String.valueOf(file.flow()), by.id());
        } else {
            signals.anybodyDecides(String.valueOf(file.flow()));
        }
    }

    /**
     * Refuses the task to those who may not answer it.
     *
     * @throws Problem 403 {@code forbidden}
     */
    public void mayTake(UUID id, Actor actor) {
        Handoffs.Handoff handoff = handoffs.byId(id);
        mayAnswer(files.byId(handoff.caseId()), handoff, actor);
    }

    /**
     * Refuses that a case is given back to the one who handed it on, by way of its own offer.
     *
     * @throws Problem 403 {@code forbidden}
     */
    public void mayBeGivenTo(UUID id, String userId) {
        Handoffs.Handoff handoff = handoffs.byId(id);
        notTheSender(files.byId(handoff.caseId()), handoff, userId);
    }

    private static void mayAnswer(CaseFile file, Handoffs.Handoff handoff, Actor by) {
        notTheSender(file, handoff, by.id());
        if (receivers(handoff).stream().noneMatch(by::in)) {
            throw Problem.forbidden("Only " + String.join(", ", receivers(handoff)) + " are asked to take this case.");
        }
    }

    private static void notTheSender(CaseFile file, Handoffs.Handoff handoff, String userId) {
        if (userId.equals(handoff.offer().by()) || userId.equals(file.owner())) {
            throw Problem.forbidden("Who hands a case on, or has it, does not accept it.");
        }
    }

    /** The groups that are asked to take it now. */
    public List<String> receivers(UUID id) {
        return receivers(handoffs.byId(id));
    }

    private static List<String> receivers(Handoffs.Handoff handoff) {
        return List.of(handoff.leadAskedAt() == null ? handoff.offer().to() : Level.LEAD.group());
    }

    /** By when it is to be accepted or returned. */
    public Instant acceptBy(UUID id) {
        return handoffs.byId(id).offer().dueAt();
    }

    /** How soon it is to be looked at: the higher, the sooner. */
    public int priority() {
        return ORDINARY;
    }

    /** Nobody of the group answered in time: the leads are asked, before everything else. */
    public void askLeads(UUID id) {
        CaseFile file = files.lock(handoffs.byId(id).caseId());
        Handoffs.Handoff handoff = handoffs.find(file, id).orElseThrow();
        if (!handoff.isOpen() || handoff.leadAskedAt() != null) {
            return;
        }
        Instant due = rules.acceptBy(Level.LEAD.group());
        handoffs.leadAsked(id, due);
        timeline.add(
                file,
                Timeline.Kind.HANDOFF,
                Actor.EINHAND,
                "Nobody of " + handoff.offer().to() + " answered in time: leads are asked");
        files.touch(file);
        signals.askedAnew(String.valueOf(handoff.flow()), List.of(Level.LEAD.group()), due, FIRST);
    }

    /** The customer hears who looks after her case now, and that what was promised holds. */
    public void tellHandedOn(UUID id) {
        Handoffs.Handoff handoff = handoffs.byId(id);
        CaseFile file = files.byId(handoff.caseId());
        Optional<Promises.Promise> promise = promises.current(file).filter(Promises.Promise::isOpen);
        telling.tell(new Telling.Message(
                file,
                "handed-on",
                id.toString(),
                null,
                facts -> promise.map(open -> facts.promise(agreed.promised(file, open), open.dueAt()))
                        .orElse(facts)));
    }
}
