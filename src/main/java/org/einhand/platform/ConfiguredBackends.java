package org.einhand.platform;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.einhand.kernel.BackendAddresses;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The back ends' base URLs as configured in {@code einhand.backends.<name>.url}; without all of them Einhand does not start. */
@Component
@Profile("!sandbox")
class ConfiguredBackends implements BackendAddresses {

    private static final List<String> NAMES = List.of("orders", "logistics", "provisioning", "payments", "messaging");

    private final Map<String, URI> addresses = new LinkedHashMap<>();

    ConfiguredBackends(Environment environment) {
        for (String name : NAMES) {
            addresses.put(name, ConfiguredAddress.required(environment, "einhand.backends." + name + ".url"));
        }
    }

    @Override
    public URI of(String backend) {
        URI address = addresses.get(backend);
        if (address == null) {
            throw new IllegalArgumentException("There is no back end named " + backend);
        }
        return address;
    }
}
