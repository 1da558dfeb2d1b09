package org.einhand.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The running application as people and systems outside meet it: HTTP only, every answer read as JSON. */
public final class House {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Http http;

    public House(int port) {
        this.http = Http.anonymous(port);
    }

    /** An answer: status and body. */
    public record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        public Answer expect(int expected) {
            assertThat(status).as("%s", body).isEqualTo(expected);
            return this;
        }

        public String text(String pointer) {
            return body.at(pointer).asText(null);
        }

        /** The last part of a problem's type. */
        public String problem() {
            String type = body.path("type").asText("");
            return type.substring(Math.max(type.lastIndexOf(':'), type.lastIndexOf('/')) + 1);
        }
    }

    public Answer get(String user, String path) {
        return answer(as(user).get(path));
    }

    /** Posts with an idempotency key of its own. */
    public Answer post(String user, String path, Object body) {
        return post(user, path, body, UUID.randomUUID().toString());
    }

    public Answer post(String user, String path, Object body, String key) {
        return answer(as(user).post(path, write(body), "Idempotency-Key", key));
    }

    public Answer send(String user, String method, String path, Object body) {
        return answer(as(user).send(method, path, write(body)));
    }

    private Http as(String user) {
        return user == null ? http : http.as(user);
    }

    private static Answer answer(HttpResponse<String> response) {
        try {
            String body = response.body();
            JsonNode json = body == null || body.isBlank() || body.startsWith("<")
                    ? JSON.createObjectNode()
                    : JSON.readTree(body);
            return new Answer(response.statusCode(), json, response);
        } catch (JsonProcessingException noJson) {
            return new Answer(response.statusCode(), JSON.createObjectNode(), response);
        }
    }

    private static String write(Object body) {
        try {
            return body instanceof String text ? text : JSON.writeValueAsString(body);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException(failure);
        }
    }

    /** A redelivery case as an agent or a shop would post it, about an order of its own. */
    public static ObjectNode redelivery(String channel, String identified) {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return read("""
                {"type":"redelivery","channel":"%s","identified":"%s",
                 "customer":{"id":"K-%s","name":"Erika Beispiel","email":"erika.%s@example.org","mobile":"+4915112345678",
                             "language":"de","region":"DE-BE","preferredChannel":"email"},
                 "subject":{"kind":"order","id":"O-%s","line":"1","item":"Smartphone X","value":{"amount":"499.00","currency":"EUR"}},
                 "concern":"Mein Paket ging an die alte Adresse.","facts":{"reason":"wrong-address","fault":"ours"}}""".formatted(channel, identified, unique, unique, unique));
    }

    public static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException(json, failure);
        }
    }

    public static ObjectNode address(String street, String postalCode, String city) {
        return JSON.createObjectNode()
                .put("street", street)
                .put("postalCode", postalCode)
                .put("city", city)
                .put("country", "DE");
    }

    /** Opens a case; answers its number. */
    public String open(String user, ObjectNode body) {
        return post(user, "/api/cases", body).expect(201).text("/caseNumber");
    }

    public JsonNode look(String caseNumber) {
        return get("agent", "/api/cases/" + caseNumber).expect(200).body();
    }

    public Answer decide(String user, String caseNumber, String action) {
        return decide(user, caseNumber, read("{\"action\":\"" + action + "\"}"));
    }

    public Answer decide(String user, String caseNumber, ObjectNode decision) {
        return post(user, "/api/cases/" + caseNumber + "/decisions", decision);
    }

    /** One option of an agent. */
    public JsonNode option(String user, String caseNumber, String action) {
        JsonNode options = get(user, "/api/cases/" + caseNumber + "/options")
                .expect(200)
                .body()
                .path("options");
        return StreamSupport.stream(options.spliterator(), false)
                .filter(option -> option.path("action").asText().equals(action))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no option " + action + " in " + options));
    }

    /** The case once it is as expected: work goes on behind the scenes for a moment. */
    public JsonNode until(String caseNumber, Predicate<JsonNode> expected) {
        return await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> look(caseNumber), expected);
    }

    public JsonNode untilState(String caseNumber, String state) {
        return until(caseNumber, file -> file.path("state").asText().equals(state));
    }

    /** The reference of the order awaited now, once logistics took it. */
    public String ordered(String caseNumber) {
        JsonNode file = until(
                caseNumber,
                seen -> last(seen.path("remedies"))
                        .path("orders")
                        .findValuesAsText("state")
                        .contains("ordered"));
        return last(file.path("remedies")).path("reference").asText();
    }

    public static JsonNode last(JsonNode list) {
        return list.path(list.size() - 1);
    }

    /** Open tasks of a case, as the engine's interface shows them. */
    public JsonNode tasks(String user, String caseNumber, String key) {
        return get(user, "/engine-rest/task?processInstanceBusinessKey=" + caseNumber + "&taskDefinitionKey=" + key)
                .expect(200)
                .body();
    }

    public JsonNode task(String caseNumber, String key) {
        return await().atMost(SOON)
                .until(() -> tasks("agent", caseNumber, key), tasks -> tasks.size() == 1)
                .path(0);
    }

    /** The case once every message about it has gone out. */
    public JsonNode untilNotBusy(String caseNumber) {
        return until(
                caseNumber,
                file -> !file.path("notifications").findValuesAsText("state").contains("pending"));
    }

    /** Moves the clock; everything due on the way is done when this returns. */
    public void advance(Duration duration) {
        post(null, "/sandbox/clock", JSON.createObjectNode().put("advance", duration.toString()))
                .expect(200);
    }

    public Instant now() {
        return Instant.parse(get(null, "/sandbox/clock").expect(200).text("/now"));
    }

    public void behave(String backend, String mode) {
        send(
                null,
                "PUT",
                "/sandbox/backends/" + backend + "/behaviour",
                JSON.createObjectNode().put("mode", mode));
    }

    /** Teaches the shop an order. */
    public void teach(String orderId, ObjectNode record) {
        Answer taught = send(null, "PUT", "/sandbox/backends/orders/records/" + orderId, record);
        assertThat(taught.status()).as("%s", taught.body()).isBetween(200, 204);
    }

    /** What the customer was sent about a case. */
    public List<JsonNode> mailbox(String caseNumber) {
        JsonNode sent = get(
                        null, "/sandbox/mailbox?caseNumber=" + URLEncoder.encode(caseNumber, StandardCharsets.UTF_8))
                .expect(200)
                .body();
        return StreamSupport.stream(sent.spliterator(), false).toList();
    }

    /** The newest message of that event, once it was sent. */
    public JsonNode message(String caseNumber, String event) {
        return await().atMost(SOON)
                .until(
                        () -> mailbox(caseNumber).stream()
                                .filter(sent -> sent.path("event").asText().equals(event))
                                .reduce((earlier, later) -> later),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** Reports something as a back end would, about one of our orders. */
    public void report(String source, String type, String reference) {
        report(source, type, reference, JSON.createObjectNode()).expect(202);
    }

    /** Reports something as a back end would; a null reference is about what we did not order. */
    public Answer report(String source, String type, String reference, ObjectNode data) {
        ObjectNode event = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", source)
                .put("type", type)
                .put("time", now().toString())
                .put("datacontenttype", "application/json");
        if (reference != null) {
            event.put("subject", reference);
        }
        event.set("data", data);
        return signed(event);
    }

    public Answer signed(ObjectNode event) {
        String body = write(event);
        String id = event.path("id").asText();
        String timestamp = String.valueOf(Instant.now().getEpochSecond());
        return answer(http.post(
                "/api/events",
                body,
                "Content-Type",
                "application/cloudevents+json",
                "webhook-id",
                id,
                "webhook-timestamp",
                timestamp,
                "webhook-signature",
                "v1," + hmac(id + "." + timestamp + "." + body)));
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    "sandbox-secret-0123456789abcdef".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Sends a form of the customer's page. */
    public HttpResponse<String> form(String path, String fields) {
        return http.post(path, fields, "Content-Type", "application/x-www-form-urlencoded");
    }

    /** The page behind a link, as HTML. */
    public HttpResponse<String> page(String url) {
        return http.get(java.net.URI.create(url).getPath());
    }
}
