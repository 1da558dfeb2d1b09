package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whoever completes {@code decide} over the engine's interface meets the same rules as over ours. */
@EinhandTest
class TaskSeamTest {

    private final House house;

    TaskSeamTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    private static final String EXPRESS =
            "{\"variables\":{\"action\":{\"value\":\"redeliver-express\",\"type\":\"String\"}}}";

    private ObjectNode addressed(String channel) {
        ObjectNode call = House.redelivery(channel, "questions");
        call.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        return call;
    }

    private House.Answer task(String user, String number, String what, String body) {
        String id = house.task(number, "decide").path("id").asText();
        return house.send(user, "POST", "/engine-rest/task/" + id + "/" + what, body);
    }

    @Test
    void who_claims_the_task_owns_the_case_and_completes_it_with_the_tasks_own_variables() {
        String number = house.open("intake", addressed("email"));
        task("agent", number, "claim", "{\"userId\":\"agent\"}").expect(204);
        assertThat(house.look(number).path("owner").asText()).isEqualTo("agent");
        task("agent", number, "complete", """
                        {"variables":{"action":{"value":"redeliver-express","type":"String"},"note":{"value":"tut uns leid","type":"String"},
                         "parameters":{"type":"Json","value":"{\\"address\\":{\\"street\\":\\"\\",\\"city\\":null}}"}}}""").expect(204);
        var file = house.untilState(number, "waiting");
        assertThat(file.at("/remedies/0/decidedBy").asText()).isEqualTo("agent");
        assertThat(file.at("/remedies/0/note").asText()).isEqualTo("tut uns leid");
        house.ordered(number);
    }

    @Test
    void a_task_cannot_be_completed_twice() {
        String number = house.open("agent", addressed("phone"));
        String id = house.task(number, "decide").path("id").asText();
        house.send("agent", "POST", "/engine-rest/task/" + id + "/complete", EXPRESS)
                .expect(204);
        House.Answer again = house.send("agent", "POST", "/engine-rest/task/" + id + "/complete", EXPRESS)
                .expect(404);
        assertThat(again.text("/message")).contains("done already");
        assertThat(house.look(number).path("remedies")).hasSize(1);
    }

    @Test
    void nor_unclaimed_nor_as_somebody_else_nor_in_anothers_name() {
        String unowned = house.open("intake", addressed("email"));
        assertThat(task("agent", unowned, "complete", EXPRESS).expect(409).text("/message"))
                .contains("Claim");
        assertThat(task("agent", unowned, "claim", "{\"userId\":\"agent2\"}")
                        .expect(403)
                        .text("/message"))
                .contains("for themselves");
        String owned = house.open("agent", addressed("phone"));
        assertThat(task("agent2", owned, "complete", EXPRESS).expect(403).text("/message"))
                .contains("belongs to agent");
        assertThat(task("agent2", owned, "submit-form", EXPRESS).status()).isEqualTo(403);
        assertThat(task("agent2", owned, "unclaim", "{}").status()).isEqualTo(403);
        assertThat(task("agent2", owned, "assignee", "{\"userId\":\"agent2\"}").status())
                .isEqualTo(403);
        assertThat(house.look(owned).path("remedies")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":{\"value\":\"redeliver-express\"},\"remedyId\":{\"value\":\"x\"}}",
                "{\"action\":{\"value\":\"redeliver-express\"},\"way\":{\"value\":\"straight-through\"}}",
                "{\"action\":{\"value\":\"goodwill-of-my-own\"}}",
                "{\"action\":{\"value\":\"redeliver-express\"},\"amount\":{\"value\":\"15.00\",\"type\":\"String\"}}",
                "{\"action\":{\"value\":\"redeliver-express\"},\"parameters\":{\"value\":\"{broken\",\"type\":\"String\"}}",
                "{\"action\":{\"value\":\"redeliver-express\"},\"parameters\":{\"value\":\"{\\\"secret\\\":1}\",\"type\":\"String\"}}",
                "{}"
            })
    void foreign_and_broken_variables_are_refused_and_nothing_is_taken(String variables) {
        String number = house.open("agent", addressed("phone"));
        House.Answer refused = task("agent", number, "complete", "{\"variables\":" + variables + "}")
                .expect(400);
        assertThat(refused.text("/message")).isNotBlank();
        assertThat(house.look(number).path("remedies")).isEmpty();
        assertThat(house.tasks("agent", number, "decide")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localVariables/way", "variables/remedyId"})
    void variables_are_not_written_beside_the_task(String path) {
        String number = house.open("agent", addressed("phone"));
        String id = house.task(number, "decide").path("id").asText();
        assertThat(house.send(
                                "agent",
                                "PUT",
                                "/engine-rest/task/" + id + "/" + path,
                                "{\"value\":\"x\",\"type\":\"String\"}")
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bpmnError", "bpmnEscalation", "delegate", "resolve"})
    void nor_does_anybody_leave_it_by_another_door(String door) {
        String number = house.open("agent", addressed("phone"));
        String body = switch (door) {
            case "bpmnError" -> "{\"errorCode\":\"out-of-stock\"}";
            case "bpmnEscalation" -> "{\"escalationCode\":\"x\"}";
            case "delegate" -> "{\"userId\":\"agent2\"}";
            default -> "{}";
        };
        assertThat(task("agent", number, door, body).status()).isEqualTo(403);
        assertThat(house.tasks("agent", number, "decide")).hasSize(1);
    }

    @Test
    void authority_is_checked_again_with_what_is_on_file() {
        String number = house.open("trainee", addressed("phone"));
        task("trainee", number, "complete", """
                        {"variables":{"action":{"value":"replace-item"},"parameters":{"type":"Json","value":"{\\"itemId\\":\\"Y-1\\"}"}}}""").expect(204);
        var file = house.look(number);
        assertThat(file.at("/remedies/0/state").asText()).isEqualTo("awaiting-approval");
        assertThat(file.at("/blockedBy").asText()).isEqualTo("approval");
        assertThat(house.tasks("trainee", number, "decide")).isEmpty();
        assertThat(house.tasks("agent2", number, "approve")).hasSize(1);
    }
}
