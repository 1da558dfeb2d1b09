package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.einhand.support.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Story 5: thirty people, one angry post. */
@EinhandTest
class ThirtyPeopleOneAngryPostTest {

    private static final Pattern LINK = Pattern.compile("/status/[\\w-]{40,}");
    private static final String HARMLESS = "Das tut uns leid. Wir kümmern uns sofort darum:";

    private final House house;
    private final Http http;

    ThirtyPeopleOneAngryPostTest(@LocalServerPort int port) {
        this.house = new House(port);
        this.http = Http.anonymous(port);
    }

    private JsonNode post(String handle, String text) {
        ObjectNode body = House.read("{\"channel\":\"social-public\"}");
        body.put("handle", handle).put("text", text);
        return house.post("intake", "/api/contacts/unidentified", body)
                .expect(201)
                .body();
    }

    /** What an agent knows of the customer, without what she posted. */
    private static ObjectNode known() {
        ObjectNode body = House.redelivery("social-public", "none");
        body.remove(List.of("channel", "concern"));
        body.put("needBy", "2027-12-24");
        body.with("subject")
                .set(
                        "deliveryAddress",
                        House.address("Marktsteig 12", "50667", "Köln").put("name", "Nora Laut"));
        body.with("facts").put("trackingCode", "00340439999888777666");
        return body;
    }

    private House.Answer say(String agent, String number, String text) {
        ObjectNode body = House.read("{\"channel\":\"social-public\",\"direction\":\"outbound\"}");
        return house.post(agent, "/api/cases/" + number + "/contacts", body.put("text", text));
    }

    private HttpResponse<String> form(String path, String fields) {
        return http.post(path, fields, "Content-Type", "application/x-www-form-urlencoded");
    }

    private static JsonNode contact(JsonNode file, String channel) {
        return StreamSupport.stream(file.path("contacts").spliterator(), false)
                .filter(one -> one.path("channel").asText().equals(channel))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file.path("contacts").toString()));
    }

    @Test
    void a_post_by_somebody_unknown_keeps_its_half_hour_all_the_way_to_the_answer() {
        String handle = "@nora_" + UUID.randomUUID().toString().substring(0, 6);
        JsonNode waiting = post(handle, "Seit Wochen nichts. Unfassbar!");
        Instant arrived = Instant.parse(waiting.path("arrivedAt").asText());
        Instant due = Instant.parse(waiting.path("dueAt").asText());
        assertThat(Duration.between(arrived, due)).isEqualTo(Duration.ofMinutes(30));

        house.advance(Duration.ofMinutes(10));
        ObjectNode known = known();
        String number = house.post(
                        "agent",
                        "/api/contacts/unidentified/" + waiting.path("id").asText() + "/open",
                        known)
                .expect(201)
                .text("/caseNumber");
        JsonNode file = house.look(number);
        assertThat(file.path("channel").asText()).isEqualTo("social-public");
        assertThat(file.path("concern").asText()).isEqualTo("Seit Wochen nichts. Unfassbar!");
        JsonNode contact = contact(file, "social-public");
        assertThat(Instant.parse(contact.path("dueAt").asText())).isEqualTo(due);
        assertThat(contact.path("from").asText()).isEqualTo(handle);

        JsonNode reply = say("agent", number, HARMLESS).expect(201).body();
        assertThat(reply.path("direction").asText()).isEqualTo("outbound");
        assertThat(house.look(number).at("/counts/openContacts").asInt()).isZero();
        JsonNode sent = house.message(number, "public-reply");
        assertThat(sent.path("channel").asText()).isEqualTo("social-public");
        assertThat(sent.path("to").asText()).isEqualTo(handle);
        assertThat(sent.path("text").asText())
                .startsWith(HARMLESS)
                .doesNotContain(
                        number, "Erika", "Beispiel", known.at("/subject/id").asText(), "example.org");

        Matcher link = LINK.matcher(sent.path("text").asText());
        assertThat(link.find()).isTrue();
        String page = http.get(link.group()).body();
        assertThat(page)
                .doesNotContain(number, "Erika", "Smartphone", "Unfassbar", "example.org", "50667")
                .contains("identify-code");

        assertThat(form(link.group() + "/identify", "code=000000").statusCode()).isEqualTo(422);
        assertThat(contact(house.look(number), "social-public")
                        .path("identified")
                        .asText())
                .isEqualTo("none");
        assertThat(form(link.group() + "/identify-code", "").statusCode()).isEqualTo(303);
        JsonNode code = house.message(number, "code");
        assertThat(code.path("to").asText()).isEqualTo("+4915112345678");
        HttpResponse<String> inside = form(
                link.group() + "/identify", "code=" + code.path("text").asText().substring(0, 6));
        assertThat(inside.statusCode()).isEqualTo(303);
        String own = URI.create(inside.headers().firstValue("Location").orElseThrow())
                .getPath();
        assertThat(own).isNotEqualTo(link.group());
        assertThat(http.get(own).body()).contains(number);

        JsonNode moved = contact(house.look(number), "social-private");
        assertThat(moved.path("identified").asText()).isEqualTo("code");
        assertThat(moved.path("id").asText()).isEqualTo(contact.path("id").asText());
        assertThat(Instant.parse(moved.path("dueAt").asText())).isEqualTo(due);
        assertThat(house.look(number).path("timeline").findValuesAsText("text"))
                .anyMatch(entry -> entry.contains("goes on in private"));
        ObjectNode decision = House.read("{\"action\":\"redeliver-standard\"}");
        decision.with("parameters").set("address", House.address("Neuer Weg 2", "10115", "Berlin"));
        house.decide("agent", number, decision).expect(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Liebe Erika, wir schauen nach.|name",
                "Liebe E\u200Brika, wir schauen nach.|name",
                "Frau BEISPIEL, wir sind dran.|name",
                "Wir schreiben an max@example.com.|email",
                "Rufen Sie an: 040 123456789|phone",
                "Rufen Sie an: +49 151 12345678|phone",
                "Es geht an den Marktsteig.|address",
                "Es geht in die Lindenstraße 7.|address",
                "Es geht nach 50667 Köln.|address",
                "Es geht nach Köln.|address",
                "Ihr Fall E26-000123-4 ist da.|number",
                "Bestellung O-77001 ist da.|number",
                "Die Sendung 00340439999888777666 ist da.|number",
                "Auf DE89 3704 0044 0532 0130 00 kommt es.|iban",
                "Sie bekommen 49,90 zurück.|amount",
                "Sie bekommen 50 EUR zurück.|amount",
                "Sie bekommen 15€ zurück.|amount",
                "Es kommt bis zum 24.12.2027.|date",
                "Es kommt bis 24. Dezember.|date",
                "Hier: https://x.example/status/abc|link"
            })
    void nothing_personal_goes_out_in_public(String text, String kind) {
        ObjectNode opened = known();
        opened.put("channel", "social-public").put("concern", "Unfassbar!");
        String number = house.open("agent", opened);
        House.Answer refused = say("agent", number, text).expect(422);
        assertThat(refused.problem()).isEqualTo("personal-data");
        assertThat(refused.body().path("found").toString()).contains("\"" + kind + "\"");
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/text");
        JsonNode file = house.look(number);
        assertThat(file.at("/counts/openContacts").asInt()).isEqualTo(1);
        assertThat(file.path("contacts").size()).isEqualTo(1);
        assertThat(house.mailbox(number))
                .noneMatch(sent -> sent.path("event").asText().equals("public-reply"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HARMLESS,
                "Hallo! Danke für die offenen Worte, das hätte nicht passieren dürfen. Seit 2025 arbeiten wir daran.",
                "Wir melden uns in 30 Minuten. Unser Team ist 24/7 da, Mo–Fr 8–22 Uhr."
            })
    void what_tells_nothing_goes_out(String text) {
        ObjectNode opened = known();
        opened.put("channel", "social-public").put("concern", "Unfassbar!");
        String number = house.open("agent", opened);
        say("agent", number, text).expect(201);
        assertThat(house.message(number, "public-reply").path("text").asText()).startsWith(text);
    }

    @Test
    void a_second_agent_sees_whose_hand_it_is_and_says_nothing_in_public() {
        ObjectNode first = known();
        first.put("channel", "social-public").put("concern", "Unfassbar!");
        ObjectNode second = House.redelivery("phone", "questions");
        second.set("customer", first.path("customer").deepCopy());
        String one = house.open("agent", first);
        String two = house.open("agent2", second);
        String hand = "/api/customers/" + first.at("/customer/id").asText() + "/hand";
        assertThat(house.get("agent2", hand).text("/holder")).isEqualTo("agent");
        House.Answer said = say("agent2", one, HARMLESS).expect(409);
        assertThat(said.problem()).isEqualTo("held-by-other");
        assertThat(said.text("/holder")).isEqualTo("agent");
        assertThat(house.decide("agent2", two, "redeliver-standard").expect(409).problem())
                .isEqualTo("held-by-other");
        house.advance(Duration.ofMinutes(16));
        assertThat(house.get("agent2", hand).body().path("holder").isNull()).isTrue();
        say("agent2", two, HARMLESS).expect(201);
        assertThat(house.get("agent", hand).text("/holder")).isEqualTo("agent2");
    }

    @Test
    void the_link_in_public_is_no_way_into_the_case() {
        ObjectNode opened = known();
        opened.put("channel", "social-public").put("concern", "Unfassbar!");
        String number = house.open("agent", opened);
        say("agent", number, HARMLESS).expect(201);
        Matcher link =
                LINK.matcher(house.message(number, "public-reply").path("text").asText());
        assertThat(link.find()).isTrue();
        for (String path :
                List.of("/address-code", "/not-solved", "/no-more-help", "/withdrawal", "/bank-details-code")) {
            assertThat(form(link.group() + path, "text=x&confirmed=yes").statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        form(link.group() + "/identify-code", "");
        for (int i = 0; i < 5; i++) {
            assertThat(form(link.group() + "/identify", "code=999999" + (i == 4 ? "x" : ""))
                            .statusCode())
                    .isEqualTo(422);
        }
        assertThat(form(
                                link.group() + "/identify",
                                "code="
                                        + house.message(number, "code")
                                                .path("text")
                                                .asText()
                                                .substring(0, 6))
                        .statusCode())
                .isEqualTo(429);
        assertThat(house.look(number).path("contacts").findValuesAsText("identified"))
                .containsOnly("none");
        house.send("agent", "DELETE", "/api/cases/" + number + "/status-links", "")
                .expect(204);
        assertThat(http.get(link.group()).statusCode()).isEqualTo(404);
        assertThat(form(link.group() + "/identify-code", "").statusCode()).isEqualTo(404);
    }

    @Test
    void what_waits_is_listed_by_when_it_is_due_and_settled_once() {
        JsonNode mine = post("@late_" + UUID.randomUUID().toString().substring(0, 6), "Noch da?");
        String path = "/api/contacts/unidentified/" + mine.path("id").asText();
        JsonNode listed = house.get("agent", "/api/contacts/unidentified?size=200")
                .expect(200)
                .body();
        List<String> due = listed.path("items").findValuesAsText("dueAt");
        assertThat(due.stream().map(Instant::parse).toList()).isSorted();
        assertThat(listed.path("items").findValuesAsText("id"))
                .contains(mine.path("id").asText());
        assertThat(house.get("intake", path).expect(200).text("/state")).isEqualTo("waiting");
        assertThat(house.get("intake", "/api/contacts/unidentified").status()).isEqualTo(403);
        assertThat(house.post("intake", path + "/join", House.read("{\"caseNumber\":\"E26-000001-3\"}"))
                        .status())
                .isEqualTo(403);
        house.send("agent", "POST", path + "/discard", House.read("{\"reason\":\"Werbung\"}"))
                .expect(200);
        JsonNode gone = house.get("agent", path).expect(200).body();
        assertThat(gone.path("state").asText()).isEqualTo("discarded");
        assertThat(gone.path("text").isNull()).isTrue();
        assertThat(gone.path("from").isNull()).isTrue();
        assertThat(house.post("agent", path + "/open", known()).expect(409).problem())
                .isEqualTo("contact-settled");
    }

    @Test
    void a_first_answer_counts_before_anybody_knows_who_it_is() {
        JsonNode waiting = post("@early_" + UUID.randomUUID().toString().substring(0, 6), "Antwortet hier jemand?");
        String path = "/api/contacts/unidentified/" + waiting.path("id").asText();
        ObjectNode answer = House.read("{\"text\":\"Rufen Sie an: 040 123456789\"}");
        assertThat(house.send("agent", "POST", path + "/answered", answer)
                        .expect(422)
                        .problem())
                .isEqualTo("personal-data");
        assertThat(house.send("intake", "POST", path + "/answered", answer).status())
                .isEqualTo(403);
        house.send("agent", "POST", path + "/answered", answer.put("text", HARMLESS))
                .expect(200);
        String at = house.send("agent2", "POST", path + "/answered", answer.put("text", "Noch einmal: hallo!"))
                .expect(200)
                .text("/answeredAt");
        house.advance(Duration.ofMinutes(40));
        String number = house.post("agent", path + "/open", known()).expect(201).text("/caseNumber");
        JsonNode file = house.look(number);
        assertThat(contact(file, "social-public").path("answeredAt").asText()).isEqualTo(at);
        assertThat(file.at("/counts/openContacts").asInt()).isZero();
        assertThat(file.path("contacts").findValuesAsText("text")).containsExactly("Antwortet hier jemand?", HARMLESS);
    }

    @Test
    void the_same_post_sent_twice_waits_once() {
        ObjectNode body = House.read("{\"channel\":\"social-public\",\"handle\":\"@twice\",\"text\":\"Hallo?\"}");
        String key = UUID.randomUUID().toString();
        String first = house.post("intake", "/api/contacts/unidentified", body, key)
                .expect(201)
                .text("/id");
        assertThat(house.post("intake", "/api/contacts/unidentified", body, key)
                        .expect(201)
                        .text("/id"))
                .isEqualTo(first);
        assertThat(house.post("intake", "/api/contacts/unidentified", body.put("text", "Anders"), key)
                        .expect(422)
                        .problem())
                .isEqualTo("idempotency-key-reused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"handle\":\"@x\",\"text\":\"x\"}|/channel",
                "{\"channel\":\"event\",\"handle\":\"@x\",\"text\":\"x\"}|/channel",
                "{\"channel\":\"social-public\",\"text\":\"x\"}|/handle",
                "{\"channel\":\"social-public\",\"handle\":\"@x\",\"address\":\"a@b.de\",\"text\":\"x\"}|/address",
                "{\"channel\":\"email\",\"address\":\"a@b\",\"text\":\"x\"}|/address",
                "{\"channel\":\"social-public\",\"handle\":\"@x\"}|/text",
                "{\"channel\":\"social-public\",\"handle\":\"@x\",\"text\":\" \"}|/text",
                "{\"channel\":\"social-public\",\"handle\":\"@x\",\"text\":\"x\",\"at\":\"2999-01-01T00:00:00Z\"}|/at",
                "{\"channel\":\"social-public\",\"handle\":\"@x\",\"text\":\"x\",\"more\":1}|/more"
            })
    void what_is_wrong_with_a_post_is_said(String body, String pointer) {
        House.Answer refused = house.post("intake", "/api/contacts/unidentified", House.read(body))
                .expect(400);
        assertThat(refused.problem()).isEqualTo("invalid-request");
        assertThat(refused.text("/errors/0/pointer")).isEqualTo(pointer);
    }

    @Test
    void a_case_opened_with_a_post_says_what_was_posted_and_nothing_else() {
        JsonNode waiting = post("@x", "Was ist los?");
        String path = "/api/contacts/unidentified/" + waiting.path("id").asText() + "/open";
        assertThat(house.post("agent", path, known().put("concern", "Anders"))
                        .expect(400)
                        .text("/errors/0/pointer"))
                .isEqualTo("/concern");
        ObjectNode nobody = known();
        nobody.remove("customer");
        assertThat(house.post("agent", path, nobody).expect(400).text("/errors/0/pointer"))
                .isEqualTo("/customer");
        assertThat(house.post("agent", "/api/contacts/unidentified/" + UUID.randomUUID() + "/open", known())
                        .expect(404)
                        .problem())
                .isEqualTo("not-found");
        ObjectNode opened = known();
        String number =
                house.open("agent2", opened.deepCopy().put("channel", "phone").put("concern", "Anruf"));
        House.Answer joined = house.post("agent", path, opened).expect(200);
        assertThat(joined.text("/caseNumber")).isEqualTo(number);
        assertThat(joined.body().path("joined").asBoolean()).isTrue();
        assertThat(contact(joined.body(), "social-public").path("text").asText())
                .isEqualTo("Was ist los?");
    }

    @Test
    void the_story_can_be_played() {
        String number = house.post(null, "/sandbox/stories/5", House.read("{}"))
                .expect(201)
                .text("/caseNumber");
        JsonNode file = house.look(number);
        assertThat(file.path("state").asText()).isEqualTo("solved");
        assertThat(contact(file, "social-private").path("identified").asText()).isEqualTo("code");
        assertThat(house.message(number, "public-reply").path("text").asText()).doesNotContain(number, "Nora");
    }
}
