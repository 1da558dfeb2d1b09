package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.einhand.kernel.OpeningHours;
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

/** A specialist is asked, the case stays where it is, and the answer comes back into it. */
@EinhandTest
class AQuestionComesBackTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String QUESTION = "Welche Sperre liegt auf der Sendung?";

    private final House house;
    private final OpeningHours hours;
    private final JdbcClient database;

    AQuestionComesBackTest(@LocalServerPort int port, @Autowired OpeningHours hours, @Autowired JdbcClient database) {
        this.house = new House(port);
        this.hours = hours;
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

    private String opened() {
        return house.open("agent", House.redelivery("phone", "questions"));
    }

    private House.Answer ask(String user, String number, String specialism, boolean onTheLine) {
        ObjectNode body = House.read("{}").put("specialism", specialism).put("question", QUESTION);
        return house.post(user, "/api/cases/" + number + "/consultations", body.put("onTheLine", onTheLine));
    }

    private JsonNode question(String number) {
        return House.last(house.get("agent", "/api/cases/" + number + "/consultations")
                .expect(200)
                .body()
                .path("items"));
    }

    private JsonNode task(String number) {
        return house.task(number, "answer-consultation");
    }

    private House.Answer act(String user, String number, String what, String body) {
        return house.send(
                user, "POST", "/engine-rest/task/" + task(number).path("id").asText() + "/" + what, body);
    }

    private House.Answer claim(String user, String number) {
        return act(user, number, "claim", "{\"userId\":\"" + user + "\"}");
    }

    private House.Answer answer(String user, String number, String words) {
        return act(user, number, "complete", "{\"variables\":{\"answer\":{\"value\":\"" + words + "\"}}}");
    }

    private List<String> groups(String number) {
        JsonNode links = house.get(
                        "ops",
                        "/engine-rest/task/" + task(number).path("id").asText() + "/identity-links?type=candidate")
                .expect(200)
                .body();
        return StreamSupport.stream(links.spliterator(), false)
                .map(link -> link.path("groupId").asText())
                .sorted()
                .toList();
    }

    /** A time at which specialists are there for hours to come. */
    private void specialists_are_there() {
        Instant now = house.now();
        Instant at = hours.nextOpen("technical", now);
        while (hours.between("technical", at, at.plus(Duration.ofHours(6))).size() != 1
                || !hours.isOpen("technical", at.plus(Duration.ofHours(6)))) {
            at = hours.nextOpen("technical", at.plus(Duration.ofHours(1)));
        }
        if (at.isAfter(now)) {
            house.advance(Duration.between(now, at).plusSeconds(30));
        }
    }

    private static List<String> words(JsonNode file) {
        return StreamSupport.stream(file.path("timeline").spliterator(), false)
                .filter(entry -> entry.path("kind").asText().equals("consultation"))
                .map(entry -> entry.path("text").asText())
                .toList();
    }

    @Test
    void the_case_stays_and_the_answer_comes_into_it() {
        specialists_are_there();
        String number = opened();
        House.Answer asked = ask("agent", number, "technical", false).expect(201);
        String path = asked.raw().headers().firstValue("Location").orElseThrow();
        assertThat(path).isEqualTo("/api/cases/" + number + "/consultations/" + asked.text("/id"));
        assertThat(house.get("agent2", path).expect(200).body()).isEqualTo(asked.body());
        assertThat(asked.text("/state")).isEqualTo("open");
        assertThat(Instant.parse(asked.text("/dueAt")))
                .isBetween(
                        house.now().plus(Duration.ofMinutes(118)), house.now().plus(Duration.ofMinutes(120)));

        JsonNode file = house.look(number);
        assertThat(file.path("state").asText()).isEqualTo("open");
        assertThat(file.path("blockedBy").asText()).isEqualTo("consultation");
        assertThat(file.path("owner").asText()).isEqualTo("agent");
        assertThat(file.at("/counts/consultations").asInt()).isOne();
        assertThat(words(file)).singleElement().asString().contains("technical", QUESTION);
        JsonNode variables = house.get(
                        "ops",
                        "/engine-rest/process-instance/"
                                + task(number).path("processInstanceId").asText() + "/variables")
                .expect(200)
                .body();
        assertThat(variables.fieldNames()).toIterable().containsExactly("consultationId");

        assertThat(house.tasks("technical", number, "answer-consultation")).hasSize(1);
        claim("technical", number).expect(204);
        answer("technical", number, "Zollsperre, sie fällt heute.").expect(204);
        file = house.look(number);
        assertThat(file.path("blockedBy").isNull()).isTrue();
        assertThat(words(file)).last().asString().contains("Zollsperre");
        JsonNode answered = question(number);
        assertThat(answered.path("state").asText()).isEqualTo("answered");
        assertThat(answered.path("answeredBy").asText()).isEqualTo("technical");
        assertThat(answered.path("answer").asText()).isEqualTo("Zollsperre, sie fällt heute.");
        assertThat(house.tasks("agent", number, "answer-consultation")).isEmpty();
        JsonNode decide = house.task(number, "decide");
        assertThat(decide.path("assignee").asText()).isEqualTo("agent");
        assertThat(decide.path("priority").asInt()).isGreaterThanOrEqualTo(75);
    }

    @Test
    void who_asked_does_not_answer_and_nobody_answers_who_was_not_asked() {
        String number = opened();
        ask("agent", number, "technical", false).expect(201);

        assertThat(claim("agent", number).expect(403).text("/message")).contains("does not answer");
        assertThat(claim("agent2", number).expect(403).text("/message")).contains("technical");
        assertThat(claim("lead", number).expect(403).text("/message")).contains("technical");
        assertThat(claim("finance", number).expect(403).text("/message")).contains("technical");
        assertThat(act("ops", number, "assignee", "{\"userId\":\"agent\"}")
                        .expect(403)
                        .text("/message"))
                .contains("does not answer");
        assertThat(answer("technical", number, "Ja").expect(409).text("/message"))
                .contains("Claim");
        act("ops", number, "assignee", "{\"userId\":\"finance\"}").expect(204);
        assertThat(answer("finance", number, "Ja").expect(403).text("/message")).contains("technical");
        act("ops", number, "assignee", "{\"userId\":\"technical\"}").expect(204);
        assertThat(act("technical", number, "complete", "{}").expect(400).text("/message"))
                .contains("/answer");
        assertThat(answer("technical", number, " ").expect(400).text("/message"))
                .contains("/answer");
        assertThat(answer("technical", number, "x".repeat(4001)).expect(400).text("/message"))
                .contains("/answer");
        assertThat(act("technical", number, "complete", """
                        {"variables":{"answer":{"value":"Ja"},"consultationId":{"value":"x"}}}""").expect(400).text("/message"))
                .contains("/consultationId");
        assertThat(act("technical", number, "complete", "{\"variables\":{\"answer\":{\"value\":true}}}")
                        .expect(400)
                        .text("/message"))
                .contains("/answer");
        assertThat(question(number).path("state").asText()).isEqualTo("open");
        assertThat(house.get("technical", "/api/cases/" + number).status()).isEqualTo(403);
        assertThat(house.tasks("technical", number, "decide")).isEmpty();
        answer("technical", number, "Ja").expect(204);
    }

    @Test
    void minutes_on_the_line_then_a_call_back_then_the_next_person_then_wider_authority() {
        specialists_are_there();
        String number = opened();
        JsonNode asked = ask("agent", number, "technical", true).expect(201).body();
        assertThat(asked.path("callBackOffered").asBoolean()).isFalse();
        assertThat(Instant.parse(asked.path("dueAt").asText()))
                .isBetween(house.now().plus(Duration.ofMinutes(4)), house.now().plus(Duration.ofMinutes(5)));
        assertThat(task(number).path("priority").asInt()).isEqualTo(90);
        claim("technical", number).expect(204);

        house.advance(Duration.ofMinutes(5));
        assertThat(question(number).path("callBackOffered").asBoolean()).isTrue();
        assertThat(question(number).path("state").asText()).isEqualTo("open");
        assertThat(words(house.look(number))).last().asString().contains("call-back");
        assertThat(house.task(number, "decide").path("priority").asInt()).isGreaterThanOrEqualTo(85);
        assertThat(house.look(number).path("blockedBy").asText()).isEqualTo("consultation");
        assertThat(task(number).path("assignee").asText()).isEqualTo("technical");

        house.advance(Duration.ofMinutes(121));
        assertThat(task(number).path("assignee").isNull()).isTrue();
        assertThat(groups(number)).containsExactly("leads", "technical");
        assertThat(question(number).path("askedGroups").toString()).contains("leads");
        assertThat(question(number).path("authorityWidened").asBoolean()).isFalse();

        house.advance(Duration.ofMinutes(61));
        JsonNode silent = question(number);
        assertThat(silent.path("state").asText()).isEqualTo("unanswered");
        assertThat(silent.path("authorityWidened").asBoolean()).isTrue();
        JsonNode file = house.look(number);
        assertThat(file.path("blockedBy").isNull()).isTrue();
        assertThat(file.path("owner").asText()).isEqualTo("agent");
        assertThat(words(file)).last().asString().contains("Nobody answered", "may do more");
        house.decide("agent", number, House.read("""
                        {"action":"redeliver-standard","parameters":{"address":
                            {"street":"Neuer Weg 2","postalCode":"10115","city":"Berlin","country":"DE"}}}""")).expect(201);
        assertThat(ruleWasTold(number)).isEqualTo("unanswered");

        claim("lead", number).expect(204);
        answer("lead", number, "Ist frei.").expect(204);
        JsonNode late = question(number);
        assertThat(late.path("state").asText()).isEqualTo("answered");
        assertThat(late.path("authorityWidened").asBoolean()).isFalse();
        assertThat(house.look(number).path("state").asText()).isEqualTo("waiting");
        house.decide("agent", number, House.read("""
                        {"action":"goodwill-credit","amount":{"amount":"1.00","currency":"EUR"}}""")).expect(201);
        assertThat(ruleWasTold(number)).isEqualTo("none");
    }

    private String ruleWasTold(String number) {
        return database.sql("""
                select inputs ->> 'consultation' from decision_record join case_file on id = case_id where case_number = ?
                order by seq desc limit 1""").param(number).query(String.class).single();
    }

    @Test
    void at_night_she_need_not_hold_the_line() {
        Instant now = house.now();
        Instant night = now.atZone(BERLIN)
                .toLocalDate()
                .atTime(LocalTime.of(23, 30))
                .atZone(BERLIN)
                .toInstant();
        house.advance(Duration.between(now, night.isAfter(now) ? night : night.plus(Duration.ofDays(1))));
        String number = opened();
        JsonNode asked = ask("agent", number, "provisioning", true).expect(201).body();

        assertThat(asked.path("callBackOffered").asBoolean()).isTrue();
        Instant open = hours.nextOpen("provisioning", house.now());
        assertThat(Instant.parse(asked.path("dueAt").asText())).isEqualTo(open.plus(Duration.ofHours(2)));
        assertThat(house.task(number, "decide").path("priority").asInt()).isGreaterThanOrEqualTo(85);
    }

    @Test
    void whoever_waits_for_an_answer_decides_meanwhile_and_a_case_under_way_waits_for_nobody() {
        String number = opened();
        ask("agent", number, "logistics", false).expect(201);
        house.decide("agent", number, House.read("""
                        {"action":"redeliver-standard","parameters":{"address":
                            {"street":"Neuer Weg 2","postalCode":"10115","city":"Berlin","country":"DE"}}}""")).expect(201);
        JsonNode file = house.look(number);
        assertThat(file.path("state").asText()).isEqualTo("waiting");
        assertThat(file.path("blockedBy").isNull()).isTrue();

        ask("agent", number, "finance", false).expect(201);
        file = house.look(number);
        assertThat(file.path("state").asText()).isEqualTo("waiting");
        assertThat(file.path("blockedBy").isNull()).isTrue();
        assertThat(file.at("/counts/consultations").asInt()).isEqualTo(2);
    }

    @Test
    void as_long_as_one_question_is_open_the_case_waits_for_an_answer() {
        String number = opened();
        ask("agent", number, "technical", false).expect(201);
        claim("technical", number).expect(204);
        ask("agent", number, "logistics", false).expect(201);
        JsonNode tasks = house.tasks("technical", number, "answer-consultation");
        assertThat(tasks).hasSize(2);
        String hers = StreamSupport.stream(tasks.spliterator(), false)
                .filter(task -> task.path("assignee").asText().equals("technical"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        house.send(
                        "technical",
                        "POST",
                        "/engine-rest/task/" + hers + "/complete",
                        "{\"variables\":{\"answer\":{\"value\":\"Ja\"}}}")
                .expect(204);
        assertThat(house.look(number).path("blockedBy").asText()).isEqualTo("consultation");
        claim("logistics", number).expect(204);
        answer("logistics", number, "Nein").expect(204);
        assertThat(house.look(number).path("blockedBy").isNull()).isTrue();
    }

    @Test
    void a_closed_case_needs_no_answer() {
        String number = opened();
        ask("agent", number, "technical", false).expect(201);
        claim("technical", number).expect(204);
        String id = task(number).path("id").asText();
        house.send("agent", "POST", "/api/cases/" + number + "/withdrawals", "{\"reason\":\"Ist da.\"}")
                .expect(200);
        house.untilState(number, "closed");

        assertThat(house.tasks("agent", number, "answer-consultation")).isEmpty();
        assertThat(question(number).path("state").asText()).isEqualTo("ended");
        assertThat(house.send(
                                "technical",
                                "POST",
                                "/engine-rest/task/" + id + "/complete",
                                "{\"variables\":{\"answer\":{\"value\":\"Ja\"}}}")
                        .status())
                .isEqualTo(404);
        assertThat(ask("agent", number, "technical", false).expect(409).problem())
                .isEqualTo("case-closed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"specialism\":\"wizards\",\"question\":\"?\",\"onTheLine\":false} | /specialism",
                "{\"specialism\":\"agents\",\"question\":\"?\",\"onTheLine\":false} | /specialism",
                "{\"question\":\"?\",\"onTheLine\":false} | /specialism",
                "{\"specialism\":7,\"question\":\"?\"} | /specialism",
                "{\"specialism\":\"technical\",\"onTheLine\":false} | /question",
                "{\"specialism\":\"technical\",\"question\":\"  \"} | /question",
                "{\"specialism\":\"technical\",\"question\":\"a\\u0000b\"} | /question",
                "{\"specialism\":\"technical\",\"question\":\"?\",\"onTheLine\":\"yes\"} | /onTheLine",
                "{\"specialism\":\"technical\",\"question\":\"?\",\"urgent\":true} | /urgent",
                "[] | ''"
            })
    void what_is_wrong_is_named(String body, String pointer) {
        String number = opened();
        House.Answer refused = house.post("agent", "/api/cases/" + number + "/consultations", body)
                .expect(400);
        assertThat(refused.problem()).isEqualTo("invalid-request");
        assertThat(refused.body().path("errors").findValuesAsText("pointer")).contains(pointer);
        assertThat(house.look(number).at("/counts/consultations").asInt()).isZero();
    }

    @Test
    void only_the_owner_asks_and_once_per_key() {
        String number = opened();
        String path = "/api/cases/" + number + "/consultations";
        ObjectNode body = House.read("{\"specialism\":\"technical\",\"question\":\"Warum?\",\"onTheLine\":false}");
        assertThat(house.post("agent2", path, body).expect(409).problem()).isEqualTo("not-owner");
        assertThat(house.post("technical", path, body).status()).isEqualTo(403);
        assertThat(house.post("intake", path, body).status()).isEqualTo(403);
        assertThat(house.post("agent", "/api/cases/E26-999999-9/consultations", body)
                        .status())
                .isEqualTo(404);
        assertThat(house.send("agent", "POST", path, body).expect(400).problem())
                .isEqualTo("invalid-request");
        ObjectNode tooLong = body.deepCopy().put("question", "x".repeat(4001));
        assertThat(house.post("agent", path, tooLong)
                        .expect(400)
                        .body()
                        .path("errors")
                        .findValuesAsText("pointer"))
                .containsExactly("/question");

        String key = UUID.randomUUID().toString();
        House.Answer first = house.post("agent", path, body, key).expect(201);
        House.Answer again = house.post("agent", path, body, key).expect(201);
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(again.raw().headers().firstValue("Location"))
                .isEqualTo(first.raw().headers().firstValue("Location"));
        assertThat(house.post("agent", path, tooLong.put("question", "Anders?"), key)
                        .expect(422)
                        .problem())
                .isEqualTo("idempotency-key-reused");
        assertThat(house.look(number).at("/counts/consultations").asInt()).isOne();
        assertThat(house.get("agent", path + "/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(house.get("technical", path).status()).isEqualTo(403);
    }

    @Test
    void who_works_without_sight_of_personal_data_reads_the_question_without_them() {
        String number = opened();
        ObjectNode body = House.read("{\"specialism\":\"technical\",\"onTheLine\":false}")
                .put("question", "Ist die Adresse von Erika Beispiel, erika@example.org, gesperrt?");
        house.post("agent", "/api/cases/" + number + "/consultations", body).expect(201);

        String seen = house.get("homeoffice", "/api/cases/" + number + "/consultations")
                .expect(200)
                .body()
                .toString();
        assertThat(seen).contains("gesperrt").doesNotContain("Erika", "erika@example.org");
    }
}
