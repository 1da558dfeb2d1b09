package org.einhand.sandbox;

import java.util.Locale;

/** The back ends that have a stand-in. */
enum Backend {
    ORDERS,
    LOGISTICS,
    PROVISIONING,
    PAYMENTS,
    MESSAGING;

    /** Finds one by name; the warehouse ({@code stock}) is part of logistics. */
    static Backend of(String name) {
        if (name.equals("stock")) {
            return LOGISTICS;
        }
        for (Backend backend : values()) {
            if (backend.path().equals(name)) {
                return backend;
            }
        }
        throw new IllegalArgumentException("There is no back end named " + name);
    }

    /** Its name in addresses and events. */
    String path() {
        return name().toLowerCase(Locale.ROOT);
    }
}
