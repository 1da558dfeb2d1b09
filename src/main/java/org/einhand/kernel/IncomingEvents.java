package org.einhand.kernel;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Port to the events that other systems reported, for those who look after them. What an event carries is not told here. */
public interface IncomingEvents {

    /**
     * An event.
     *
     * @param subject a reference of ours, or what the sender took for one
     * @param state a word: {@code stored}, {@code done}, {@code unmatched}, {@code discarded}
     */
    record Heard(
            String source,
            String id,
            String type,
            @Nullable String subject,
            String state,
            int attempts,
            Instant happenedAt,
            Instant receivedAt) {}

    /** Those that were brought to a case, oldest first. */
    List<Heard> of(UUID caseId);

    /** Those that fit nothing, newest first, at most so many. */
    List<Heard> unmatched(int most);

    /**
     * Tries an unmatched event again; answers what became of it.
     *
     * @throws Problem 404; 409 {@code event-not-unmatched}
     */
    Heard replay(String source, String id, Actor by, String reason);

    /**
     * Puts an unmatched event aside.
     *
     * @throws Problem 404; 409 {@code event-not-unmatched}
     */
    Heard discard(String source, String id, Actor by, String reason);
}
