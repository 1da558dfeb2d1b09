package org.einhand.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class ConfiguredAddressTest {

    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("einhand.public-url", "https://service.example.org/")
            .withProperty("einhand.backends.orders.url", "http://shop.internal/api");

    @Test
    void aConfiguredAddressLosesItsLastSlash() {
        assertThat(new ConfiguredAddress(environment).base()).hasToString("https://service.example.org");
    }

    @Test
    void aBackEndWithoutAddressStopsTheStart() {
        assertThatThrownBy(() -> new ConfiguredBackends(environment))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("einhand.backends.logistics.url");
    }

    @Test
    void anAddressThatIsNoneStopsTheStart() {
        environment.setProperty("einhand.public-url", "service");
        assertThatThrownBy(() -> new ConfiguredAddress(environment)).hasMessageContaining("einhand.public-url");
    }
}
