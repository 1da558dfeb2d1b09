package org.einhand.kernel;

import java.net.URI;

/** Where customers and colleagues reach Einhand; links in messages start with it. */
public interface PublicAddress {

    /** The base URL, without a slash at its end. */
    URI base();
}
