package org.einhand.intake;

import org.einhand.kernel.Worded;

/** Ways in which we can reach a customer. */
enum Reach implements Worded {
    EMAIL,
    SMS,
    MESSENGER,
    PHONE,
    LETTER
}
