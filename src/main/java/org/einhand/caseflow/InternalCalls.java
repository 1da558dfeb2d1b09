package org.einhand.caseflow;

import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;

/**
 * Calls to the engine that the application makes by itself. Whoever is signed in was checked by the use case already; the engine's
 * own authorizations and the guard on tasks are for callers from outside.
 */
@Component
class InternalCalls {

    private final IdentityService identity;

    InternalCalls(IdentityService identity) {
        this.identity = identity;
    }

    <T> T call(Supplier<T> work) {
        Authentication signedIn = identity.getCurrentAuthentication();
        if (signedIn == null) {
            return work.get();
        }
        identity.clearAuthentication();
        try {
            return work.get();
        } finally {
            identity.setAuthentication(signedIn);
        }
    }

    void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }
}
