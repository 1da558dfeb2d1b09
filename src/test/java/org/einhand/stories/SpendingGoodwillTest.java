package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.UUID;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Goodwill is a direct act, to the cent, as long as no limit stands against it: of the case, of the customer, of the agent's day. */
@EinhandTest
class SpendingGoodwillTest {

    private final House house;

    SpendingGoodwillTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    @BeforeEach
    void a_provider_that_speaks_when_told_to() {
        house.behave("payments", "manual");
        house.behave("logistics", "manual");
    }

    @AfterEach
    void everything_as_usual_again() {
        house.behave("payments", "auto");
        house.behave("logistics", "auto");
    }

    private static ObjectNode callOf(String customer) {
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("customer").put("id", customer);
        call.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        return call;
    }

    private static String customer() {
        return "K-" + UUID.randomUUID().toString().substring(0, 12);
    }

    private String open(String agent, String customer) {
        return house.open(agent, callOf(customer));
    }

    private JsonNode give(String agent, String number, String euros) {
        return house.decide(
                        agent,
                        number,
                        House.read(
                                "{\"action\":\"goodwill-credit\",\"amount\":{\"amount\":\"%s\",\"currency\":\"EUR\"}}"
                                        .formatted(euros)))
                .expect(201)
                .body();
    }

    private void gives(String agent, String number, String euros, String state) {
        assertThat(give(agent, number, euros).path("state").asText())
                .as("%s gives %s in %s", agent, euros, number)
                .isEqualTo(state);
    }

    private JsonNode credit(String agent, String number) {
        return house.option(agent, number, "goodwill-credit");
    }

    private String left(String agent, String number) {
        return credit(agent, number).at("/limit/amount").asText();
    }

    @Test
    void a_gesture_in_two_parts_is_still_one_sum_of_the_case() {
        String number = open("agent", customer());
        assertThat(left("agent", number)).isEqualTo("50.00");
        gives("agent", number, "30.00", "in-progress");
        assertThat(left("agent", number)).isEqualTo("20.00");
        gives("agent", number, "20.01", "awaiting-approval");
        assertThat(credit("agent", number).path("missing").asText()).isEqualTo("customer-gestures");

        String exact = open("agent", customer());
        gives("agent", exact, "30.00", "in-progress");
        gives("agent", exact, "20.00", "in-progress");
        assertThat(left("agent", exact)).isEqualTo("0.00");
        assertThat(credit("agent", exact).path("permission").asText()).isEqualTo("approval");
    }

    @Test
    void a_customer_gets_100_euros_in_all_her_cases_and_a_cent_more_from_two_people() {
        String customer = customer();
        gives("senior", open("senior", customer), "60.00", "in-progress");
        String second = open("senior", customer);
        assertThat(left("senior", second)).isEqualTo("40.00");
        assertThat(house.option("senior", second, "redeliver-express")
                        .path("permission")
                        .asText())
                .isEqualTo("direct");
        gives("senior", second, "40.01", "awaiting-approval");
        JsonNode asked = credit("senior", second);
        assertThat(asked.path("approvers").toString()).isEqualTo("[\"leads\"]");

        String other = customer();
        gives("senior", open("senior", other), "60.00", "in-progress");
        String exact = open("senior", other);
        gives("senior", exact, "40.00", "in-progress");
        assertThat(left("senior", open("senior", other))).isEqualTo("0.00");
        JsonNode express = house.option("senior", open("senior", other), "redeliver-express");
        assertThat(express.path("permission").asText()).isEqualTo("approval");
        assertThat(express.path("missing").asText()).isEqualTo("customer-limit");
        assertThat(express.path("reason").asText()).contains("this customer");
    }

    @Test
    void a_third_gesture_for_the_same_customer_needs_a_yes_and_express_is_none() {
        String customer = customer();
        gives("agent", open("agent", customer), "1.00", "in-progress");
        gives("agent", open("agent", customer), "1.00", "in-progress");
        String third = open("agent", customer);
        JsonNode option = credit("agent", third);
        assertThat(option.path("permission").asText()).isEqualTo("approval");
        assertThat(option.path("missing").asText()).isEqualTo("customer-gestures");
        assertThat(option.at("/limit/amount").asText()).isEqualTo("0.00");
        assertThat(house.option("agent", third, "redeliver-express")
                        .path("permission")
                        .asText())
                .isEqualTo("direct");
        gives("agent", third, "0.01", "awaiting-approval");
        house.decide("agent", third, "redeliver-express").expect(201);
    }

    @Test
    void an_agent_gives_away_so_much_in_a_day_and_what_is_owed_does_not_count() {
        for (int i = 0; i < 4; i++) {
            gives("trainee", open("trainee", customer()), "20.00", "in-progress");
        }
        String exact = open("trainee", customer());
        house.decide("trainee", exact, "redeliver-standard").expect(201);
        gives("trainee", exact, "20.00", "in-progress");
        String next = open("trainee", customer());
        JsonNode option = credit("trainee", next);
        assertThat(option.path("permission").asText()).isEqualTo("approval");
        assertThat(option.path("missing").asText()).isEqualTo("day-limit");
        assertThat(option.path("reason").asText()).contains("today");
        gives("trainee", next, "0.01", "awaiting-approval");
        house.decide("trainee", next, "redeliver-standard").expect(201);

        house.advance(Duration.ofHours(24));
        assertThat(left("trainee", open("trainee", customer()))).isEqualTo("20.00");
    }

    @Test
    void what_failed_or_was_refused_is_given_back_to_every_sum() {
        String customer = customer();
        String number = open("trainee", customer);
        give("trainee", number, "20.00");
        assertThat(left("trainee", number)).isEqualTo("0.00");
        JsonNode ordered = house.until(
                number, seen -> seen.at("/remedies/0/orders/0/state").asText().equals("pending"));
        house.report(
                "payments",
                "refund.failed",
                ordered.at("/remedies/0/reference").asText(),
                House.read("{\"reason\":\"account-closed\"}"));
        house.until(number, seen -> seen.at("/remedies/0/state").asText().equals("failed"));
        assertThat(left("trainee", number)).isEqualTo("20.00");
        gives("trainee", number, "20.00", "in-progress");
        String other = open("trainee", customer);
        gives("trainee", other, "20.00", "in-progress");
    }

    @Test
    void what_a_second_person_approves_counts_for_the_customer_and_not_for_the_day_of_who_asked() {
        String customer = customer();
        String number = open("trainee", customer);
        gives("trainee", number, "90.00", "awaiting-approval");
        String task = house.task(number, "approve").path("id").asText();
        house.send("senior", "POST", "/engine-rest/task/" + task + "/claim", "{\"userId\":\"senior\"}")
                .expect(204);
        house.send(
                        "senior",
                        "POST",
                        "/engine-rest/task/" + task + "/complete",
                        "{\"variables\":{\"approved\":{\"value\":true}}}")
                .expect(204);
        house.until(number, seen -> seen.at("/remedies/0/answeredBy").asText().equals("senior"));
        assertThat(left("trainee", open("trainee", customer))).isEqualTo("10.00");
        for (int i = 0; i < 5; i++) {
            gives("trainee", open("trainee", customer()), "20.00", "in-progress");
        }
    }
}
