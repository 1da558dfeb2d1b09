package org.einhand.kernel;

import java.net.URI;

/** Where the back ends are that Einhand orders from: {@code orders}, {@code logistics}, {@code provisioning}, {@code payments}, {@code messaging}. */
public interface BackendAddresses {

    /**
     * The base URL of a back end, without a slash at its end.
     *
     * @throws IllegalArgumentException if there is no back end of that name
     */
    URI of(String backend);
}
