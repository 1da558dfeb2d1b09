package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A case is handed on as a last resort, with everything that belongs to it, and only to somebody who says yes. */
@EinhandTest
class HandedOnTest {

    private static final String WHY = "Frau Beispiel möchte mit jemand anderem sprechen.";

    private final House house;
    private final JdbcClient database;

    HandedOnTest(@LocalServerPort int port, @Autowired JdbcClient database) {
        this.house = new House(port);
        this.database = database;
    }

    @BeforeEach
    void back_ends_that_speak_when_told_to() {
        house.behave("logistics", "manual");
    }

    @AfterEach
    void everything_as_usual_again() {
        house.behave("logistics", "auto");
    }

    private String opened(String agent) {
        return house.open(agent, House.redelivery("phone", "questions"));
    }

    private House.Answer handOn(String user, String number, String to, String reason, boolean insist) {
        ObjectNode body = House.read("{}").put("to", to).put("reason", reason).put("note", "Bitte heute noch.");
        if (insist) {
            body.put("override", true);
        }
        return house.post(user, "/api/cases/" + number + "/handoffs", body);
    }

    private JsonNode handoff(String number) {
        return House.last(house.get("agent", "/api/cases/" + number + "/handoffs")
                .expect(200)
                .body()
                .path("items"));
    }

    private JsonNode task(String number) {
        return house.task(number, "accept-handoff");
    }

    private House.Answer act(String user, String number, String what, String body) {
        return house.send(
                user, "POST", "/engine-rest/task/" + task(number).path("id").asText() + "/" + what, body);
    }

    private House.Answer claim(String user, String number) {
        return act(user, number, "claim", "{\"userId\":\"" + user + "\"}");
    }

    private House.Answer say(String user, String number, boolean accepted, String note) {
        return act(user, number, "complete", """
                {"variables":{"accepted":{"value":%s,"type":"Boolean"}%s}}""".formatted(
                        accepted, note == null ? "" : ",\"note\":{\"value\":\"" + note + "\"}"));
    }

    private void accepted(String user, String number) {
        claim(user, number).expect(204);
        say(user, number, true, null).expect(204);
    }

    private List<String> gaps(String number) {
        return database.sql("""
                select action || ' ' || missing from authority_gap join case_file on id = case_id where case_number = ?
                order by 1""").param(number).query(String.class).list();
    }

    @Test
    void the_last_resort_comes_after_everything_that_keeps_the_case() {
        String number = opened("trainee");
        House.Answer refused = handOn("trainee", number, "seniors", WHY, false).expect(409);
        assertThat(refused.problem()).isEqualTo("handoff-not-needed");
        JsonNode options = refused.body().path("options");
        assertThat(options.findValuesAsText("action"))
                .contains("redeliver-standard", "replace-item", "custom-remedy")
                .doesNotContain("retrigger-activation");
        assertThat(options.findValuesAsText("permission")).containsOnly("direct", "approval");
        JsonNode missing = refused.body().path("missing");
        assertThat(missing.findValuesAsText("action")).contains("replace-item").doesNotContain("redeliver-standard");
        assertThat(missing.findValuesAsText("missing")).contains("authority");
        assertThat(refused.body().path("specialists").toString()).contains("technical");
        assertThat(house.get("agent", "/api/cases/" + number + "/handoffs")
                        .expect(200)
                        .body()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(house.tasks("senior", number, "accept-handoff")).isEmpty();
        assertThat(gaps(number)).isEmpty();

        House.Answer insisted = handOn("trainee", number, "seniors", WHY, true).expect(201);
        assertThat(insisted.text("/state")).isEqualTo("offered");
        assertThat(insisted.body().path("insisted").asBoolean()).isTrue();
        assertThat(insisted.raw().headers().firstValue("Location"))
                .hasValue("/api/cases/" + number + "/handoffs/" + insisted.text("/id"));
        assertThat(gaps(number)).contains("replace-item authority");
        assertThat(house.look(number).path("owner").asText()).isEqualTo("trainee");
        assertThat(house.look(number).at("/counts/handoffs").asInt()).isZero();
        assertThat(handOn("trainee", number, "leads", WHY, true).expect(409).problem())
                .isEqualTo("handoff-open");
    }

    @Test
    void everything_goes_with_the_case_and_the_customer_hears_who_has_it() {
        String number = opened("agent");
        house.decide("agent", number, House.read("""
                        {"action":"redeliver-standard","parameters":{"address":
                            {"street":"Neuer Weg 2","postalCode":"10115","city":"Berlin","country":"DE"}}}""")).expect(201);
        house.report("logistics", "shipment.lost", house.ordered(number));
        house.until(number, file -> file.at("/counts/failedAttempts").asInt() == 1);
        JsonNode before = house.look(number);
        JsonNode offered =
                handOn("agent", number, "seniors", WHY, true).expect(201).body();
        JsonNode contract = offered.path("contract");
        assertThat(contract.path("facts").toString()).contains("Smartphone X", "wrong-address");
        assertThat(contract.path("tried")).singleElement().asString().contains("redeliver-standard", "failed");
        assertThat(contract.path("promised"))
                .hasSize(before.at("/promise/version").asInt());
        assertThat(contract.path("owed").toString()).contains("redeliver-express");
        assertThat(contract.path("doNotAskAgain").toString())
                .contains("alte Adresse", "questions", "Neuer Weg 2", "erika");
        String stored = database.sql("select encode(sealed_contract, 'escape') from handoff where id = cast(? as uuid)")
                .param(offered.path("id").asText())
                .query(String.class)
                .single();
        assertThat(stored).doesNotContain("Neuer Weg", "Smartphone");
        assertThat(house.get("homeoffice", "/api/cases/" + number + "/handoffs")
                        .body()
                        .toString())
                .doesNotContain("Neuer Weg", "Erika");

        accepted("senior", number);
        JsonNode after = house.look(number);
        assertThat(after.path("owner").asText()).isEqualTo("senior");
        assertThat(after.at("/counts/handoffs").asInt()).isOne();
        assertThat(after.at("/counts/continuations").asInt()).isZero();
        assertThat(after.path("promise")).isEqualTo(before.path("promise"));
        assertThat(house.message(number, "handed-on").path("text").asText()).contains("Selma K.");
        assertThat(house.task(number, "decide").path("assignee").asText()).isEqualTo("senior");
        String customer = "/api/customers/" + after.at("/customer/id").asText() + "/hand";
        assertThat(house.get("agent", customer).text("/holder")).isEqualTo("senior");
        assertThat(handoff(number).path("state").asText()).isEqualTo("accepted");

        house.post("senior", "/api/cases/" + number + "/contacts", House.read("""
                        {"channel":"phone","direction":"inbound","text":"Noch einmal von vorn.","identified":"questions","retold":true}"""))
                .expect(201);
        assertThat(house.look(number).at("/counts/retold").asInt()).isOne();
        assertThat(House.last(house.look(number).path("contacts"))
                        .path("retold")
                        .asBoolean())
                .isTrue();
        house.post("intake", "/api/cases/" + number + "/contacts", House.read("""
                        {"channel":"email","direction":"inbound","text":"Schon wieder erklärt.","retold":true}"""))
                .expect(201);
        house.post("intake", "/api/cases/" + number + "/contacts", House.read("""
                        {"channel":"email","direction":"inbound","text":"Danke."}"""))
                .expect(201);
        assertThat(house.look(number).at("/counts/retold").asInt()).isEqualTo(2);
        house.decide("agent", number, "redeliver-express").expect(409);
        house.decide("senior", number, "redeliver-express").expect(201);
    }

    @Test
    void who_hands_on_does_not_accept_and_nobody_else_does_who_was_not_asked() {
        String number = opened("agent");
        handOn("agent", number, "agents", WHY, true).expect(201);

        assertThat(claim("agent", number).expect(403).text("/message")).contains("does not accept");
        assertThat(claim("senior", number).expect(403).text("/message")).contains("agents");
        assertThat(claim("finance", number).expect(403).text("/message")).contains("agents");
        assertThat(act("ops", number, "assignee", "{\"userId\":\"agent\"}")
                        .expect(403)
                        .text("/message"))
                .contains("does not accept");
        act("ops", number, "assignee", "{\"userId\":\"senior\"}").expect(204);
        assertThat(say("senior", number, true, null).expect(403).text("/message"))
                .contains("agents");
        act("ops", number, "assignee", "{\"userId\":\"agent2\"}").expect(204);
        assertThat(act("agent2", number, "complete", "{}").expect(400).text("/message"))
                .contains("/accepted");
        assertThat(act("agent2", number, "complete", """
                        {"variables":{"accepted":{"value":true},"owner":{"value":"agent2"}}}""").expect(400).text("/message"))
                .contains("/owner");
        assertThat(house.look(number).path("owner").asText()).isEqualTo("agent");
        say("agent2", number, true, "Mache ich.").expect(204);
        assertThat(house.look(number).path("owner").asText()).isEqualTo("agent2");
        assertThat(handoff(number).path("answer").asText()).isEqualTo("Mache ich.");
    }

    @Test
    void returned_with_a_reason_it_stays_where_it_is() {
        String number = opened("agent");
        handOn("agent", number, "seniors", WHY, true).expect(201);
        claim("senior", number).expect(204);
        assertThat(say("senior", number, false, null).expect(400).text("/message"))
                .contains("/note");
        say("senior", number, false, "Das darfst du selbst.").expect(204);

        JsonNode file = house.look(number);
        assertThat(file.path("owner").asText()).isEqualTo("agent");
        assertThat(file.at("/counts/handoffs").asInt()).isZero();
        assertThat(file.path("timeline").toString()).contains("Das darfst du selbst.");
        assertThat(handoff(number).path("state").asText()).isEqualTo("returned");
        assertThat(house.task(number, "decide").path("assignee").asText()).isEqualTo("agent");
        assertThat(house.task(number, "decide").path("priority").asInt()).isGreaterThanOrEqualTo(75);
        house.untilNotBusy(number);
        assertThat(house.mailbox(number))
                .extracting(sent -> sent.path("event").asText())
                .doesNotContain("handed-on");
        handOn("agent", number, "seniors", WHY, true).expect(201);
    }

    @Test
    void what_nobody_answers_comes_to_the_leads() {
        String number = opened("agent");
        JsonNode offered =
                handOn("agent", number, "seniors", WHY, true).expect(201).body();
        assertThat(Instant.parse(offered.path("dueAt").asText()))
                .isBetween(
                        house.now().plus(Duration.ofMinutes(118)), house.now().plus(Duration.ofMinutes(120)));
        claim("senior", number).expect(204);
        house.advance(Duration.ofMinutes(121));

        JsonNode task = task(number);
        assertThat(task.path("assignee").isNull()).isTrue();
        assertThat(task.path("priority").asInt()).isEqualTo(90);
        assertThat(handoff(number).path("leadAsked").asBoolean()).isTrue();
        assertThat(house.look(number).path("owner").asText()).isEqualTo("agent");
        assertThat(claim("senior", number).expect(403).text("/message")).contains("leads");
        JsonNode links = house.get(
                        "ops", "/engine-rest/task/" + task.path("id").asText() + "/identity-links?type=candidate")
                .body();
        assertThat(StreamSupport.stream(links.spliterator(), false)
                        .map(link -> link.path("groupId").asText()))
                .containsExactly("leads");
        accepted("lead", number);
        assertThat(house.look(number).path("owner").asText()).isEqualTo("lead");
    }

    @Test
    void a_second_time_only_a_lead_hands_it_on() {
        String number = opened("agent");
        handOn("agent", number, "seniors", WHY, true).expect(201);
        accepted("senior", number);

        House.Answer refused = handOn("senior", number, "agents", WHY, true).expect(403);
        assertThat(refused.problem()).isEqualTo("authority-missing");
        assertThat(refused.body().path("approvers").toString()).isEqualTo("[\"leads\"]");
        assertThat(handOn("senior", number, "agents", "conflict-of-interest", false)
                        .expect(403)
                        .problem())
                .isEqualTo("authority-missing");

        house.advance(Duration.ofMinutes(16));
        handOn("lead", number, "agents", "Selma ist morgen nicht da.", false).expect(201);
        assertThat(claim("senior", number).expect(403).text("/message")).contains("does not accept");
        accepted("agent2", number);
        JsonNode file = house.look(number);
        assertThat(file.path("owner").asText()).isEqualTo("agent2");
        assertThat(file.at("/counts/handoffs").asInt()).isEqualTo(2);
    }

    @Test
    void a_reason_that_the_rules_know_needs_no_insisting() {
        String number = opened("agent");
        JsonNode offered = handOn("agent", number, "agents", "conflict-of-interest", false)
                .expect(201)
                .body();
        assertThat(offered.path("insisted").asBoolean()).isFalse();
        assertThat(gaps(number)).isEmpty();
    }

    @Test
    void who_insists_without_lacking_anything_leaves_a_gap_of_its_own() {
        String number = house.open("lead", House.redelivery("phone", "questions"));
        assertThat(handOn("lead", number, "leads", WHY, false)
                        .expect(409)
                        .body()
                        .path("missing"))
                .isEmpty();
        handOn("lead", number, "leads", WHY, true).expect(201);
        assertThat(gaps(number)).containsExactly("handoff none");
    }

    @Test
    void a_specialist_can_have_the_case_and_an_agent_decides() {
        String number = opened("agent");
        assertThat(handOn("agent", number, "finance", WHY, false).expect(409).problem())
                .isEqualTo("handoff-not-needed");
        handOn("agent", number, "finance", WHY, true).expect(201);
        assertThat(house.tasks("finance", number, "accept-handoff")).hasSize(1);
        accepted("finance", number);
        assertThat(house.look(number).path("owner").asText()).isEqualTo("finance");
        assertThat(house.message(number, "handed-on").path("text").asText()).contains("Frieda B.");

        JsonNode decide = house.task(number, "decide");
        assertThat(decide.path("assignee").isNull()).isTrue();
        house.send(
                        "agent2",
                        "POST",
                        "/engine-rest/task/" + decide.path("id").asText() + "/claim",
                        "{\"userId\":\"agent2\"}")
                .expect(204);
        assertThat(house.look(number).path("owner").asText()).isEqualTo("agent2");
    }

    @Test
    void a_closed_case_is_nobodys_to_take() {
        String number = opened("agent");
        handOn("agent", number, "seniors", WHY, true).expect(201);
        house.send("agent", "POST", "/api/cases/" + number + "/withdrawals", "{\"reason\":\"Ist da.\"}")
                .expect(200);
        house.untilState(number, "closed");
        assertThat(house.tasks("senior", number, "accept-handoff")).isEmpty();
        assertThat(handoff(number).path("state").asText()).isEqualTo("ended");
        assertThat(handOn("agent", number, "seniors", WHY, true).expect(409).problem())
                .isEqualTo("case-closed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"to\":\"wizards\",\"reason\":\"?\"} | /to",
                "{\"to\":\"operations\",\"reason\":\"?\"} | /to",
                "{\"reason\":\"?\"} | /to",
                "{\"to\":\"seniors\"} | /reason",
                "{\"to\":\"seniors\",\"override\":true} | /reason",
                "{\"to\":\"seniors\",\"reason\":\" \"} | /reason",
                "{\"to\":\"seniors\",\"reason\":\"?\",\"note\":\"a\\u0007b\"} | /note",
                "{\"to\":\"seniors\",\"reason\":\"?\",\"override\":\"yes\"} | /override",
                "{\"to\":\"seniors\",\"reason\":\"?\",\"force\":true} | /force"
            })
    void what_is_wrong_is_named(String body, String pointer) {
        String number = opened("agent");
        House.Answer refused =
                house.post("agent", "/api/cases/" + number + "/handoffs", body).expect(400);
        assertThat(refused.body().path("errors").findValuesAsText("pointer")).contains(pointer);
    }

    @Test
    void only_who_has_it_hands_it_on_and_once_per_key() {
        String number = opened("agent");
        String path = "/api/cases/" + number + "/handoffs";
        ObjectNode body = House.read("{\"to\":\"seniors\",\"reason\":\"?\",\"override\":true}");
        assertThat(house.post("agent2", path, body).expect(409).problem()).isEqualTo("not-owner");
        assertThat(house.post("finance", path, body).status()).isEqualTo(403);
        assertThat(house.post("intake", path, body).status()).isEqualTo(403);
        assertThat(house.send("agent", "POST", path, body).expect(400).problem())
                .isEqualTo("invalid-request");
        assertThat(house.post("agent", "/api/cases/E26-999999-9/handoffs", body).status())
                .isEqualTo(404);
        String key = UUID.randomUUID().toString();
        House.Answer first = house.post("agent", path, body, key).expect(201);
        assertThat(house.post("agent", path, body, key).expect(201).text("/id")).isEqualTo(first.text("/id"));
        assertThat(house.get("agent", path + "/" + first.text("/id"))
                        .expect(200)
                        .text("/state"))
                .isEqualTo("offered");
        assertThat(house.get("finance", path).status()).isEqualTo(403);
    }
}
