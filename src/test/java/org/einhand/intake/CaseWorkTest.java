package org.einhand.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einhand.intake.FrontDoor.aCase;
import static org.einhand.intake.FrontDoor.open;
import static org.einhand.intake.FrontDoor.pointers;
import static org.einhand.intake.FrontDoor.post;
import static org.einhand.intake.FrontDoor.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.einhand.support.EinhandTest;
import org.einhand.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@EinhandTest
class CaseWorkTest {

    private static final String ADDRESS =
            "{\"street\":\"Neuer Weg 2\",\"postalCode\":\"10115\",\"city\":\"Berlin\",\"country\":\"DE\"}";

    @LocalServerPort
    private int port;

    private Http agent;
    private Http shop;

    @BeforeEach
    void open_the_door() {
        agent = Http.anonymous(port).as("agent");
        shop = Http.anonymous(port).as("intake");
    }

    @Test
    void a_contact_is_open_until_an_agent_answers_it() {
        String path = "/api/cases/" + open(agent, aCase());
        HttpResponse<String> told = post(
                shop,
                path + "/contacts",
                read("{\"channel\":\"email\",\"direction\":\"inbound\",\"text\":\"Any\\nnews?\",\"retold\":true}"));

        assertThat(told.statusCode()).as(told.body()).isEqualTo(201);
        String location = told.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(path + "/contacts/");
        assertThat(read(told).path("dueAt").asText()).isNotEmpty();
        assertThat(read(shop.get(location)).path("text").asText()).isEqualTo("Any\nnews?");
        assertThat(count(path, "openContacts")).isEqualTo(1);
        assertThat(count(path, "retold")).isEqualTo(1);

        HttpResponse<String> answer = post(
                agent,
                path + "/contacts",
                read("{\"channel\":\"email\",\"direction\":\"outbound\",\"text\":\"Tomorrow.\",\"answers\":\"%s\"}"
                        .formatted(read(told).path("id").asText())));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(count(path, "openContacts")).isZero();
        assertThat(agent.get(path).body()).contains("\"event\":\"reply\"");
    }

    @Test
    void a_contact_that_is_posted_again_is_the_same_contact() {
        String path = "/api/cases/" + open(agent, aCase()) + "/contacts";
        String body = "{\"channel\":\"chat\",\"direction\":\"inbound\",\"text\":\"Hello\"}";
        String key = UUID.randomUUID().toString();

        HttpResponse<String> first = shop.post(path, body, "Idempotency-Key", key);
        HttpResponse<String> repeat = shop.post(path, body, "Idempotency-Key", key);

        assertThat(repeat.statusCode()).isEqualTo(201);
        assertThat(read(repeat)).isEqualTo(read(first));
        assertThat(shop.post(path.replace("contacts", "objections"), body, "Idempotency-Key", key)
                        .statusCode())
                .isEqualTo(400);
        String other = "/api/cases/" + open(agent, aCase()) + "/contacts";
        assertThat(shop.post(other, body, "Idempotency-Key", key).statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"channel\":\"event\",\"direction\":\"inbound\",\"text\":\"a\"}    | /channel",
                "{\"channel\":\"email\",\"direction\":\"sideways\",\"text\":\"a\"}   | /direction",
                "{\"channel\":\"email\",\"direction\":\"inbound\",\"text\":\" \"}    | /text",
                "{\"channel\":\"email\",\"direction\":\"inbound\",\"text\":\"\\u0000\"} | /text",
                "{\"channel\":\"email\",\"direction\":\"inbound\",\"text\":\"a\",\"identified\":true} | /identified",
                "{\"channel\":\"email\",\"direction\":\"inbound\",\"text\":\"a\",\"retold\":\"yes\"} | /retold",
                "{\"channel\":\"email\",\"direction\":\"outbound\",\"text\":\"a\",\"answers\":\"1\"} | /answers",
                "{\"channel\":\"email\",\"direction\":\"outbound\",\"text\":\"a\","
                        + "\"answers\":\"00000000-0000-0000-0000-000000000000\"} | /answers",
                "{\"channel\":\"email\",\"direction\":\"inbound\",\"text\":\"a\",\"to\":\"b\"} | /to"
            })
    void a_wrong_contact_is_refused(String body, String pointer) {
        String path = "/api/cases/" + open(agent, aCase());

        HttpResponse<String> answer = post(agent, path + "/contacts", read(body));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(pointers(answer)).containsExactly(pointer);
        assertThat(count(path, "contacts")).isEqualTo(1);
    }

    @Test
    void only_agents_answer_customers() {
        String path = "/api/cases/" + open(shop, aCase());

        assertThat(post(
                                shop,
                                path + "/contacts",
                                read("{\"channel\":\"email\",\"direction\":\"outbound\",\"text\":\"a\"}"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(shop.get(path + "/options").statusCode()).isEqualTo(403);
        assertThat(post(shop, path + "/decisions", read("{}")).statusCode()).isEqualTo(403);
        assertThat(post(shop, path + "/take", read("{\"reason\":\"customer-here\"}"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(shop.send("DELETE", path + "/status-links", "").statusCode()).isEqualTo(403);
    }

    @Test
    void an_agent_sees_her_options_and_decides() {
        String path = "/api/cases/" + open(agent, aCase());
        JsonNode options = read(agent.get(path + "/options")).path("options");
        String body = "{\"action\":\"redeliver-standard\",\"note\":\"As agreed\",\"parameters\":{\"address\":" + ADDRESS
                + "}}";
        String key = UUID.randomUUID().toString();

        HttpResponse<String> decided = agent.post(path + "/decisions", body, "Idempotency-Key", key);
        HttpResponse<String> repeat = agent.post(path + "/decisions", body, "Idempotency-Key", key);

        assertThat(options.findValuesAsText("action"))
                .contains("redeliver-standard", "redeliver-express", "redeliver-pickup-point", "replace-item");
        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(201);
        String location = decided.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .isEqualTo(path + "/remedies/" + read(decided).path("id").asText());
        assertThat(read(decided).path("decidedBy").asText()).isEqualTo("agent");
        assertThat(agent.get(location).statusCode()).isEqualTo(200);
        assertThat(repeat.statusCode()).isEqualTo(201);
        assertThat(repeat.headers().firstValue("Location")).hasValue(location);
        assertThat(read(agent.get(path)).path("remedies")).hasSize(1);
        assertThat(post(agent, path + "/decisions", read(body)).statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                        | /action",
                "{\"action\":\"make-a-wish\"}                                              | /action",
                "{\"action\":\"redeliver-standard\",\"amount\":5}                          | /amount",
                "{\"action\":\"redeliver-standard\",\"amount\":{\"amount\":\"5\",\"currency\":\"EUR\"}} | /amount/amount",
                "{\"action\":\"redeliver-standard\",\"parameters\":[]}                     | /parameters",
                "{\"action\":\"redeliver-standard\",\"parameters\":{\"itemId\":\"I-1\"}}   | /parameters/itemId",
                "{\"action\":\"replace-item\"}                                             | /parameters/itemId",
                "{\"action\":\"redeliver-pickup-point\",\"parameters\":{\"pickupPointId\":7}} | /parameters/pickupPointId",
                "{\"action\":\"redeliver-standard\",\"parameters\":{\"from\":\"2026-12-01T09:00:00Z\"}} | /parameters/to",
                "{\"action\":\"redeliver-standard\",\"parameters\":{\"address\":{\"street\":\"<i>\",\"postalCode\":\"10115\","
                        + "\"city\":\"Berlin\",\"country\":\"DE\"}}} | /parameters/address/street",
                "{\"action\":\"redeliver-standard\",\"approved\":true}                     | /approved"
            })
    void a_wrong_decision_is_refused(String body, String pointer) {
        String path = "/api/cases/" + open(agent, aCase());

        HttpResponse<String> answer = post(agent, path + "/decisions", read(body));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(pointers(answer)).containsExactly(pointer);
        assertThat(read(agent.get(path)).path("remedies")).isEmpty();
    }

    @Test
    void a_colleague_who_has_the_customer_there_goes_on() {
        String path = "/api/cases/" + open(agent, aCase());

        HttpResponse<String> taken = agent.as("agent2").post(path + "/take", "{\"reason\":\"customer-here\"}");

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(read(taken).path("owner").asText()).isEqualTo("agent2");
        assertThat(read(taken).path("counts").path("continuations").asInt()).isEqualTo(1);
        assertThat(pointers(agent.post(path + "/take", "{\"reason\":\"bored\"}")))
                .containsExactly("/reason");
    }

    @Test
    void a_customer_may_need_no_more_help() {
        String path = "/api/cases/" + open(shop, aCase());

        HttpResponse<String> answer = shop.post(path + "/withdrawals", "{\"reason\":\"Found it\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(read(answer).has("caseNumber")).isTrue();
        assertThat(read(answer).path("counts").path("contacts").asInt()).isEqualTo(1);
        assertThat(pointers(shop.post(path + "/withdrawals", "{}"))).containsExactly("/reason");
    }

    @Test
    void an_objection_is_a_contact_that_somebody_answers() {
        String path = "/api/cases/" + open(agent, aCase());

        HttpResponse<String> answer = post(agent, path + "/objections", read("{\"text\":\"Still not here\"}"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).hasValue(path);
        assertThat(count(path, "openContacts")).isEqualTo(1);
    }

    @Test
    void a_new_link_goes_to_the_customer_only() {
        String path = "/api/cases/" + open(agent, aCase());

        HttpResponse<String> sent = agent.post(
                path + "/status-links", "", "Idempotency-Key", UUID.randomUUID().toString());

        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        assertThat(sent.body()).doesNotContain("/status/");
        assertThat(agent.send("DELETE", path + "/status-links", "").statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/contacts", "/decisions", "/objections", "/status-links"})
    void what_creates_something_needs_a_key(String action) {
        String path = "/api/cases/" + open(agent, aCase());

        assertThat(pointers(agent.post(path + action, "{}"))).containsExactly("/Idempotency-Key");
    }

    private int count(String path, String what) {
        return read(agent.get(path)).path("counts").path(what).asInt();
    }
}
