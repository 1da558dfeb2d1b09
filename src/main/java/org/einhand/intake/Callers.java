package org.einhand.intake;

import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;

/** Who may call what; said before anything else about a request. */
final class Callers {

    private Callers() {}

    static void agentOrService(Actor actor) {
        if (!actor.isAgent() && !actor.isService()) {
            throw Problem.forbidden("Only agents and service accounts do this.");
        }
    }

    static void agent(Actor actor) {
        if (!actor.isAgent()) {
            throw Problem.forbidden("Only agents do this.");
        }
    }
}
