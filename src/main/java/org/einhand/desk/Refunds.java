package org.einhand.desk;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.einhand.authority.Authorities;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Ledger;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.SubjectKind;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.CaseSignals;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.einhand.remedy.shop.Shop;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Giving back what was paid, with or without calling the purchase off. Carries {@code refund.bpmn} out. */
@Component
public class Refunds implements Handling {

    private static final Actor SHOP = Actor.backend("orders");
    private static final String CANCEL_ORDER = "cancel-order";
    private static final String ORIGINAL_MEANS = "refund-original-means";
    private static final String BANK_TRANSFER = "refund-bank-transfer";

    private final CaseFiles files;
    private final Remedies remedies;
    private final Ledger ledger;
    private final Timeline timeline;
    private final Outcomes outcomes;
    private final RefundTerms terms;
    private final Payouts payouts;
    private final Telling telling;
    private final CaseSignals signals;
    private final Shop shop;

    Refunds(
            CaseFiles files,
            Remedies remedies,
            Ledger ledger,
            Timeline timeline,
            Outcomes outcomes,
            RefundTerms terms,
            Payouts payouts,
            Telling telling,
            CaseSignals signals,
            Shop shop) {
        this.files = files;
        this.remedies = remedies;
        this.ledger = ledger;
        this.timeline = timeline;
        this.outcomes = outcomes;
        this.terms = terms;
        this.payouts = payouts;
        this.telling = telling;
        this.signals = signals;
        this.shop = shop;
    }

    @Override
    public Action.Process process() {
        return Action.Process.REFUND;
    }

    @Override
    public @Nullable String missing(CaseFile file, Action action, Decisions.Stock stock) {
        if (file.subject().kind() == SubjectKind.NONE) {
            return "order";
        }
        if (action.word().equals(CANCEL_ORDER)) {
            return isCalledOff(file) ? "purchase" : null;
        }
        return missing(file, action, terms.left(file, null), null);
    }

    private @Nullable String missing(CaseFile file, Action action, Optional<Money> left, @Nullable Money asked) {
        if (left.isEmpty() && asked == null) {
            return "known-amount";
        }
        if (left.filter(money -> money.cents() == 0).isPresent()) {
            return "nothing-left";
        }
        return action.word().equals(ORIGINAL_MEANS) && terms.isWindowPassed(file) ? "refund-window" : null;
    }

    private boolean isCalledOff(CaseFile file) {
        return remedies.of(file).stream()
                .anyMatch(remedy -> remedy.action().equals(CANCEL_ORDER) && remedies.isPurchaseCalledOff(remedy.id()));
    }

    @Override
    public Decided checked(CaseFile file, Decisions.Command command, Authorities.Grant grant, Decisions.Stock stock) {
        Action action = Action.of(command.action());
        boolean cancels = action.word().equals(CANCEL_ORDER);
        ledger.lock(file);
        Optional<Money> left = terms.left(file, cancels ? terms.releasing(file) : null);
        String missing = file.subject().kind() == SubjectKind.NONE
                ? "order"
                : cancels ? missing(file, action, stock) : missing(file, action, left, command.amount());
        if (missing != null) {
            throw Decisions.unavailable(missing);
        }
        Money amount = command.amount() == null ? left.orElse(Money.ZERO) : command.amount();
        within(left, amount);
        return new Decided(Remedies.Particulars.NONE, amount.cents() == 0 ? null : amount);
    }

    private static void within(Optional<Money> left, Money amount) {
        left.filter(most -> amount.cents() > most.cents()).ifPresent(most -> {
            throw new Problem(
                            "amount-invalid",
                            422,
                            "No more than " + Payouts.euro(most) + " are left of what was paid and is owed.")
                    .with("left", most);
        });
    }

    @Override
    public void begun(CaseFile file, Remedies.Remedy remedy) {
        if (remedy.action().equals(CANCEL_ORDER)) {
            remedies.ordering(file, remedy.id(), "orders", remedy.id() + "-1");
            return;
        }
        Money amount = Optional.ofNullable(remedy.amount()).orElseThrow();
        ledger.lock(file);
        within(terms.left(file, null), amount);
        boolean transfer = remedy.action().equals(BANK_TRANSFER);
        payouts.request(
                file,
                remedy,
                Ledger.Kind.REFUND,
                amount,
                transfer ? Ledger.Means.BANK_TRANSFER : Ledger.Means.ORIGINAL,
                reason(file, "refund"));
    }

    private String reason(CaseFile file, String word) {
        return terms.withInterest(file) ? word + "-with-interest" : word;
    }

    /** Reports about money go to {@link Payouts}; the shop reports nothing about a cancellation. */
    @Override
    public boolean heard(
            CaseFile file, Remedies.Remedy remedy, Remedies.BackendOrder order, OutsideEvents.Report report) {
        return false;
    }

    /** Whether a remedy calls the purchase off first. */
    public boolean isCancellation(UUID remedyId) {
        return remedies.byId(remedyId).action().equals(CANCEL_ORDER);
    }

    /**
     * Calls the purchase off in the shop, and puts on file what is to be paid back then. Safe to repeat.
     *
     * @return false if the shop refuses
     * @throws org.einhand.remedy.BackendFailure if the shop did not say
     */
    public boolean callOff(UUID remedyId) {
        Remedies.BackendOrder order = cancellation(remedyId);
        if (order.state() == Remedies.OrderState.ORDERED) {
            return true;
        }
        CaseFile file = files.byId(order.caseId());
        Shop.Cancelled cancelled =
                shop.cancel(order.reference(), String.valueOf(file.subject().id()), "cancelled-by-customer");
        CaseFile locked = files.lock(file.id());
        Remedies.Remedy remedy = remedies.find(locked, remedyId).orElseThrow();
        if (cancelled.refusal() != null) {
            remedies.order(order.reference(), Remedies.OrderState.REJECTED);
            timeline.add(locked, Timeline.Kind.REMEDY, SHOP, "The shop does not call it off: " + cancelled.refusal());
            outcomes.failed(locked, remedy, "cancellation-refused", false, SHOP);
            return false;
        }
        calledOff(locked, remedy, order, cancelled.id());
        return true;
    }

    private void calledOff(
            CaseFile file, Remedies.Remedy remedy, Remedies.BackendOrder order, @Nullable String cancellationId) {
        remedies.ordered(order.reference(), String.valueOf(cancellationId), null, null);
        timeline.add(file, Timeline.Kind.REMEDY, SHOP, "The purchase is called off");
        files.touch(file);
        ledger.lock(file);
        Money wanted = remedy.amount() == null ? Money.ZERO : remedy.amount();
        Money left = terms.left(file, null).orElse(wanted);
        Money pays = left.cents() < wanted.cents() ? left : wanted;
        if (!pays.equals(wanted)) {
            remedies.amount(remedy.id(), pays);
        }
        if (pays.cents() == 0) {
            outcomes.proven(file, remedy, SHOP);
            return;
        }
        payouts.request(
                file,
                remedy,
                Ledger.Kind.REFUND,
                pays,
                terms.isWindowPassed(file) ? Ledger.Means.BANK_TRANSFER : Ledger.Means.ORIGINAL,
                reason(file, "cancellation"));
    }

    private Remedies.BackendOrder cancellation(UUID remedyId) {
        return remedies.awaitedOrder(remedyId).orElseThrow();
    }

    /** Whether a remedy's money goes to a bank account. */
    public boolean isTransfer(UUID remedyId) {
        return ledger.ofRemedy(remedyId)
                .filter(payout -> payout.means() == Ledger.Means.BANK_TRANSFER)
                .isPresent();
    }

    /** Whether a remedy has money to pay. */
    public boolean isMoneyToPay(UUID remedyId) {
        return ledger.ofRemedy(remedyId).isPresent();
    }

    /**
     * The customer needs no more help before the money went its way: stopped, unless the purchase is called off already.
     *
     * @return false if it is too late; it goes on then, and the customer is told so
     * @throws org.einhand.remedy.BackendFailure if the shop did not say whether it knows the cancellation
     */
    public boolean stop(UUID remedyId) {
        Optional<Remedies.BackendOrder> order = remedies.awaitedOrder(remedyId);
        boolean tooLate = remedies.isPurchaseCalledOff(remedyId)
                || order.filter(cancellation -> shop.isCancelled(cancellation.reference()))
                        .isPresent();
        CaseFile file = files.lock(remedies.caseOf(remedyId));
        if (tooLate) {
            outcomes.tooLateToStop(file, remedyId, "cancellation", SHOP);
            return false;
        }
        order.ifPresent(cancellation -> remedies.order(cancellation.reference(), Remedies.OrderState.CANCELLED));
        ledger.ofRemedy(remedyId).ifPresent(payout -> ledger.cancelled(payout.reference()));
        outcomes.stopped(file, remedyId, Actor.EINHAND);
        return true;
    }

    /** Has the legal time watched, where one runs. */
    void watchDeadline(CaseFile file) {
        if (terms.deadline(file).isPresent()) {
            signals.refundDeadline(file.caseNumber());
        }
    }

    /** When the owner of a withdrawal is reminded of the legal time; empty if none runs. */
    public Optional<Instant> warning(String caseNumber) {
        return terms.warning(files.get(caseNumber));
    }

    /** When the legal time for a withdrawal's refund is over. */
    public Optional<Instant> deadline(String caseNumber) {
        return terms.deadline(files.get(caseNumber));
    }

    /** Whether a withdrawal's refund still runs against the legal time. */
    public boolean isDue(String caseNumber) {
        CaseFile file = files.get(caseNumber);
        return !file.isClosed()
                && file.withdrawnAt() == null
                && terms.deadline(file).isPresent()
                && ledger.of(file).stream()
                        .noneMatch(
                                payout -> payout.kind() == Ledger.Kind.REFUND && payout.state() == Ledger.State.BOOKED);
    }

    /** Four days are left: everybody who has a task of this case sees it first. */
    public void warn(String caseNumber) {
        CaseFile file = files.lock(caseNumber);
        terms.deadline(file).ifPresent(due -> {
            timeline.add(
                    file,
                    Timeline.Kind.STATE,
                    Actor.EINHAND,
                    "The refund is owed by law before " + Words.time(due) + " (BGB §355(3)): it comes first now");
            files.touch(file);
            signals.pressing(caseNumber, due);
        });
    }

    /** The legal time has passed without a refund: a lead is called in. */
    public void missed(String caseNumber) {
        CaseFile file = files.lock(caseNumber);
        timeline.add(
                file,
                Timeline.Kind.STATE,
                Actor.EINHAND,
                "The legal time for the refund has passed (BGB §355(3)): a lead is to call");
        files.touch(file);
        telling.tell(new Telling.Message(file, "call", "refund-deadline", null, facts -> facts));
    }
}
