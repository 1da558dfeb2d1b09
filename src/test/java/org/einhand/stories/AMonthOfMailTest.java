package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A month of mail where ten minutes would have done: what one agent can do from one page, and what she asks others for. */
@EinhandTest
class AMonthOfMailTest {

    private static final String AGREED = "Ein Monteur bringt die Tür mit und baut sie ein";

    private final House house;
    private final JdbcClient database;

    AMonthOfMailTest(@LocalServerPort int port, @Autowired JdbcClient database) {
        this.house = new House(port);
        this.database = database;
    }

    private String opened(String agent) {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return house.open(agent, House.read("""
                {"type":"other","channel":"phone","identified":"questions",
                 "customer":{"id":"K-%1$s","name":"Henrike Sander","email":"henrike.%1$s@example.org","language":"de","region":"DE-NI"},
                 "subject":{"kind":"order","id":"O-%1$s","item":"Kleiderschrank Nord","value":{"amount":"899.00","currency":"EUR"}},
                 "concern":"Seit vier Wochen schreibe ich wegen der verzogenen Tür.","facts":{"about":"Möbel"}}""".formatted(unique)));
    }

    private ObjectNode inOwnWords() {
        String day = LocalDate.ofInstant(house.now(), ZoneId.of("Europe/Berlin"))
                .plusDays(3)
                .toString();
        return House.read(
                "{\"action\":\"custom-remedy\",\"note\":\"Sie ist am Donnerstag da.\",\"parameters\":{\"text\":\"%s\",\"promiseBy\":\"%s\",\"doer\":\"logistics\"}}"
                        .formatted(AGREED, day));
    }

    private House.Answer gift(String user, String number, BigDecimal euros) {
        return house.decide(
                user,
                number,
                House.read("{\"action\":\"goodwill-credit\",\"amount\":{\"amount\":\"%s\",\"currency\":\"EUR\"}}"
                        .formatted(euros.toPlainString())));
    }

    private void complete(String user, String number, String key, String variables) {
        String id = house.task(number, key).path("id").asText();
        house.send(user, "POST", "/engine-rest/task/" + id + "/claim", "{\"userId\":\"" + user + "\"}")
                .expect(204);
        house.send(user, "POST", "/engine-rest/task/" + id + "/complete", "{\"variables\":" + variables + "}")
                .expect(204);
    }

    @Test
    void everything_is_on_one_page_and_is_carried_out_from_there() {
        String number = opened("trainee");
        JsonNode options = house.get("trainee", "/api/cases/" + number + "/options")
                .expect(200)
                .body()
                .path("options");
        assertThat(options).allSatisfy(option -> {
            assertThat(option.path("reason").asText()).isNotBlank();
            assertThat(option.path("cost").path("currency").asText()).isEqualTo("EUR");
            assertThat(option.path("permission").asText()).isIn("direct", "approval", "unavailable");
            if (option.path("permission").asText().equals("approval")) {
                assertThat(option.path("approvers")).isNotEmpty();
            }
        });
        assertThat(house.option("trainee", number, "custom-remedy")
                        .path("permission")
                        .asText())
                .isEqualTo("approval");

        JsonNode asked =
                house.decide("trainee", number, inOwnWords()).expect(201).body();
        assertThat(asked.path("state").asText()).isEqualTo("awaiting-approval");
        assertThat(house.look(number).path("owner").asText()).isEqualTo("trainee");
        complete("agent", number, "approve", "{\"approved\":{\"value\":true},\"note\":{\"value\":\"Gute Idee.\"}}");
        assertThat(house.untilState(number, "waiting").at("/promise/what").asText())
                .isEqualTo(AGREED);
        complete("logistics", number, "carry-out", "{\"done\":{\"value\":true}}");
        JsonNode solved = house.untilState(number, "solved");
        assertThat(solved.path("owner").asText()).isEqualTo("trainee");
        assertThat(solved.at("/counts/handoffs").asInt()).isZero();
        assertThat(house.message(number, "solved").path("text").asText()).contains(AGREED);
    }

    @Test
    void a_gift_is_direct_to_the_cent_a_cent_more_asks_and_two_halves_are_one_whole() {
        house.advance(Duration.ofDays(1));
        String whole = opened("senior");
        BigDecimal limit = new BigDecimal(house.option("senior", whole, "goodwill-credit")
                .at("/limit/amount")
                .asText());
        assertThat(limit).isPositive();
        assertThat(gift("senior", whole, limit).expect(201).text("/state")).isEqualTo("in-progress");

        String above = opened("senior");
        BigDecimal left = new BigDecimal(house.option("senior", above, "goodwill-credit")
                .at("/limit/amount")
                .asText());
        assertThat(gift("senior", above, left.add(new BigDecimal("0.01")))
                        .expect(201)
                        .text("/state"))
                .isEqualTo("awaiting-approval");

        String split = opened("senior");
        BigDecimal half = new BigDecimal(house.option("senior", split, "goodwill-credit")
                        .at("/limit/amount")
                        .asText())
                .subtract(new BigDecimal("1.00"));
        assertThat(gift("senior", split, half).expect(201).text("/state")).isEqualTo("in-progress");
        assertThat(gift("senior", split, new BigDecimal("1.01")).expect(201).text("/state"))
                .isEqualTo("awaiting-approval");
    }

    @Test
    void the_page_shows_what_keeps_the_case_before_it_lets_it_go_and_the_gap_is_recorded() {
        String number = opened("trainee");
        ObjectNode handoff = House.read("{\"to\":\"agents\",\"reason\":\"Dafür bin ich nicht zuständig.\"}");
        String path = "/api/cases/" + number + "/handoffs";
        House.Answer refused = house.post("trainee", path, handoff).expect(409);
        assertThat(refused.problem()).isEqualTo("handoff-not-needed");
        assertThat(refused.body().path("options").findValuesAsText("action")).contains("custom-remedy");
        assertThat(refused.body().path("missing").findValuesAsText("action")).contains("custom-remedy");

        house.post("trainee", path, handoff.put("override", true)).expect(201);
        assertThat(database.sql("""
                        select action, missing, case_type from authority_gap join case_file on id = case_id
                        where case_number = ? and action = 'custom-remedy'""").param(number).query().singleRow())
                .containsEntry("missing", "authority")
                .containsEntry("case_type", "other");
        complete("agent2", number, "accept-handoff", "{\"accepted\":{\"value\":true}}");
        assertThat(house.look(number).path("owner").asText()).isEqualTo("agent2");
        house.decide("agent2", number, inOwnWords()).expect(201);
    }

    @Test
    void the_story_plays() {
        String number = house.post(null, "/sandbox/stories/4", "{}").expect(201).text("/caseNumber");
        JsonNode file = house.look(number);
        assertThat(file.path("state").asText()).isEqualTo("solved");
        assertThat(file.path("owner").asText()).isEqualTo("trainee");
        assertThat(file.at("/counts/handoffs").asInt()).isZero();
        assertThat(file.path("timeline").findValuesAsText("kind")).contains("handoff", "decision");
        assertThat(file.at("/remedies/0/authority").asText()).isEqualTo("approved");
        assertThat(house.get("lead", "/api/cases/" + number + "/handoffs")
                        .expect(200)
                        .body()
                        .at("/items/0/state")
                        .asText())
                .isEqualTo("returned");
    }
}
