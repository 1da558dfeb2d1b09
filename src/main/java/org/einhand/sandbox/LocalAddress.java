package org.einhand.sandbox;

import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Where this very process listens; its port may have been chosen at start-up. */
@Component
@Profile("sandbox")
class LocalAddress {

    private final String host;
    private volatile @Nullable Integer port;

    LocalAddress(ServerProperties server) {
        InetAddress bound = server.getAddress();
        this.host = bound == null || bound.isAnyLocalAddress() ? "127.0.0.1" : hostOf(bound);
    }

    @EventListener
    void listening(WebServerInitializedEvent started) {
        if (started.getApplicationContext().getServerNamespace() == null) {
            port = started.getWebServer().getPort();
        }
    }

    /** The base URL, without a slash at its end. */
    URI base() {
        if (port == null) {
            throw new IllegalStateException("The web server is not up yet");
        }
        return URI.create("http://" + host + ":" + port);
    }

    private static String hostOf(InetAddress address) {
        String text = address.getHostAddress();
        return text.contains(":") ? "[" + text.replaceAll("%.*", "") + "]" : text;
    }
}
