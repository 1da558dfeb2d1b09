package org.einhand.casefile;

import org.einhand.kernel.Worded;

/** How a case ended. */
public enum Outcome implements Worded {
    SOLVED,
    WITHDRAWN,
    CANCELLED
}
