package org.einhand.sandbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.einhand.kernel.DueWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Moves business time forward as it would have passed: from one due date to the next, and at each of them everything that is due
 * gets finished before time goes on. One walk at a time, over all nodes.
 */
@Component
@Profile("sandbox")
class ClockWalk {

    private static final Logger LOG = LoggerFactory.getLogger(ClockWalk.class);
    private static final long ACROSS_NODES = 0x45696e68616e64L;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);

    private final SandboxClock clock;
    private final EngineJobs engine;
    private final Happenings happenings;
    private final ObjectProvider<DueWork> work;
    private final DataSource database;
    private final Duration patience;
    private final ReentrantLock onThisNode = new ReentrantLock(true);

    ClockWalk(
            SandboxClock clock,
            EngineJobs engine,
            Happenings happenings,
            ObjectProvider<DueWork> work,
            DataSource database,
            @Value("${einhand.sandbox.clock.patience:PT20S}") Duration patience) {
        this.clock = clock;
        this.engine = engine;
        this.happenings = happenings;
        this.work = work;
        this.database = database;
        this.patience = patience;
    }

    /** Walks on by that much; answers the time then. */
    Instant advance(Duration by) {
        onThisNode.lock();
        try (Connection lock = database.getConnection()) {
            takeTurn(lock);
            try {
                clock.follow();
                walkTo(clock.instant().plus(by));
            } finally {
                inLock(lock, "select pg_advisory_unlock(?)");
            }
            return clock.instant();
        } catch (SQLException failure) {
            throw new DataAccessResourceFailureException("The clock can't be moved", failure);
        } finally {
            onThisNode.unlock();
        }
    }

    private void walkTo(Instant target) {
        Duration patienceHere = settle(patience);
        for (Optional<Instant> stop = nextDue(); stop.isPresent() && stop.get().isBefore(target); stop = nextDue()) {
            clock.moveTo(stop.get());
            patienceHere = settle(patienceHere);
        }
        clock.moveTo(target);
        settle(patienceHere);
    }

    private Optional<Instant> nextDue() {
        return work.stream().flatMap(each -> each.nextDue().stream()).min(Instant::compareTo);
    }

    /**
     * Waits until nothing is due any more. What does not get finished is left behind with a warning; the next stops then get
     * less patience, so that one stuck piece of work can't hold up a long walk.
     */
    private Duration settle(Duration patienceHere) {
        long start = System.nanoTime();
        int quiet = 0;
        for (int look = 0; quiet < 2; look++) {
            if (look % 10 == 0) {
                engine.wake();
            }
            happenings.reportDue();
            quiet = busy() ? 0 : quiet + 1;
            if (quiet == 0 && System.nanoTime() - start > patienceHere.toNanos()) {
                LOG.warn("At {} something stays due, time goes on without it: {}", clock.instant(), whoIsBusy());
                Duration less = patienceHere.dividedBy(2);
                return less.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : less;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return patience;
    }

    private boolean busy() {
        return work.stream().anyMatch(DueWork::busy);
    }

    private String whoIsBusy() {
        return String.join(
                ", ",
                work.stream()
                        .filter(DueWork::busy)
                        .map(each -> each.getClass().getSimpleName())
                        .toList());
    }

    private static void takeTurn(Connection lock) throws SQLException {
        while (!inLock(lock, "select pg_try_advisory_lock(?)")) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static boolean inLock(Connection lock, String sql) throws SQLException {
        try (PreparedStatement statement = lock.prepareStatement(sql)) {
            statement.setLong(1, ACROSS_NODES);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}
