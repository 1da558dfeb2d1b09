package org.einhand.kernel;

import java.net.URI;

/** Where the back ends are that we call. */
public interface BackendAddresses {

    /**
     * The base address of a back end.
     *
     * @param backend {@code orders}, {@code logistics}, {@code provisioning}, {@code payments} or {@code messaging}
     */
    URI of(String backend);
}
