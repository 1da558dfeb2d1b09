package org.einhand.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.einhand.kernel.WebhookSecret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Who listens: {@code einhand.webhooks}, a list of {@code url}, {@code secret} and, if it is not to be everything, {@code types}. */
@Component
public class Subscribers {

    /** Everything that can be heard. */
    public static final List<String> TYPES = List.of(
            "case.opened",
            "case.solved",
            "case.closed",
            "promise.made",
            "promise.renewed",
            "promise.broken",
            "remedy.effective",
            "remedy.failed",
            "contact-permission.changed");

    private static final String PROPERTY = "einhand.webhooks";
    private static final int SHORTEST_SECRET = 24;

    private final List<Subscriber> all;

    Subscribers(Environment environment) {
        this.all = read(environment);
    }

    /**
     * One listener.
     *
     * @param secrets what is signed with; several while the secret is being changed
     * @param types what it wants to hear
     */
    public record Subscriber(String url, List<WebhookSecret> secrets, Set<String> types) {

        /** For logs and metrics: an address may hold what is nobody's business. */
        String name() {
            URI address = URI.create(url);
            return address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
        }
    }

    /** An entry of the list as it is configured. */
    record Entry(
            @Nullable String url,
            @Nullable String secret,
            @Nullable List<String> types) {}

    /**
     * Reads and checks the list.
     *
     * @throws IllegalArgumentException a sentence that names the property
     */
    public static List<Subscriber> read(Environment environment) {
        List<Entry> entries = Binder.get(environment)
                .bind(PROPERTY, Bindable.listOf(Entry.class))
                .orElse(List.of());
        List<Subscriber> read = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Subscriber subscriber = read(PROPERTY + "[" + i + "]", entries.get(i));
            if (read.stream().anyMatch(other -> other.url().equals(subscriber.url()))) {
                throw new IllegalArgumentException(
                        PROPERTY + "[" + i + "].url names an address that is in the list already.");
            }
            read.add(subscriber);
        }
        return List.copyOf(read);
    }

    private static Subscriber read(String property, Entry entry) {
        Set<String> types =
                new LinkedHashSet<>(entry.types() == null || entry.types().isEmpty() ? TYPES : entry.types());
        for (String type : types) {
            if (!TYPES.contains(type)) {
                throw new IllegalArgumentException(
                        property + ".types names " + type + ", which is none of " + String.join(", ", TYPES) + ".");
            }
        }
        return new Subscriber(address(property, entry.url()), secrets(property, entry.secret()), types);
    }

    private static String address(String property, @Nullable String configured) {
        try {
            URI address = new URI(configured == null ? "" : configured.strip());
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (http && address.getHost() != null && address.getUserInfo() == null && address.getFragment() == null) {
                return address.toString();
            }
        } catch (URISyntaxException none) {
            // told below
        }
        throw new IllegalArgumentException(
                property + ".url must be an absolute address with http or https, without user, password or fragment.");
    }

    private static List<WebhookSecret> secrets(String property, @Nullable String configured) {
        try {
            List<WebhookSecret> secrets = configured == null ? List.of() : WebhookSecret.all(configured);
            if (!secrets.isEmpty() && secrets.stream().allMatch(secret -> secret.length() >= SHORTEST_SECRET)) {
                return secrets;
            }
        } catch (IllegalArgumentException none) {
            // told below
        }
        throw new IllegalArgumentException(
                property + ".secret must be whsec_ and at least " + SHORTEST_SECRET + " random bytes in Base64.");
    }

    List<Subscriber> all() {
        return all;
    }

    /** Addresses of those who want to hear of that type. */
    List<String> of(String type) {
        return all.stream()
                .filter(subscriber -> subscriber.types().contains(type))
                .map(Subscriber::url)
                .toList();
    }
}
