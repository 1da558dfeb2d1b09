package org.einhand.kernel;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One use case, one transaction. When somebody else changed the same case meanwhile, the whole use case is rolled back and done
 * again on what is there now; inside a transaction that is already running it simply takes part.
 */
@Component
public class UnitOfWork {

    private static final int TRIES = 12;

    private final TransactionTemplate transaction;
    private final List<ConcurrentChange> concurrentChanges;

    /** Tells which exceptions mean that somebody else was faster. */
    public interface ConcurrentChange extends Predicate<RuntimeException> {}

    UnitOfWork(PlatformTransactionManager transactions, List<ConcurrentChange> concurrentChanges) {
        this.transaction = new TransactionTemplate(transactions);
        this.concurrentChanges = concurrentChanges;
    }

    /** Runs the work; answers what it answers, throws what it throws. */
    public <T> T run(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return work.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return inTransaction(work);
            } catch (RuntimeException failure) {
                if (attempt == TRIES || !somebodyWasFaster(failure)) {
                    throw failure;
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(5, 20) * attempt * 1_000_000L);
            }
        }
    }

    /** Runs work that answers nothing. */
    public void run(Runnable work) {
        run(() -> {
            work.run();
            return true;
        });
    }

    @SuppressWarnings("NullAway") // the template passes on what the work returned, which is never null here
    private <T> T inTransaction(Supplier<T> work) {
        return transaction.execute(status -> work.get());
    }

    private boolean somebodyWasFaster(RuntimeException failure) {
        return failure instanceof ConcurrencyFailureException
                || failure instanceof NotReady
                || concurrentChanges.stream().anyMatch(change -> change.test(failure));
    }
}
