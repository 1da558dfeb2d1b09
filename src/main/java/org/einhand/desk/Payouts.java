package org.einhand.desk;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.Ledger;
import org.einhand.casefile.Ledger.Payout;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.CaseSignals;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.einhand.notification.Notifications;
import org.einhand.remedy.payout.Payments;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Every payout goes this way: on file, explained to the customer, paid at most once, proven by the provider. Carries
 * {@code payout.bpmn} out.
 */
@Component
public class Payouts implements PayoutDesk {

    private static final Actor PAYMENTS = Actor.backend("payments");
    private static final Duration TIME_TO_EXPLAIN = Duration.ofDays(1);

    private static final Pattern WORD = Pattern.compile("[a-z0-9]+([-_][a-z0-9]+){0,8}");

    private final CaseFiles files;
    private final Remedies remedies;
    private final Ledger ledger;
    private final Timeline timeline;
    private final Outcomes outcomes;
    private final Telling telling;
    private final Notifications notifications;
    private final RefundTerms terms;
    private final PayoutAccounts accounts;
    private final Payments payments;
    private final CaseSignals signals;
    private final Words words;
    private final Clock clock;

    Payouts(
            CaseFiles files,
            Remedies remedies,
            Ledger ledger,
            Timeline timeline,
            Outcomes outcomes,
            Telling telling,
            Notifications notifications,
            RefundTerms terms,
            PayoutAccounts accounts,
            Payments payments,
            CaseSignals signals,
            Words words,
            Clock clock) {
        this.files = files;
        this.remedies = remedies;
        this.ledger = ledger;
        this.timeline = timeline;
        this.outcomes = outcomes;
        this.telling = telling;
        this.notifications = notifications;
        this.terms = terms;
        this.accounts = accounts;
        this.payments = payments;
        this.signals = signals;
        this.words = words;
        this.clock = clock;
    }

    /** Puts a remedy's payout on file. Needs the lock on the case, and for a refund the one on the ledger. */
    void request(
            CaseFile file, Remedies.Remedy remedy, Ledger.Kind kind, Money amount, Ledger.Means means, String reason) {
        long before = remedies.orders(file).stream()
                .filter(order -> order.remedyId().equals(remedy.id()))
                .count();
        ledger.add(Payout.requested(
                remedy.id() + "-" + (before + 1), file, remedy.id(), null, kind, amount, means, reason));
    }

    @Override
    public void payOwed(CaseFile file, String once, Money amount, String reason) {
        boolean paid = ledger.of(file).stream()
                .anyMatch(payout -> once.equals(payout.once()) && payout.state() != Ledger.State.FAILED);
        if (paid || amount.cents() == 0) {
            return;
        }
        UUID name = UUID.nameUUIDFromBytes((file.id() + once).getBytes(StandardCharsets.UTF_8));
        String reference = name + "-" + (ledger.begunOnce(file, once) + 1);
        ledger.add(Payout.requested(
                reference, file, null, once, Ledger.Kind.COMPENSATION, amount, Ledger.Means.CREDIT, reason));
        timeline.add(file, Timeline.Kind.REMEDY, Actor.EINHAND, euro(amount) + " owed: " + reason);
        signals.payOut(file.caseNumber(), reference);
    }

    @Override
    public Money paid(CaseFile file, String onceBeginsWith) {
        return ledger.paidOnce(file, onceBeginsWith);
    }

    /** Reference of the payout of a remedy. */
    public String referenceOf(UUID remedyId) {
        return ledger.ofRemedy(remedyId).orElseThrow().reference();
    }

    /** Its process runs from now on; messages about it, and about its remedy, find it by this id. */
    public void begun(String reference, String flow) {
        Payout payout = get(reference);
        ledger.running(reference, flow);
        if (payout.remedyId() != null) {
            remedies.running(payout.remedyId(), flow);
        }
    }

    /** Writes how much the customer gets and what for; answers the id of the notification. Written once. */
    public UUID explain(String reference) {
        Payout payout = get(reference);
        if (payout.explanation() != null) {
            return payout.explanation();
        }
        CaseFile file = files.lock(payout.caseId());
        UUID written = telling.write(new Telling.Message(
                        file,
                        "money",
                        reference,
                        null,
                        facts -> facts.money(payout.amount(), words.money(file, payout.reason()))))
                .orElseThrow();
        ledger.explained(reference, written);
        return written;
    }

    /** How long booking waits for the explanation: a day, and never so long that the legal deadline of a refund would pass. */
    public Instant explainBy(String reference) {
        Payout payout = get(reference);
        Instant latest = clock.instant().plus(TIME_TO_EXPLAIN);
        if (payout.kind() != Ledger.Kind.REFUND) {
            return latest;
        }
        return terms.deadline(files.byId(payout.caseId()))
                .map(due -> due.minus(TIME_TO_EXPLAIN))
                .filter(latest::isAfter)
                .orElse(latest);
    }

    /** Money does not wait any longer; what was not sent yet is sent beside it. */
    public void explanationGoesOn(String reference) {
        Payout payout = get(reference);
        CaseFile file = files.byId(payout.caseId());
        timeline.add(
                file,
                Timeline.Kind.NOTIFICATION,
                Actor.EINHAND,
                "The explanation of " + euro(payout.amount())
                        + " has not gone out yet; the money does not wait for it");
        sendExplanation(file, payout);
    }

    private void sendExplanation(CaseFile file, Payout payout) {
        Optional.ofNullable(payout.explanation())
                .flatMap(notifications::find)
                .filter(told -> told.state() == Notifications.State.PENDING)
                .ifPresent(told -> signals.tell(file.caseNumber(), told.id()));
    }

    /**
     * Has it paid; safe to repeat. The provider is asked by reference first.
     *
     * @return where it stands then: pending, booked, failed
     * @throws org.einhand.remedy.BackendFailure if the provider did not say
     */
    public Ledger.State book(String reference) {
        Payout payout = get(reference);
        if (payout.state() != Ledger.State.REQUESTED) {
            return payout.state();
        }
        CaseFile file = files.byId(payout.caseId());
        if (payout.kind() == Ledger.Kind.REFUND && terms.isOverdrawn(file)) {
            return failed(files.lock(file.id()), payout, "already-refunded", Actor.EINHAND);
        }
        Payments.Answer answer = payments.pay(new Payments.Order(
                reference,
                subject(file),
                payout.amount(),
                payout.means(),
                account(file, payout),
                file.caseNumber() + " " + payout.reason()));
        CaseFile locked = files.lock(file.id());
        Payments.Refund refund = answer.refund();
        if (refund == null) {
            return failed(locked, payout, String.valueOf(answer.refusal()), PAYMENTS);
        }
        ledger.pending(reference, refund.refundId());
        timeline.add(
                locked,
                Timeline.Kind.REMEDY,
                PAYMENTS,
                euro(payout.amount()) + " on its way (" + payout.means().word() + ")");
        if (refund.state() == Payments.State.BOOKED) {
            booked(locked, payout, PAYMENTS);
        }
        files.touch(locked);
        return get(reference).state();
    }

    private Payments.@Nullable Account account(CaseFile file, Payout payout) {
        UUID remedyId = payout.remedyId();
        if (payout.means() != Ledger.Means.BANK_TRANSFER || remedyId == null) {
            return null;
        }
        return accounts.clearedFor(file, remedyId)
                .map(account -> new Payments.Account(account.iban(), account.name()))
                .orElseThrow(() -> new IllegalStateException(
                        "No account is cleared for the transfer " + payout.reference() + "; nothing is paid"));
    }

    /** A reason that is a word; whatever else somebody wrote stands on the timeline alone, where it is sealed. */
    private static String word(String why) {
        return WORD.matcher(why).matches() ? why : "refused";
    }

    private static String subject(CaseFile file) {
        String id = file.subject().id();
        return id == null ? file.caseNumber() : id;
    }

    /** Where it stands. */
    public Ledger.State state(String reference) {
        return get(reference).state();
    }

    /**
     * The customer needs it no more: stopped as long as nobody was asked to pay it.
     *
     * @return false if it is too late; it goes on then, and the customer is told so
     * @throws org.einhand.remedy.BackendFailure if the provider did not say whether it knows the reference
     */
    public boolean stop(String reference) {
        Payout payout = get(reference);
        UUID remedyId = payout.remedyId();
        if (remedyId == null) {
            return false;
        }
        boolean tooLate = payout.state() != Ledger.State.REQUESTED
                || remedies.isPurchaseCalledOff(remedyId)
                || payments.refund(reference).isPresent();
        CaseFile file = files.lock(payout.caseId());
        if (tooLate) {
            outcomes.tooLateToStop(file, remedyId, "refund", PAYMENTS);
        } else {
            ledger.cancelled(reference);
            outcomes.stopped(file, remedyId, PAYMENTS);
        }
        return !tooLate;
    }

    /** A report of the provider about one of our references: the case it went to; empty if the reference is not ours. */
    Optional<UUID> heard(OutsideEvents.Report report) {
        String reference = report.subject();
        return Optional.ofNullable(reference).flatMap(ledger::find).map(payout -> {
            CaseFile file = files.lock(payout.caseId());
            Actor reporter = Actor.backend(report.source());
            switch (report.type()) {
                case "refund.booked" -> bookedAsTold(file, get(payout.reference()), reporter);
                case "refund.failed" -> failedAsTold(file, get(payout.reference()), report.text("reason"), reporter);
                default -> note(file, reporter, report.type() + " for " + reference);
            }
            files.touch(file);
            return file.id();
        });
    }

    private void bookedAsTold(CaseFile file, Payout payout, Actor reporter) {
        switch (payout.state()) {
            case REQUESTED, PENDING -> {
                booked(file, payout, reporter);
                hears(payout, "refund-booked");
            }
            case FAILED, CANCELLED -> bookedAfterAll(file, payout, reporter);
            case BOOKED -> note(file, reporter, "Said again that " + euro(payout.amount()) + " are booked");
        }
    }

    private void failedAsTold(CaseFile file, Payout payout, @Nullable String reason, Actor reporter) {
        String why = reason == null
                ? "refused"
                : reason.replaceAll("\\p{Cntrl}", " ").strip();
        switch (payout.state()) {
            case REQUESTED, PENDING -> {
                failed(file, payout, why, reporter);
                hears(payout, "refund-failed");
            }
            case BOOKED -> cameBack(file, payout, why, reporter);
            case FAILED, CANCELLED -> note(file, reporter, "Said again that nothing is paid: " + why);
        }
    }

    private void hears(Payout payout, String message) {
        if (payout.flow() != null) {
            signals.heard(payout.flow(), message);
        }
    }

    private void booked(CaseFile file, Payout payout, Actor reporter) {
        ledger.booked(payout.reference());
        timeline.add(file, Timeline.Kind.REMEDY, reporter, euro(payout.amount()) + " booked");
        remedy(file, payout)
                .filter(Remedies.Remedy::isUnderWay)
                .ifPresent(remedy -> outcomes.proven(file, remedy, reporter));
    }

    private Ledger.State failed(CaseFile file, Payout payout, String why, Actor reporter) {
        ledger.failed(payout.reference(), word(why));
        timeline.add(file, Timeline.Kind.REMEDY, reporter, euro(payout.amount()) + " could not be paid: " + why);
        Optional<Remedies.Remedy> remedy = remedy(file, payout).filter(Remedies.Remedy::isUnderWay);
        remedy.ifPresent(waiting -> outcomes.failed(file, waiting, word(why), "refund-failed", false, reporter));
        if (remedy.filter(Remedies.Remedy::settling).isEmpty()) {
            leadCalls(file, payout);
        }
        return Ledger.State.FAILED;
    }

    /** No remedy of a case brings this failure before somebody: a lead speaks with the customer, who was told of the money. */
    private void leadCalls(CaseFile file, Payout payout) {
        telling.tell(new Telling.Message(
                file,
                "call",
                "payout-" + payout.reference(),
                null,
                facts -> facts.money(payout.amount(), words.money(file, payout.reason()))));
    }

    /** The provider first said no, or it had been stopped, and now it is booked: it counts, and nothing is paid again. */
    private void bookedAfterAll(CaseFile file, Payout payout, Actor reporter) {
        ledger.booked(payout.reference());
        timeline.add(
                file,
                Timeline.Kind.REMEDY,
                reporter,
                euro(payout.amount()) + " booked after all; before, it was "
                        + payout.state().word());
        sendExplanation(file, payout);
        Optional<Remedies.Remedy> failed =
                remedy(file, payout).filter(remedy -> remedy.state() == Remedies.State.FAILED);
        boolean nothingElse = file.state() == CaseState.OPEN
                && remedies.underWay(file).isEmpty()
                && remedies.latestSettling(file).map(Remedies.Remedy::id).equals(failed.map(Remedies.Remedy::id));
        failed.ifPresent(remedy -> {
            outcomes.proven(file, remedy, reporter);
            if (nothingElse) {
                files.state(file, CaseState.WAITING, null);
                signals.decided(String.valueOf(file.flow()), remedy.id());
            }
        });
    }

    /** Booked, and sent back by the bank: a person has to act again. */
    private void cameBack(CaseFile file, Payout payout, String why, Actor reporter) {
        ledger.failed(payout.reference(), word(why));
        Optional<Remedies.Remedy> remedy = remedy(file, payout);
        if (remedy.filter(Remedies.Remedy::settling).isPresent() && file.state() == CaseState.SOLVED) {
            outcomes.failedAfterAll(file, remedy.get(), word(why), reporter);
        } else {
            note(file, reporter, euro(payout.amount()) + " came back: " + why);
            leadCalls(file, payout);
        }
    }

    private Optional<Remedies.Remedy> remedy(CaseFile file, Payout payout) {
        return Optional.ofNullable(payout.remedyId()).flatMap(id -> remedies.find(file, id));
    }

    private void note(CaseFile file, Actor reporter, String what) {
        timeline.add(file, Timeline.Kind.EVENT, reporter, what);
    }

    private Payout get(String reference) {
        return ledger.find(reference).orElseThrow(() -> Problem.notFound("There is no payout " + reference + "."));
    }

    static String euro(Money amount) {
        return amount.amount() + " " + amount.currency();
    }
}
