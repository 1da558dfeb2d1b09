package org.einhand.sandbox;

import java.net.URI;
import org.einhand.kernel.BackendAddresses;
import org.einhand.kernel.PublicAddress;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Addresses that were configured count here too; for the others this process stands in. */
@Component
@Profile("sandbox")
class SandboxAddresses implements BackendAddresses, PublicAddress {

    private final Environment environment;
    private final LocalAddress local;

    SandboxAddresses(Environment environment, LocalAddress local) {
        this.environment = environment;
        this.local = local;
    }

    @Override
    public URI of(String backend) {
        Backend name = Backend.of(backend);
        return configured("einhand.backends." + name.path() + ".url", "/sandbox/backends/" + name.path());
    }

    @Override
    public URI base() {
        return configured("einhand.public-url", "");
    }

    private URI configured(String property, String localPath) {
        String configured = environment.getProperty(property, "").strip().replaceAll("/+$", "");
        return URI.create(configured.isEmpty() ? local.base() + localPath : configured);
    }
}
