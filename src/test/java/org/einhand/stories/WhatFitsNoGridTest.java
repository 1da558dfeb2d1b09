package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What fits no grid is still a case: who does what by when, promised and proven like any other. */
@EinhandTest
class WhatFitsNoGridTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String TEXT = "Wir holen den alten Schrank ab und bauen den neuen auf";

    private final House house;
    private final RepositoryService repository;

    WhatFitsNoGridTest(@LocalServerPort int port, @Autowired RepositoryService repository) {
        this.house = new House(port);
        this.repository = repository;
    }

    @AfterEach
    void everything_as_usual_again() {
        house.behave("payments", "auto");
    }

    private static ObjectNode concern(String subject) {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return House.read("""
                {"type":"other","channel":"phone","identified":"questions",
                 "customer":{"id":"K-%s","name":"Erika Beispiel","email":"erika.%s@example.org","language":"de","region":"DE-BE"},
                 "subject":%s,"concern":"Der Schrank passt nicht durch die Tür.","facts":{"about":"Möbel"}}""".formatted(unique, unique, subject.replace("#", unique)));
    }

    private String day(int ahead) {
        return LocalDate.ofInstant(house.now(), BERLIN).plusDays(ahead).toString();
    }

    private House.Answer agree(String number, String promiseBy, String doer, String euros) {
        ObjectNode decision = House.read("{\"action\":\"custom-remedy\"}");
        decision.set(
                "parameters",
                House.read("{\"text\":\"%s\",\"promiseBy\":\"%s\",\"doer\":\"%s\"}".formatted(TEXT, promiseBy, doer)));
        if (euros != null) {
            decision.set("amount", House.read("{\"amount\":\"%s\",\"currency\":\"EUR\"}".formatted(euros)));
        }
        return house.decide("agent", number, decision);
    }

    private House.Answer act(String user, String number, String what, String body) {
        String id = house.task(number, "carry-out").path("id").asText();
        return house.send(user, "POST", "/engine-rest/task/" + id + "/" + what, body);
    }

    private House.Answer claim(String user, String number) {
        return act(user, number, "claim", "{\"userId\":\"" + user + "\"}");
    }

    private House.Answer say(String user, String number, boolean done, String note) {
        return act(user, number, "complete", """
                {"variables":{"done":{"value":%s,"type":"Boolean"}%s}}""".formatted(
                        done, note == null ? "" : ",\"note\":{\"value\":\"" + note + "\",\"type\":\"String\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"none\"}",
                "{\"kind\":\"order\",\"id\":\"O-#\",\"item\":\"Schrank\"}",
                "{\"kind\":\"contract\",\"id\":\"V-#\"}"
            })
    void somebody_looks_after_it_promises_does_it_and_the_customers_silence_closes_it(String subject) {
        String number = house.open("agent", concern(subject));
        JsonNode opened = house.look(number);
        assertThat(opened.path("owner").asText()).isEqualTo("agent");
        assertThat(opened.at("/promise/state").asText()).isEqualTo("open");
        JsonNode option = house.option("agent", number, "custom-remedy");
        assertThat(option.path("permission").asText()).isEqualTo("direct");
        assertThat(option.at("/limit/amount").asText()).isEqualTo("50.00");

        JsonNode remedy = agree(number, day(3), "logistics", null).expect(201).body();
        assertThat(remedy.path("state").asText()).isEqualTo("in-progress");
        assertThat(remedy.path("text").asText()).isEqualTo(TEXT);
        assertThat(remedy.path("doer").asText()).isEqualTo("logistics");
        JsonNode waiting = house.look(number);
        assertThat(waiting.path("state").asText()).isEqualTo("waiting");
        assertThat(waiting.at("/promise/what").asText()).isEqualTo(TEXT);
        assertThat(Instant.parse(waiting.at("/promise/dueAt").asText()))
                .isEqualTo(LocalDate.parse(day(3)).atTime(20, 0).atZone(BERLIN).toInstant());
        assertThat(house.message(number, "promise").path("text").asText()).contains(TEXT);

        assertThat(house.tasks("logistics", number, "carry-out")).hasSize(1);
        claim("logistics", number).expect(204);
        say("logistics", number, true, "Steht und ist ausgerichtet.").expect(204);
        JsonNode solved = house.untilState(number, "solved");
        assertThat(solved.at("/remedies/0/state").asText()).isEqualTo("effective");
        assertThat(solved.at("/promise/state").asText()).isEqualTo("kept");
        assertThat(house.message(number, "solved").path("text").asText()).contains("erledigt", TEXT);
        house.advance(Duration.ofDays(7).plusHours(1));
        assertThat(house.untilState(number, "closed").path("outcome").asText()).isEqualTo("solved");
    }

    @Test
    void what_is_about_nothing_in_particular_never_joins() {
        ObjectNode call = concern("{\"kind\":\"none\"}");
        assertThat(house.open("agent", call)).isNotEqualTo(house.open("agent", call));
    }

    @Test
    void a_specialist_sees_her_work_and_nothing_else() {
        String number = house.open("agent", concern("{\"kind\":\"none\"}"));
        assertThat(house.tasks("technical", number, "decide")).isEmpty();
        agree(number, day(2), "technical", null).expect(201);
        assertThat(house.tasks("technical", number, "carry-out")).hasSize(1);
        assertThat(house.get("technical", "/api/cases/" + number).status()).isEqualTo(403);
        assertThat(claim("finance", number).expect(403).text("/message")).contains("the work of technical");
        assertThat(claim("agent2", number).expect(403).text("/message")).contains("the work of technical");
        claim("technical", number).expect(204);
        assertThat(say("agent", number, true, null).expect(403).text("/message"))
                .contains("belongs to technical");
        assertThat(act("technical", number, "complete", "{\"variables\":{\"done\":{\"value\":\"yes\"}}}")
                        .expect(400)
                        .text("/message"))
                .contains("/done");
        assertThat(act(
                                "technical",
                                number,
                                "complete",
                                "{\"variables\":{\"done\":{\"value\":true},\"action\":{\"value\":\"x\"}}}")
                        .expect(400)
                        .text("/message"))
                .contains("/action");
        say("technical", number, true, null).expect(204);
        house.untilState(number, "solved");
    }

    @Test
    void a_user_may_be_named_and_a_group_of_that_name_goes_first() {
        String number = house.open("agent", concern("{\"kind\":\"none\"}"));
        agree(number, day(1), "agent2", null).expect(201);
        assertThat(house.task(number, "carry-out").path("assignee").asText()).isEqualTo("agent2");
        String other = house.open("agent", concern("{\"kind\":\"none\"}"));
        agree(other, day(1), "finance", null).expect(201);
        assertThat(house.task(other, "carry-out").path("assignee").isNull()).isTrue();
    }

    @Test
    void what_could_not_be_done_comes_back_to_the_owner_with_the_reason() {
        String number = house.open("agent", concern("{\"kind\":\"none\"}"));
        agree(number, day(1), "logistics", null).expect(201);
        house.advance(Duration.ofDays(2));
        JsonNode late = house.until(number, seen -> seen.at("/promise/version").asInt() > 2);
        assertThat(late.at("/promise/what").asText()).isEqualTo(TEXT);
        assertThat(house.message(number, "promise-renewed").path("text").asText())
                .contains(TEXT);
        claim("logistics", number).expect(204);
        assertThat(say("logistics", number, false, null).expect(400).text("/message"))
                .contains("/note");
        say("logistics", number, false, "Das Treppenhaus ist zu eng.").expect(204);

        JsonNode file = house.untilState(number, "open");
        assertThat(file.at("/remedies/0/state").asText()).isEqualTo("failed");
        assertThat(file.at("/counts/failedAttempts").asInt()).isOne();
        assertThat(file.path("timeline").findValuesAsText("text"))
                .anySatisfy(entry -> assertThat(entry).contains("Das Treppenhaus ist zu eng."));
        assertThat(house.task(number, "decide").path("assignee").asText()).isEqualTo("agent");
        assertThat(file.at("/promise/what").asText()).isNotEqualTo(TEXT);
        agree(number, day(2), "logistics", null).expect(201);
        assertThat(house.task(number, "carry-out")).isNotNull();
    }

    @Test
    void nobody_does_what_is_not_needed_any_more() {
        String number = house.open("agent", concern("{\"kind\":\"none\"}"));
        agree(number, day(2), "logistics", null).expect(201);
        house.task(number, "carry-out");
        house.send("agent", "POST", "/api/cases/" + number + "/withdrawals", "{\"reason\":\"Passt doch.\"}")
                .expect(200);
        JsonNode closed = house.untilState(number, "closed");
        assertThat(closed.at("/remedies/0/state").asText()).isEqualTo("cancelled");
        assertThat(closed.path("outcome").asText()).isEqualTo("withdrawn");
        assertThat(house.tasks("logistics", number, "carry-out")).isEmpty();
    }

    @Test
    void money_that_was_agreed_is_explained_and_paid_when_the_rest_is_done() {
        house.behave("payments", "manual");
        String number = house.open("agent", concern("{\"kind\":\"order\",\"id\":\"O-#\"}"));
        agree(number, day(2), "agents", "50.00").expect(201);
        assertThat(house.option("agent", number, "goodwill-credit")
                        .at("/limit/amount")
                        .asText())
                .isEqualTo("0.00");
        claim("agent2", number).expect(204);
        assertThat(house.look(number).at("/remedies/0/orders")).isEmpty();
        say("agent2", number, true, null).expect(204);
        JsonNode paying = house.until(
                number, seen -> seen.at("/remedies/0/orders/0/state").asText().equals("pending"));
        assertThat(paying.path("state").asText()).isEqualTo("waiting");
        assertThat(house.message(number, "money").path("text").asText()).contains("50,00", number, "vereinbart");
        house.report(
                "payments", "refund.booked", paying.at("/remedies/0/reference").asText());
        assertThat(house.untilState(number, "solved")
                        .at("/remedies/0/amount/amount")
                        .asText())
                .isEqualTo("50.00");
    }

    @ParameterizedTest
    @CsvSource({
        "-1,logistics,/parameters/promiseBy",
        "61,logistics,/parameters/promiseBy",
        "1,nobody,/parameters/doer",
        "1,intake,/parameters/doer",
        "1,insight,/parameters/doer"
    })
    void by_a_day_that_can_be_kept_and_by_somebody_who_is_there(int ahead, String doer, String pointer) {
        String number = house.open("agent", concern("{\"kind\":\"none\"}"));
        JsonNode refused = agree(number, day(ahead), doer, null).expect(400).body();
        assertThat(refused.at("/errors/0/pointer").asText()).isEqualTo(pointer);
        if (pointer.endsWith("doer")) {
            assertThat(refused.at("/errors/0/detail").asText()).contains("logistics", "agents");
        }
        assertThat(house.look(number).path("remedies")).isEmpty();
    }

    @Test
    void what_is_agreed_says_what_by_when_and_by_whom() {
        String number = house.open("agent", concern("{\"kind\":\"none\"}"));
        assertThat(house.decide("agent", number, "custom-remedy")
                        .expect(400)
                        .body()
                        .path("errors")
                        .findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/parameters/text", "/parameters/promiseBy", "/parameters/doer");
    }

    @Test
    void process_owners_add_a_remedy_of_their_own_without_code() throws IOException {
        String number = house.open("agent", concern("{\"kind\":\"none\"}"));
        assertThat(house.decide("agent", number, "bouquet")
                        .expect(400)
                        .body()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/action");
        String own = deployed();
        try {
            JsonNode option = house.option("agent", number, "bouquet");
            assertThat(option.path("permission").asText()).isEqualTo("direct");
            assertThat(option.at("/cost/amount").asText()).isEqualTo("25.00");
            assertThat(house.decide(
                                    "agent",
                                    number,
                                    House.read(
                                            "{\"action\":\"bouquet\",\"amount\":{\"amount\":\"500.00\",\"currency\":\"EUR\"}}"))
                            .expect(422)
                            .problem())
                    .isEqualTo("amount-invalid");
            house.decide("agent", number, "bouquet").expect(201);
            assertThat(house.option("agent", number, "goodwill-credit")
                            .at("/limit/amount")
                            .asText())
                    .isEqualTo("25.00");
            assertThat(house.task(number, "carry-out").path("assignee").asText())
                    .isEqualTo("agent");
            assertThat(house.message(number, "promise").path("text").asText()).contains("vereinbart");
            say("agent", number, true, null).expect(204);
            house.untilState(number, "solved");
            assertThat(house.message(number, "solved").path("text").asText()).contains("vereinbart");
        } finally {
            repository.deleteDeployment(own, true);
        }
        assertThat(house.decide("agent", house.open("agent", concern("{\"kind\":\"none\"}")), "bouquet")
                        .status())
                .isEqualTo(400);
    }

    /** The authority rules with a row for a bouquet; the id of the deployment. */
    private String deployed() throws IOException {
        String rules = Files.readString(Path.of("dmn/authority.dmn"), StandardCharsets.UTF_8);
        int from = rules.indexOf("      <rule id=\"authority-custom-direct\">");
        int to = rules.indexOf("      </rule>\n", from) + "      </rule>\n".length();
        String row = rules.substring(from, to)
                .replace("custom-direct", "bouquet")
                .replace("\"custom-remedy\"", "\"bouquet\"");
        String counted = row.replaceAll("(?<head>then-(cost|goodwill)\" [^>]*>\\s*<text>)0(</text>)", "${head}2500$3")
                .replaceAll("(?<head>if-amount\" [^>]*>\\s*<text>)0(</text>)", "${head}$2");
        return repository
                .createDeployment()
                .name("with a bouquet")
                .addString("authority.dmn", rules.substring(0, to) + counted + rules.substring(to))
                .deploy()
                .getId();
    }
}
