package org.einhand.platform;

import java.sql.SQLException;
import java.util.Set;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.einhand.kernel.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The engine's way of saying that a process instance was changed by somebody else meanwhile: usually a version that does not fit;
 * when the instance was to end while one of its jobs was starting something new, a row that is still referred to.
 */
@Component
class EngineConflicts implements UnitOfWork.ConcurrentChange {

    private static final String STILL_REFERRED_TO = "23503";
    private static final String DEADLOCK = "40P01";
    /** What the engine says of a process that ended between two of its own looks. */
    private static final String ENDED_MEANWHILE = "list of executions is empty";

    private static final Set<String> STATES = Set.of(STILL_REFERRED_TO, DEADLOCK);

    @Override
    public boolean test(RuntimeException failure) {
        return failure instanceof OptimisticLockingException
                || failure instanceof ProcessEngineException
                        && (isConflict(failure.getCause())
                                || String.valueOf(failure.getMessage()).contains(ENDED_MEANWHILE));
    }

    private static boolean isConflict(@Nullable Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof SQLException refused
                    && refused.getSQLState() != null
                    && STATES.contains(refused.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
