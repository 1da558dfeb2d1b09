package org.einhand.kernel;

import java.time.Instant;
import java.util.Optional;

/** Something that has work to do at a time of its own, besides the engine's jobs. */
public interface DueWork {

    /** The earliest time in the future at which there is something to do. */
    Optional<Instant> nextDue();

    /** Whether something that is due now is not finished yet. */
    boolean busy();
}
