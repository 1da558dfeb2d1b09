package org.einhand.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What operations do over HTTP: look, try again in bulk, move running cases to another version of their model. */
@EinhandTest
class OperationsTest {

    private final House house;

    @Autowired
    private RepositoryService repository;

    private @Nullable Deployment deployed;

    OperationsTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    @BeforeEach
    void a_carrier_that_speaks_when_told_to() {
        house.behave("logistics", "manual");
    }

    @AfterEach
    void everything_as_usual_again() {
        house.behave("logistics", "auto");
        Deployment added = deployed;
        if (added != null) {
            repository.deleteDeployment(added.getId(), true);
        }
    }

    @Test
    void nobody_else_does_this() {
        for (String path : List.of("figures", "stuck", "migration-plan?process=case&from=1")) {
            house.get(null, "/api/operations/" + path).expect(401);
            for (String user : List.of("agent", "lead", "intake", "owner", "homeoffice")) {
                assertThat(house.get(user, "/api/operations/" + path)
                                .expect(403)
                                .problem())
                        .isEqualTo("forbidden");
            }
        }
        for (String path : List.of("retries", "migrations", "deliveries/retries")) {
            house.post(null, "/api/operations/" + path, "{}").expect(401);
            assertThat(house.post("agent", "/api/operations/" + path, "{}")
                            .expect(403)
                            .raw()
                            .body())
                    .doesNotContain("Exception");
        }
    }

    @Test
    void the_figures_tell_what_is_under_way_and_what_is_stuck_since_when() {
        house.post(
                        "ops",
                        "/api/operations/retries",
                        Map.of(
                                "process",
                                "redelivery",
                                "dueAt",
                                house.now().plus(Duration.ofDays(300)).toString()))
                .expect(200);
        String number = stuck();
        JsonNode figures =
                house.get("ops", "/api/operations/figures").expect(200).body();
        assertThat(figures.at("/cases/waiting").asInt()).isPositive();
        assertThat(figures.path("withoutRetries").asInt()).isPositive();
        assertThat(figures.path("watched").findValuesAsText("what"))
                .containsExactlyInAnyOrder(
                        "incidents", "overdue-jobs", "unmatched-events", "undelivered-events", "failed-notifications");
        JsonNode incidents = watched(figures, "incidents");
        assertThat(incidents.path("count").asInt()).isPositive();
        assertThat(Instant.parse(incidents.path("oldest").asText())).isBefore(house.now());

        JsonNode kind = StreamSupport.stream(
                        house.get("ops", "/api/operations/stuck")
                                .body()
                                .path("incidents")
                                .spliterator(),
                        false)
                .filter(each ->
                        each.path("instances").findValuesAsText("caseNumber").contains(number))
                .findFirst()
                .orElseThrow();
        assertThat(kind.path("process").asText()).isEqualTo("redelivery");
        assertThat(kind.path("activity").asText()).isEqualTo("order-shipment");
        assertThat(kind.path("reason").asText()).isEqualTo("The back end logistics answered 503");
    }

    @Test
    void what_failed_for_one_reason_is_tried_again_from_a_time_of_choice_and_only_that() {
        String number = stuck();
        String other = stuck();
        String reference = reference(number);
        house.behave("logistics", "manual");
        Instant due = house.now().plus(Duration.ofMinutes(30));
        ObjectNode asked = House.read("{\"process\":\"redelivery\",\"activity\":\"order-shipment\"}")
                .put("message", "REFERENCE " + reference)
                .put("dueAt", due.toString());
        String key = UUID.randomUUID().toString();

        JsonNode done = house.post("ops", "/api/operations/retries", asked, key)
                .expect(200)
                .body();
        assertThat(done.path("retried").asInt()).isEqualTo(1);
        assertThat(done.path("left").asInt()).isZero();
        assertThat(house.post("ops", "/api/operations/retries", asked, key)
                        .expect(200)
                        .body())
                .as("the same request once more is answered the same and does nothing")
                .isEqualTo(done);
        assertThat(house.post("ops", "/api/operations/retries", asked)
                        .expect(200)
                        .body()
                        .path("retried")
                        .asInt())
                .isZero();
        assertThat(house.look(number).at("/remedies/0/orders/0/state").asText()).isEqualTo("requested");

        house.advance(Duration.ofMinutes(31));
        assertThat(house.ordered(number)).isEqualTo(reference);
        assertThat(house.look(other).at("/remedies/0/orders/0/state").asText()).isEqualTo("requested");
        house.post(
                        "ops",
                        "/api/operations/retries",
                        House.read("{\"process\":\"redelivery\"}").put("message", reference(other)))
                .expect(200);
        house.ordered(other);
    }

    @Test
    void a_request_to_try_again_is_understood_or_refused() {
        assertThat(house.post("ops", "/api/operations/retries", "{}")
                        .expect(400)
                        .text("/errors/0/pointer"))
                .isEqualTo("/process");
        assertThat(house.post(
                                "ops",
                                "/api/operations/retries",
                                "{\"process\":\"redelivery\",\"dueAt\":\"2020-01-01T00:00:00Z\"}")
                        .expect(400)
                        .text("/errors/0/pointer"))
                .isEqualTo("/dueAt");
        assertThat(house.send("ops", "POST", "/api/operations/retries", Map.of("process", "redelivery"))
                        .expect(400)
                        .text("/errors/0/pointer"))
                .isEqualTo("/Idempotency-Key");
        assertThat(house.post("ops", "/api/operations/deliveries/retries", "{}")
                        .expect(200)
                        .body()
                        .path("retried")
                        .asInt())
                .isZero();
    }

    @Test
    void the_calls_are_in_the_document_of_the_interface() {
        JsonNode paths = house.get("ops", "/api/openapi").expect(200).body().path("paths");
        for (String path :
                List.of("figures", "stuck", "retries", "deliveries/retries", "migration-plan", "migrations")) {
            assertThat(paths.has("/api/operations/" + path)).as(path).isTrue();
        }
        assertThat(paths.toString()).doesNotContain("/camunda/api");
    }

    @Test
    void a_case_moves_to_a_new_version_in_the_middle_and_nothing_is_told_twice() throws IOException {
        String number = house.open("agent", call());
        house.decide("agent", number, "redeliver-express").expect(201);
        String reference = house.ordered(number);
        house.untilNotBusy(number);
        int old = version(number);
        Map<String, String> timers = timers(number);
        assertThat(timers).as("a promise is watched").isNotEmpty();
        List<JsonNode> told = house.mailbox(number);
        deploy(model -> model.replace("name=\"Ask shop and network\"", "name=\"Ask the shop and the network\""));

        JsonNode plan = newest(number, old);
        int next = plan.path("to").asInt();
        assertThat(next).isGreaterThan(old);
        assertThat(plan.path("instances").asInt()).isEqualTo(1);
        assertThat(plan.path("steps").findValuesAsText("activity"))
                .contains("carry-out-remedy", "promise-due-soon", "look-up-order");
        assertThat(plan.path("unmapped")).isEmpty();
        assertThat(plan.path("troubles")).isEmpty();
        assertThat(plan.path("hindrance").isNull()).isTrue();
        assertThat(version(number)).as("a plan changes nothing").isEqualTo(old);

        String key = UUID.randomUUID().toString();
        ObjectNode order = migration(number, old, next, plan);
        JsonNode moved = house.post("ops", "/api/operations/migrations", order, key)
                .expect(200)
                .body();
        assertThat(moved.path("migrated").asInt()).isEqualTo(1);
        assertThat(moved.path("left").asInt()).isZero();
        assertThat(moved.path("refused")).isEmpty();
        assertThat(house.post("ops", "/api/operations/migrations", order, key)
                        .expect(200)
                        .body())
                .isEqualTo(moved);

        assertThat(version(number)).isEqualTo(next);
        assertThat(timers(number)).as("timers keep their times").isEqualTo(timers);
        assertThat(house.mailbox(number)).isEqualTo(told);
        house.report("logistics", "shipment.delivered", reference);
        house.untilState(number, "solved");
        house.message(number, "solved");
        assertThat(events(house.mailbox(number)).values())
                .as("each thing is told once")
                .containsOnly(1);
        house.advance(Duration.ofDays(8));
        house.untilState(number, "closed");
        assertThat(events(house.mailbox(number)).values()).containsOnly(1);
    }

    @Test
    void a_case_that_stands_where_the_new_version_has_nothing_stays_and_the_plan_says_so() throws IOException {
        String number = house.open("agent", call());
        house.decide("agent", number, "redeliver-express").expect(201);
        String reference = house.ordered(number);
        int old = version(number);
        deploy(model -> model.replace("\"carry-out-remedy\"", "\"carry-remedy-out\"")
                .replace(">carry-out-remedy<", ">carry-remedy-out<"));

        JsonNode plan = newest(number, old);
        assertThat(plan.path("unmapped")).extracting(JsonNode::asText).contains("carry-out-remedy");
        JsonNode trouble = StreamSupport.stream(plan.path("troubles").spliterator(), false)
                .filter(each -> each.path("activity").asText().equals("carry-out-remedy"))
                .findFirst()
                .orElseThrow();
        assertThat(trouble.path("instances").asInt()).isEqualTo(1);
        assertThat(trouble.path("problem").asText()).contains("no migration instruction");

        int next = plan.path("to").asInt();
        JsonNode moved = house.post("ops", "/api/operations/migrations", migration(number, old, next, plan))
                .expect(200)
                .body();
        assertThat(moved.path("left").asInt()).isEqualTo(1);
        assertThat(moved.path("refused").findValuesAsText("activity")).contains("carry-out-remedy");
        assertThat(version(number)).isEqualTo(old);
        house.report("logistics", "shipment.delivered", reference);
        house.untilState(number, "solved");
    }

    @Test
    void a_plan_is_carried_out_as_it_was_shown_or_not_at_all() throws IOException {
        String number = house.open("agent", call());
        int old = version(number);
        deploy(model -> model.replace(
                "<bpmn:messageEventDefinition id=\"line-down-reported-message\" messageRef=\"message-line-down-reported\" />",
                "<bpmn:timerEventDefinition id=\"line-down-timer\"><bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">P90D"
                        + "</bpmn:timeDuration></bpmn:timerEventDefinition>"));
        JsonNode plan = newest(number, old);
        int next = plan.path("to").asInt();
        assertThat(plan.path("hindrance").asText()).contains("line-watch", "told twice");
        assertThat(house.post("ops", "/api/operations/migrations", migration(number, old, next, plan))
                        .expect(422)
                        .problem())
                .isEqualTo("migration-unsafe");
        assertThat(house.post(
                                "ops",
                                "/api/operations/migrations",
                                migration(number, old, next, plan).put("plan", "another"))
                        .expect(409)
                        .problem())
                .isEqualTo("plan-changed");
        house.get("ops", "/api/operations/migration-plan?process=case&from=" + old + "&to=" + old)
                .expect(400);
        house.get("ops", "/api/operations/migration-plan?process=case&from=9999")
                .expect(404);
        house.get("ops", "/api/operations/migration-plan?process=case&from=one").expect(400);
        house.get("ops", "/api/operations/migration-plan?from=1").expect(400);
        assertThat(version(number)).isEqualTo(old);
    }

    private void deploy(UnaryOperator<String> change) throws IOException {
        String model = Files.readString(Path.of("bpmn", "case.bpmn"));
        String changed = change.apply(model);
        assertThat(changed).isNotEqualTo(model);
        deployed = repository.createDeployment().addString("case.bpmn", changed).deploy();
    }

    private JsonNode newest(String number, int from) {
        return plan(number, from, "");
    }

    private JsonNode plan(String number, int from, String to) {
        return house.get(
                        "ops",
                        "/api/operations/migration-plan?process=case&from=" + from + "&to=" + to + "&caseNumber="
                                + number)
                .expect(200)
                .body();
    }

    private static ObjectNode migration(String number, int from, int to, JsonNode plan) {
        return House.read("{\"process\":\"case\"}")
                .put("from", from)
                .put("to", to)
                .put("caseNumber", number)
                .put("plan", plan.path("plan").asText());
    }

    private int version(String number) {
        String definition = only("/engine-rest/process-instance?processDefinitionKey=case&businessKey=" + number)
                .path("definitionId")
                .asText();
        return house.get("ops", "/engine-rest/process-definition/" + definition)
                .expect(200)
                .body()
                .path("version")
                .asInt();
    }

    /** The case's own timers with their due times. */
    private Map<String, String> timers(String number) {
        String instance = only("/engine-rest/process-instance?processDefinitionKey=case&businessKey=" + number)
                .path("id")
                .asText();
        Map<String, String> timers = new TreeMap<>();
        house.get("ops", "/engine-rest/job?timers=true&processInstanceId=" + instance)
                .expect(200)
                .body()
                .forEach(job ->
                        timers.put(job.path("id").asText(), job.path("dueDate").asText()));
        return timers;
    }

    private static Map<String, Integer> events(List<JsonNode> mailbox) {
        Map<String, Integer> events = new TreeMap<>();
        mailbox.forEach(sent -> events.merge(sent.path("event").asText(), 1, Integer::sum));
        return events;
    }

    private String stuck() {
        String number = house.open("agent", call());
        house.behave("logistics", "fail");
        house.decide("agent", number, "redeliver-express").expect(201);
        String redelivery = only("/engine-rest/process-instance?processDefinitionKey=redelivery&businessKey=" + number)
                .path("id")
                .asText();
        only("/engine-rest/job?withException=true&processInstanceId=" + redelivery);
        house.advance(Duration.ofHours(3));
        only("/engine-rest/incident?processInstanceId=" + redelivery);
        return number;
    }

    private String reference(String number) {
        return house.look(number).at("/remedies/0/reference").asText();
    }

    private static ObjectNode call() {
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        return call;
    }

    private static JsonNode watched(JsonNode figures, String what) {
        return StreamSupport.stream(figures.path("watched").spliterator(), false)
                .filter(each -> each.path("what").asText().equals(what))
                .findFirst()
                .orElseThrow();
    }

    /** The one thing found by that query, once it is there. */
    private JsonNode only(String query) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> house.get("ops", query).expect(200).body(), found -> found.size() == 1)
                .path(0);
    }
}
