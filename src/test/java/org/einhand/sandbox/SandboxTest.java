package org.einhand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.einhand.kernel.BackendAddresses;
import org.einhand.kernel.PublicAddress;
import org.einhand.support.EmbeddedDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.mail.MailSendException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        classes = FrontDoor.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.wait-time-in-millis=500",
            "spring.flyway.enabled=false",
            "camunda.bpm.history-level=full",
            "camunda.bpm.authorization.enabled=false",
            "camunda.bpm.generic-properties.properties.enforceHistoryTimeToLive=false",
            "einhand.sandbox.slow=PT0.4S",
            "einhand.public-url=",
        })
@ActiveProfiles({"sandbox", "front-door"})
@DirtiesContext
@Tag("own-jvm")
class SandboxTest {

    private static final String ADDRESS =
            "{\"street\":\"Elbchaussee 1\",\"postalCode\":\"22765\",\"city\":\"Hamburg\",\"country\":\"DE\"}";

    @Autowired
    TestRestTemplate http;

    @Autowired
    FrontDoor.Events frontDoor;

    @Autowired
    SandboxClock clock;

    @Autowired
    DataSource database;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    @Autowired
    JavaMailSender mail;

    @Autowired
    MailCatcher catcher;

    @Autowired
    BackendAddresses backends;

    @Autowired
    PublicAddress publicAddress;

    @DynamicPropertySource
    static void ownDatabase(DynamicPropertyRegistry properties) throws SQLException {
        EmbeddedPostgres postgres = EmbeddedDatabase.forTests();
        String name = "sandbox_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        properties.add("spring.datasource.url", () -> postgres.getJdbcUrl("postgres", name));
        properties.add("spring.datasource.username", () -> "postgres");
    }

    @AfterEach
    void allIsWell() {
        frontDoor.answer = 202;
        for (String backend : List.of("orders", "logistics", "provisioning", "payments", "messaging")) {
            behave(backend, "auto");
        }
    }

    @Test
    void timersFireAtTheirTimesWhileAWeekPassesInSeconds() {
        repository
                .createDeployment()
                .addModelInstance(
                        "ticking.bpmn",
                        Bpmn.createExecutableProcess("ticking")
                                .camundaHistoryTimeToLive(30)
                                .startEvent()
                                .intermediateCatchEvent("tick")
                                .timerWithDuration("PT6H")
                                .serviceTask("count")
                                .camundaAsyncBefore()
                                .camundaExpression("${execution.setVariable('n', n + 1)}")
                                .exclusiveGateway("often-enough")
                                .condition("again", "${n < 20}")
                                .connectTo("tick")
                                .moveToNode("often-enough")
                                .condition("enough", "${n >= 20}")
                                .endEvent()
                                .done())
                .deploy();
        Instant start = clock.instant();
        String id = runtime.startProcessInstanceByKey("ticking", java.util.Map.of("n", 0))
                .getId();

        long began = System.nanoTime();
        Instant now = advance("P7D");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        assertThat(now)
                .isBetween(
                        start.plus(Duration.ofDays(7)),
                        start.plus(Duration.ofDays(7)).plusSeconds(60));
        List<HistoricActivityInstance> counts = history.createHistoricActivityInstanceQuery()
                .processInstanceId(id)
                .activityId("count")
                .orderByHistoricActivityInstanceEndTime()
                .asc()
                .list();
        assertThat(counts).hasSize(20);
        for (int tick = 0; tick < 20; tick++) {
            Instant due = start.plus(Duration.ofHours(6L * (tick + 1)));
            assertThat(counts.get(tick).getEndTime().toInstant()).isBetween(due, due.plusSeconds(60));
        }
    }

    @Test
    void aFailingJobIsTriedAgainOnTheWay() {
        repository
                .createDeployment()
                .addModelInstance(
                        "failing.bpmn",
                        Bpmn.createExecutableProcess("failing")
                                .camundaHistoryTimeToLive(30)
                                .startEvent()
                                .serviceTask("broken")
                                .camundaAsyncBefore()
                                .camundaFailedJobRetryTimeCycle("PT1M,PT10M,PT1H")
                                .camundaExpression("${nobody.knowsThis()}")
                                .endEvent()
                                .done())
                .deploy();
        String id = runtime.startProcessInstanceByKey("failing").getId();

        advance("PT2H");

        assertThat(runtime.createIncidentQuery().processInstanceId(id).count()).isEqualTo(1);
    }

    @Test
    void theClockTicksAndIsKeptAndTheEngineGoesAlong() {
        Instant before = now();
        advance("PT1H");
        assertThat(now()).isAfterOrEqualTo(before.plus(Duration.ofHours(1)));
        assertThat(Duration.between(ClockUtil.now().toInstant(), clock.instant())
                        .abs())
                .isLessThan(Duration.ofSeconds(1));
        SandboxClock afterRestart = new SandboxClock(new SandboxSchema(database), database, "2020-01-01T00:00:00Z");
        assertThat(Duration.between(afterRestart.instant(), clock.instant()).abs())
                .isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void anotherNodeFollows() {
        SandboxClock other = new SandboxClock(new SandboxSchema(database), database, "");
        advance("PT3H");
        assertThat(other.follow()).isTrue();
        assertThat(other.follow()).isFalse();
        assertThat(Duration.between(other.instant(), clock.instant()).abs()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void twoWalksAtOnceAddUp() {
        Instant before = now();
        CompletableFuture<Instant> one = CompletableFuture.supplyAsync(() -> advance("PT5H"));
        CompletableFuture<Instant> two = CompletableFuture.supplyAsync(() -> advance("PT5H"));
        CompletableFuture.allOf(one, two).join();
        assertThat(now()).isAfterOrEqualTo(before.plus(Duration.ofHours(10)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"advance\":\"-PT1H\"}", "{\"advance\":\"soon\"}", "{\"advance\":\"P401D\"}"})
    void whatIsNoDurationIsRefused(String body) {
        assertThat(send(HttpMethod.POST, "/sandbox/clock", body, null)
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"express,24", "standard,48", "pickup-point,48", "swap,48"})
    void aParcelArrivesWhenItWasEstimated(String service, int hours) {
        String reference = reference();
        JsonNode shipment = ship(reference, service).getBody();

        advance("PT" + (hours - 1) + "H");
        assertThat(frontDoor.about(reference)).isEmpty();
        advance("PT1H");

        JsonNode delivered = frontDoor.about(reference).get(0);
        assertThat(delivered.path("type").asText()).isEqualTo("shipment.delivered");
        assertThat(delivered.path("source").asText()).isEqualTo("logistics");
        assertThat(Instant.parse(delivered.path("time").asText()))
                .isCloseTo(Instant.parse(shipment.path("estimatedDelivery").asText()), within());
        assertThat(delivered.path("data").path("trackingCode")).isEqualTo(shipment.path("trackingCode"));
        assertThat(shipped(reference).path("state").asText()).isIn("delivered", "collected");
        assertThat(delete(shipment).getStatusCode().value()).isEqualTo(409);
    }

    @Test
    void aDeviceGoesFromStationToStation() {
        String reference = reference();
        ship(reference, "return-label");
        advance("P4D");
        assertThat(frontDoor.about(reference))
                .extracting(event -> event.path("type").asText())
                .containsExactly("device.collected", "device.received", "device.inspected");
    }

    @Test
    void whatIsOrderedTwiceIsOneShipment() {
        String reference = reference();
        JsonNode first = ship(reference, "express").getBody();
        ResponseEntity<JsonNode> again = ship(reference, "express");
        assertThat(again.getStatusCode().value()).isEqualTo(201);
        assertThat(again.getBody()).isEqualTo(first);
        assertThat(shipped(reference).path("shipmentId")).isEqualTo(first.path("shipmentId"));
        advance("PT25H");
        assertThat(frontDoor.about(reference)).hasSize(1);
    }

    @Test
    void aParcelCalledOffNeverArrives() {
        String reference = reference();
        JsonNode shipment = ship(reference, "standard").getBody();
        assertThat(delete(shipment).getStatusCode().value()).isEqualTo(204);
        assertThat(delete(shipment).getStatusCode().value()).isEqualTo(204);
        advance("P3D");
        assertThat(frontDoor.about(reference)).isEmpty();
        assertThat(shipped(reference).path("state").asText()).isEqualTo("cancelled");
    }

    @Test
    void inManualModeNothingHappensByItself() {
        String before = reference();
        ship(before, "express");
        behave("logistics", "manual");
        String reference = reference();
        assertThat(ship(reference, "express").getStatusCode().value()).isEqualTo(201);
        advance("P3D");
        assertThat(frontDoor.about(reference)).isEmpty();
        assertThat(frontDoor.about(before)).hasSize(1);
    }

    @Test
    void aBackEndThatFailsDoesNothing() {
        behave("logistics", "fail");
        String reference = reference();
        assertThat(ship(reference, "express").getStatusCode().value()).isEqualTo(503);
        behave("logistics", "auto");
        assertThat(get("/sandbox/backends/logistics/shipments?reference=" + reference)
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }

    @Test
    void aSlowBackEndHasDoneItsWork() {
        behave("logistics", "slow");
        String reference = reference();
        long began = System.nanoTime();
        assertThat(ship(reference, "express").getStatusCode().value()).isEqualTo(201);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        advance("PT25H");
        assertThat(frontDoor.about(reference)).hasSize(1);
    }

    @Test
    void outOfStockMeansNoneThereAndNoneShipped() {
        assertThat(get("/sandbox/backends/logistics/stock?item=Smartphone X")
                        .getBody()
                        .path("available")
                        .asInt())
                .isPositive();
        behave("stock", "out-of-stock");
        assertThat(get("/sandbox/backends/logistics/stock?item=Smartphone X")
                        .getBody()
                        .path("available")
                        .asInt())
                .isZero();
        assertThat(ship(reference(), "express").getStatusCode().value()).isEqualTo(409);
    }

    @Test
    void behavioursThatDoNotExistAreRefused() {
        assertThat(behave("logistics", "lazy")).isEqualTo(400);
        assertThat(behave("messaging", "out-of-stock")).isEqualTo(400);
        assertThat(behave("kitchen", "auto")).isEqualTo(404);
    }

    @Test
    void anEventWaitsForAFrontDoorThatIsShut() {
        String reference = reference();
        ship(reference, "express");
        frontDoor.answer = 503;
        advance("PT24H");
        assertThat(frontDoor.about(reference)).isEmpty();
        frontDoor.answer = 202;
        advance("PT2H");
        assertThat(frontDoor.about(reference)).hasSize(1);
    }

    @Test
    void aRefundIsBookedAfterAnHourAndAMessageDeliveredAtOnce() {
        String refund = reference();
        send(
                HttpMethod.POST,
                "/sandbox/backends/payments/refunds",
                "{\"reference\":\"%s\",\"subjectId\":\"O-1\",\"amount\":\"12.00\",\"currency\":\"EUR\",\"means\":\"original\",\"reason\":\"E26-000001-1 Gutschrift\"}"
                        .formatted(refund),
                refund);
        assertThat(get("/sandbox/backends/payments/refunds?reference=" + refund)
                        .getBody()
                        .path("state")
                        .asText())
                .isEqualTo("pending");
        String message = reference();
        send(
                HttpMethod.POST,
                "/sandbox/backends/messaging/messages",
                "{\"reference\":\"%s\",\"channel\":\"sms\",\"to\":\"+4915112345678\",\"text\":\"Ihr Paket\"}"
                        .formatted(message),
                message);
        String activation = reference();
        assertThat(send(
                                HttpMethod.POST,
                                "/sandbox/backends/provisioning/activations",
                                "{\"reference\":\"%s\",\"contractId\":\"C-9\",\"priority\":true,\"kind\":\"retrigger\"}"
                                        .formatted(activation),
                                activation)
                        .getStatusCode()
                        .value())
                .isEqualTo(202);
        advance("PT2H");
        assertThat(frontDoor.about(refund))
                .extracting(e -> e.path("type").asText())
                .containsExactly("refund.booked");
        assertThat(frontDoor.about(message))
                .extracting(e -> e.path("type").asText())
                .containsExactly("message.delivered");
        assertThat(frontDoor.about(activation))
                .extracting(e -> e.path("type").asText())
                .containsExactly("service.activated");
        assertThat(get("/sandbox/backends/payments/refunds?reference=" + refund)
                        .getBody()
                        .path("state")
                        .asText())
                .isEqualTo("booked");
        assertThat(get("/sandbox/backends/provisioning/services/C-9")
                        .getBody()
                        .path("status")
                        .asText())
                .isEqualTo("active");
    }

    @Test
    void theShopKnowsWhatItWasTaughtAndNothingElse() {
        String record =
                "{\"customerId\":\"K-1\",\"value\":{\"amount\":\"499.00\",\"currency\":\"EUR\"},\"deliveryAddress\":"
                        + ADDRESS + "}";
        assertThat(send(HttpMethod.PUT, "/sandbox/backends/orders/records/O-5", record, null)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertThat(get("/sandbox/backends/orders/orders/O-5")
                        .getBody()
                        .path("customerId")
                        .asText())
                .isEqualTo("K-1");
        assertThat(get("/sandbox/backends/orders/contracts/O-5")
                        .getBody()
                        .path("value")
                        .path("amount")
                        .asText())
                .isEqualTo("499.00");
        assertThat(get("/sandbox/backends/orders/orders/O-6").getStatusCode().value())
                .isEqualTo(404);
        assertThat(send(HttpMethod.PATCH, "/sandbox/backends/orders/customers/K-1/address", ADDRESS, reference())
                        .getStatusCode()
                        .value())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"colour\":\"red\"}", "{\"value\":12.5}", "{\"purchasedOn\":\"yesterday\"}"})
    void whatIsNoOrderIsNotLearned(String record) {
        assertThat(send(HttpMethod.PUT, "/sandbox/backends/orders/records/O-7", record, null)
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
        assertThat(get("/sandbox/backends/orders/orders/O-7").getStatusCode().value())
                .isEqualTo(404);
    }

    @Test
    void mailIsCaughtAndUnknownMailboxesBounce() throws Exception {
        mail.send(letter("erika@example.org"));
        assertThat(catcher.caught())
                .last()
                .satisfies(caught -> assertThat(caught.getSubject()).isEqualTo("Grüße"));
        assertThatThrownBy(() -> mail.send(letter("gone@bounce.example")))
                .isInstanceOf(MailSendException.class)
                .hasStackTraceContaining("550");
        assertThatThrownBy(() -> mail.send(letter("busy@slow.example"))).hasStackTraceContaining("451");
    }

    @Test
    void theMailboxListsNewestLast() {
        assertThat(get("/sandbox/mailbox?caseNumber=E26-000001-1").getBody())
                .extracting(message -> message.path("event").asText())
                .containsExactly("receipt", "solved");
    }

    @Test
    void aStoryThatIsNotThereIsNotFound() {
        assertThat(send(HttpMethod.POST, "/sandbox/stories/8", "{}", null)
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }

    @Test
    void addressesFallBackToThisProcess() {
        assertThat(backends.of("logistics").toString())
                .startsWith("http://127.0.0.1:")
                .endsWith("/sandbox/backends/logistics");
        assertThat(publicAddress.base().getPort()).isPositive();
    }

    private static SimpleMailMessage letter(String to) {
        SimpleMailMessage letter = new SimpleMailMessage();
        letter.setFrom("service@einhand.example");
        letter.setTo(to);
        letter.setSubject("Grüße");
        letter.setText("Guten Tag");
        return letter;
    }

    private static org.assertj.core.data.TemporalUnitOffset within() {
        return new org.assertj.core.data.TemporalUnitWithinOffset(1, java.time.temporal.ChronoUnit.MILLIS);
    }

    private static String reference() {
        return "R-" + UUID.randomUUID();
    }

    private ResponseEntity<JsonNode> ship(String reference, String service) {
        String body =
                "{\"reference\":\"%s\",\"orderId\":\"O-1\",\"item\":\"Smartphone X\",\"service\":\"%s\",\"address\":%s}"
                        .formatted(reference, service, ADDRESS);
        return send(HttpMethod.POST, "/sandbox/backends/logistics/shipments", body, reference);
    }

    private JsonNode shipped(String reference) {
        return get("/sandbox/backends/logistics/shipments?reference=" + reference)
                .getBody();
    }

    private ResponseEntity<Void> delete(JsonNode shipment) {
        return http.exchange(
                "/sandbox/backends/logistics/shipments/"
                        + shipment.path("shipmentId").asText(),
                HttpMethod.DELETE,
                HttpEntity.EMPTY,
                Void.class);
    }

    private int behave(String backend, String mode) {
        return send(HttpMethod.PUT, "/sandbox/backends/" + backend + "/behaviour", "{\"mode\":\"" + mode + "\"}", null)
                .getStatusCode()
                .value();
    }

    private Instant now() {
        return Instant.parse(get("/sandbox/clock").getBody().path("now").asText());
    }

    private Instant advance(String by) {
        JsonNode answer = send(HttpMethod.POST, "/sandbox/clock", "{\"advance\":\"" + by + "\"}", null)
                .getBody();
        return Instant.parse(answer.path("now").asText());
    }

    private ResponseEntity<JsonNode> get(String path) {
        return exchange(HttpMethod.GET, path, HttpEntity.EMPTY);
    }

    private ResponseEntity<JsonNode> send(HttpMethod method, String path, String body, @Nullable String key) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        if (key != null) {
            headers.set("Idempotency-Key", key);
        }
        return exchange(method, path, new HttpEntity<>(body, headers));
    }

    private ResponseEntity<JsonNode> exchange(HttpMethod method, String path, HttpEntity<?> request) {
        ResponseEntity<String> answer = http.exchange(path, method, request, String.class);
        boolean isJson = answer.getStatusCode().is2xxSuccessful() && answer.getBody() != null;
        try {
            return ResponseEntity.status(answer.getStatusCode())
                    .body(isJson ? frontDoor.json.readTree(answer.getBody()) : null);
        } catch (com.fasterxml.jackson.core.JsonProcessingException failure) {
            throw new AssertionError(answer.getBody(), failure);
        }
    }
}
