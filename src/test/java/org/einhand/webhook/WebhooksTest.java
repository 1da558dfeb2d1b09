package org.einhand.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What others are told, as a listener receives it over HTTP; an application of its own, which ends with these tests. */
@EinhandTest
@DirtiesContext
class WebhooksTest {

    private static final byte[] SECRET = "a listener's own secret of 32 byte".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEXT_SECRET =
            "the secret that comes after that one".getBytes(StandardCharsets.US_ASCII);
    private static final Receiver RECEIVER = new Receiver();

    private final House house;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Outbox outbox;

    WebhooksTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    @DynamicPropertySource
    static void listeners(DynamicPropertyRegistry registry) {
        registry.add("einhand.webhooks[0].url", () -> RECEIVER.address("/all"));
        registry.add("einhand.webhooks[0].secret", () -> configured(SECRET) + " " + configured(NEXT_SECRET));
        registry.add("einhand.webhooks[1].url", () -> RECEIVER.address("/closings"));
        registry.add("einhand.webhooks[1].secret", () -> configured(SECRET));
        registry.add("einhand.webhooks[1].types", () -> "case.closed");
    }

    private static String configured(byte[] secret) {
        return "whsec_" + Base64.getEncoder().encodeToString(secret);
    }

    @AfterEach
    void goodAgain() {
        RECEIVER.refuses = told -> false;
    }

    @AfterAll
    static void shut() {
        RECEIVER.server.stop(0);
    }

    /** One request that a listener got. */
    private record Told(String path, Headers headers, String body, JsonNode event, int answer) {

        String id() {
            return event.path("id").asText();
        }

        String type() {
            return event.path("type").asText();
        }

        String caseNumber() {
            return event.path("subject").asText();
        }
    }

    /** A listener that keeps what it hears and answers 204, or 500 to what it refuses. */
    private static final class Receiver {

        private final ObjectMapper json = new ObjectMapper();
        private final List<Told> heard = new CopyOnWriteArrayList<>();
        private final HttpServer server;
        private volatile Predicate<Told> refuses = told -> false;

        Receiver() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            server.setExecutor(Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work, "listener");
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/", this::hear);
            server.start();
        }

        String address(String path) {
            return "http://127.0.0.1:" + server.getAddress().getPort() + path;
        }

        private void hear(HttpExchange exchange) throws IOException {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Told told = new Told(
                    exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body, json.readTree(body), 204);
            int answer = refuses.test(told) ? 500 : 204;
            heard.add(new Told(told.path(), told.headers(), body, told.event(), answer));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        }

        List<Told> all(String path, String caseNumber) {
            return heard.stream()
                    .filter(told ->
                            told.path().equals(path) && told.caseNumber().equals(caseNumber))
                    .toList();
        }

        List<Told> taken(String caseNumber) {
            return all("/all", caseNumber).stream()
                    .filter(told -> told.answer() == 204)
                    .toList();
        }
    }

    private List<Told> untilTaken(String caseNumber, String lastType) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> RECEIVER.taken(caseNumber),
                        taken -> taken.stream().anyMatch(told -> told.type().equals(lastType)));
    }

    private static List<String> types(List<Told> told) {
        return told.stream().map(Told::type).toList();
    }

    private String opened(ObjectNode body) {
        return house.open("agent", body);
    }

    private void end(String number) {
        house.post("agent", "/api/cases/" + number + "/withdrawals", House.read("{\"reason\":\"Alles gut.\"}"))
                .expect(200);
        house.untilState(number, "closed");
    }

    private static String signature(byte[] secret, Told told) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        String signed = told.headers().getFirst("webhook-id") + "."
                + told.headers().getFirst("webhook-timestamp") + "." + told.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_listener_hears_a_case_in_its_order_signed_and_without_a_word_about_who_it_is() throws Exception {
        ObjectNode body = House.redelivery("phone", "questions");
        String customer = body.at("/customer/id").asText();
        String number = opened(body);
        house.behave("logistics", "manual");
        ObjectNode decision = House.read("{\"action\":\"redeliver-standard\",\"note\":\"Bitte bei Nachbar Meier\"}");
        decision.set("parameters", House.read("{}").set("address", House.address("Geheimweg 5", "20095", "Hamburg")));
        house.decide("agent", number, decision).expect(201);
        house.report("logistics", "shipment.delivered", house.ordered(number));
        house.untilState(number, "solved");
        end(number);
        house.behave("logistics", "auto");

        List<Told> told =
                await().atMost(Duration.ofSeconds(20)).until(() -> RECEIVER.taken(number), taken -> taken.size() == 8);
        assertThat(types(told))
                .containsExactly(
                        "case.opened",
                        "contact-permission.changed",
                        "promise.made",
                        "promise.made",
                        "remedy.effective",
                        "case.solved",
                        "case.closed",
                        "contact-permission.changed");
        for (Told each : told) {
            assertThat(each.headers().getFirst("Content-Type")).isEqualTo("application/cloudevents+json");
            assertThat(each.headers().getFirst("webhook-id")).isEqualTo(each.id());
            assertThat(Math.abs(Instant.now().getEpochSecond()
                            - Long.parseLong(each.headers().getFirst("webhook-timestamp"))))
                    .isLessThan(300);
            assertThat(each.headers().getFirst("webhook-signature"))
                    .isEqualTo(signature(SECRET, each) + " " + signature(NEXT_SECRET, each));
            assertThat(each.event().path("specversion").asText()).isEqualTo("1.0");
            assertThat(each.event().path("source").asText()).isEqualTo("einhand");
            assertThat(each.event().path("datacontenttype").asText()).isEqualTo("application/json");
            assertThat(Instant.parse(each.event().path("time").asText())).isBeforeOrEqualTo(house.now());
            assertThat(each.event().at("/data/caseNumber").asText()).isEqualTo(number);
            assertThat(each.body())
                    .doesNotContain(
                            "Erika", "Beispiel", "example.org", "4915112345678", "Geheimweg", "Hamburg", "Meier")
                    .doesNotContain("alte Adresse", "Smartphone");
        }
        assertThat(told.stream().map(Told::id)).doesNotHaveDuplicates();
        assertThat(told.get(3).event().at("/data/what").asText()).isEqualTo("redelivery");
        assertThat(told.get(4).event().at("/data/action").asText()).isEqualTo("redeliver-standard");
        assertThat(told.get(6).event().at("/data/outcome").asText()).isEqualTo("solved");
        JsonNode gone = told.get(1).event().path("data");
        assertThat(gone.path("customerId").asText()).isEqualTo(customer);
        assertThat(gone.path("allowed").asBoolean()).isFalse();
        assertThat(gone.path("reason").asText()).isEqualTo("open-case");
        JsonNode back = told.get(7).event().path("data");
        assertThat(back.path("reason").asText()).isEqualTo("recent-case");
        assertThat(Duration.between(
                        house.now(), Instant.parse(back.path("until").asText())))
                .isBetween(Duration.ofDays(6), Duration.ofDays(7));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> !RECEIVER.all("/closings", number).isEmpty());
        assertThat(types(RECEIVER.all("/closings", number))).containsExactly("case.closed");
    }

    @Test
    void only_the_first_open_case_and_the_last_closed_one_change_the_permission() {
        ObjectNode first = House.redelivery("phone", "questions");
        ObjectNode second = first.deepCopy();
        ((ObjectNode) second.path("subject")).put("id", "O-second");
        String one = opened(first);
        String two = opened(second);
        end(one);
        end(two);

        assertThat(types(untilTaken(one, "case.closed")))
                .containsExactly("case.opened", "contact-permission.changed", "promise.made", "case.closed");
        untilTaken(two, "contact-permission.changed");
        assertThat(types(RECEIVER.taken(two)))
                .containsExactly("case.opened", "promise.made", "case.closed", "contact-permission.changed");
    }

    @Test
    void what_is_not_taken_is_told_again_with_the_same_id_and_nothing_of_the_case_overtakes_it() {
        String[] refused = new String[1];
        RECEIVER.refuses = told -> {
            boolean opening = told.path().equals("/all") && told.type().equals("case.opened");
            if (opening && refused[0] == null) {
                refused[0] = told.caseNumber();
            }
            return opening
                    && told.caseNumber().equals(refused[0])
                    && RECEIVER.all("/all", told.caseNumber()).size() < 2;
        };
        String number = opened(House.redelivery("phone", "questions"));
        await().atMost(Duration.ofSeconds(20)).until(() -> number.equals(refused[0]));
        String other = opened(House.redelivery("phone", "questions"));
        assertThat(types(untilTaken(other, "promise.made"))).startsWith("case.opened");
        assertThat(RECEIVER.taken(number)).isEmpty();

        house.advance(Duration.ofMinutes(10));

        List<Told> heard = RECEIVER.all("/all", number);
        List<Told> openings =
                heard.stream().filter(told -> told.type().equals("case.opened")).toList();
        assertThat(openings.stream().map(Told::answer)).containsExactly(500, 500, 204);
        assertThat(openings.stream().map(Told::id).distinct()).hasSize(1);
        assertThat(openings.stream()
                        .map(told -> told.headers().getFirst("webhook-id"))
                        .distinct())
                .hasSize(1);
        assertThat(types(untilTaken(number, "promise.made")))
                .startsWith("case.opened", "contact-permission.changed", "promise.made");
    }

    @Test
    void what_nobody_takes_for_days_is_given_up_seen_by_operations_and_holds_nothing_up() {
        RECEIVER.refuses = told -> told.path().equals("/all") && told.type().equals("case.opened");
        String number = opened(House.redelivery("phone", "questions"));

        house.advance(Duration.ofHours(40));
        assertThat(RECEIVER.taken(number)).as("still tried").isEmpty();
        house.advance(Duration.ofHours(60));

        assertThat(types(untilTaken(number, "promise.made"))).doesNotContain("case.opened");
        List<Told> tries = RECEIVER.all("/all", number).stream()
                .filter(told -> told.type().equals("case.opened"))
                .toList();
        assertThat(tries).hasSize(11).allMatch(told -> told.answer() == 500);
        assertThat(house.get("ops", "/actuator/prometheus").raw().body())
                .containsPattern("einhand_webhooks_total\\{[^}]*outcome=\"given-up\"[^}]*} [1-9]");
        assertThat(jdbc.sql("select answer from outgoing_delivery where state = 'failed'")
                        .query(String.class)
                        .list())
                .contains("it answered 500");

        JsonNode undelivered =
                house.get("ops", "/api/operations/figures").expect(200).body().path("watched");
        assertThat(undelivered.findParents("what"))
                .filteredOn(watched -> watched.path("what").asText().equals("undelivered-events"))
                .first()
                .satisfies(watched -> assertThat(watched.path("count").asInt()).isPositive());
        RECEIVER.refuses = told -> false;
        assertThat(house.post("ops", "/api/operations/deliveries/retries", "{}")
                        .expect(200)
                        .body()
                        .path("retried")
                        .asInt())
                .isPositive();
        untilTaken(number, "case.opened");
    }

    @Test
    void several_nodes_share_the_work_and_keep_the_order() {
        String number = opened(House.redelivery("phone", "questions"));
        untilTaken(number, "promise.made");
        jdbc.sql("""
                insert into outgoing_delivery (event_id, subscriber, case_id, arrival, state)
                select d.event_id, 'http://elsewhere', d.case_id, d.arrival, 'pending'
                from outgoing_delivery d join outgoing_event e on e.id = d.event_id
                where e.data ->> 'caseNumber' = ? and d.subscriber like '%/all'""").param(number).update();

        Outbox.Parcel first =
                outbox.claim("http://elsewhere", Duration.ofMinutes(1)).orElseThrow();
        assertThat(first.type()).isEqualTo("case.opened");
        assertThat(outbox.claim("http://elsewhere", Duration.ofMinutes(1)))
                .as("another node has the first, and the second waits for it")
                .isEmpty();
        outbox.delivered(first);
        assertThat(outbox.claim("http://elsewhere", Duration.ofMinutes(1)))
                .map(Outbox.Parcel::type)
                .contains("contact-permission.changed");
    }
}
