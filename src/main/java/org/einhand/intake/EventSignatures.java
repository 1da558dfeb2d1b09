package org.einhand.intake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.einhand.kernel.Problem;
import org.einhand.kernel.WebhookSecret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Proves that an event comes from the system it names: the signature of Standard Webhooks (symmetric, {@code v1}). While a secret is
 * being changed a source may have several, separated by blanks.
 */
@Component
class EventSignatures {

    /** How far the sender's clock may be from ours; business time has no part in this. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String VERSION_PREFIX = "v1,";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Clock wall = Clock.systemUTC();
    private final Map<String, List<WebhookSecret>> secrets = new TreeMap<>();

    EventSignatures(Environment environment) {
        Binder.get(environment)
                .bind("einhand.events.secrets", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of())
                .forEach((source, configured) -> secrets.put(source, read(source, configured)));
    }

    private static List<WebhookSecret> read(String source, String configured) {
        try {
            return WebhookSecret.all(configured);
        } catch (IllegalArgumentException none) {
            throw new IllegalStateException(
                    "einhand.events.secrets." + source + " must be whsec_ and the secret in Base64");
        }
    }

    /** The headers of one request. */
    record Signed(
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String signature) {}

    /**
     * Checks a body.
     *
     * @throws Problem {@code unauthenticated}, whatever it is that does not fit
     */
    void check(String source, Signed signed, byte[] body) {
        String id = signed.id();
        String timestamp = signed.timestamp();
        String signature = signed.signature();
        if (id == null || id.isBlank() || timestamp == null || signature == null) {
            throw refused("webhook-id, webhook-timestamp and webhook-signature are required.");
        }
        if (!SECONDS.matcher(timestamp).matches() || isStale(Long.parseLong(timestamp))) {
            throw refused("webhook-timestamp is not within five minutes of now.");
        }
        boolean genuine = false;
        for (WebhookSecret secret : secrets.getOrDefault(source, List.of())) {
            byte[] expected = secret.sign(id, timestamp, body).getBytes(StandardCharsets.UTF_8);
            genuine |= Arrays.stream(BLANKS.split(signature))
                    .filter(each -> each.startsWith(VERSION_PREFIX))
                    .anyMatch(each -> MessageDigest.isEqual(
                            each.substring(VERSION_PREFIX.length()).getBytes(StandardCharsets.UTF_8), expected));
        }
        if (!genuine) {
            throw refused("webhook-signature does not fit.");
        }
    }

    private boolean isStale(long seconds) {
        return Duration.between(Instant.ofEpochSecond(seconds), wall.instant())
                        .abs()
                        .compareTo(TOLERANCE)
                > 0;
    }

    private static Problem refused(String detail) {
        return new Problem("unauthenticated", 401, detail);
    }
}
