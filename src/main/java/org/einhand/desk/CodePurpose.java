package org.einhand.desk;

import org.einhand.kernel.Worded;

/** What a one-time code is issued for; it can be used for nothing else. */
public enum CodePurpose implements Worded {
    ADDRESS,
    BANK_DETAILS,
    /** To show who somebody is that wrote in public. */
    IDENTIFY
}
