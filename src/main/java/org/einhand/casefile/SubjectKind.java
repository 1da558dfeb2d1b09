package org.einhand.casefile;

import org.einhand.kernel.Worded;

/** What the case is about in the shop's terms. */
public enum SubjectKind implements Worded {
    ORDER,
    CONTRACT,
    NONE
}
