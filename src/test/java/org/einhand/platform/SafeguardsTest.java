package org.einhand.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.einhand.EinhandApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

class SafeguardsTest {

    private static final String KEY = Base64.getEncoder()
            .encodeToString("a key of our own of thirty-two b".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    private static final String SECRET = "a secret of our own that is long enough";
    private static final String SANDBOX_EVENTS = "whsec_"
            + Base64.getEncoder()
                    .encodeToString(
                            "sandbox-secret-0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    @Test
    void the_sandbox_needs_nothing() {
        assertThatCode(() -> Safeguards.check(environment("sandbox"))).doesNotThrowAnyException();
    }

    @Test
    void sandbox_and_production_exclude_each_other() {
        assertThatThrownBy(() -> Safeguards.check(environment("sandbox", "production")))
                .isInstanceOf(ConfigurationRefused.class)
                .hasMessageContaining("both active");
    }

    @Test
    void outside_the_sandbox_there_are_no_default_secrets() {
        assertThatThrownBy(() -> Safeguards.check(environment()))
                .hasMessageContaining("einhand.crypto.master-key is not set");
        assertThatThrownBy(() ->
                        Safeguards.check(environment("production").withProperty("einhand.crypto.master-key", KEY)))
                .hasMessageContaining("einhand.links.secret is not set");
    }

    @Test
    void the_sandboxs_secrets_are_refused() {
        MockEnvironment copied =
                complete().withProperty("einhand.crypto.master-key", "ZWluaGFuZC1zYW5kYm94LW1hc3Rlci1rZXktMDAwMDE=");
        assertThatThrownBy(() -> Safeguards.check(copied)).hasMessageContaining("is the sandbox's");

        MockEnvironment events = complete().withProperty("einhand.events.secrets.logistics", SANDBOX_EVENTS);
        assertThatThrownBy(() -> Safeguards.check(events)).hasMessageContaining("einhand.events.secrets.logistics");
    }

    @Test
    void weak_secrets_are_refused() {
        assertThatThrownBy(() -> Safeguards.check(complete().withProperty("einhand.crypto.master-key", "c2hvcnQ=")))
                .hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> Safeguards.check(complete().withProperty("einhand.links.secret", "short")))
                .hasMessageContaining("32 characters");
    }

    @Test
    void secrets_of_ones_own_are_fine() {
        assertThatCode(() ->
                        Safeguards.check(complete().withProperty("einhand.events.secrets.logistics", "whsec_b3du")))
                .doesNotThrowAnyException();
    }

    @Test
    void a_listener_needs_an_address_a_secret_and_types_that_exist_in_the_sandbox_too() {
        String url = "einhand.webhooks[0].url";
        String secret = "einhand.webhooks[0].secret";
        String good = "whsec_" + KEY;

        assertThatThrownBy(() -> Safeguards.check(environment("sandbox").withProperty(secret, good)))
                .isInstanceOf(ConfigurationRefused.class)
                .hasMessageContaining(url);
        assertThatThrownBy(() -> Safeguards.check(environment("sandbox")
                        .withProperty(url, "https://user:pass@example.org/x")
                        .withProperty(secret, good)))
                .hasMessageContaining(url);
        assertThatThrownBy(() -> Safeguards.check(complete().withProperty(url, "https://example.org/x")))
                .hasMessageContaining(secret);
        assertThatThrownBy(() -> Safeguards.check(
                        complete().withProperty(url, "https://example.org/x").withProperty(secret, "whsec_c2hvcnQ=")))
                .hasMessageContaining(secret)
                .hasMessageContaining("24");
        assertThatThrownBy(() -> Safeguards.check(complete()
                        .withProperty(url, "https://example.org/x")
                        .withProperty(secret, good)
                        .withProperty("einhand.webhooks[0].types", "case.opened,case.shut")))
                .hasMessageContaining("einhand.webhooks[0].types names case.shut");
        assertThatThrownBy(() -> Safeguards.check(complete()
                        .withProperty(url, "https://example.org/x")
                        .withProperty(secret, good)
                        .withProperty("einhand.webhooks[1].url", "https://example.org/x")
                        .withProperty("einhand.webhooks[1].secret", good)))
                .hasMessageContaining("einhand.webhooks[1].url");
        assertThatThrownBy(() -> Safeguards.check(
                        complete().withProperty(url, "https://example.org/x").withProperty(secret, SANDBOX_EVENTS)))
                .hasMessageContaining(secret)
                .hasMessageContaining("sandbox's");
        assertThatCode(() -> Safeguards.check(complete()
                        .withProperty(url, "https://example.org/x")
                        .withProperty(secret, good + " " + good)
                        .withProperty("einhand.webhooks[0].types", "case.opened,case.closed")))
                .doesNotThrowAnyException();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void the_application_says_in_a_sentence_why_it_does_not_start(CapturedOutput output) {
        SpringApplicationBuilder application =
                new SpringApplicationBuilder(EinhandApplication.class).profiles("sandbox", "production");

        assertThatThrownBy(application::run).isInstanceOf(ConfigurationRefused.class);
        assertThat(output).contains("APPLICATION FAILED TO START", "both active", "Start with one of the two");
    }

    private static MockEnvironment complete() {
        return environment("production")
                .withProperty("einhand.crypto.master-key", KEY)
                .withProperty("einhand.links.secret", SECRET);
    }

    private static MockEnvironment environment(String... profiles) {
        MockEnvironment environment = new MockEnvironment();
        environment.setActiveProfiles(profiles);
        return environment;
    }
}
