package org.einhand.kernel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that operations keep an eye on. Each room counts its own. */
public interface OnWatch {

    /**
     * How much of it there is now.
     *
     * @param what a word, such as {@code unmatched-events}
     * @param oldest since when the oldest is there; null if there is none
     */
    record Count(String what, long count, @Nullable Instant oldest) {}

    Count count();
}
