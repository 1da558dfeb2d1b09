package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Where an agent may not do it alone, somebody else says yes or no, and the case stays hers. */
@EinhandTest
class ASecondPersonTest {

    private final House house;

    ASecondPersonTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    @BeforeEach
    void back_ends_that_speak_when_told_to() {
        house.behave("logistics", "manual");
        house.behave("payments", "manual");
    }

    @AfterEach
    void everything_as_usual_again() {
        house.behave("logistics", "auto");
        house.behave("payments", "auto");
    }

    private String opened(String agent) {
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        return house.open(agent, call);
    }

    private House.Answer anotherItem(String user, String number) {
        return house.decide(
                user,
                number,
                House.read(
                        "{\"action\":\"replace-item\",\"note\":\"She takes the blue one.\",\"parameters\":{\"itemId\":\"Y-1\"}}"));
    }

    private House.Answer withMoney(String user, String number, String action, String euros) {
        ObjectNode decision = House.read(
                "{\"action\":\"%s\",\"amount\":{\"amount\":\"%s\",\"currency\":\"EUR\"}}".formatted(action, euros));
        if (action.equals("custom-remedy")) {
            decision.set(
                    "parameters",
                    House.read("{\"text\":\"Sie behält das Gerät.\",\"promiseBy\":\"%s\",\"doer\":\"agents\"}"
                            .formatted(house.now()
                                    .plus(Duration.ofDays(3))
                                    .toString()
                                    .substring(0, 10))));
        }
        return house.decide(user, number, decision);
    }

    private House.Answer act(String user, String taskId, String what, String body) {
        return house.send(user, "POST", "/engine-rest/task/" + taskId + "/" + what, body);
    }

    private House.Answer claim(String user, String taskId) {
        return act(user, taskId, "claim", "{\"userId\":\"" + user + "\"}");
    }

    private House.Answer answer(String user, String taskId, boolean yes, String note) {
        return act(user, taskId, "complete", """
                {"variables":{"approved":{"value":%s,"type":"Boolean"}%s}}""".formatted(
                        yes, note == null ? "" : ",\"note\":{\"value\":\"" + note + "\",\"type\":\"String\"}"));
    }

    private String request(String number) {
        return house.task(number, "approve").path("id").asText();
    }

    @Test
    void the_case_waits_for_a_yes_and_goes_on_with_it() {
        String number = opened("trainee");
        JsonNode asked = anotherItem("trainee", number).expect(201).body();
        assertThat(asked.path("state").asText()).isEqualTo("awaiting-approval");
        assertThat(asked.path("approvers").toString()).isEqualTo("[\"agents\",\"seniors\",\"leads\"]");
        JsonNode waiting = house.look(number);
        assertThat(waiting.path("state").asText()).isEqualTo("open");
        assertThat(waiting.path("blockedBy").asText()).isEqualTo("approval");
        assertThat(waiting.path("owner").asText()).isEqualTo("trainee");
        assertThat(waiting.at("/promise/version").asInt()).isOne();
        assertThat(house.tasks("trainee", number, "decide")).isEmpty();
        assertThat(house.decide("trainee", number, "redeliver-standard")
                        .expect(409)
                        .problem())
                .isEqualTo("remedy-in-progress");
        assertThat(house.option("trainee", number, "redeliver-standard")
                        .path("missing")
                        .asText())
                .isEqualTo("remedy-in-progress");

        String task = request(number);
        claim("senior", task).expect(204);
        answer("senior", task, true, "Gern.").expect(204);
        JsonNode file = house.untilState(number, "waiting");
        assertThat(file.path("blockedBy").isNull()).isTrue();
        assertThat(file.path("owner").asText()).isEqualTo("trainee");
        JsonNode remedy = file.at("/remedies/0");
        assertThat(remedy.path("state").asText()).isEqualTo("in-progress");
        assertThat(remedy.path("authority").asText()).isEqualTo("approved");
        assertThat(remedy.path("decidedBy").asText()).isEqualTo("trainee");
        assertThat(remedy.path("answeredBy").asText()).isEqualTo("senior");
        assertThat(remedy.path("answer").asText()).isEqualTo("Gern.");
        assertThat(file.at("/promise/version").asInt()).isEqualTo(2);
        house.message(number, "promise");
        house.report("logistics", "shipment.delivered", house.ordered(number));
        house.untilState(number, "solved");
    }

    @Test
    void who_asked_does_not_answer_by_whatever_way_she_comes() {
        String number = opened("agent");
        withMoney("agent", number, "custom-remedy", "60.00").expect(201);
        String task = request(number);

        assertThat(claim("agent", task).expect(403).text("/message")).contains("does not give it");
        assertThat(claim("agent2", task).expect(403).text("/message")).contains("seniors, leads");
        assertThat(claim("logistics", task).status()).isIn(403, 404);
        assertThat(answer("agent", task, true, null).expect(409).text("/message"))
                .contains("Claim");
        assertThat(act("ops", task, "assignee", "{\"userId\":\"agent\"}")
                        .expect(403)
                        .text("/message"))
                .contains("does not give it");
        act("ops", task, "assignee", "{\"userId\":\"agent2\"}").expect(204);
        assertThat(answer("agent2", task, true, null).expect(403).text("/message"))
                .contains("seniors, leads");
        act("ops", task, "assignee", "{\"userId\":\"senior\"}").expect(204);
        assertThat(answer("lead", task, true, null).expect(403).text("/message"))
                .contains("belongs to senior");
        assertThat(act(
                                "senior",
                                task,
                                "complete",
                                "{\"variables\":{\"approved\":{\"value\":true},\"remedyId\":{\"value\":\"x\"}}}")
                        .expect(400)
                        .text("/message"))
                .contains("/remedyId");
        assertThat(act("senior", task, "complete", "{}").expect(400).text("/message"))
                .contains("/approved");
        assertThat(house.look(number).at("/remedies/0/state").asText()).isEqualTo("awaiting-approval");
        answer("senior", task, true, null).expect(204);
        assertThat(answer("senior", task, true, null).expect(404).text("/message"))
                .contains("done already");
        assertThat(house.look(number).path("remedies")).hasSize(1);
    }

    @Test
    void a_no_has_a_reason_gives_the_gift_back_and_leaves_the_choice_to_the_owner() {
        String number = opened("agent");
        withMoney("agent", number, "custom-remedy", "60.00").expect(201);
        assertThat(left("agent", number)).isEqualTo("0.00");
        String task = request(number);
        claim("senior", task).expect(204);
        assertThat(answer("senior", task, false, null).expect(400).text("/message"))
                .contains("/note");
        assertThat(answer("senior", task, false, "  ").expect(400).text("/message"))
                .contains("/note");
        answer("senior", task, false, "Ein neues Gerät ist billiger.").expect(204);

        JsonNode file = house.until(number, seen -> seen.path("blockedBy").isNull());
        assertThat(file.path("state").asText()).isEqualTo("open");
        assertThat(file.at("/remedies/0/state").asText()).isEqualTo("refused");
        assertThat(file.at("/remedies/0/answer").asText()).isEqualTo("Ein neues Gerät ist billiger.");
        assertThat(file.at("/counts/failedAttempts").asInt()).isZero();
        assertThat(file.at("/promise/version").asInt()).isOne();
        assertThat(left("agent", number)).isEqualTo("50.00");
        assertThat(house.task(number, "decide").path("assignee").asText()).isEqualTo("agent");
        assertThat(house.option("agent", number, "redeliver-standard")
                        .path("permission")
                        .asText())
                .isEqualTo("direct");
        house.decide("agent", number, "redeliver-standard").expect(201);
        house.ordered(number);
    }

    private String left(String user, String number) {
        return house.option(user, number, "goodwill-credit").at("/limit/amount").asText();
    }

    @Test
    void whoever_needs_no_more_help_need_not_wait_for_an_answer() {
        String number = opened("trainee");
        anotherItem("trainee", number).expect(201);
        String task = request(number);
        claim("senior", task).expect(204);
        house.send("trainee", "POST", "/api/cases/" + number + "/withdrawals", "{\"reason\":\"Es ist da.\"}")
                .expect(200);

        JsonNode closed = house.untilState(number, "closed");
        assertThat(closed.at("/remedies/0/state").asText()).isEqualTo("cancelled");
        assertThat(answer("senior", task, true, null).status()).isEqualTo(404);
        assertThat(house.tasks("senior", number, "approve")).isEmpty();
        assertThat(closed.path("remedies")).hasSize(1);
    }

    @Test
    void the_promise_runs_on_while_nobody_answers() {
        String number = opened("trainee");
        anotherItem("trainee", number).expect(201);
        house.advance(Duration.ofHours(5));

        JsonNode file = house.until(number, seen -> seen.at("/promise/version").asInt() > 1);
        assertThat(file.path("blockedBy").asText()).isEqualTo("approval");
        assertThat(file.at("/promises/0/state").asText()).isEqualTo("renewed");
        assertThat(house.tasks("senior", number, "approve")).hasSize(1);
        house.message(number, "promise-renewed");
    }

    @ParameterizedTest
    @CsvSource({"senior,100.00,100.01,lead", "lead,250.00,250.01,lead2"})
    void within_the_limit_to_the_cent_and_above_it_one_other_person(
            String giver, String within, String above, String approver) {
        String alone = opened(giver);
        assertThat(withMoney(giver, alone, "custom-remedy", within).expect(201).text("/state"))
                .isEqualTo("in-progress");
        String number = opened(giver);
        JsonNode asked =
                withMoney(giver, number, "custom-remedy", above).expect(201).body();
        assertThat(asked.path("state").asText()).isEqualTo("awaiting-approval");
        assertThat(asked.path("approvers").toString()).isEqualTo("[\"leads\"]");
        String task = request(number);
        claim(giver, task).expect(403);
        claim("agent", task).expect(403);
        claim(approver, task).expect(204);
        answer(approver, task, true, null).expect(204);
        assertThat(house.untilState(number, "waiting")
                        .at("/remedies/0/answeredBy")
                        .asText())
                .isEqualTo(approver);
    }

    @Test
    void a_gift_that_waits_for_a_yes_keeps_nobody_from_helping() {
        String number = opened("agent");
        assertThat(withMoney("agent", number, "goodwill-credit", "50.01")
                        .expect(201)
                        .text("/state"))
                .isEqualTo("awaiting-approval");
        JsonNode file = house.look(number);
        assertThat(file.path("state").asText()).isEqualTo("open");
        assertThat(file.path("blockedBy").isNull()).isTrue();
        house.decide("agent", number, "redeliver-standard").expect(201);
        house.ordered(number);

        String task = request(number);
        claim("senior", task).expect(204);
        answer("senior", task, true, null).expect(204);
        JsonNode credit = house.until(
                        number, seen -> !seen.at("/remedies/0/orders").isEmpty())
                .at("/remedies/0");
        assertThat(credit.path("state").asText()).isEqualTo("in-progress");
        assertThat(credit.path("authority").asText()).isEqualTo("approved");
        assertThat(house.look(number).path("state").asText()).isEqualTo("waiting");
    }
}
