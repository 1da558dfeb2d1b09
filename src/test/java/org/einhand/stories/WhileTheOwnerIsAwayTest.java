package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A contact goes to the owner of its case while she is there, and to her substitute while she is not. */
@EinhandTest
class WhileTheOwnerIsAwayTest {

    private static final List<String> AGENTS = List.of("agent", "agent2", "senior", "trainee");

    private final House house;

    WhileTheOwnerIsAwayTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    @AfterEach
    void everybody_is_back() {
        AGENTS.forEach(agent -> house.send("lead", "DELETE", "/api/colleagues/" + agent + "/absence", "")
                .expect(204));
    }

    private House.Answer away(String by, String colleague, Instant from, Instant until, String substitute) {
        return house.send(
                by,
                "PUT",
                "/api/colleagues/" + colleague + "/absence",
                Map.of("from", from.toString(), "until", until.toString(), "substitute", substitute));
    }

    private House.Answer awayNow(String colleague, String substitute) {
        return away("lead", colleague, house.now().minusSeconds(60), house.now().plus(Duration.ofDays(2)), substitute);
    }

    /** A contact through a channel; who is to answer it. */
    private String addresseeOfNew(String number) {
        return house.post(
                        "intake",
                        "/api/cases/" + number + "/contacts",
                        Map.of("channel", "email", "direction", "inbound", "text", "Ich warte noch."))
                .expect(201)
                .text("/addressee");
    }

    @Test
    void a_contact_is_for_the_owner_who_is_there_and_for_the_first_line_where_there_is_none() {
        String owned = house.open("agent", House.redelivery("phone", "questions"));
        assertThat(addresseeOfNew(owned)).isEqualTo("agent");
        ObjectNode form = House.redelivery("self-service", "code");
        String nobodys = house.open("intake", form);
        assertThat(addresseeOfNew(nobodys)).isNull();
        assertThat(house.look(nobodys).at("/contacts/0/addressee").isNull()).isTrue();

        // whoever takes it on has its open contacts to answer
        house.post("agent2", "/api/cases/" + nobodys + "/take", Map.of("reason", "customer-here"))
                .expect(200);
        assertThat(House.last(house.look(nobodys).path("contacts"))
                        .path("addressee")
                        .asText())
                .isEqualTo("agent2");
        // and she who answers the phone in it, too
        String second = house.open("intake", House.redelivery("self-service", "code"));
        assertThat(house.post(
                                "trainee",
                                "/api/cases/" + second + "/contacts",
                                Map.of("channel", "phone", "direction", "inbound", "text", "Hallo?"))
                        .expect(201)
                        .text("/addressee"))
                .isEqualTo("trainee");
        house.look(second)
                .path("contacts")
                .forEach(contact ->
                        assertThat(contact.path("addressee").asText()).isEqualTo("trainee"));
    }

    @Test
    void while_she_is_away_it_is_for_her_substitute_who_goes_on_with_the_case_in_one_step() {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        awayNow("agent", "agent2").expect(200);
        assertThat(addresseeOfNew(number)).isEqualTo("agent2");

        JsonNode file = house.look(number);
        assertThat(file.path("owner").asText()).isEqualTo("agent");
        assertThat(file.path("timeline").findValuesAsText("text")).contains("agent is away: agent2 answers for her");
        assertThat(house.task(number, "decide").path("assignee").asText()).isEqualTo("agent");
        JsonNode hers = house.get(
                        "agent2",
                        "/api/cases?addressee=agent2&customerId="
                                + file.at("/customer/id").asText())
                .expect(200)
                .body();
        assertThat(hers.path("items").findValuesAsText("caseNumber")).containsExactly(number);
        assertThat(hers.at("/items/0/addressee").asText()).isEqualTo("agent2");
        assertThat(house.get(
                                "agent2",
                                "/api/cases?addressee=agent&customerId="
                                        + file.at("/customer/id").asText())
                        .body()
                        .path("items"))
                .isEmpty();
        assertThat(tasksStoodInFor("agent2")).contains(number);

        JsonNode taken = house.post("agent2", "/api/cases/" + number + "/take", Map.of("reason", "owner-absent"))
                .expect(200)
                .body();
        assertThat(taken.path("owner").asText()).isEqualTo("agent2");
        assertThat(taken.at("/counts/continuations").asInt()).isEqualTo(1);
        assertThat(taken.at("/counts/handoffs").asInt()).isZero();
        assertThat(house.task(number, "decide").path("assignee").asText()).isEqualTo("agent2");
        assertThat(addresseeOfNew(number)).isEqualTo("agent2");
    }

    /** The cases of the tasks that she finds as hers, or as those she stands in for. */
    private List<String> tasksStoodInFor(String user) {
        String filter = null;
        for (JsonNode each :
                house.get(user, "/engine-rest/filter?maxResults=100").body()) {
            if (each.path("name").asText().equals("Mine, and where I stand in")) {
                filter = each.path("id").asText();
            }
        }
        List<String> numbers = new java.util.ArrayList<>();
        for (JsonNode task : house.get(user, "/engine-rest/filter/" + filter + "/list?maxResults=200")
                .expect(200)
                .body()) {
            numbers.add(house.get(
                            user,
                            "/engine-rest/process-instance/"
                                    + task.path("processInstanceId").asText())
                    .text("/businessKey"));
        }
        return numbers;
    }

    @Test
    void absence_begins_and_ends_by_itself() {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        Instant now = house.now();
        away("agent", "agent", now.plus(Duration.ofHours(1)), now.plus(Duration.ofHours(3)), "agent2")
                .expect(200);
        assertThat(addresseeOfNew(number)).isEqualTo("agent");
        house.advance(Duration.ofMinutes(61));
        assertThat(addresseeOfNew(number)).isEqualTo("agent2");
        house.advance(Duration.ofHours(2));
        assertThat(addresseeOfNew(number)).isEqualTo("agent");
        JsonNode none =
                house.get("agent", "/api/colleagues/agent/absence").expect(200).body();
        assertThat(none.path("colleague").asText()).isEqualTo("agent");
        assertThat(none.path("substitute").isNull()).isTrue();
    }

    @Test
    void who_writes_it_down_herself_is_there_and_an_objection_goes_the_same_way() {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        awayNow("agent", "senior").expect(200);
        assertThat(house.post(
                                "agent",
                                "/api/cases/" + number + "/contacts",
                                Map.of("channel", "phone", "direction", "inbound", "text", "Sie ruft an."))
                        .expect(201)
                        .text("/addressee"))
                .isEqualTo("agent");
        house.post("agent2", "/api/cases/" + number + "/objections", Map.of("text", "Nichts ist gut."))
                .expect(201);
        assertThat(House.last(house.look(number).path("contacts"))
                        .path("addressee")
                        .asText())
                .isEqualTo("senior");
    }

    @Test
    void a_substitute_who_falls_ill_has_one_herself() {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        awayNow("agent", "agent2").expect(200);
        awayNow("agent2", "senior").expect(200);
        assertThat(addresseeOfNew(number)).isEqualTo("senior");
        assertThat(awayNow("senior", "agent").expect(400).text("/errors/0/pointer"))
                .isEqualTo("/substitute");
        house.send("agent2", "DELETE", "/api/colleagues/agent2/absence", "").expect(204);
        assertThat(addresseeOfNew(number)).isEqualTo("agent2");
    }

    @Test
    void two_who_name_each_other_at_the_same_moment_are_not_both_away() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Integer>> asked = List.of(
                    () -> awayNow("agent", "agent2").status(),
                    () -> awayNow("agent2", "agent").status());
            List<Integer> answers = new java.util.ArrayList<>();
            for (Future<Integer> answer : both.invokeAll(asked)) {
                answers.add(answer.get());
            }
            assertThat(answers).containsExactlyInAnyOrder(200, 400);
        } finally {
            both.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "agent, /substitute",
        "logistics, /substitute",
        "nobody-here, /substitute",
        "intake, /substitute",
        "'', /substitute"
    })
    void a_substitute_is_another_agent(String substitute, String pointer) {
        House.Answer answer = awayNow("agent", substitute).expect(400);
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.text("/errors/0/pointer")).isEqualTo(pointer);
    }

    @Test
    void a_time_has_a_beginning_and_an_end_ahead() {
        Instant now = house.now();
        assertThat(away("lead", "agent", now.plusSeconds(60), now.plusSeconds(60), "agent2")
                        .expect(400)
                        .text("/errors/0/pointer"))
                .isEqualTo("/until");
        assertThat(away("lead", "agent", now.minusSeconds(60), now.minusSeconds(30), "agent2")
                        .expect(400)
                        .text("/errors/0/pointer"))
                .isEqualTo("/until");
        House.Answer missing =
                house.send("lead", "PUT", "/api/colleagues/agent/absence", Map.of("until", "morgen", "why", "krank"));
        assertThat(missing.expect(400).body().path("errors").findValuesAsText("pointer"))
                .containsExactly("/from", "/substitute", "/until", "/why");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent2", "senior", "trainee"})
    void nobody_sends_a_colleague_home_but_a_lead(String user) {
        assertThat(away(user, "agent", house.now(), house.now().plusSeconds(3600), "agent2")
                        .expect(403)
                        .problem())
                .isEqualTo("forbidden");
        house.send(user, "DELETE", "/api/colleagues/agent/absence", "").expect(403);
        house.get(user, "/api/colleagues/agent/absence").expect(200);
    }

    @Test
    void only_agents_have_absences_and_only_agents_ask() {
        for (String colleague : List.of("logistics", "nobody-here", "intake")) {
            house.get("lead", "/api/colleagues/" + colleague + "/absence").expect(404);
            house.send("lead", "DELETE", "/api/colleagues/" + colleague + "/absence", "")
                    .expect(404);
            away("lead", colleague, house.now(), house.now().plusSeconds(3600), "agent2")
                    .expect(404);
        }
        for (String user : List.of("intake", "insight", "logistics", "ops")) {
            house.get(user, "/api/colleagues/agent/absence").expect(403);
        }
        house.get(null, "/api/colleagues/agent/absence").expect(401);
    }
}
