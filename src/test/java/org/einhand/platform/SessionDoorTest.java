package org.einhand.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.einhand.support.WebSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Our interface behind a web application's session is the same interface: same roles, same checks, same answers. */
@EinhandTest
class SessionDoorTest {

    private static final String CASES = "/camunda/api/einhand/api/cases";

    @LocalServerPort
    private int port;

    private House house;

    @BeforeEach
    void house() {
        house = new House(port);
    }

    @Test
    void without_a_session_nobody_comes_in_not_even_with_a_password() {
        assertThat(house.get(null, CASES).expect(401).problem()).isEqualTo("unauthenticated");
        house.get("agent", CASES).expect(401);
    }

    @Test
    void an_agent_does_with_her_session_what_she_does_with_her_password() throws Exception {
        String number = house.open("intake", House.redelivery("phone", "questions"));
        WebSession agent = new WebSession(port, "agent");
        assertThat(agent.get(CASES + "/" + number).body()).contains("Erika Beispiel");
        String key = UUID.randomUUID().toString();
        String said = "{\"channel\":\"phone\",\"direction\":\"outbound\",\"text\":\"Wir schicken es neu.\"}";
        HttpResponse<String> noted = agent.post(CASES + "/" + number + "/contacts", said, key, agent.token());
        assertThat(noted.statusCode()).as(noted.body()).isEqualTo(201);
        HttpResponse<String> again = agent.post(CASES + "/" + number + "/contacts", said, key, agent.token());
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(noted.body());
        HttpResponse<String> wrong =
                agent.post(CASES + "/" + number + "/contacts", "{\"channel\":\"pigeon\"}", key + "x", agent.token());
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("invalid-request", "/channel", "/text");
        HttpResponse<String> decided = agent.post(
                CASES + "/" + number + "/decisions",
                "{\"action\":\"goodwill-credit\",\"amount\":{\"amount\":\"5.00\",\"currency\":\"EUR\"}}",
                key + "y",
                agent.token());
        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(201);
        assertThat(house.look(number).path("owner").asText()).isEqualTo("agent");
    }

    @Test
    void without_the_token_of_the_page_nothing_is_changed() throws Exception {
        String number = house.open("intake", House.redelivery("phone", "questions"));
        WebSession agent = new WebSession(port, "agent");
        HttpResponse<String> forged = agent.post(
                CASES + "/" + number + "/take", "{\"reason\":\"customer-here\"}", UUID.randomUUID() + "", "forged");
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(house.look(number).path("owner").isNull()).isTrue();
    }

    @Test
    void roles_and_masks_are_those_of_the_interface() throws Exception {
        ObjectNode call = House.redelivery("phone", "questions");
        String number = house.open("intake", call);
        assertThat(new WebSession(port, "homeoffice").get(CASES + "/" + number).body())
                .contains(number)
                .doesNotContain("Erika", "example.org");
        WebSession operations = new WebSession(port, "ops");
        assertThat(operations.get(CASES + "/" + number).statusCode()).isEqualTo(403);
        assertThat(operations.get("/camunda/api/einhand/api/nowhere").statusCode())
                .isEqualTo(404);
    }
}
