package org.einhand.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.einhand.webhook.Subscribers;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Looks at the configuration before anything else starts. Outside the sandbox there are no default secrets: what is missing,
 * too short or known from the sandbox is refused.
 */
@Component
class Safeguards implements BeanFactoryPostProcessor, EnvironmentAware {

    private static final String MASTER_KEY = "einhand.crypto.master-key";
    private static final String LINKS_SECRET = "einhand.links.secret";
    private static final String EVENT_SECRETS = "einhand.events.secrets.";
    private static final Pattern WEBHOOK_SECRET =
            Pattern.compile("einhand\\.webhooks\\[\\d+]\\.secret|EINHAND_WEBHOOKS_\\d+_SECRET");
    private static final int MASTER_KEY_BYTES = 32;
    private static final int SHORTEST_SECRET = 32;

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (environment instanceof ConfigurableEnvironment configuration) {
            check(configuration);
        }
    }

    static void check(ConfigurableEnvironment configuration) {
        boolean sandbox = configuration.acceptsProfiles(Profiles.of("sandbox"));
        if (sandbox && configuration.acceptsProfiles(Profiles.of("production"))) {
            throw new ConfigurationRefused(
                    "The profiles sandbox and production are both active; the sandbox opens doors that production keeps shut.",
                    "Start with one of the two.");
        }
        checkWebhooks(configuration);
        if (!sandbox) {
            Set<String> known = secretsOfTheSandbox();
            checkMasterKey(secret(configuration, MASTER_KEY, known));
            checkLength(secret(configuration, LINKS_SECRET, known));
            checkEventSecrets(configuration, known);
        }
    }

    private static void checkWebhooks(Environment configuration) {
        try {
            Subscribers.read(configuration);
        } catch (IllegalArgumentException flaw) {
            throw new ConfigurationRefused(
                    String.valueOf(flaw.getMessage()), "Mend it, or take the entry off the list einhand.webhooks.");
        }
    }

    private static String secret(Environment configuration, String name, Set<String> known) {
        String value = configuration.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new ConfigurationRefused(
                    name + " is not set, and outside the sandbox there is no default for it.",
                    "Set it to a secret of your own, the same on every node, and keep a copy of it: it cannot be made again.");
        }
        refuseKnown(name, value, known);
        return value;
    }

    private static void checkMasterKey(String value) {
        try {
            if (Base64.getDecoder().decode(value).length == MASTER_KEY_BYTES) {
                return;
            }
        } catch (IllegalArgumentException noBase64) {
            // told below
        }
        throw new ConfigurationRefused(
                MASTER_KEY + " is no base64 of exactly 32 bytes.", "Make one with: openssl rand -base64 32");
    }

    private static void checkLength(String value) {
        if (value.length() < SHORTEST_SECRET) {
            throw new ConfigurationRefused(
                    LINKS_SECRET + " is shorter than 32 characters.", "Make one with: openssl rand -base64 32");
        }
    }

    private static void checkEventSecrets(ConfigurableEnvironment configuration, Set<String> known) {
        for (PropertySource<?> source : configuration.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> names) {
                for (String name : names.getPropertyNames()) {
                    String value = isEventSecret(name) ? configuration.getProperty(name) : null;
                    if (value != null) {
                        refuseKnown(name, value, known);
                    }
                }
            }
        }
    }

    private static boolean isEventSecret(String name) {
        return name.startsWith(EVENT_SECRETS)
                || name.startsWith("EINHAND_EVENTS_SECRETS_")
                || WEBHOOK_SECRET.matcher(name).matches();
    }

    private static void refuseKnown(String name, String value, Set<String> known) {
        if (known.contains(value)) {
            throw new ConfigurationRefused(
                    name + " is the sandbox's, which everybody can read.", "Set it to a secret of your own.");
        }
    }

    private static Set<String> secretsOfTheSandbox() {
        Set<String> secrets = new HashSet<>();
        try {
            for (PropertySource<?> source :
                    new YamlPropertySourceLoader().load("sandbox", new ClassPathResource("application-sandbox.yml"))) {
                for (String name : new String[] {MASTER_KEY, LINKS_SECRET}) {
                    addIfThere(secrets, source.getProperty(name));
                }
                if (source instanceof EnumerablePropertySource<?> names) {
                    for (String name : names.getPropertyNames()) {
                        if (isEventSecret(name)) {
                            addIfThere(secrets, source.getProperty(name));
                        }
                    }
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return secrets;
    }

    private static void addIfThere(Set<String> secrets, @Nullable Object value) {
        if (value != null) {
            secrets.add(value.toString());
        }
    }
}
