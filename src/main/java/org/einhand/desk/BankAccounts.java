package org.einhand.desk;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.einhand.casefile.BankDetails;
import org.einhand.casefile.BlockedBy;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.CaseSignals;
import org.einhand.kernel.DecisionTables;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The account that money for a customer goes to: asked for as soon as it may be needed, given by her or taken down by an agent. The
 * contact on file hears of every one that is given.
 */
@Component
public class BankAccounts {

    private static final String NEEDED = "needed";
    private static final String NOT_THAT_NAME = "not-that-name";

    private final CaseFiles files;
    private final BankDetails details;
    private final Remedies remedies;
    private final RefundTerms terms;
    private final Timeline timeline;
    private final DecisionTables tables;
    private final Telling telling;
    private final CaseSignals signals;
    private final Clock clock;

    BankAccounts(
            CaseFiles files,
            BankDetails details,
            Remedies remedies,
            RefundTerms terms,
            Timeline timeline,
            DecisionTables tables,
            Telling telling,
            CaseSignals signals,
            Clock clock) {
        this.files = files;
        this.details = details;
        this.remedies = remedies;
        this.terms = terms;
        this.timeline = timeline;
        this.tables = tables;
        this.telling = telling;
        this.signals = signals;
        this.clock = clock;
    }

    /** The account that counts; empty if none was given. */
    Optional<BankDetails.Account> current(CaseFile file) {
        return details.current(file);
    }

    boolean isAsking(CaseFile file) {
        return details.request(file).filter(BankDetails.Request::isOpen).isPresent();
    }

    /**
     * Takes an account as the one that counts from now on; a refund that waited for it goes on. Needs the lock on the case.
     *
     * @throws Problem 409 {@code payout-begun} while money is on its way to the account given before
     */
    void given(CaseFile file, BankAccount account, Actor by) {
        if (remedies.underWay(file)
                .filter(remedy -> details.clearedFor(file, remedy.id()).isPresent())
                .isPresent()) {
            throw new Problem("payout-begun", 409, "Money is on its way to the account that was given before.");
        }
        BankDetails.Account given = details.given(file, account.iban(), account.name(), by);
        timeline.add(file, Timeline.Kind.BANK_DETAILS, by, "Bank details given: " + given);
        files.touch(file);
        Optional<UUID> waiting = details.request(file).map(BankDetails.Request::waitingRemedy);
        noLongerAsked(file);
        signals.bankDetailsGiven(String.valueOf(file.flow()));
        waiting.flatMap(id -> remedies.find(file, id))
                .filter(remedy -> remedy.state() == Remedies.State.IN_PROGRESS)
                .ifPresent(remedy -> {
                    files.state(file, CaseState.WAITING, null);
                    signals.heard(String.valueOf(remedy.flow()), "bank-details-given");
                });
    }

    /** The contact on file hears that an account was given. */
    public void tellGiven(String caseNumber) {
        CaseFile file = files.get(caseNumber);
        details.current(file)
                .ifPresent(account -> telling.tell(new Telling.Message(
                        file,
                        "contact-changed",
                        "bank-details-" + account.id(),
                        null,
                        facts -> facts.changedWhat("bank-details"))));
    }

    /** Asks for an account where the rules say that one may be needed and none is there. */
    public void askIfNeeded(String caseNumber) {
        CaseFile file = files.lock(caseNumber);
        boolean over = file.isClosed() || file.state() == CaseState.SOLVED || file.withdrawnAt() != null;
        if (over || details.current(file).filter(BankDetails.Account::usable).isPresent()) {
            return;
        }
        DecisionTables.Rule rule = tables.latest("bank-details-needed").first(circumstances(file));
        if (rule.flag("ask")) {
            ask(file, NEEDED, rule.requiredText("reason"));
        }
    }

    private Map<String, @Nullable Object> circumstances(CaseFile file) {
        CaseFile.Subject subject = file.subject();
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("caseType", file.type().word());
        String means = Sql.word(subject.paymentMeans());
        inputs.put("paymentMeans", means == null ? "unknown" : means);
        inputs.put("original", terms.isWindowPassed(file) ? "window-passed" : "possible");
        inputs.put("paid", subject.paid() == null ? null : subject.paid().cents());
        inputs.put("failedAttempts", remedies.matter(file).failedAttempts());
        return inputs;
    }

    /** Asking begins, unless we are asking already; the case reminds her and has somebody call in the end. */
    private void ask(CaseFile file, String why, String because) {
        if (details.asking(file, why)) {
            timeline.add(file, Timeline.Kind.BANK_DETAILS, Actor.EINHAND, "Bank details asked for: " + because);
            signals.bankDetailsNeeded(String.valueOf(file.flow()));
        }
    }

    /** Tells her that we need an account, where to give it, and why the one she gave did not do. */
    public void tellNeeded(String caseNumber, boolean again) {
        CaseFile file = files.get(caseNumber);
        details.request(file)
                .filter(BankDetails.Request::isOpen)
                .ifPresent(request -> telling.tell(new Telling.Message(
                        file,
                        "missing-details",
                        "bank-details-" + clock.instant(),
                        null,
                        facts -> facts.bankDetails(
                                request.why().equals(NOT_THAT_NAME) ? NOT_THAT_NAME : again ? "reminder" : NEEDED))));
    }

    /** No account is needed any more, or one was given: nobody is reminded. Needs the lock on the case. */
    void noLongerAsked(CaseFile file) {
        if (details.settled(file)) {
            signals.bankDetailsSettled(String.valueOf(file.flow()));
        }
    }

    /**
     * Somebody called the customer because no account came. Once she was reached nobody asks her any more, unless a refund waits for
     * the account.
     */
    public void calledBack(String caseNumber, String flow, Actor caller, boolean reached, @Nullable String note) {
        CaseFile file = files.lock(caseNumber);
        timeline.add(
                file,
                Timeline.Kind.CONTACT,
                caller,
                (reached ? "Spoke with the customer about her bank details" : "Did not reach the customer")
                        + (note == null ? "" : ": " + note));
        boolean refundWaits =
                details.request(file).map(BankDetails.Request::waitingRemedy).isPresent();
        if (reached && !refundWaits) {
            details.settled(file);
        }
        signals.calledBack(flow, reached);
    }

    /** Whether an account is being asked for. */
    public boolean isAsking(String caseNumber) {
        return isAsking(files.get(caseNumber));
    }

    /** The bank knows the account under another name: the customer is asked again. Needs the lock on the case. */
    void refused(CaseFile file) {
        boolean over = file.isClosed() || file.state() == CaseState.SOLVED || file.withdrawnAt() != null;
        if (!over) {
            ask(file, NOT_THAT_NAME, "the bank knows the account under another name");
        }
    }

    /** Whether there is an account that money may go to, as far as the bank is concerned. */
    public boolean onFile(UUID remedyId) {
        return details.current(files.byId(remedies.caseOf(remedyId)))
                .filter(BankDetails.Account::usable)
                .isPresent();
    }

    /** A remedy cannot go on without an account: she is asked, and the case is blocked by her. */
    public void askFor(UUID remedyId) {
        CaseFile file = files.lock(remedies.caseOf(remedyId));
        if (details.current(file).isPresent()) {
            refused(file);
        } else {
            ask(file, NEEDED, "the refund goes to an account");
        }
        details.waits(file, remedyId);
        files.state(file, CaseState.OPEN, BlockedBy.CUSTOMER);
    }
}
