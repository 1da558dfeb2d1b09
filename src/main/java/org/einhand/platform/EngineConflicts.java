package org.einhand.platform;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.einhand.kernel.UnitOfWork;
import org.springframework.stereotype.Component;

/** The engine found that somebody else changed the same process instance or task meanwhile. */
@Component
class EngineConflicts implements UnitOfWork.ConcurrentChange {

    @Override
    public boolean test(RuntimeException failure) {
        return failure instanceof OptimisticLockingException;
    }
}
