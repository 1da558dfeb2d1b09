package org.einhand.desk;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.einhand.authority.DecisionRecords;
import org.einhand.casefile.BankDetails;
import org.einhand.casefile.BlockedBy;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.Ledger;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.DecisionTables;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.einhand.remedy.payout.Payments;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Who has to look at an account before a remedy's money goes there; the one place that asks the decision {@code payout-check}. Carries
 * {@code account-check.bpmn} out.
 */
@Component
@Order(RefundTerms.TELLS_THE_AMOUNT + 1)
public class AccountChecks implements Circumstance, PayoutAccounts {

    private static final Actor PAYMENTS = Actor.backend("payments");
    private static final String DIRECT = "direct";
    private static final String SECOND_PERSON = "second-person";
    private static final String ASK_AGAIN = "ask-again";

    private final CaseFiles files;
    private final BankDetails details;
    private final BankAccounts accounts;
    private final Remedies remedies;
    private final Ledger ledger;
    private final Timeline timeline;
    private final DecisionTables tables;
    private final DecisionRecords records;
    private final Outcomes outcomes;
    private final ApprovalTimes approvalTimes;
    private final Payments payments;

    AccountChecks(
            CaseFiles files,
            BankDetails details,
            BankAccounts accounts,
            Remedies remedies,
            Ledger ledger,
            Timeline timeline,
            DecisionTables tables,
            DecisionRecords records,
            Outcomes outcomes,
            ApprovalTimes approvalTimes,
            Payments payments) {
        this.files = files;
        this.details = details;
        this.accounts = accounts;
        this.remedies = remedies;
        this.ledger = ledger;
        this.timeline = timeline;
        this.tables = tables;
        this.records = records;
        this.outcomes = outcomes;
        this.approvalTimes = approvalTimes;
        this.payments = payments;
    }

    /**
     * Asks the bank whose the account on file is, once for each account. A name that does not fit goes back to the customer; a bank
     * that does not say counts as no answer.
     */
    public void checkPayee(String caseNumber) {
        CaseFile file = files.get(caseNumber);
        details.current(file)
                .filter(account -> account.payee() == BankDetails.Payee.UNCHECKED)
                .ifPresent(account -> checked(file, account, ask(account)));
    }

    private BankDetails.Payee ask(BankDetails.Account account) {
        return switch (payments.check(new Payments.Account(account.iban(), account.name()))) {
            case MATCH -> BankDetails.Payee.MATCH;
            case CLOSE -> BankDetails.Payee.CLOSE;
            case NONE -> BankDetails.Payee.NONE;
            case UNAVAILABLE -> BankDetails.Payee.UNAVAILABLE;
        };
    }

    private void checked(CaseFile seen, BankDetails.Account account, BankDetails.Payee result) {
        CaseFile file = files.lock(seen.id());
        if (!details.checked(account.id(), result)) {
            return;
        }
        timeline.add(
                file,
                Timeline.Kind.BANK_DETAILS,
                PAYMENTS,
                "The bank says about the name on the " + account + ": " + result.word());
        files.touch(file);
        boolean counts = details.current(file)
                .filter(now -> now.id().equals(account.id()))
                .isPresent();
        if (counts && !account.withPayee(result).usable()) {
            accounts.refused(file);
        }
    }

    /** What the rule says: {@code direct}, {@code second-person} or {@code ask-again}. */
    private DecisionTables.Rule rule(String givenBy, BankDetails.Payee payee, long cents) {
        return tables.latest("payout-check").first(inputs(givenBy, payee, cents));
    }

    private static Map<String, @Nullable Object> inputs(String givenBy, BankDetails.Payee payee, long cents) {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        inputs.put("givenBy", givenBy);
        inputs.put("payee", payee.word());
        inputs.put("amount", cents);
        return inputs;
    }

    private static String giver(BankDetails.Account account) {
        return account.byCustomer() ? "customer" : "agent";
    }

    /**
     * Who has to look at the account before the remedy's money goes there: {@code direct} if nobody, {@code second-person}, or {@code
     * ask-again} for the customer. A second person is asked only once about one account.
     */
    public String askWhoLooks(UUID remedyId) {
        CaseFile file = files.lock(remedies.caseOf(remedyId));
        Remedies.Remedy remedy = remedies.find(file, remedyId).orElseThrow();
        Optional<BankDetails.Account> current = details.current(file);
        if (current.isEmpty()) {
            return ASK_AGAIN;
        }
        BankDetails.Account account = current.get();
        DecisionTables.Rule rule = rule(giver(account), account.payee(), cents(remedy));
        String way = rule.requiredText("way");
        boolean approved = details.check(remedyId, account.id())
                .filter(check -> Boolean.TRUE.equals(check.approved()))
                .isPresent();
        if (way.equals(DIRECT) || way.equals(SECOND_PERSON) && approved) {
            details.cleared(remedyId, account.id(), rule.requiredText("rule"));
            files.state(file, CaseState.WAITING, null);
            return DIRECT;
        }
        if (way.equals(SECOND_PERSON)) {
            askSecondPerson(file, remedy, account, rule);
        }
        return way;
    }

    private void askSecondPerson(
            CaseFile file, Remedies.Remedy remedy, BankDetails.Account account, DecisionTables.Rule rule) {
        List<String> approvers = List.of(rule.requiredText("approvers").split(","));
        details.askSecondPerson(remedy.id(), account.id(), rule.requiredText("rule"), approvers);
        approvalTimes.begin(file, remedy, approvers, SECOND_PERSON);
        files.state(file, CaseState.OPEN, BlockedBy.APPROVAL);
        timeline.add(
                file,
                Timeline.Kind.DECISION,
                Actor.EINHAND,
                "Asked for a second yes to the " + account + " (" + rule.requiredText("reason") + "): "
                        + String.join(", ", approvers));
    }

    private static long cents(Remedies.Remedy remedy) {
        return Optional.ofNullable(remedy.amount()).map(Money::cents).orElse(0L);
    }

    /** Groups whose members may say yes to the account of a remedy under way; empty if nobody is asked. */
    Optional<List<String>> approvers(UUID remedyId) {
        return details.asked(remedyId).map(BankDetails.Check::approvers);
    }

    /** More groups are asked about it. */
    void ask(UUID remedyId, List<String> groups) {
        details.asked(remedyId).ifPresent(check -> details.approvers(remedyId, check.accountId(), groups));
    }

    /**
     * Refuses who took down the account that a remedy's money is to go to.
     *
     * @throws Problem 403 {@code forbidden}
     */
    void mayLookAt(UUID remedyId, String userId) {
        CaseFile file = files.byId(remedies.caseOf(remedyId));
        Remedies.Remedy remedy = remedies.find(file, remedyId).orElseThrow();
        details.asked(remedyId)
                .map(check -> details.byId(file, check.accountId()))
                .or(() -> knownAtDecision(file, remedy))
                .ifPresent(account -> notByWhoTookItDown(account, userId));
    }

    private static void notByWhoTookItDown(BankDetails.Account account, String userId) {
        if (!account.byCustomer() && account.givenBy().id().equals(userId)) {
            throw Problem.forbidden("Who took an account down does not say yes to it.");
        }
    }

    /** The account that was on file when a transfer was decided. */
    private Optional<BankDetails.Account> knownAtDecision(CaseFile file, Remedies.Remedy remedy) {
        return remedy.action().equals("refund-bank-transfer")
                ? details.at(file, remedy.requestedAt())
                : Optional.empty();
    }

    /**
     * The yes to a transfer whose account was known when it was decided is a yes to that account too.
     *
     * @throws Problem 403 {@code forbidden} for who took the account down
     */
    void answeredWithDecision(CaseFile file, Remedies.Remedy remedy, Actor by, boolean approved) {
        knownAtDecision(file, remedy).ifPresent(account -> {
            notByWhoTookItDown(account, by.id());
            if (approved) {
                details.askSecondPerson(remedy.id(), account.id(), remedy.rule(), remedy.approvers());
                details.answered(remedy.id(), account.id(), by, true);
            }
        });
    }

    /**
     * A second person says yes or no to the account of a remedy under way. With a no the remedy is refused, and the owner chooses
     * again.
     *
     * @throws Problem 403 {@code forbidden} for who decided, who took the account down, and those who may not say yes; 409 {@code
     *     not-waiting}
     */
    void answer(CaseFile file, Remedies.Remedy remedy, Actor by, boolean approved, @Nullable String why) {
        BankDetails.Check check = details.asked(remedy.id())
                .orElseThrow(() -> new Problem("not-waiting", 409, "Nobody waits for a yes any more."));
        BankDetails.Account account = details.byId(file, check.accountId());
        Approvals.mayAnswer(remedy.decidedBy().id(), check.approvers(), by);
        notByWhoTookItDown(account, by.id());
        DecisionRequests.checkNote(why);
        if (!approved && why == null) {
            throw Problem.invalid("/note", "is required: say why not");
        }
        details.answered(remedy.id(), account.id(), by, approved);
        remedies.answered(file, remedy.id(), by, approved, why);
        Map<String, @Nullable Object> inputs = new HashMap<>(inputs(giver(account), account.payee(), cents(remedy)));
        inputs.put("requestedBy", remedy.decidedBy().id());
        inputs.put("approvers", String.join(",", check.approvers()));
        records.add(
                file,
                remedy.id(),
                approved ? "approve" : "decline",
                by,
                "payout-check",
                check.rule(),
                inputs,
                Map.of("approved", approved));
        timeline.add(
                file,
                Timeline.Kind.DECISION,
                by,
                (approved ? "Said yes to the " : "Said no to the ") + account + (why == null ? "" : ": " + why));
        if (approved) {
            files.state(file, CaseState.WAITING, null);
        } else {
            release(remedy.id());
            files.state(file, CaseState.OPEN, null);
        }
    }

    /** What was only put aside for a remedy can be spent again. */
    private void release(UUID remedyId) {
        ledger.ofRemedy(remedyId)
                .filter(payout -> payout.state() == Ledger.State.REQUESTED)
                .ifPresent(payout -> ledger.cancelled(payout.reference()));
    }

    /**
     * The customer needs no more help before money was sent: it is stopped. Where the shop called the purchase off already it goes on,
     * and she is told so.
     */
    public void calledOff(UUID remedyId) {
        CaseFile file = files.lock(remedies.caseOf(remedyId));
        if (remedies.isPurchaseCalledOff(remedyId)) {
            outcomes.tooLateToStop(file, remedyId, "cancellation", Actor.EINHAND);
            return;
        }
        release(remedyId);
        outcomes.stopped(file, remedyId, Actor.EINHAND);
    }

    @Override
    public Optional<BankAccount> clearedFor(CaseFile file, UUID remedyId) {
        return details.clearedFor(file, remedyId).map(account -> new BankAccount(account.iban(), account.name()));
    }

    /** An account that is known already is looked at with the decision; one that is still to come, before it is paid to. */
    @Override
    public void tell(CaseFile file, Decisions.@Nullable Command command, Map<String, @Nullable Object> inputs) {
        long cents = inputs.get("refundAmount") instanceof Number amount ? amount.longValue() : 0;
        Optional<DecisionTables.Rule> rule = command != null && command.account() != null
                ? Optional.of(rule("agent", BankDetails.Payee.UNCHECKED, cents))
                : details.current(file)
                        .filter(account -> account.payee() != BankDetails.Payee.UNCHECKED || !account.byCustomer())
                        .map(account -> rule(giver(account), account.payee(), cents));
        boolean second = rule.filter(said -> said.requiredText("way").equals(SECOND_PERSON))
                .isPresent();
        inputs.put("payout", second ? SECOND_PERSON : DIRECT);
    }
}
