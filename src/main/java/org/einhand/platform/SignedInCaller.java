package org.einhand.platform;

import jakarta.ws.rs.core.Response;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.einhand.kernel.Actor;
import org.jspecify.annotations.Nullable;

/** Whoever the engine knows as signed in for the current call. */
class SignedInCaller {

    private final Supplier<IdentityService> identity;

    SignedInCaller(Supplier<IdentityService> identity) {
        this.identity = identity;
    }

    private @Nullable Authentication signedIn() {
        return identity.get().getCurrentAuthentication();
    }

    /** The application itself is calling: a job, or a use case that checked its caller. */
    boolean isNobody() {
        return signedIn() == null;
    }

    @Nullable
    String id() {
        Authentication signedIn = signedIn();
        return signedIn == null ? null : signedIn.getUserId();
    }

    Actor actor() {
        Authentication signedIn = signedIn();
        if (signedIn == null) {
            throw new IllegalStateException("nobody is signed in");
        }
        return Actor.user(
                signedIn.getUserId(),
                signedIn.getGroupIds() == null ? Set.of() : new HashSet<>(signedIn.getGroupIds()));
    }

    /** Operations may give a task to somebody else, for instance when its assignee is ill. */
    boolean mayReassign() {
        return isNobody() || actor().in(StaffGroups.OPERATIONS);
    }

    void onlyForOneself(@Nullable String userId) {
        if (!mayReassign() && !actor().id().equals(userId)) {
            throw refused("Agents take tasks for themselves, not in another's name.");
        }
    }

    /** 403, with the reason in the engine's own error format. */
    static RestException refused(String reason) {
        return new RestException(Response.Status.FORBIDDEN, reason);
    }
}
