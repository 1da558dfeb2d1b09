package org.einhand.casefile;

import org.einhand.kernel.Worded;

/** How somebody reached us, or we them. */
public enum Channel implements Worded {
    PHONE,
    EMAIL,
    CHAT,
    MESSENGER,
    SOCIAL_PUBLIC,
    SOCIAL_PRIVATE,
    LETTER,
    SELF_SERVICE,
    SHOP,
    SMS,
    /** Our own: something outside happened and the case opened by itself. */
    EVENT;

    /** Both sides talk at the same time: whoever files such a contact has answered it by being there. */
    public boolean isLive() {
        return this == PHONE || this == CHAT;
    }
}
