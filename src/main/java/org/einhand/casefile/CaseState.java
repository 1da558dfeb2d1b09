package org.einhand.casefile;

import org.einhand.kernel.Worded;

/** Where a case stands. */
public enum CaseState implements Worded {
    /** A person has to act. */
    OPEN,
    /** A remedy is under way outside. */
    WAITING,
    /** The effect is proven and the customer told; she has seven days to object. */
    SOLVED,
    /** Over. A later contact about the same matter opens a linked case. */
    CLOSED
}
