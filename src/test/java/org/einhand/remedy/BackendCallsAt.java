package org.einhand.remedy;

import java.net.URI;
import org.springframework.web.client.RestClient;

/** Calls to a back end that a test answers for. */
public final class BackendCallsAt {

    private BackendCallsAt() {}

    public static BackendCalls address(URI base) {
        return new BackendCalls(backend -> base, RestClient.builder());
    }
}
