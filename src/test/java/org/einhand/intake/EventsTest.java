package org.einhand.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.einhand.intake.FrontDoor.aCase;
import static org.einhand.intake.FrontDoor.open;
import static org.einhand.intake.FrontDoor.pointers;
import static org.einhand.intake.FrontDoor.post;
import static org.einhand.intake.FrontDoor.read;
import static org.einhand.intake.FrontDoor.with;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.einhand.support.EinhandTest;
import org.einhand.support.Http;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@EinhandTest
class EventsTest {

    private static final String SECRET = "sandbox-secret-0123456789abcdef";
    private static final Duration SECONDS = Duration.ofSeconds(10);

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    private Http nobody;
    private Http agent;
    private Http ops;

    @BeforeEach
    void open_the_door() {
        nobody = Http.anonymous(port);
        agent = nobody.as("agent");
        ops = nobody.as("ops");
    }

    @Test
    void what_fits_nothing_is_listed_within_seconds_and_can_be_put_aside() {
        ObjectNode event = event("shipment.delivered", UUID.randomUUID() + "-1");
        String id = event.path("id").asText();

        assertThat(send(event).statusCode()).isEqualTo(202);

        await().atMost(SECONDS)
                .untilAsserted(() -> assertThat(listed("unmatched", id)).isPresent());
        JsonNode listed = listed("unmatched", id).orElseThrow();
        assertThat(listed.path("source").asText()).isEqualTo("logistics");
        assertThat(listed.path("subject")).isEqualTo(event.path("subject"));
        assertThat(pointers(ops.post("/api/events/" + id + "/discard", "{}"))).containsExactly("/reason");
        HttpResponse<String> replayed = ops.post("/api/events/" + id + "/replay", "{\"reason\":\"once more\"}");
        assertThat(replayed.statusCode()).as(replayed.body()).isEqualTo(200);
        assertThat(read(replayed).path("state").asText()).isEqualTo("unmatched");
        HttpResponse<String> discarded = ops.post("/api/events/" + id + "/discard", "{\"reason\":\"not ours\"}");
        assertThat(read(discarded).path("state").asText()).isEqualTo("discarded");
        assertThat(listed("unmatched", id)).isEmpty();
        assertThat(ops.post("/api/events/" + id + "/replay", "{\"reason\":\"a\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void proof_of_delivery_reaches_the_remedy_once() {
        String path = "/api/cases/" + open(agent, aCase());
        post(agent, path + "/decisions", read("""
                        {"action":"redeliver-standard","parameters":{"address":{"street":"Neuer Weg 2","postalCode":"10115",
                         "city":"Berlin","country":"DE"}}}"""));
        ObjectNode event = event("shipment.delivered", reference(path));

        assertThat(send(event).statusCode()).isEqualTo(202);
        assertThat(send(event).statusCode()).isEqualTo(202);

        await().atMost(SECONDS)
                .untilAsserted(
                        () -> assertThat(remedy(path).path("state").asText()).isEqualTo("effective"));
        assertThat(listed("done", event.path("id").asText())
                        .orElseThrow()
                        .path("caseNumber")
                        .asText())
                .isEqualTo(path.substring("/api/cases/".length()));
        assertThat(stored(event)).isEqualTo(1);
    }

    @Test
    void a_parcel_that_comes_back_opens_its_case_by_itself() {
        String order = "O-" + UUID.randomUUID();
        String customer = "K-" + UUID.randomUUID();
        ObjectNode event = with(event("shipment.returned", null), "/data/orderId", "\"" + order + "\"");
        send(event);
        String id = event.path("id").asText();
        await().atMost(SECONDS).until(() -> listed("unmatched", id).isPresent());

        nobody.send("PUT", "/sandbox/backends/orders/records/" + order, """
                {"customerId":"%s","customer":{"name":"Max Muster","email":"max@example.org"},
                 "lines":[{"line":"1","item":"Smartphone X","value":{"amount":"499.00","currency":"EUR"}}]}""".formatted(customer));
        HttpResponse<String> replayed =
                ops.post("/api/events/" + id + "/replay", "{\"reason\":\"The shop knows it now\"}");

        assertThat(read(replayed).path("state").asText()).as(replayed.body()).isEqualTo("done");
        JsonNode opened =
                read(agent.get("/api/cases/" + read(replayed).path("caseNumber").asText()));
        assertThat(opened.path("channel").asText()).isEqualTo("event");
        assertThat(opened.path("customer").path("id").asText()).isEqualTo(customer);
        assertThat(opened.path("owner").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1,", "v1,AAAA", "v1a,AAAA", "nonsense"})
    void a_wrong_signature_opens_nothing(String signature) {
        ObjectNode event = event("shipment.delivered", "r-1");

        HttpResponse<String> answer = send(event, now(), signature);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(read(answer).path("type").asText()).endsWith("unauthenticated");
        assertThat(stored(event)).isZero();
    }

    @Test
    void a_signature_is_good_for_its_id_time_and_body_only() {
        ObjectNode event = event("shipment.delivered", "r-1");
        long seconds = now();
        String signature = sign("m-1", seconds, event.toString());

        assertThat(send(with(event.deepCopy(), "/type", "\"shipment.lost\""), seconds, signature)
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(event, seconds + 1, signature).statusCode()).isEqualTo(401);
        assertThat(send(event, seconds, "v1,AAAA v2,BBBB " + signature).statusCode())
                .isEqualTo(202);
    }

    @Test
    void a_stale_time_stamp_opens_nothing() {
        ObjectNode event = event("shipment.delivered", "r-1");
        for (long seconds : new long[] {now() - 400, now() + 400}) {
            HttpResponse<String> answer = send(event, seconds, sign("m-1", seconds, event.toString()));

            assertThat(answer.statusCode()).isEqualTo(401);
        }
        assertThat(nobody.post("/api/events", event.toString()).statusCode()).isEqualTo(401);
        assertThat(stored(event)).isZero();
    }

    @Test
    void a_source_we_do_not_know_is_nobody() {
        assertThat(send(with(event("shipment.delivered", "r-1"), "/source", "\"carrier\""))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/specversion | \"0.3\"                  | must be",
                "/id          | null                     | is required",
                "/id          | 7                        | must be a string",
                "/type        | \"refund.booked\"        | shipment.delivered",
                "/type        | \"shipment.vanished\"    | shipment.lost",
                "/subject     | {}                       | must be a string",
                "/time        | \"yesterday\"            | must be a time",
                "/data        | [1]                      | must be an object",
                "/data        | \"text\"                 | must be an object",
                "/data/reason | \"a\\u0000b\"            | control characters",
                "/data/weight | 1e300                    | smaller"
            })
    void a_bad_event_is_refused(String pointer, String value, String detail) {
        HttpResponse<String> answer = send(with(event("shipment.delivered", "r-1"), pointer, value));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(pointers(answer)).containsExactly(pointer);
        assertThat(answer.body()).contains(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{} {}", "{\"source\":\"a\",\"source\":\"b\"}", "{\"source\":7}"})
    void what_is_no_event_is_refused(String body) {
        assertThat(nobody.post("/api/events", body).statusCode()).isEqualTo(400);
    }

    @Test
    void an_event_has_its_size() {
        ObjectNode event = with(event("shipment.delivered", "r-1"), "/data/x", "\"" + "x".repeat(256 * 1024) + "\"");

        assertThat(send(event).statusCode()).isEqualTo(413);
    }

    @Test
    void only_operations_look_after_events() {
        assertThat(agent.get("/api/events").statusCode()).isEqualTo(403);
        assertThat(ops.post("/api/events/none/replay", "{\"reason\":\"a\"}").statusCode())
                .isEqualTo(404);
        assertThat(pointers(ops.get("/api/events?state=lost&size=0"))).containsExactly("/state", "/size");
    }

    private static ObjectNode event(String type, @Nullable String subject) {
        ObjectNode event = read("""
                {"specversion":"1.0","id":"%s","source":"logistics","type":"%s","time":"2026-12-01T09:30:00Z",
                 "data":{"unknown":1}}""".formatted(UUID.randomUUID(), type));
        return subject == null ? event : event.put("subject", subject);
    }

    private HttpResponse<String> send(ObjectNode event) {
        long seconds = now();
        return send(event, seconds, sign("m-1", seconds, event.toString()));
    }

    private HttpResponse<String> send(ObjectNode event, long seconds, String signature) {
        return nobody.post(
                "/api/events",
                event.toString(),
                "Content-Type",
                "application/cloudevents+json; charset=UTF-8",
                "webhook-id",
                "m-1",
                "webhook-timestamp",
                Long.toString(seconds),
                "webhook-signature",
                signature);
    }

    private static long now() {
        return Clock.systemUTC().instant().getEpochSecond();
    }

    private static String sign(String id, long seconds, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return "v1,"
                    + Base64.getEncoder()
                            .encodeToString(
                                    mac.doFinal((id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Optional<JsonNode> listed(String state, String id) {
        JsonNode items = read(ops.get("/api/events?size=200&state=" + state)).path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(event -> event.path("id").asText().equals(id))
                .findFirst();
    }

    private JsonNode remedy(String path) {
        return read(agent.get(path)).path("remedies").path(0);
    }

    private String reference(String path) {
        String reference = remedy(path).path("reference").asText();
        assertThat(reference).isNotEmpty();
        return reference;
    }

    private int stored(ObjectNode event) {
        return database.sql("select count(*) from inbound_event where id = ?")
                .param(event.path("id").asText())
                .query(Integer.class)
                .single();
    }
}
