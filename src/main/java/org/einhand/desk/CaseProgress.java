package org.einhand.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Remedies;
import org.einhand.promise.Promises;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the models ask about a case on their way; derived from the case file, never kept twice. */
@Component
public class CaseProgress {

    private static final int ORDINARY = 50;
    private static final int AFTER_FAILURE = 60;
    private static final int REOPENED = 80;
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Duration LATE = Duration.ofDays(1);

    private final CaseFiles files;
    private final Remedies remedies;
    private final Promises promises;
    private final Clock clock;

    CaseProgress(CaseFiles files, Remedies remedies, Promises promises, Clock clock) {
        this.files = files;
        this.remedies = remedies;
        this.promises = promises;
        this.clock = clock;
    }

    public @Nullable String owner(String caseNumber) {
        return files.get(caseNumber).owner();
    }

    public @Nullable Instant promisedBy(String caseNumber) {
        return promises.current(files.get(caseNumber))
                .map(Promises.Promise::dueAt)
                .orElse(null);
    }

    /** The higher, the sooner: what was thought solved and is not comes first, then what failed once. */
    public int priority(String caseNumber) {
        CaseFile file = files.get(caseNumber);
        if (file.solvedAt() != null) {
            return REOPENED;
        }
        return remedies.matter(file).failedAttempts() > 0 ? AFTER_FAILURE : ORDINARY;
    }

    /** Whether the newest remedy of the case stands there. */
    public boolean latestRemedyIs(String caseNumber, Remedies.State state) {
        Optional<Remedies.Remedy> latest =
                remedies.of(files.get(caseNumber)).stream().reduce((earlier, later) -> later);
        return latest.filter(remedy -> remedy.state() == state).isPresent();
    }

    /** Whether the newest remedy failed and the customer still wants help. */
    public boolean anotherRoundNeeded(String caseNumber) {
        return latestRemedyIs(caseNumber, Remedies.State.FAILED)
                && files.get(caseNumber).withdrawnAt() == null;
    }

    /** Whether there is nothing left to ask the shop. */
    public boolean known(String caseNumber) {
        CaseFile file = files.get(caseNumber);
        return file.subject().id() == null || !file.known().isEmpty();
    }

    /** The shop is asked again after as long as the case is old, between ten minutes and a day. */
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
