package org.einhand.platform;

import java.net.URI;
import org.einhand.kernel.PublicAddress;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The public base URL as configured in {@code einhand.public-url}; without it Einhand does not start. */
@Component
@Profile("!sandbox")
class ConfiguredAddress implements PublicAddress {

    private final URI base;

    ConfiguredAddress(Environment environment) {
        this.base = required(environment, "einhand.public-url");
    }

    @Override
    public URI base() {
        return base;
    }

    static URI required(Environment environment, String property) {
        String configured = environment.getProperty(property, "").strip();
        if (configured.isEmpty()) {
            throw new IllegalStateException("Configure " + property + ": Einhand can't work without it.");
        }
        URI address = URI.create(configured.replaceAll("/+$", ""));
        if (!address.isAbsolute() || address.getHost() == null) {
            throw new IllegalStateException(property + " must be an absolute HTTP URL, but is " + configured);
        }
        return address;
    }
}
