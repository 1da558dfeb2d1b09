package org.einhand.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Reports to the front door as a back end would: a CloudEvent in structured mode, signed as Standard Webhooks ask for. */
@Component
@Profile("sandbox")
public class SignedEvents {

    private static final MediaType CLOUD_EVENT =
            new MediaType("application", "cloudevents+json", StandardCharsets.UTF_8);
    private static final String SECRET_PREFIX = "whsec_";
    private static final String SANDBOX_SECRET = SECRET_PREFIX
            + Base64.getEncoder().encodeToString("sandbox-secret-0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    private final Environment environment;
    private final LocalAddress local;
    private final ObjectMapper json;
    private final Clock wall = Clock.systemUTC();

    SignedEvents(Environment environment, LocalAddress local, ObjectMapper json) {
        this.environment = environment;
        this.local = local;
        this.json = json;
    }

    /**
     * One event.
     *
     * @param subject our reference of the order it is about; null for what we did not order
     * @param time when it happened, in business time
     */
    public record Event(
            String id, String source, String type, @Nullable String subject, Instant time, Map<String, ?> data) {}

    /**
     * Sends it.
     *
     * @return the status the front door answered
     * @throws org.springframework.web.client.ResourceAccessException if it can't be reached
     */
    public HttpStatusCode send(Event event) {
        String body = write(event);
        String timestamp = Long.toString(wall.instant().getEpochSecond());
        return SandboxHttp.client()
                .post()
                .uri(local.base() + "/api/events")
                .contentType(CLOUD_EVENT)
                .header("webhook-id", event.id())
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", "v1," + sign(event.source(), event.id() + "." + timestamp + "." + body))
                .body(body.getBytes(StandardCharsets.UTF_8))
                .retrieve()
                .onStatus(status -> true, (request, response) -> {})
                .toBodilessEntity()
                .getStatusCode();
    }

    private String write(Event event) {
        Map<String, Object> cloudEvent = new LinkedHashMap<>();
        cloudEvent.put("specversion", "1.0");
        cloudEvent.put("id", event.id());
        cloudEvent.put("source", event.source());
        cloudEvent.put("type", event.type());
        if (event.subject() != null) {
            cloudEvent.put("subject", event.subject());
        }
        cloudEvent.put("time", event.time().toString());
        cloudEvent.put("datacontenttype", "application/json");
        cloudEvent.put("data", event.data());
        try {
            return json.writeValueAsString(cloudEvent);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("This event can't be written as JSON", impossible);
        }
    }

    private String sign(String source, String text) {
        String secret = environment.getProperty("einhand.events.secrets." + source, SANDBOX_SECRET);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length())), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HMAC-SHA256", impossible);
        }
    }
}
