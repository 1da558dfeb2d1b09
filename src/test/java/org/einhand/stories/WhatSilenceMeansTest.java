package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A yes that nobody gives in time goes on to the next who may give it; only a small gift passes without one. */
@EinhandTest
class WhatSilenceMeansTest {

    private final House house;
    private final RepositoryService repository;

    WhatSilenceMeansTest(@LocalServerPort int port, @Autowired RepositoryService repository) {
        this.house = new House(port);
        this.repository = repository;
    }

    @BeforeEach
    void a_provider_that_speaks_when_told_to() {
        house.behave("payments", "manual");
    }

    @AfterEach
    void everything_as_usual_again() {
        house.behave("payments", "auto");
    }

    private String open(String customer) {
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("customer").put("id", customer);
        return house.open("agent", call);
    }

    private static String customer() {
        return "K-" + UUID.randomUUID().toString().substring(0, 12);
    }

    private House.Answer give(String number, String euros) {
        return house.decide(
                "agent",
                number,
                House.read("{\"action\":\"goodwill-credit\",\"amount\":{\"amount\":\"%s\",\"currency\":\"EUR\"}}"
                        .formatted(euros)));
    }

    /** A case whose limit is used up, with one more gift asked for. */
    private String asked(String customer, String euros) {
        String number = open(customer);
        assertThat(give(number, "50.00").expect(201).text("/state")).isEqualTo("in-progress");
        assertThat(give(number, euros).expect(201).text("/state")).isEqualTo("awaiting-approval");
        house.task(number, "approve");
        return number;
    }

    private JsonNode gift(String number) {
        return House.last(house.look(number).path("remedies"));
    }

    private java.util.List<String> groups(String number) {
        String task = house.task(number, "approve").path("id").asText();
        return house.get("ops", "/engine-rest/task/" + task + "/identity-links?type=candidate")
                .expect(200)
                .body()
                .findValuesAsText("groupId");
    }

    @Test
    void a_small_gift_passes_after_everybody_was_asked_and_it_shows_that_nobody_answered() {
        String number = asked(customer(), "25.00");
        int calm = house.task(number, "approve").path("priority").asInt();
        house.advance(Duration.ofMinutes(29));
        assertThat(house.task(number, "approve").path("priority").asInt()).isEqualTo(calm);
        house.advance(Duration.ofMinutes(2));
        assertThat(house.task(number, "approve").path("priority").asInt()).isEqualTo(70);
        house.advance(Duration.ofMinutes(30));
        assertThat(house.task(number, "approve").path("priority").asInt()).isEqualTo(80);
        assertThat(gift(number).path("state").asText()).isEqualTo("awaiting-approval");
        house.advance(Duration.ofMinutes(60));

        JsonNode file = house.until(
                number,
                seen -> House.last(seen.path("remedies")).path("state").asText().equals("in-progress"));
        JsonNode passed = House.last(file.path("remedies"));
        assertThat(passed.path("authority").asText()).isEqualTo("approved");
        assertThat(passed.path("decidedBy").asText()).isEqualTo("agent");
        assertThat(passed.path("answeredBy").asText()).isEqualTo("einhand");
        assertThat(file.path("timeline").findValuesAsText("text"))
                .anySatisfy(entry -> assertThat(entry).contains("Nobody said yes or no"))
                .anySatisfy(entry -> assertThat(entry).contains("Passed by silence"));
        assertThat(house.tasks("lead", number, "approve")).isEmpty();
        house.until(
                number,
                seen -> House.last(seen.path("remedies"))
                        .at("/orders/0/state")
                        .asText()
                        .equals("pending"));
    }

    @Test
    void a_cent_more_waits_for_a_lead_however_long() {
        String number = asked(customer(), "25.01");
        house.advance(Duration.ofHours(26));
        assertThat(gift(number).path("state").asText()).isEqualTo("awaiting-approval");
        JsonNode task = house.task(number, "approve");
        assertThat(task.path("priority").asInt()).isEqualTo(90);
        assertThat(task.path("due").asText()).isNotBlank();

        String id = task.path("id").asText();
        house.send("lead", "POST", "/engine-rest/task/" + id + "/claim", "{\"userId\":\"lead\"}")
                .expect(204);
        house.send(
                        "lead",
                        "POST",
                        "/engine-rest/task/" + id + "/complete",
                        "{\"variables\":{\"approved\":{\"value\":false},\"note\":{\"value\":\"Zu viel.\"}}}")
                .expect(204);
        assertThat(gift(number).path("state").asText()).isEqualTo("refused");
        assertThat(gift(number).path("answer").asText()).isEqualTo("Zu viel.");
        assertThat(house.task(number, "decide").path("assignee").asText()).isEqualTo("agent");
    }

    @Test
    void what_passed_before_counts_so_that_splitting_gains_nothing() {
        String customer = customer();
        String first = asked(customer, "20.00");
        String second = open(customer);
        assertThat(give(second, "5.01").expect(201).text("/state")).isEqualTo("awaiting-approval");
        house.advance(Duration.ofHours(3));
        house.until(
                first,
                seen -> House.last(seen.path("remedies"))
                                .path("answeredBy")
                                .asText()
                                .equals("einhand")
                        || gift(second).path("answeredBy").asText().equals("einhand"));
        assertThat(java.util.stream.Stream.of(first, second)
                        .map(number -> gift(number).path("state").asText()))
                .containsExactlyInAnyOrder("in-progress", "awaiting-approval");
    }

    @Test
    void an_account_that_needs_a_second_person_never_passes_by_silence() {
        ObjectNode call = House.redelivery("phone", "questions");
        call.put("type", "refund");
        call.set("facts", House.read("{\"reason\":\"goodwill\"}"));
        String number = house.open("agent", call);
        ObjectNode transfer = House.read("""
                {"action":"refund-bank-transfer","amount":{"amount":"10.00","currency":"EUR"},
                 "parameters":{"account":{"iban":"DE89370400440532013000","name":"Erika Beispiel"}}}""");
        assertThat(house.decide("agent", number, transfer).expect(201).text("/state"))
                .isEqualTo("awaiting-approval");
        house.advance(Duration.ofHours(26));
        assertThat(gift(number).path("state").asText()).isEqualTo("awaiting-approval");
        assertThat(house.task(number, "approve").path("priority").asInt()).isEqualTo(90);
    }

    @Test
    void who_runs_the_timer_by_hand_does_not_make_the_time_pass() {
        String number = asked(customer(), "5.00");
        for (int round = 0; round < 4; round++) {
            String flow =
                    house.task(number, "approve").path("processInstanceId").asText();
            JsonNode jobs = house.get("ops", "/engine-rest/job?timers=true&processInstanceId=" + flow)
                    .expect(200)
                    .body();
            assertThat(jobs).hasSize(1);
            String job = jobs.at("/0/id").asText();
            assertThat(house.send("agent", "POST", "/engine-rest/job/" + job + "/execute", "{}")
                            .status())
                    .isIn(403, 404, 500);
            house.send("ops", "POST", "/engine-rest/job/" + job + "/execute", "{}")
                    .expect(204);
        }
        assertThat(gift(number).path("state").asText()).isEqualTo("awaiting-approval");
        assertThat(house.task(number, "approve").path("priority").asInt()).isLessThan(70);
    }

    @Test
    void where_the_rule_names_one_level_the_next_one_is_asked_in_addition() throws IOException {
        String rules = Files.readString(Path.of("dmn/authority.dmn"), StandardCharsets.UTF_8);
        String own = repository
                .createDeployment()
                .addString("authority.dmn", rules.replace("\"seniors,leads\"", "\"seniors\""))
                .deploy()
                .getId();
        try {
            String number = asked(customer(), "25.01");
            assertThat(groups(number)).containsExactly("seniors");
            String task = house.task(number, "approve").path("id").asText();
            assertThat(house.send("lead", "POST", "/engine-rest/task/" + task + "/claim", "{\"userId\":\"lead\"}")
                            .status())
                    .isEqualTo(403);
            house.advance(Duration.ofMinutes(31));
            assertThat(groups(number)).containsExactlyInAnyOrder("seniors", "leads");
            assertThat(gift(number).path("approvers").toString()).isEqualTo("[\"seniors\",\"leads\"]");
            house.send("lead", "POST", "/engine-rest/task/" + task + "/claim", "{\"userId\":\"lead\"}")
                    .expect(204);
            house.send(
                            "lead",
                            "POST",
                            "/engine-rest/task/" + task + "/complete",
                            "{\"variables\":{\"approved\":{\"value\":true}}}")
                    .expect(204);
            assertThat(gift(number).path("answeredBy").asText()).isEqualTo("lead");
        } finally {
            repository.deleteDeployment(own, true);
        }
    }
}
