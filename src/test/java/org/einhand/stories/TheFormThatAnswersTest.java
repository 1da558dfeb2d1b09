package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Story 6: a form is answered at once, the page says how it stands, and a word opens the case again. */
@EinhandTest
class TheFormThatAnswersTest {

    private final House house;
    private final HttpClient browser = HttpClient.newHttpClient();

    TheFormThatAnswersTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    private ObjectNode form() {
        ObjectNode form = House.redelivery("self-service", "shop-login");
        form.put("concern", "Erika Beispiel hier, das Paket kam nicht an. Meine Nummer: 0151 23456789.");
        return form;
    }

    private String get(String url) throws Exception {
        HttpResponse<String> page =
                browser.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        return page.body();
    }

    private HttpResponse<String> submit(String url, Map<String, String> fields) throws Exception {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return browser.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_form_gets_its_receipt_with_number_content_date_and_a_place_to_look() {
        House.Answer opened = house.post("intake", "/api/cases", form()).expect(201);
        String number = opened.text("/caseNumber");
        JsonNode receipt = house.message(number, "receipt");
        assertThat(receipt.path("subject").asText()).contains(number);
        assertThat(receipt.path("text").asText()).contains("das Paket kam nicht an", "/status/");
        assertThat(opened.text("/statusUrl")).contains("/status/");
        assertThat(house.look(number).at("/counts/openContacts").asInt())
                .as("a receipt is not an answer")
                .isEqualTo(1);
    }

    @Test
    void every_later_contact_gets_one_too_and_stays_open_until_an_agent_answers() {
        String number = house.open("intake", form());
        House.Answer contact = house.post(
                        "intake",
                        "/api/cases/" + number + "/contacts",
                        House.read(
                                "{\"channel\":\"email\",\"direction\":\"inbound\",\"text\":\"Gibt es etwas Neues?\"}"))
                .expect(201);
        assertThat(contact.text("/dueAt")).isNotNull();
        house.until(
                number,
                file -> file.path("notifications").findValuesAsText("event").stream()
                                .filter("receipt"::equals)
                                .count()
                        == 2);
        assertThat(house.look(number).at("/counts/openContacts").asInt()).isEqualTo(2);
        ObjectNode reply = House.read(
                "{\"channel\":\"email\",\"direction\":\"outbound\",\"text\":\"Wir kümmern uns heute darum.\"}");
        reply.put("answers", contact.text("/id"));
        house.post("agent", "/api/cases/" + number + "/contacts", reply).expect(201);
        assertThat(house.message(number, "reply").path("text").asText()).contains("Wir kümmern uns heute darum.");
        assertThat(house.look(number).at("/counts/openContacts").asInt()).isEqualTo(1);
    }

    @Test
    void the_page_shows_nothing_a_stranger_could_use_and_looking_changes_nothing() throws Exception {
        House.Answer opened = house.post("intake", "/api/cases", form()).expect(201);
        String number = opened.text("/caseNumber");
        String before = house.untilNotBusy(number).toString();
        String page = get(opened.text("/statusUrl"));
        assertThat(page).contains(number, "das Paket kam nicht an");
        assertThat(page).doesNotContain("Erika", "Beispiel", "example.org", "0151", "23456789");
        assertThat(house.look(number).toString()).isEqualTo(before);
    }

    @Test
    void a_wrong_link_shows_the_same_page_as_no_link_at_all() throws Exception {
        House.Answer opened = house.post("intake", "/api/cases", form()).expect(201);
        String url = opened.text("/statusUrl");
        HttpResponse<String> wrong = browser.send(
                HttpRequest.newBuilder(URI.create(url.substring(0, url.length() - 3) + "AAA"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        house.send("agent", "DELETE", "/api/cases/" + opened.text("/caseNumber") + "/status-links", "");
        HttpResponse<String> revoked =
                browser.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(wrong.statusCode()).isEqualTo(404);
        assertThat(revoked.statusCode()).isEqualTo(404);
        assertThat(revoked.body()).isEqualTo(wrong.body());
    }

    @Test
    void a_code_asked_for_at_night_does_not_wait_for_the_morning() throws Exception {
        ZonedDateTime now = house.now().atZone(ZoneId.of("Europe/Berlin"));
        ZonedDateTime night = now.with(LocalTime.of(23, 15));
        house.advance(Duration.between(now, night.isAfter(now) ? night : night.plusDays(1)));
        House.Answer opened = house.post("intake", "/api/cases", form()).expect(201);
        assertThat(submit(opened.text("/statusUrl") + "/address-code", Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(house.message(opened.text("/caseNumber"), "code")
                        .path("channel")
                        .asText())
                .isEqualTo("sms");
    }

    @Test
    void she_gives_the_address_on_the_page_with_a_code_sent_to_the_contact_on_file() throws Exception {
        House.Answer opened = house.post("intake", "/api/cases", form()).expect(201);
        String number = opened.text("/caseNumber");
        String url = opened.text("/statusUrl");
        assertThat(submit(url + "/address-code", Map.of()).statusCode()).isEqualTo(303);
        Matcher code = Pattern.compile("\\b(\\d{6})\\b")
                .matcher(house.message(number, "code").path("text").asText());
        assertThat(code.find()).isTrue();
        Map<String, String> address = Map.of(
                "code", "000000".equals(code.group(1)) ? "000001" : "000000",
                "street", "Neuer Weg 2",
                "postalCode", "10115",
                "city", "Berlin",
                "country", "DE");
        assertThat(submit(url + "/address", address).statusCode()).isEqualTo(422);
        assertThat(house.look(number).path("addressConfirmed").asBoolean()).isFalse();
        Map<String, String> right = new java.util.HashMap<>(address);
        right.put("code", code.group(1));
        assertThat(submit(url + "/address", right).statusCode()).isEqualTo(303);
        JsonNode file = house.look(number);
        assertThat(file.path("addressConfirmed").asBoolean()).isTrue();
        assertThat(file.path("blockedBy").isNull()).isTrue();
        house.message(number, "contact-changed");
        assertThat(submit(url + "/address", right).statusCode())
                .as("a code is good once")
                .isEqualTo(422);
    }

    @Test
    void not_solved_opens_the_same_case_again_for_the_same_owner_ahead_of_the_queue() throws Exception {
        ObjectNode form = form();
        form.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        House.Answer opened = house.post("intake", "/api/cases", form).expect(201);
        String number = opened.text("/caseNumber");
        house.decide("agent", number, "redeliver-express").expect(201);
        house.ordered(number);
        house.advance(Duration.ofHours(25));
        house.untilState(number, "solved");

        submit(opened.text("/statusUrl") + "/not-solved", Map.of("text", "Im Paket war das falsche Gerät."));
        JsonNode again = house.untilState(number, "open");
        assertThat(again.path("owner").asText()).isEqualTo("agent");
        JsonNode task = house.task(number, "decide");
        assertThat(task.path("assignee").asText()).isEqualTo("agent");
        assertThat(task.path("priority").asInt()).isGreaterThan(50);
        house.message(number, "objection-received");

        house.decide("agent", number, "redeliver-express").expect(201);
        house.ordered(number);
        house.advance(Duration.ofHours(25));
        house.untilState(number, "solved");
        house.advance(Duration.ofDays(7).plusMinutes(5));
        house.untilState(number, "closed");
        assertThat(house.post("intake", "/api/cases/" + number + "/objections", House.read("{\"text\":\"doch nicht\"}"))
                        .expect(409)
                        .problem())
                .isEqualTo("case-closed");

        // her rights do not end with the seven days: a later word about the same matter is linked
        House.Answer linked = house.post("intake", "/api/cases", form).expect(201);
        assertThat(linked.text("/caseNumber")).isNotEqualTo(number);
        assertThat(linked.text("/parentCase")).isEqualTo(number);
    }

    @Test
    void no_more_help_needed_stops_what_can_be_stopped() throws Exception {
        house.behave("logistics", "manual");
        try {
            ObjectNode form = form();
            form.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
            House.Answer opened = house.post("intake", "/api/cases", form).expect(201);
            String number = opened.text("/caseNumber");
            house.decide("agent", number, "redeliver-express").expect(201);
            house.ordered(number);
            submit(opened.text("/statusUrl") + "/no-more-help", Map.of("confirmed", "yes"));
            JsonNode closed = house.untilState(number, "closed");
            assertThat(closed.path("outcome").asText()).isEqualTo("withdrawn");
            assertThat(closed.at("/remedies/0/state").asText()).isEqualTo("cancelled");
            house.message(number, "closed");
        } finally {
            house.behave("logistics", "auto");
        }
    }

    @Test
    void no_more_help_needed_before_anything_was_decided_closes_the_case() {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        house.post("agent", "/api/cases/" + number + "/withdrawals", House.read("{\"reason\":\"hat sich erledigt\"}"))
                .expect(200);
        JsonNode closed = house.untilState(number, "closed");
        assertThat(closed.path("outcome").asText()).isEqualTo("withdrawn");
        assertThat(house.tasks("agent", number, "decide")).isEmpty();
    }

    @Test
    void a_promise_never_lapses_in_silence() {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        Instant due = Instant.parse(house.look(number).at("/promise/dueAt").asText());
        house.advance(Duration.between(house.now(), due));
        JsonNode renewed = house.look(number);
        assertThat(renewed.at("/promise/version").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(Instant.parse(renewed.at("/promise/dueAt").asText())).isAfter(due);
        assertThat(renewed.at("/promises/0/state").asText()).isEqualTo("renewed");
        assertThat(house.message(number, "promise-renewed").path("text").asText())
                .isNotBlank();
        house.advance(Duration.ofDays(9));
        JsonNode late = house.look(number);
        assertThat(house.task(number, "call-back").path("name").asText()).isEqualTo("Call the customer");
        assertThat(late.at("/promise/state").asText()).isEqualTo("broken");
        assertThat(late.at("/promise/version").asInt()).isEqualTo(3);
    }
}
