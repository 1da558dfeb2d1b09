package org.einhand.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.einhand.authority.Authorities;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.SubjectKind;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.CaseSignals;
import org.einhand.kernel.NotReady;
import org.einhand.promise.Promises;
import org.einhand.remedy.activation.Lines;
import org.einhand.remedy.activation.Provisioning;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Getting a line to work: ordered from the network, heard of, called off. Carries {@code contract-activation.bpmn} out. That the
 * network took an order proves nothing; only its {@code service.activated} does.
 */
@Component
public class Activations implements Handling {

    static final String DATA_PASS = "interim-data-pass";

    private static final String BACKEND = "provisioning";
    private static final Actor NETWORK = Actor.backend(BACKEND);

    /** So long without a sign from the network, and a person is alarmed. */
    private static final Duration SILENCE = Duration.ofDays(14);

    private final CaseFiles files;
    private final Remedies remedies;
    private final Timeline timeline;
    private final Outcomes outcomes;
    private final Promising promising;
    private final Promises promises;
    private final Addresses addresses;
    private final Diagnosing diagnosing;
    private final Lines lines;
    private final Compensations compensations;
    private final Telling telling;
    private final CaseSignals signals;
    private final Provisioning provisioning;
    private final Words words;
    private final Clock clock;

    Activations(
            CaseFiles files,
            Remedies remedies,
            Timeline timeline,
            Outcomes outcomes,
            Promising promising,
            Promises promises,
            Addresses addresses,
            Diagnosing diagnosing,
            Lines lines,
            Compensations compensations,
            Telling telling,
            CaseSignals signals,
            Provisioning provisioning,
            Words words,
            Clock clock) {
        this.files = files;
        this.remedies = remedies;
        this.timeline = timeline;
        this.outcomes = outcomes;
        this.promising = promising;
        this.promises = promises;
        this.addresses = addresses;
        this.diagnosing = diagnosing;
        this.lines = lines;
        this.compensations = compensations;
        this.telling = telling;
        this.signals = signals;
        this.provisioning = provisioning;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public Action.Process process() {
        return Action.Process.CONTRACT_ACTIVATION;
    }

    @Override
    public @Nullable String missing(CaseFile file, Action action, Decisions.Stock stock) {
        return file.subject().kind() == SubjectKind.CONTRACT ? null : "contract";
    }

    @Override
    public Decided checked(CaseFile file, Decisions.Command command, Authorities.Grant grant, Decisions.Stock stock) {
        if (file.subject().kind() != SubjectKind.CONTRACT) {
            throw Decisions.unavailable("contract");
        }
        return new Decided(Remedies.Particulars.NONE, null);
    }

    @Override
    public void begun(CaseFile file, Remedies.Remedy remedy) {
        if (!isDataPass(remedy)) {
            lines.brokenAgain(file);
        }
        remedies.ordering(file, remedy.id(), BACKEND, addresses.reference(file, remedy));
    }

    private static boolean isDataPass(Remedies.Remedy remedy) {
        return remedy.action().equals(DATA_PASS);
    }

    /**
     * Orders the activation of a remedy; safe to repeat.
     *
     * @return false if the network refuses it: then the remedy failed
     * @throws org.einhand.remedy.BackendFailure if the network did not say
     */
    public boolean order(UUID remedyId) {
        CaseFile file = files.byId(remedies.caseOf(remedyId));
        Remedies.Remedy remedy = remedies.find(file, remedyId).orElseThrow();
        Remedies.BackendOrder order = remedies.awaitedOrder(remedyId).orElseThrow();
        Optional<Provisioning.Activation> taken = provisioning.activate(new Provisioning.Order(
                order.reference(),
                Objects.requireNonNull(file.subject().id(), "a contract has a number"),
                remedy.action().equals("prioritise-activation"),
                kind(remedy)));
        CaseFile locked = files.lock(file.id());
        if (taken.isEmpty()) {
            remedies.order(order.reference(), Remedies.OrderState.REJECTED);
            outcomes.failed(locked, remedy, "activation-refused", false, NETWORK);
            return false;
        }
        Instant expected = taken.get().estimatedActivation();
        remedies.ordered(order.reference(), taken.get().activationId(), null, expected);
        files.touch(locked);
        timeline.add(
                locked,
                Timeline.Kind.REMEDY,
                NETWORK,
                "The network took the order" + (expected == null ? "" : ", expected " + Words.time(expected)));
        if (!isDataPass(remedy)) {
            diagnosing.expects(locked, expected, null);
            if (isBeyondPromise(locked, expected)) {
                outcomes.expected(locked, expected, null, NETWORK);
            }
        }
        return true;
    }

    private static Provisioning.Kind kind(Remedies.Remedy remedy) {
        return switch (remedy.action()) {
            case DATA_PASS -> Provisioning.Kind.DATA_PASS;
            case "replace-sim" -> Provisioning.Kind.SIM;
            default -> Provisioning.Kind.RETRIGGER;
        };
    }

    private boolean isBeyondPromise(CaseFile file, @Nullable Instant expected) {
        return expected != null
                && promises.current(file)
                        .filter(Promises.Promise::isOpen)
                        .filter(promise -> expected.isAfter(promise.dueAt()))
                        .isPresent();
    }

    @Override
    public boolean heard(
            CaseFile file, Remedies.Remedy remedy, Remedies.BackendOrder order, OutsideEvents.Report report) {
        lines.heard(file);
        return isDataPass(remedy)
                ? heardOfDataPass(file, remedy, order, report)
                : heardOfLine(file, remedy, order, report);
    }

    private boolean heardOfDataPass(
            CaseFile file, Remedies.Remedy remedy, Remedies.BackendOrder order, OutsideEvents.Report report) {
        boolean underWay = remedy.state() == Remedies.State.IN_PROGRESS;
        if (report.type().equals("service.activated")) {
            remedies.order(order.reference(), Remedies.OrderState.ACTIVATED);
            if (underWay) {
                outcomes.proven(file, remedy, NETWORK);
                tell(file, "data-pass-" + remedy.id(), words.achieved(file, DATA_PASS));
                signals.heard(flow(remedy), "service-activated");
            }
            return underWay;
        }
        if (report.type().equals("activation.rejected") && underWay) {
            remedies.order(order.reference(), Remedies.OrderState.REJECTED);
            outcomes.failed(file, remedy, rejection(file, report), false, NETWORK);
            signals.heard(flow(remedy), "activation-rejected");
            return true;
        }
        return false;
    }

    private boolean heardOfLine(
            CaseFile file, Remedies.Remedy remedy, Remedies.BackendOrder order, OutsideEvents.Report report) {
        boolean underWay = remedy.state() == Remedies.State.IN_PROGRESS;
        switch (report.type()) {
            case "service.activated" -> {
                remedies.order(order.reference(), Remedies.OrderState.ACTIVATED);
                return restored(file, report.happenedAt());
            }
            case "activation.rejected" -> {
                if (underWay) {
                    remedies.order(order.reference(), Remedies.OrderState.REJECTED);
                    String reason = report.text("reason");
                    outcomes.failed(file, remedy, rejection(file, report), false, NETWORK);
                    // after the failure was counted: what is advised next depends on it
                    diagnosing.note(file, new Provisioning.Service("rejected", reason, null), null);
                    signals.heard(flow(remedy), "activation-rejected");
                }
                return underWay;
            }
            case "activation.progress" -> {
                return underWay && progress(file, report);
            }
            default -> {
                return heardOfOurs(file, report);
            }
        }
    }

    private boolean heardOfOurs(CaseFile file, OutsideEvents.Report report) {
        if (report.type().equals("appointment.missed")) {
            missed(file, report);
            return true;
        }
        return false;
    }

    /**
     * A report about a line that we did not order: it is noted, and what it proves counts. Needs the lock on the case.
     *
     * @return false if it changes nothing any more
     */
    boolean heardOfContract(CaseFile file, OutsideEvents.Report report) {
        lines.heard(file);
        return switch (report.type()) {
            case "service.activated" -> restored(file, report.happenedAt());
            case "activation.progress" -> progress(file, report);
            case "appointment.missed" -> heardOfOurs(file, report);
            default -> false;
        };
    }

    private boolean progress(CaseFile file, OutsideEvents.Report report) {
        if (lines.of(file).works() || isOver(file)) {
            return false;
        }
        Instant expected = report.time("estimatedActivation");
        String because = because(file, report.text("reason"));
        timeline.add(
                file,
                Timeline.Kind.EVENT,
                NETWORK,
                "The network works on it" + (expected == null ? "" : ", now expected " + Words.time(expected))
                        + (report.text("reason") == null ? "" : ": " + report.text("reason")));
        diagnosing.expects(file, expected, because);
        boolean told = promises.current(file)
                .filter(promise -> promise.isOpen()
                        && promise.dueAt().equals(expected)
                        && Objects.equals(promise.reason(), because))
                .isPresent();
        if (!told) {
            outcomes.expected(file, expected, because, NETWORK);
        }
        return true;
    }

    private void missed(CaseFile file, OutsideEvents.Report report) {
        lines.appointmentMissed(file, report.happenedAt());
        files.touch(file);
        timeline.add(
                file,
                Timeline.Kind.EVENT,
                NETWORK,
                "The technician did not come on " + Words.time(report.happenedAt()));
        if (!isOver(file) && !lines.of(file).works()) {
            outcomes.expected(file, report.time("estimatedActivation"), "appointment-missed", NETWORK);
        }
        compensations.pay(file);
    }

    private static boolean isOver(CaseFile file) {
        return file.state() == CaseState.SOLVED || file.isClosed() || file.withdrawnAt() != null;
    }

    /**
     * The network saw the line work: what is under way took effect, the customer is told at once, and what the outage was worth is
     * paid.
     */
    private boolean restored(CaseFile file, Instant at) {
        Lines.Line before = lines.of(file);
        boolean openedAgain = file.solvedAt() != null && !isOver(file);
        Instant restoredAt = before.restoredAt();
        if (restoredAt != null && !(openedAgain && !restoredAt.isAfter(Objects.requireNonNull(file.solvedAt())))) {
            return false;
        }
        lines.restored(file, at);
        diagnosing.note(file, new Provisioning.Service("active", null, null), null);
        timeline.add(file, Timeline.Kind.EVENT, NETWORK, "The network sees the line work");
        files.touch(file);
        compensations.pay(file);
        if (Diagnosing.isAboutALine(file)) {
            works(file);
        }
        return true;
    }

    /** What carries the line took effect; without any, the case is solved all the same. */
    private void works(CaseFile file) {
        Optional<Remedies.Remedy> underWay = remedies.underWay(file);
        if (underWay.filter(remedy -> !carriesTheLine(remedy)).isPresent()) {
            tell(file, "line-works-" + lines.of(file).restorations(), words.achieved(file, LINE_WORKS));
        } else if (underWay.filter(remedy -> remedy.state() == Remedies.State.IN_PROGRESS)
                .isPresent()) {
            outcomes.proven(file, underWay.get(), NETWORK);
            signals.heard(flow(underWay.get()), "service-activated");
        } else if (file.state() == CaseState.OPEN && file.withdrawnAt() == null) {
            underWay.ifPresent(remedy -> remedies.cancelled(remedy.id()));
            promising.kept(file);
            signals.heard(String.valueOf(file.flow()), "line-restored");
        }
    }

    /** Achieved without a remedy of ours. */
    static final String LINE_WORKS = "line-works";

    private static boolean carriesTheLine(Remedies.Remedy remedy) {
        return Action.of(remedy.action()).process() == Action.Process.CONTRACT_ACTIVATION;
    }

    private void tell(CaseFile file, String once, @Nullable String text) {
        telling.tell(new Telling.Message(file, "reply", once, null, facts -> facts.replyText(text)));
    }

    private static String rejection(CaseFile file, OutsideEvents.Report report) {
        String reason = report.text("reason");
        return reason == null ? "activation-refused" : "activation-rejected: " + Diagnosing.discreet(file, reason);
    }

    private static @Nullable String because(CaseFile file, @Nullable String reason) {
        return reason == null ? null : "network-says: " + Diagnosing.discreet(file, reason);
    }

    private static String flow(Remedies.Remedy remedy) {
        if (remedy.flow() == null) {
            throw new NotReady(remedy.action());
        }
        return remedy.flow();
    }

    /** Tries to call the order of a remedy off; false if it is too late for that. */
    public boolean stop(UUID remedyId) {
        CaseFile file = files.byId(remedies.caseOf(remedyId));
        Remedies.BackendOrder order = remedies.awaitedOrder(remedyId).orElseThrow();
        String activation = order.externalId() != null
                ? order.externalId()
                : provisioning
                        .activation(order.reference())
                        .map(Provisioning.Activation::activationId)
                        .orElse(null);
        boolean stopped = activation == null || provisioning.stop(activation);
        CaseFile locked = files.lock(file.id());
        if (stopped) {
            remedies.order(order.reference(), Remedies.OrderState.CANCELLED);
            outcomes.stopped(locked, remedyId, NETWORK);
        } else {
            outcomes.tooLateToStop(locked, remedyId, "activation", NETWORK);
        }
        return stopped;
    }

    /** The shop may have told the fee that a compensation waited for. */
    public void payWhatIsOpen(String caseNumber) {
        if (lines.of(files.get(caseNumber)).works()) {
            compensations.pay(files.lock(caseNumber));
        }
    }

    /** Whether a line that counts days is still out of order. */
    public boolean isDown(String caseNumber) {
        CaseFile file = files.get(caseNumber);
        return Compensations.countsDays(file) && !lines.of(file).works();
    }

    /** When a person is alarmed if the network has not said a word by then. */
    public Instant alarmAt(String caseNumber) {
        CaseFile file = files.get(caseNumber);
        Instant heard = lines.of(file).heardAt();
        Instant since = heard == null ? file.openedAt() : heard;
        Instant next = since.plus(SILENCE);
        while (!next.isAfter(clock.instant())) {
            next = next.plus(SILENCE);
        }
        return next;
    }

    /** Fourteen days without a sign from the network: a lead speaks with the customer and with the network. */
    public void alarmIfSilent(String caseNumber) {
        CaseFile file = files.lock(caseNumber);
        Instant heard = lines.of(file).heardAt();
        Instant now = clock.instant();
        if (!isDown(caseNumber) || heard != null && heard.plus(SILENCE).isAfter(now)) {
            return;
        }
        timeline.add(
                file,
                Timeline.Kind.EVENT,
                Actor.EINHAND,
                "No sign from the network for 14 days while compensation adds up: a lead is to look at it");
        telling.tell(new Telling.Message(
                file, "call", "silent-" + now, null, facts -> facts.call(null, now.plus(Duration.ofDays(1)))));
    }
}
