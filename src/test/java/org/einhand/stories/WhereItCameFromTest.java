package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** When a case is solved its cause is named, by a rule or by somebody who knows, so that the company learns. */
@EinhandTest
class WhereItCameFromTest {

    private final House house;

    WhereItCameFromTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    @BeforeEach
    void logistics_says_nothing_by_itself() {
        house.behave("logistics", "manual");
    }

    @AfterEach
    void everything_as_usual_again() {
        house.behave("logistics", "auto");
    }

    private String opened(String facts) {
        ObjectNode call = House.redelivery("phone", "questions");
        call.set("facts", House.read(facts));
        call.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        return house.open("agent", call);
    }

    private JsonNode solve(String number) {
        house.decide("agent", number, "redeliver-standard").expect(201);
        house.report("logistics", "shipment.delivered", house.ordered(number));
        return house.untilState(number, "solved");
    }

    private House.Answer name(String user, String number, String cause) {
        return house.send(
                user, "PUT", "/api/cases/" + number + "/cause", Map.of("cause", cause, "note", "Gesehen im Lager."));
    }

    private JsonNode figures(Instant from) {
        return house.get(
                        "insight",
                        "/api/insight?type=redelivery&from=" + from + "&to="
                                + house.now().plusSeconds(1))
                .expect(200)
                .body();
    }

    private static long count(JsonNode figures, String cause) {
        for (JsonNode each : figures.path("causes")) {
            if (each.path("cause").asText().equals(cause)) {
                return each.path("count").asLong();
            }
        }
        return 0;
    }

    @ParameterizedTest
    @CsvSource({"wrong-address,ours,system", "damaged,ours,packaging", "lost,carrier,carrier", "returned,ours,unknown"})
    void a_rule_tells_it_from_the_facts_once_it_is_solved(String reason, String fault, String cause) {
        Instant before = house.now();
        String number = opened("{\"reason\":\"%s\",\"fault\":\"%s\"}".formatted(reason, fault));
        assertThat(house.look(number).path("cause").isNull()).isTrue();
        long counted = count(figures(before), cause);
        JsonNode solved = solve(number);
        assertThat(solved.path("cause").asText()).isEqualTo(cause);
        assertThat(count(figures(before), cause)).isEqualTo(counted + 1);
    }

    @Test
    void a_case_that_was_solved_is_in_the_figures() {
        Instant before = house.now();
        String number = opened("{\"reason\":\"lost\",\"fault\":\"carrier\"}");
        long kept = figures(before).at("/promises/kept").asLong();
        solve(number);
        JsonNode after = figures(before);
        assertThat(after.at("/promises/kept").asLong()).isEqualTo(kept + 1);
        assertThat(after.path("toldWhenSolvedShare").asDouble()).isPositive();
        assertThat(after.at("/timeToSolve/p50").asText()).startsWith("PT");
        assertThat(after.path("directDecisionShare").asDouble()).isPositive();
        assertThat(after.path("handoffsPerCase").isNumber()).isTrue();
        assertThat(house.get("agent", "/api/insight/me?type=redelivery&from=" + before)
                        .expect(200)
                        .body()
                        .at("/promises/kept")
                        .asLong())
                .isPositive();
    }

    @Test
    void who_knows_better_names_it_and_no_rule_takes_it_back() {
        String number = opened("{\"reason\":\"damaged\",\"fault\":\"ours\"}");
        JsonNode named = name("agent", number, "picking").expect(200).body();
        assertThat(named.path("cause").asText()).isEqualTo("picking");
        assertThat(named.path("timeline").findValuesAsText("text")).contains("Cause: picking (Gesehen im Lager.)");
        assertThat(solve(number).path("cause").asText()).isEqualTo("picking");
        assertThat(name("lead", number, "carrier").expect(200).text("/cause")).isEqualTo("carrier");
        assertThat(house.look(number).path("state").asText()).isEqualTo("solved");
        assertThat(house.send("agent", "PUT", "/api/cases/" + number + "/cause", Map.of("cause", "product"))
                        .expect(200)
                        .text("/cause"))
                .isEqualTo("product");
    }

    @Test
    void its_owner_names_it_or_a_lead() {
        String number = opened("{\"reason\":\"lost\"}");
        House.Answer refused = name("agent2", number, "carrier").expect(409);
        assertThat(refused.problem()).isEqualTo("not-owner");
        assertThat(refused.text("/owner")).isEqualTo("agent");
        name("intake", number, "carrier").expect(403);
        name("insight", number, "carrier").expect(403);
        name("lead", "E26-000000-0", "carrier").expect(404);
        assertThat(house.look(number).path("cause").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "{\"cause\":\"unknown\"}, /cause",
        "{\"cause\":\"weather\"}, /cause",
        "{\"note\":\"nur so\"}, /cause",
        "'{\"cause\":\"carrier\",\"who\":\"me\"}', /who"
    })
    void a_cause_is_one_of_ours(String body, String pointer) {
        String number = opened("{\"reason\":\"lost\"}");
        assertThat(house.send("agent", "PUT", "/api/cases/" + number + "/cause", body)
                        .expect(400)
                        .text("/errors/0/pointer"))
                .isEqualTo(pointer);
    }
}
