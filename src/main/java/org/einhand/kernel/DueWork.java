package org.einhand.kernel;

import java.time.Instant;
import java.util.Optional;

/**
 * Work of the application's own that waits for a point in business time, such as a store of events to be matched. Whoever moves
 * the clock stops at each of these points and lets the work finish.
 */
public interface DueWork {

    /** The earliest instant still ahead at which there will be something to do; empty if nothing is planned. */
    Optional<Instant> nextDue();

    /** Whether something is due now and not finished yet. Work that was put off until later is not due. */
    boolean busy();
}
