package org.einhand.casefile;

import org.einhand.kernel.Worded;

/** How the person on the other end was identified. */
public enum Identified implements Worded {
    SHOP_LOGIN,
    CODE,
    QUESTIONS,
    NONE
}
