package org.einhand.platform;

import java.util.Set;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;

/** One kind of user task: the variables that it may bring, and the use case behind completing it. */
interface UserTaskKind {

    /** The task's id in its model. */
    String key();

    /** What it may bring; anything else is refused. */
    Set<String> variables();

    /**
     * Completes it for its assignee.
     *
     * @throws Problem with the reason; then nothing was changed
     */
    void complete(OpenTask task, GivenVariables given, Actor by);

    /**
     * Refuses that the task gets to somebody who may not complete it, whoever gives it to her.
     *
     * @throws Problem 403 {@code forbidden}
     */
    default void mayBeGivenTo(OpenTask task, String userId) {
        // whoever may work on it may have it
    }

    /**
     * Refuses that somebody takes the task for herself.
     *
     * @throws Problem 403 {@code forbidden}
     */
    default void mayBeTakenBy(OpenTask task, Actor actor) {
        // whoever may work on it may have it
    }
}
