package org.einhand.kernel;

import java.net.URI;

/** Where customers reach us from outside. */
public interface PublicAddress {

    /** The base address, without a slash at its end. */
    URI base();
}
