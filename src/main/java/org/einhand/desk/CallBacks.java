package org.einhand.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.einhand.authority.Authorities;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.hand.Hands;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.CaseSignals;
import org.einhand.kernel.Colleagues;
import org.einhand.kernel.Level;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Problem.FieldError;
import org.einhand.kernel.Worded;
import org.einhand.promise.CallSlots;
import org.einhand.promise.CallTerms;
import org.einhand.promise.CallWindows;
import org.einhand.promise.CallWindows.CallWindow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A call to the customer in a window that was agreed with her: chosen, moved, called off, kept. Carries {@code customer-call.bpmn}
 * out. Of a case there is one at a time.
 */
@Component
public class CallBacks implements Handling {

    static final String ACTION = "schedule-callback";

    private static final String MOVED = "moved";
    private static final String NOBODY_CALLED = "nobody-called";
    private static final String NOT_REACHED = "not-reached";

    /** Somebody with the link who goes on choosing gains nothing, and costs the customer a message each time. */
    private static final int MOST_CHOICES = 10;

    private static final int DAYS_ON_HER_PAGE = 3;

    private final CaseFiles files;
    private final Remedies remedies;
    private final CallWindows windows;
    private final CallSlots slots;
    private final CallTerms terms;
    private final Timeline timeline;
    private final Outcomes outcomes;
    private final CallingOff callingOff;
    private final OutgoingEvents outgoing;
    private final Telling telling;
    private final Colleagues colleagues;
    private final Hands hands;
    private final CaseSignals signals;
    private final Clock clock;

    CallBacks(
            CaseFiles files,
            Remedies remedies,
            CallWindows windows,
            CallSlots slots,
            CallTerms terms,
            Timeline timeline,
            Outcomes outcomes,
            CallingOff callingOff,
            OutgoingEvents outgoing,
            Telling telling,
            Colleagues colleagues,
            Hands hands,
            CaseSignals signals,
            Clock clock) {
        this.files = files;
        this.remedies = remedies;
        this.windows = windows;
        this.slots = slots;
        this.terms = terms;
        this.timeline = timeline;
        this.outcomes = outcomes;
        this.callingOff = callingOff;
        this.outgoing = outgoing;
        this.telling = telling;
        this.colleagues = colleagues;
        this.hands = hands;
        this.signals = signals;
        this.clock = clock;
    }

    @Override
    public Action.Process process() {
        return Action.Process.CUSTOMER_CALL;
    }

    @Override
    public @Nullable String missing(CaseFile file, Action action, Decisions.Stock stock) {
        if (file.customer().mobile() == null) {
            return "phone";
        }
        return agreed(file).isPresent() ? "remedy-in-progress" : null;
    }

    @Override
    public Decided checked(CaseFile file, Decisions.Command command, Authorities.Grant grant, Decisions.Stock stock) {
        Remedies.Window window = command.window();
        if (window == null) {
            throw Problem.invalid(List.of(
                    new FieldError("/parameters/from", "is required"),
                    new FieldError("/parameters/to", "is required")));
        }
        if (command.doer() != null) {
            checkGroup(command.doer(), "/parameters/group");
        }
        if (file.customer().mobile() == null) {
            throw Decisions.unavailable("phone");
        }
        agreed(file).ifPresent(other -> {
            throw new Problem("remedy-in-progress", 409, "A call is agreed already; it can be moved or called off.")
                    .with("remedy", other.id());
        });
        refuse(slots.flaws(command.doer(), window.from(), window.to(), command.atNight(), null, "/parameters"));
        return new Decided(new Remedies.Particulars(null, window, null, null, null, null, command.doer()), null);
    }

    private void checkGroup(String group, String pointer) {
        List<String> groups = colleagues.workingGroups();
        if (!groups.contains(group)) {
            throw Problem.invalid(pointer, "must be one of the groups " + String.join(", ", groups));
        }
    }

    private static void refuse(List<FieldError> flaws) {
        if (!flaws.isEmpty()) {
            throw Problem.invalid(flaws);
        }
    }

    @Override
    public void begun(CaseFile file, Remedies.Remedy remedy) {
        Remedies.Window agreed =
                Optional.ofNullable(remedy.particulars().window()).orElseThrow();
        agree(file, remedy.id(), remedy.particulars().doer(), agreed, null, remedy.decidedBy());
    }

    /** Nothing is ordered, so nobody outside reports. */
    @Override
    public boolean heard(
            CaseFile file, Remedies.Remedy remedy, Remedies.BackendOrder order, OutsideEvents.Report report) {
        return false;
    }

    private void agree(
            CaseFile file,
            UUID remedyId,
            @Nullable String group,
            Remedies.Window agreed,
            @Nullable String reason,
            Actor by) {
        CallWindow window = windows.agree(file, remedyId, group, agreed.from(), agreed.to(), reason);
        timeline.add(
                file,
                Timeline.Kind.PROMISE,
                by,
                "Call promised: %s to %s%s%s"
                        .formatted(
                                Words.time(window.from()),
                                Words.time(window.to()),
                                group == null ? "" : ", by " + group,
                                reason == null ? "" : " (" + reason + ")"));
        outgoing.call(file, reason == null ? "promise.made" : "promise.renewed", window);
        tell(file, window, reason);
    }

    private void tell(CaseFile file, CallWindow window, @Nullable String change) {
        boolean stands = change == null || change.equals(MOVED) || change.equals(NOBODY_CALLED);
        telling.tell(new Telling.Message(
                file,
                "call-back",
                window.id() + (change == null ? "" : "-" + change),
                null,
                facts -> facts.call(stands ? window.from() : null, stands ? window.to() : null)
                        .callChange(change)));
    }

    /** The call that is agreed or to be agreed anew, if there is one. */
    Optional<Remedies.Remedy> agreed(CaseFile file) {
        return remedies.of(file).stream()
                .filter(remedy -> remedy.action().equals(ACTION) && remedy.isUnderWay())
                .findFirst();
    }

    /** The window that counts for a call; empty while nobody has agreed to it. */
    Optional<CallWindow> window(Remedies.Remedy call) {
        return windows.current(call.id());
    }

    /**
     * Windows that can be chosen now, in order.
     *
     * @param group the group that is to call; null: that of the call agreed already, else the owner's
     * @param from not before then; null: from now on
     * @throws Problem 400 {@code invalid-request}, 404
     */
    public Offer offer(String caseNumber, @Nullable String group, @Nullable Instant from) {
        CaseFile file = files.get(caseNumber);
        if (group != null) {
            checkGroup(group, "/group");
        }
        String calls = group == null ? groupOf(file) : group;
        return new Offer(calls, slots.free(calls, from == null ? clock.instant() : from));
    }

    /**
     * What can be chosen.
     *
     * @param group the group that calls; null: the owner of the case, or whoever goes on with it
     */
    public record Offer(@Nullable String group, List<CallSlots.Free> windows) {}

    /** The next windows, on few days: enough to find one that suits, and not more than a page can show. */
    List<CallSlots.Free> offeredOnHerPage(CaseFile file) {
        Set<LocalDate> days = new HashSet<>();
        return slots.free(groupOf(file), clock.instant()).stream()
                .takeWhile(free -> {
                    days.add(LocalDate.ofInstant(free.from(), Calendars.ZONE));
                    return days.size() <= DAYS_ON_HER_PAGE;
                })
                .toList();
    }

    private @Nullable String groupOf(CaseFile file) {
        return agreed(file).flatMap(this::window).map(CallWindow::group).orElse(null);
    }

    /**
     * Another window for the call that is agreed.
     *
     * @param group the group that calls from now on; null: as before
     */
    public record Move(Instant from, Instant to, @Nullable String group, boolean atNight) {}

    /**
     * An agent moves the call.
     *
     * @throws Problem 404 if none is agreed; 409 {@code case-closed}, {@code not-owner}, {@code held-by-other}; 400
     *     {@code invalid-request}
     */
    public Remedies.Remedy move(String caseNumber, Actor actor, Move move) {
        CaseFile file = files.lock(caseNumber);
        Remedies.Remedy call = inHerHands(file, actor);
        if (move.group() != null) {
            checkGroup(move.group(), "/group");
        }
        move(file, call, actor, move, "");
        return remedies.find(file, call.id()).orElseThrow();
    }

    /**
     * An agent calls the call off, as the customer needs none.
     *
     * @throws Problem as {@link #move}
     */
    public void callOff(String caseNumber, Actor actor) {
        CaseFile file = files.lock(caseNumber);
        callOff(file, inHerHands(file, actor), actor);
    }

    private Remedies.Remedy inHerHands(CaseFile file, Actor actor) {
        if (file.isClosed()) {
            throw Problem.caseClosed(file.caseNumber());
        }
        if (file.owner() != null && !file.owner().equals(actor.id())) {
            throw new Problem("not-owner", 409, "The case is in the hands of " + file.owner() + ".")
                    .with("owner", file.owner());
        }
        hands.working(file.customer().id(), actor);
        return agreed(file).orElseThrow(() -> Problem.notFound("No call is agreed in case " + file.caseNumber() + "."));
    }

    /** Needs the lock on the case. */
    void move(CaseFile file, Remedies.Remedy call, Actor by, Move move, String pointer) {
        CallWindow before = window(call).orElseThrow();
        if (by.kind() == Actor.Kind.CUSTOMER && before.version() >= MOST_CHOICES) {
            throw new Problem("too-many-attempts", 429, "The call was moved too often.");
        }
        String group = move.group() == null ? before.group() : move.group();
        refuse(slots.flaws(group, move.from(), move.to(), move.atNight(), call.id(), pointer));
        agree(file, call.id(), group, new Remedies.Window(move.from(), move.to()), MOVED, by);
        signals.callMoved(String.valueOf(call.flow()));
    }

    /** Needs the lock on the case. */
    void callOff(CaseFile file, Remedies.Remedy call, Actor by) {
        timeline.add(file, Timeline.Kind.REMEDY, by, "No call needed any more");
        window(call).ifPresent(window -> tell(file, window, "cancelled"));
        callingOff.ask(call);
    }

    /**
     * Refuses the call to those whose it is not: it is the group's that was asked for; the owner of the case and leads may call for it.
     *
     * @throws Problem 403 {@code forbidden}
     */
    public void mayTake(UUID remedyId, Actor actor) {
        CaseFile file = files.byId(remedies.caseOf(remedyId));
        mayCall(file, windows.current(remedyId).orElseThrow(), actor);
    }

    private static void mayCall(CaseFile file, CallWindow window, Actor actor) {
        String group = window.group();
        boolean hers = group == null ? actor.isAgent() : actor.in(group);
        if (!hers && !actor.id().equals(file.owner()) && !actor.in(Level.LEAD.group())) {
            throw Problem.forbidden("This call is for " + (group == null ? "agents" : group) + ".");
        }
    }

    /**
     * Somebody called. Reached: that was all. Not reached: there is another try while the window lasts, then she chooses another time.
     *
     * @param callFlow the running process that asked for the call
     * @throws Problem 403 {@code forbidden}; 409 {@code case-closed}, {@code not-waiting}; 400 {@code invalid-request}
     */
    public void called(UUID remedyId, String callFlow, Actor by, boolean reached, @Nullable String note) {
        CaseFile file = files.lock(remedies.caseOf(remedyId));
        if (file.isClosed()) {
            throw Problem.caseClosed(file.caseNumber());
        }
        Remedies.Remedy call = remedies.find(file, remedyId).orElseThrow();
        CallWindow window = windows.current(remedyId).orElseThrow();
        if (call.state() != Remedies.State.IN_PROGRESS) {
            throw new Problem("not-waiting", 409, "Nobody waits for this any more.");
        }
        mayCall(file, window, by);
        DecisionRequests.checkNote(note);
        hands.begin(file.customer().id(), by);
        windows.tried(window);
        timeline.add(
                file,
                Timeline.Kind.CONTACT,
                by,
                (reached ? "Spoke with the customer" : "Did not reach the customer")
                        + (note == null ? "" : ": " + note));
        if (reached) {
            windows.kept(remedyId);
            outcomes.proven(file, call, by);
        }
        signals.calledBack(callFlow, reached);
    }

    /** The person who calls; null while anybody of a group may. */
    public @Nullable String caller(UUID remedyId) {
        CallWindow window = windows.current(remedyId).orElseThrow();
        return window.group() == null && window.escalatedAt() == null
                ? files.byId(remedies.caseOf(remedyId)).owner()
                : null;
    }

    /** The groups whose members may call. */
    public List<String> callers(UUID remedyId) {
        CallWindow window = windows.current(remedyId).orElseThrow();
        List<String> groups = new ArrayList<>();
        if (window.group() == null) {
            for (Level level : Level.values()) {
                groups.add(level.group());
            }
        } else {
            groups.add(window.group());
            if (window.escalatedAt() != null && !window.group().equals(Level.LEAD.group())) {
                groups.add(Level.LEAD.group());
            }
        }
        return groups;
    }

    /** When the task appears. */
    public Instant appearAt(UUID remedyId) {
        CallWindow window = windows.current(remedyId).orElseThrow();
        return window.from().minus(terms.of(window.group()).appear());
    }

    /** By when she was promised the call. */
    public Instant windowEnd(UUID remedyId) {
        return windows.current(remedyId).orElseThrow().to();
    }

    /** Whether there is time for another try in this window. */
    public boolean mayTryAgain(UUID remedyId) {
        CallWindow window = windows.current(remedyId).orElseThrow();
        return window.isOpen()
                && window.attempts() < terms.of(window.group()).attempts()
                && tryAgainAt(remedyId).isBefore(tellAt(window));
    }

    /** When it is tried again: not at once. */
    public Instant tryAgainAt(UUID remedyId) {
        CallWindow window = windows.current(remedyId).orElseThrow();
        Instant tried = window.triedAt() == null ? clock.instant() : window.triedAt();
        return tried.plus(terms.of(window.group()).pause());
    }

    /** When the window is to be looked after next: before it closes, and when it does. */
    public Instant lookAt(UUID remedyId) {
        CallWindow window = windows.current(remedyId).orElseThrow();
        if (window.attempts() == 0 && window.escalatedAt() == null) {
            return leadAt(window);
        }
        Instant tell = tellAt(window);
        return clock.instant().isBefore(tell) ? tell : window.to();
    }

    /** When a lead is called in; in a short window not before half of it has passed. */
    private Instant leadAt(CallWindow window) {
        Instant half =
                window.from().plus(Duration.between(window.from(), window.to()).dividedBy(2));
        return later(window.to().minus(terms.of(window.group()).lead()), half);
    }

    /** When she hears of another window; from then on there is no time for this one. */
    private Instant tellAt(CallWindow window) {
        return later(window.to().minus(terms.of(window.group()).tell()), window.from());
    }

    /** What is to be done about a window that is closing. */
    public enum Closing implements Worded {
        /** It is looked at again. */
        WAIT,
        /** Another window took its place, or she is to choose one. */
        LEFT,
        /** It passed, and nobody called. */
        MISSED
    }

    /**
     * Looks after a window that is closing: a lead is called in, then she is told a new one before this one passes. If she was called
     * already, she is asked for another time.
     */
    public Closing lookAfter(UUID remedyId) {
        CaseFile file = files.lock(remedies.caseOf(remedyId));
        CallWindow window = windows.current(remedyId).orElseThrow();
        if (!window.isOpen()) {
            return Closing.MISSED;
        }
        Instant now = clock.instant();
        boolean closing = !now.isBefore(tellAt(window));
        if (window.attempts() > 0) {
            return closing ? unanswered(file, window) : Closing.WAIT;
        }
        if (!now.isBefore(window.to())) {
            return missed(file, window);
        }
        if (window.escalatedAt() == null) {
            leadCalledIn(file, window);
        }
        return closing ? putOff(file, window) : Closing.WAIT;
    }

    private void leadCalledIn(CaseFile file, CallWindow window) {
        windows.escalated(window);
        timeline.add(
                file,
                Timeline.Kind.PROMISE,
                Actor.EINHAND,
                "Nobody has called yet: a lead is to call before " + Words.time(window.to()));
        signals.callEscalated(flow(file, window));
    }

    private String flow(CaseFile file, CallWindow window) {
        return String.valueOf(
                remedies.find(file, window.remedyId()).orElseThrow().flow());
    }

    private Closing putOff(CaseFile file, CallWindow window) {
        int most = terms.of(window.group()).maxRenewals();
        if (windows.renewals(window.remedyId(), NOBODY_CALLED) >= most) {
            return Closing.WAIT;
        }
        Optional<CallSlots.Free> next = slots.next(window.group(), window.to());
        next.ifPresent(free -> agree(
                file,
                window.remedyId(),
                window.group(),
                new Remedies.Window(free.from(), free.to()),
                NOBODY_CALLED,
                Actor.EINHAND));
        return next.isPresent() ? Closing.LEFT : Closing.WAIT;
    }

    private Closing missed(CaseFile file, CallWindow window) {
        if (window.escalatedAt() == null) {
            leadCalledIn(file, window);
        }
        windows.broken(window.remedyId());
        timeline.add(
                file,
                Timeline.Kind.PROMISE,
                Actor.EINHAND,
                "Not kept: a call by " + Words.time(window.to()) + "; it stays with a lead");
        outgoing.call(file, "promise.broken", window);
        return putOff(file, window) == Closing.LEFT ? Closing.LEFT : Closing.MISSED;
    }

    private Closing unanswered(CaseFile file, CallWindow window) {
        windows.kept(window.remedyId());
        timeline.add(
                file, Timeline.Kind.REMEDY, Actor.EINHAND, "She did not answer, and is asked to choose another time");
        tell(file, window, NOT_REACHED);
        return Closing.LEFT;
    }

    /** She was called as promised and did not answer: she chooses another time. */
    public void askForAnotherTime(UUID remedyId) {
        CaseFile file = files.lock(remedies.caseOf(remedyId));
        unanswered(file, windows.current(remedyId).orElseThrow());
    }

    /** Whether a window is agreed that is still to be kept. */
    public boolean isAgreed(UUID remedyId) {
        return windows.current(remedyId).filter(CallWindow::isOpen).isPresent();
    }

    /** Until when she can choose another time. */
    public Instant chooseBy(UUID remedyId) {
        CallWindow window = windows.current(remedyId).orElseThrow();
        return clock.instant().plus(terms.of(window.group()).choice());
    }

    /** She chose no other time: no failure of ours. */
    public void notReached(UUID remedyId) {
        CaseFile file = files.lock(remedies.caseOf(remedyId));
        Remedies.Remedy call = remedies.find(file, remedyId).orElseThrow();
        outcomes.failed(file, call, NOT_REACHED, true, Actor.EINHAND);
    }

    /** Nobody has to call. */
    public void calledOff(UUID remedyId) {
        CaseFile file = files.lock(remedies.caseOf(remedyId));
        windows.released(remedyId);
        outcomes.stopped(file, remedyId, Actor.EINHAND);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
