package org.einhand.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Remedies;
import org.einhand.kernel.Colleagues;
import org.einhand.promise.Promises;
import org.einhand.remedy.activation.Lines;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the models ask about a case on their way; derived from the case file, never kept twice. */
@Component
public class CaseProgress {

    private static final int ORDINARY = 50;
    private static final int AFTER_FAILURE = 60;
    private static final int PURCHASE_WITHDRAWN = 70;
    private static final int REOPENED = 80;
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Duration LATE = Duration.ofDays(1);

    private final CaseFiles files;
    private final Remedies remedies;
    private final Promises promises;
    private final AccountChecks accounts;
    private final Lines lines;
    private final Colleagues colleagues;
    private final Clock clock;

    CaseProgress(
            CaseFiles files,
            Remedies remedies,
            Promises promises,
            AccountChecks accounts,
            Lines lines,
            Colleagues colleagues,
            Clock clock) {
        this.files = files;
        this.remedies = remedies;
        this.promises = promises;
        this.accounts = accounts;
        this.lines = lines;
        this.colleagues = colleagues;
        this.clock = clock;
    }

    /** To whom the case's decisions and calls belong; null while nobody owns it, or a specialist does, who decides nothing. */
    public @Nullable String owner(String caseNumber) {
        String owner = files.get(caseNumber).owner();
        return owner != null && colleagues.decides(owner) ? owner : null;
    }

    public @Nullable Instant promisedBy(String caseNumber) {
        return promises.current(files.get(caseNumber))
                .map(Promises.Promise::dueAt)
                .orElse(null);
    }

    /** The higher, the sooner: what was thought solved and is not comes first, then what is due by law, then what failed once. */
    public int priority(String caseNumber) {
        CaseFile file = files.get(caseNumber);
        if (file.solvedAt() != null) {
            return REOPENED;
        }
        if (PurchaseWithdrawals.receivedAt(file).isPresent()) {
            return PURCHASE_WITHDRAWN;
        }
        return remedies.matter(file).failedAttempts() > 0 ? AFTER_FAILURE : ORDINARY;
    }

    /** Whether the newest settling remedy of the case stands there. */
    public boolean latestRemedyIs(String caseNumber, Remedies.State state) {
        return remedies.latestSettling(files.get(caseNumber))
                .filter(remedy -> remedy.state() == state)
                .isPresent();
    }

    /** Whether what was decided last has solved the case: it took effect, and the purchase was not withdrawn meanwhile. */
    public boolean settled(String caseNumber) {
        return isSettled(files.get(caseNumber));
    }

    /**
     * As {@link #settled}, or the line works though nobody's remedy did it; what is noted next in the same transaction holds against a
     * withdrawal at the same moment.
     */
    public boolean stillSettled(String caseNumber) {
        CaseFile file = files.lock(caseNumber);
        return isSettled(file) || lines.of(file).works();
    }

    private boolean isSettled(CaseFile file) {
        return remedies.latestSettling(file)
                .filter(remedy -> remedy.state() == Remedies.State.EFFECTIVE)
                .filter(remedy -> file.withdrawnAt() != null || !PurchaseWithdrawals.overtakes(file, remedy))
                .isPresent();
    }

    /**
     * Whether the case goes on although no remedy solved it: the newest one failed or was refused, or it was overtaken by the
     * withdrawal of the purchase, and the customer still wants help; or another one was decided while it was being stopped.
     */
    public boolean anotherRoundNeeded(String caseNumber) {
        CaseFile file = files.get(caseNumber);
        Optional<Remedies.Remedy> latest = remedies.latestSettling(file);
        if (latest.isEmpty() || latest.get().isUnderWay()) {
            return latest.isPresent();
        }
        boolean unsettled = latest.get().state() == Remedies.State.FAILED
                || latest.get().state() == Remedies.State.REFUSED
                || PurchaseWithdrawals.overtakes(file, latest.get());
        return unsettled && file.withdrawnAt() == null;
    }

    /** The remedy that waits for its round, because it was decided while another one was being stopped. */
    public Optional<UUID> decidedMeanwhile(String caseNumber) {
        return remedies.underWay(files.get(caseNumber))
                .filter(remedy -> remedy.state() == Remedies.State.IN_PROGRESS && remedy.flow() == null)
                .map(Remedies.Remedy::id);
    }

    /** Key of the process that carries a remedy out. */
    public String process(UUID remedyId) {
        return Action.of(remedies.byId(remedyId).action()).process().word();
    }

    public Remedies.State stateOf(UUID remedyId) {
        return remedies.byId(remedyId).state();
    }

    /** Groups whose members may say yes to a remedy, or to the account its money goes to, separated by commas. */
    public String approvers(UUID remedyId) {
        return accounts.approvers(remedyId)
                .map(groups -> String.join(",", groups))
                .orElseGet(() -> remedies.byId(remedyId).approvers());
    }

    /** Whether there is nothing left to ask the shop and the network. */
    public boolean known(String caseNumber) {
        CaseFile file = files.get(caseNumber);
        boolean diagnosed = !Diagnosing.isAboutALine(file) || lines.of(file).diagnosis() != null;
        return file.subject().id() == null || !file.known().isEmpty() && diagnosed;
    }

    /** They are asked again after as long as the case is old, between ten minutes and a day. */
    public Instant lookUpAgain(String caseNumber) {
        Instant now = clock.instant();
        Duration age = Duration.between(files.get(caseNumber).openedAt(), now);
        Duration pause = age.compareTo(SOON) < 0 ? SOON : age.compareTo(LATE) > 0 ? LATE : age;
        return now.plus(pause);
    }

    /** Whether a promise is open. */
    public boolean promised(String caseNumber) {
        return promises.current(files.get(caseNumber))
                .filter(Promises.Promise::isOpen)
                .isPresent();
    }

    /** When the current promise is to be looked at; now if there is none any more. */
    public Instant lookAtPromise(String caseNumber) {
        return promises.current(files.get(caseNumber))
                .filter(Promises.Promise::isOpen)
                .map(Promises.Promise::lookAt)
                .orElseGet(clock::instant);
    }

    public void remedyRunning(UUID remedyId, String flow) {
        remedies.running(remedyId, flow);
    }
}
