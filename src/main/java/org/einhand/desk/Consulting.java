package org.einhand.desk;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Timeline;
import org.einhand.hand.Hands;
import org.einhand.handoff.ConsultationTimes;
import org.einhand.handoff.Consultations;
import org.einhand.kernel.Actor;
import org.einhand.kernel.CaseSignals;
import org.einhand.kernel.Colleagues;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asking a specialist without giving the case away. The question and the answer stand in the case file; the owner may decide
 * meanwhile. What nobody answers in time widens what she may do in this case.
 */
@Component
public class Consulting implements Circumstance {

    /** What the authority rules are told: whether a question in this case is unanswered beyond its time. */
    private static final String INPUT = "consultation";

    private static final int LONGEST = 4000;
    private static final int ANSWERED = 75;
    private static final int PRESSING = 85;
    private static final int ORDINARY = 60;
    private static final int ON_THE_LINE = 90;

    private final CaseFiles files;
    private final Consultations consultations;
    private final ConsultationTimes times;
    private final Timeline timeline;
    private final Conversations conversations;
    private final Hands hands;
    private final Colleagues colleagues;
    private final CaseSignals signals;
    private final Clock clock;

    Consulting(
            CaseFiles files,
            Consultations consultations,
            ConsultationTimes times,
            Timeline timeline,
            Conversations conversations,
            Hands hands,
            Colleagues colleagues,
            CaseSignals signals,
            Clock clock) {
        this.files = files;
        this.consultations = consultations;
        this.times = times;
        this.timeline = timeline;
        this.conversations = conversations;
        this.hands = hands;
        this.colleagues = colleagues;
        this.signals = signals;
        this.clock = clock;
    }

    /** What is wrong with the name of a specialism; empty if specialists of that name work here. */
    public Optional<String> flawInSpecialism(String name) {
        List<String> known = colleagues.specialists();
        return known.contains(name) ? Optional.empty() : Optional.of("must be one of " + String.join(", ", known));
    }

    /**
     * Asks specialists something; the case stays with its owner, and is the asker's if nobody owned it.
     *
     * @param onTheLine whether the customer waits on the line; then the time is minutes
     * @throws Problem 409 {@code case-closed}, {@code not-owner}, {@code held-by-other}
     */
    public ConsultationView ask(String caseNumber, Actor actor, String specialism, String question, boolean onTheLine) {
        CaseFile file = files.lock(caseNumber);
        if (file.isClosed()) {
            throw Problem.caseClosed(caseNumber);
        }
        if (file.owner() != null && !file.owner().equals(actor.id())) {
            throw new Problem("not-owner", 409, "The case is in the hands of " + file.owner() + ".")
                    .with("owner", file.owner());
        }
        hands.working(file.customer().id(), actor);
        if (file.owner() == null) {
            conversations.own(file, actor, false);
        }
        ConsultationTimes.Step step = onTheLine ? ConsultationTimes.Step.LINE : ConsultationTimes.Step.FIRST;
        ConsultationTimes.Time time = times.from(step, specialism);
        UUID id = consultations
                .add(file, specialism, onTheLine, time, actor.id(), question)
                .id();
        files.consulted(file);
        timeline.add(
                file,
                Timeline.Kind.CONSULTATION,
                actor,
                "Asks " + specialism + (onTheLine ? " with the customer on the line: " : ": ") + question);
        if (time.then() == ConsultationTimes.Next.CALL_BACK && !time.dueAt().isAfter(clock.instant())) {
            callBackInstead(file, consultations.find(file, id).orElseThrow());
        }
        consultations.running(id, signals.consulted(file.caseNumber(), id));
        return ConsultationView.of(consultations.find(file, id).orElseThrow(), Mask.of(file, actor.seesPersonalData()));
    }

    /** The questions of a case, oldest first. Whether the reader may read them is the caller's to check. */
    public List<ConsultationView> of(String caseNumber, Actor reader) {
        CaseFile file = files.get(caseNumber);
        Mask mask = Mask.of(file, reader.seesPersonalData());
        return consultations.of(file).stream()
                .map(question -> ConsultationView.of(question, mask))
                .toList();
    }

    /** One question of a case; 404 if there is none. */
    public ConsultationView one(String caseNumber, UUID id, Actor reader) {
        return of(caseNumber, reader).stream()
                .filter(question -> question.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no such consultation in case " + caseNumber + "."));
    }

    /** Every group whose members may answer now. */
    public List<String> asked(UUID id) {
        return consultations.byId(id).asked();
    }

    /** What the rules do when its time is up: {@code call-back}, {@code next-person} or {@code widen}. */
    public String next(UUID id) {
        return consultations.byId(id).then().word();
    }

    /** How soon it is to be answered: the higher, the sooner. */
    public int priority(UUID id) {
        return consultations.byId(id).step() == ConsultationTimes.Step.LINE ? ON_THE_LINE : ORDINARY;
    }

    /**
     * A specialist answers. The answer goes into the case, and its owner hears of it; a late one is welcome, too.
     *
     * @param taskFlow the running process that asked her
     * @throws Problem 403 {@code forbidden} for the one who asked, and for those who were not asked; 409 {@code case-closed},
     *     {@code not-waiting}; 400 {@code invalid-request}
     */
    public void answer(UUID id, String taskFlow, Actor by, @Nullable String answer) {
        CaseFile file = files.lock(consultations.byId(id).caseId());
        if (file.isClosed()) {
            throw Problem.caseClosed(file.caseNumber());
        }
        Consultations.Consultation question = consultations.find(file, id).orElseThrow();
        if (!question.awaitsAnswer()) {
            throw new Problem("not-waiting", 409, "Nobody waits for an answer any more.");
        }
        mayAnswer(question, by);
        String text = checked(answer);
        consultations.answered(file, id, by.id(), text);
        timeline.add(
                file,
                Timeline.Kind.CONSULTATION,
                by,
                by.id() + " answers for " + question.specialism() + ": " + text
                        + (question.state() == Consultations.State.UNANSWERED
                                ? " (late; the owner's authority is as before)"
                                : ""));
        noLongerWaiting(file);
        signals.urgent(String.valueOf(file.flow()), question.onTheLine() ? PRESSING : ANSWERED);
        signals.consultationAnswered(taskFlow);
    }

    private static String checked(@Nullable String answer) {
        if (answer == null) {
            throw Problem.invalid("/answer", "is required");
        }
        TypedText.flawInProse(answer).ifPresent(flaw -> {
            throw Problem.invalid("/answer", flaw);
        });
        if (answer.length() > LONGEST) {
            throw Problem.invalid("/answer", "must have at most " + LONGEST + " characters");
        }
        return answer;
    }

    /**
     * Refuses the task to those who may not answer it.
     *
     * @throws Problem 403 {@code forbidden}
     */
    public void mayTake(UUID id, Actor actor) {
        mayAnswer(consultations.byId(id), actor);
    }

    /**
     * Refuses that a question is given to the one who asked it.
     *
     * @throws Problem 403 {@code forbidden}
     */
    public void mayBeGivenTo(UUID id, String userId) {
        notTheAsker(consultations.byId(id), userId);
    }

    private static void mayAnswer(Consultations.Consultation question, Actor by) {
        notTheAsker(question, by.id());
        if (question.asked().stream().noneMatch(by::in)) {
            throw Problem.forbidden("Only " + String.join(", ", question.asked()) + " were asked.");
        }
    }

    private static void notTheAsker(Consultations.Consultation question, String userId) {
        if (userId.equals(question.askedBy())) {
            throw Problem.forbidden("Who asked a question does not answer it.");
        }
    }

    /** Minutes have passed and nobody answered: the customer waits no longer on the line. */
    public void offerCallBack(UUID id) {
        whileOpen(id, question -> {
            CaseFile file = files.byId(question.caseId());
            callBackInstead(file, question);
            signals.taskDueBy(
                    String.valueOf(question.flow()),
                    consultations.find(file, id).orElseThrow().dueAt());
        });
    }

    private void callBackInstead(CaseFile file, Consultations.Consultation question) {
        consultations.callBackOffered(question.id());
        consultations.goesOn(question.id(), times.from(ConsultationTimes.Step.FIRST, question.specialism()));
        timeline.add(
                file,
                Timeline.Kind.CONSULTATION,
                Actor.EINHAND,
                "No answer from " + question.specialism()
                        + " while the customer is on the line: offer her a call-back with a time. The question goes on");
        signals.urgent(String.valueOf(file.flow()), PRESSING);
    }

    /** Nobody answered in time: whoever had the task lets it go, and more people are asked. */
    public void askNextPerson(UUID id) {
        whileOpen(id, question -> {
            CaseFile file = files.byId(question.caseId());
            List<String> also =
                    times.from(question.step(), question.specialism()).alsoAsk();
            ConsultationTimes.Time time = times.from(ConsultationTimes.Step.SECOND, question.specialism());
            consultations.alsoAsk(id, also);
            consultations.goesOn(id, time);
            List<String> asked = consultations.find(file, id).orElseThrow().asked();
            timeline.add(
                    file,
                    Timeline.Kind.CONSULTATION,
                    Actor.EINHAND,
                    "No answer from " + question.specialism() + " in time: asked anew, " + String.join(", ", asked));
            signals.askedAnew(String.valueOf(question.flow()), asked, time.dueAt(), PRESSING);
        });
    }

    /** Everybody had time: the owner may do more in this case, and everybody can see why. */
    public void widenAuthority(UUID id) {
        whileOpen(id, question -> {
            CaseFile file = files.byId(question.caseId());
            consultations.unanswered(id);
            timeline.add(
                    file,
                    Timeline.Kind.CONSULTATION,
                    Actor.EINHAND,
                    "Nobody answered the question to " + question.specialism()
                            + ": the owner may do more in this case until somebody does");
            noLongerWaiting(file);
            signals.urgent(String.valueOf(file.flow()), PRESSING);
        });
    }

    private void whileOpen(UUID id, Consumer<Consultations.Consultation> work) {
        CaseFile file = files.lock(consultations.byId(id).caseId());
        consultations
                .find(file, id)
                .filter(question -> question.state() == Consultations.State.OPEN)
                .ifPresent(work);
    }

    /** The case waits for an answer as long as one is expected in time. */
    private void noLongerWaiting(CaseFile file) {
        boolean another =
                consultations.of(file).stream().anyMatch(question -> question.state() == Consultations.State.OPEN);
        if (another) {
            files.touch(file);
        } else {
            files.consultationOver(file);
        }
    }

    @Override
    public void tell(CaseFile file, Decisions.@Nullable Command command, Map<String, @Nullable Object> inputs) {
        inputs.put(INPUT, consultations.isAnyUnanswered(file) ? "unanswered" : "none");
    }

    /** When its time is up. */
    public Instant dueAt(UUID id) {
        return consultations.byId(id).dueAt();
    }
}
