package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A lead looks at a sample of what others decided alone. */
@EinhandTest
class ReviewsTest {

    private final House house;

    ReviewsTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    private JsonNode reviews(String query) {
        return house.get("lead", "/api/reviews" + query).expect(200).body();
    }

    private Optional<JsonNode> review(String remedy) {
        return StreamSupport.stream(
                        reviews("?state=open&size=200").path("items").spliterator(), false)
                .filter(item -> item.path("id").asText().equals(remedy))
                .findFirst();
    }

    /** Somebody decides until one of her decisions is in the sample. */
    private JsonNode sampled(String agent) {
        return Stream.generate(() -> decided(agent))
                .limit(60)
                .flatMap(remedy -> review(remedy).stream())
                .findFirst()
                .orElseThrow();
    }

    private String decided(String agent) {
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        return house.decide(agent, house.open(agent, call), "redeliver-standard")
                .expect(201)
                .text("/id");
    }

    private House.Answer judge(String user, String id, String body) {
        return house.send(user, "POST", "/api/reviews/" + id + "/verdict", body);
    }

    @Test
    void a_lead_finds_the_decision_with_its_rule_and_says_what_she_thinks() {
        JsonNode item = sampled("agent");
        assertThat(item.path("action").asText()).isEqualTo("redeliver-standard");
        assertThat(item.path("agent").asText()).isEqualTo("agent");
        assertThat(item.path("rule").asText()).isEqualTo("standard-owed");
        assertThat(item.path("reason").asText()).isNotBlank();
        assertThat(item.path("at").asText()).isNotBlank();
        assertThat(item.path("state").asText()).isEqualTo("open");
        String id = item.path("id").asText();
        String number = item.path("caseNumber").asText();
        assertThat(house.look(number).at("/remedies/0/id").asText()).isEqualTo(id);

        assertThat(judge("lead", id, "{}")
                        .expect(400)
                        .body()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/fine");
        assertThat(judge("lead", id, "{\"fine\":false}")
                        .expect(400)
                        .body()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/note");
        JsonNode judged = judge("lead", id, "{\"fine\":false,\"note\":\"Erst nach der Adresse fragen.\"}")
                .expect(200)
                .body();
        assertThat(judged.path("state").asText()).isEqualTo("not-fine");
        assertThat(judged.path("reviewedBy").asText()).isEqualTo("lead");
        assertThat(judged.path("note").asText()).isEqualTo("Erst nach der Adresse fragen.");
        assertThat(judge("lead2", id, "{\"fine\":true}").expect(409).problem()).isEqualTo("not-waiting");
        assertThat(review(id)).isEmpty();
        assertThat(reviews("?state=not-fine&size=200").path("items").findValuesAsText("id"))
                .contains(id);
        assertThat(house.look(number).at("/remedies/0/state").asText()).isIn("in-progress", "effective");
    }

    @Test
    void nobody_reviews_her_own_decision() {
        String id = sampled("lead").path("id").asText();
        assertThat(judge("lead", id, "{\"fine\":true}").expect(403).problem()).isEqualTo("forbidden");
        assertThat(judge("lead2", id, "{\"fine\":true}").expect(200).text("/state"))
                .isEqualTo("fine");
    }

    @Test
    void what_a_second_person_has_seen_is_not_looked_at_again() {
        for (int i = 0; i < 12; i++) {
            String number = house.open("agent", House.redelivery("phone", "questions"));
            String asked = house.decide(
                            "agent",
                            number,
                            House.read(
                                    "{\"action\":\"goodwill-credit\",\"amount\":{\"amount\":\"50.01\",\"currency\":\"EUR\"}}"))
                    .expect(201)
                    .text("/id");
            assertThat(review(asked)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "senior", "trainee", "owner", "ops", "intake", "insight", "finance"})
    void the_list_is_for_leads(String user) {
        assertThat(house.get(user, "/api/reviews").status()).isEqualTo(403);
        assertThat(judge(user, UUID.randomUUID().toString(), "{\"fine\":true}").status())
                .isEqualTo(403);
    }

    @Test
    void a_decision_that_is_not_there_and_a_state_that_is_none() {
        assertThat(judge("lead", UUID.randomUUID().toString(), "{\"fine\":true}")
                        .status())
                .isEqualTo(404);
        assertThat(house.get("lead", "/api/reviews?state=best").expect(400).problem())
                .isEqualTo("invalid-request");
        assertThat(house.get(null, "/api/reviews").status()).isEqualTo(401);
    }
}
