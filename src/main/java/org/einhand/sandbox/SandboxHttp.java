package org.einhand.sandbox;

import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** How the sandbox talks to the application it is part of: over HTTP like anybody else. */
final class SandboxHttp {

    private static final RestClient CLIENT =
            RestClient.builder().requestFactory(requests()).build();

    private SandboxHttp() {}

    static RestClient client() {
        return CLIENT;
    }

    private static JdkClientHttpRequestFactory requests() {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build());
        requests.setReadTimeout(Duration.ofSeconds(15));
        return requests;
    }
}
