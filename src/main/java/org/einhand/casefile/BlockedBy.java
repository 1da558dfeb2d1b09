package org.einhand.casefile;

import org.einhand.kernel.Worded;

/** Whom an open case waits for, where it is not the owner. */
public enum BlockedBy implements Worded {
    CUSTOMER,
    APPROVAL,
    CONSULTATION
}
