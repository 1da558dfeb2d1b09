package org.einhand.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Leads see what is due in the next minutes and what was missed, and nothing that is neither. */
@EinhandTest
class SupervisionTest {

    private final House house;

    SupervisionTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    private JsonNode watch(String query) {
        return house.get("lead", "/api/supervision?" + query).expect(200).body();
    }

    /** What the lists say of one case, whatever else is in them. */
    private List<JsonNode> of(String caseNumber, String kind, String within) {
        List<JsonNode> found = new ArrayList<>();
        for (int page = 0; ; page++) {
            JsonNode watch = watch("size=200&page=" + page + "&kind=" + kind + "&within=" + within);
            watch.path("items").forEach(item -> {
                if (item.path("caseNumber").asText().equals(caseNumber)) {
                    found.add(item);
                }
            });
            if ((page + 1) * 200L >= watch.path("total").asLong()) {
                return found;
            }
        }
    }

    private String contact(String number, String channel) {
        return house.post(
                        "intake",
                        "/api/cases/" + number + "/contacts",
                        Map.of("channel", channel, "direction", "inbound", "text", "Wo bleibt mein Paket?"))
                .expect(201)
                .text("/dueAt");
    }

    private Duration left(Instant due) {
        return Duration.between(house.now(), due);
    }

    @Test
    void a_contact_shows_half_an_hour_before_it_is_due_and_until_somebody_answers() {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        Instant due = Instant.parse(contact(number, "messenger"));
        assertThat(of(number, "contact", "PT30M")).isEmpty();
        JsonNode ahead = of(number, "contact", "PT2H").get(0);
        assertThat(ahead.path("what").asText()).isEqualTo("messenger");
        assertThat(ahead.path("kind").asText()).isEqualTo("contact");
        assertThat(ahead.path("type").asText()).isEqualTo("redelivery");
        assertThat(ahead.path("owner").asText()).isEqualTo("agent");
        assertThat(ahead.path("addressee").asText()).isEqualTo("agent");
        assertThat(Instant.parse(ahead.path("dueAt").asText())).isEqualTo(due);

        house.advance(left(due).minus(Duration.ofMinutes(29)));
        JsonNode soon = of(number, "contact", "PT30M").get(0);
        assertThat(soon.path("minutesLeft").asLong()).isBetween(27L, 29L);
        house.advance(Duration.ofMinutes(34));
        JsonNode missed = of(number, "contact", "PT0S").get(0);
        assertThat(missed.path("minutesLeft").asLong()).isBetween(-7L, -5L);

        house.post(
                        "agent",
                        "/api/cases/" + number + "/contacts",
                        Map.of("channel", "email", "direction", "outbound", "text", "Es ist unterwegs."))
                .expect(201);
        assertThat(of(number, "contact", "P1D")).isEmpty();
    }

    @Test
    void a_promise_shows_before_it_is_due_and_when_it_was_missed_until_there_is_a_new_one() {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        Instant due = Instant.parse(house.look(number).at("/promise/dueAt").asText());
        assertThat(of(number, "promise", "PT30M")).isEmpty();
        assertThat(of(number, "promise", left(due).plusMinutes(1).toString())).hasSize(1);

        JsonNode escalated = calledIn(number);
        assertThat(escalated.path("minutesLeft").asLong()).isPositive();
        Instant last = Instant.parse(escalated.path("dueAt").asText());
        house.advance(left(last).plus(Duration.ofMinutes(10)));
        JsonNode missed = of(number, "promise", "PT0S").get(0);
        assertThat(Instant.parse(missed.path("dueAt").asText())).isEqualTo(last);
        assertThat(missed.path("minutesLeft").asLong()).isBetween(-13L, -10L);
        assertThat(missed.path("what").asText()).isEqualTo("next-step");
        assertThat(house.look(number).at("/promise/state").asText()).isEqualTo("broken");

        ObjectNode decision = House.read("{\"action\":\"redeliver-standard\"}");
        decision.putObject("parameters").set("address", House.address("Neuer Weg 2", "10115", "Berlin"));
        house.behave("logistics", "manual");
        try {
            house.decide("agent", number, decision).expect(201);
            assertThat(of(number, "promise", "PT30M")).isEmpty();
        } finally {
            house.behave("logistics", "auto");
        }
    }

    /** The promise once it was put off as often as it may be and a lead was called in, before it is due. */
    private JsonNode calledIn(String number) {
        JsonNode escalated = MissingNode.getInstance();
        for (int round = 0; round < 6 && escalated.isMissingNode(); round++) {
            Instant due = Instant.parse(house.look(number).at("/promise/dueAt").asText());
            house.advance(left(due).minus(Duration.ofMinutes(31)));
            escalated = of(number, "promise", "PT0S").stream().findFirst().orElse(escalated);
        }
        assertThat(escalated.isMissingNode()).as("nobody was called in").isFalse();
        return escalated;
    }

    @Test
    void what_waits_for_a_yes_shows_whenever_it_is_due() {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        house.decide("agent", number, House.read("""
                        {"action":"goodwill-credit","amount":{"amount":"50.01","currency":"EUR"},"note":"Sie wartet schon lange."}""")).expect(201);
        JsonNode waiting = of(number, "approval", "PT0S").get(0);
        assertThat(waiting.path("what").asText()).isEqualTo("goodwill-credit");
        assertThat(waiting.path("addressee").asText()).contains("seniors");
        assertThat(waiting.path("owner").asText()).isEqualTo("agent");

        String task = house.task(number, "approve").path("id").asText();
        house.send("senior", "POST", "/engine-rest/task/" + task + "/claim", "{\"userId\":\"senior\"}")
                .expect(204);
        house.send("senior", "POST", "/engine-rest/task/" + task + "/complete", """
                        {"variables":{"approved":{"value":true,"type":"Boolean"},"note":{"value":"Ja.","type":"String"}}}""")
                .expect(204);
        assertThat(of(number, "approval", "P1D")).isEmpty();
    }

    @Test
    void a_case_that_nobody_touches_shows_after_a_day_and_not_before() {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        house.until(number, file -> file.path("promise").isObject());
        Instant touched = Instant.parse(house.look(number).path("updatedAt").asText());
        house.advance(left(touched.plus(Duration.ofDays(1))).minus(Duration.ofMinutes(5)));
        Instant still = Instant.parse(house.look(number).path("updatedAt").asText());
        assertThat(of(number, "untouched", "PT30M")).isEmpty();
        house.advance(left(still.plus(Duration.ofDays(1))).plus(Duration.ofMinutes(5)));
        JsonNode untouched = of(number, "untouched", "PT30M").get(0);
        assertThat(untouched.path("what").asText()).isEqualTo("decide");
        assertThat(untouched.path("minutesLeft").asLong()).isBetween(-8L, -5L);
        contact(number, "phone");
        assertThat(of(number, "untouched", "PT30M")).isEmpty();
    }

    @Test
    void lists_are_paged_soonest_first_and_counted() {
        for (int each = 0; each < 3; each++) {
            contact(house.open("intake", House.redelivery("self-service", "code")), "chat");
        }
        JsonNode all = watch("within=P7D&size=200");
        long counted = 0;
        for (JsonNode count : all.path("counts")) {
            counted += count.asLong();
        }
        assertThat(all.path("total").asLong()).isEqualTo(counted).isGreaterThanOrEqualTo(3);
        assertThat(all.at("/counts/contact").asLong()).isGreaterThanOrEqualTo(3);
        assertThat(all.at("/counts").has("consultation")).isTrue();
        assertThat(all.at("/counts").has("handoff")).isTrue();
        assertThat(all.path("items").findValuesAsText("dueAt").stream()
                        .map(Instant::parse)
                        .toList())
                .isSorted();
        JsonNode second = watch("within=P7D&size=1&page=1");
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.path("size").asInt()).isEqualTo(1);
        assertThat(second.path("page").asInt()).isEqualTo(1);
        assertThat(second.at("/items/0/dueAt").asText())
                .isEqualTo(all.at("/items/1/dueAt").asText());
        JsonNode contacts = watch("within=P7D&kind=contact&size=1");
        assertThat(contacts.path("counts").size()).isEqualTo(1);
        assertThat(contacts.path("total").asLong())
                .isEqualTo(contacts.at("/counts/contact").asLong());
        assertThat(all.toString()).doesNotContain("Beispiel", "@example.org", "Paket");
    }

    @ParameterizedTest
    @CsvSource({
        "within=soon, /within",
        "within=-PT1M, /within",
        "within=P8D, /within",
        "kind=parcel, /kind",
        "size=201, /size",
        "page=-1, /page"
    })
    void what_cannot_be_asked_is_said_by_name(String query, String pointer) {
        assertThat(house.get("lead", "/api/supervision?" + query).expect(400).text("/errors/0/pointer"))
                .isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"agent", "trainee", "senior", "homeoffice", "logistics", "insight", "owner", "ops", "intake"})
    void only_leads_look_after_everybodys_work(String user) {
        assertThat(house.get(user, "/api/supervision").expect(403).problem()).isEqualTo("forbidden");
    }

    @Test
    void leads_find_the_same_in_tasklist() {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        String task = house.task(number, "decide").path("id").asText();
        assertThat(listed("lead", "Due in the next half hour")).doesNotContain(task);
        assertThat(listed("lead", "Missed")).doesNotContain(task);
        assertThat(listed("lead", "Undecided for a day")).doesNotContain(task);
        Instant due = Instant.parse(calledIn(number).path("dueAt").asText());
        house.advance(left(due).minus(Duration.ofMinutes(20)));
        assertThat(listed("lead", "Due in the next half hour")).contains(task);
        assertThat(listed("lead", "Missed")).doesNotContain(task);
        house.advance(Duration.ofMinutes(30));
        assertThat(listed("lead", "Due in the next half hour")).doesNotContain(task);
        assertThat(listed("lead", "Missed")).contains(task);
        house.advance(Duration.ofDays(1));
        assertThat(listed("lead", "Undecided for a day")).contains(task);
        assertThat(filters("agent")).doesNotContain("Missed", "Undecided for a day", "Due in the next half hour");
        assertThat(filters("lead"))
                .contains(
                        "Missed", "Undecided for a day", "Due in the next half hour", "Waiting for a yes or an answer");
    }

    private List<String> filters(String user) {
        return house.get(user, "/engine-rest/filter?maxResults=100")
                .expect(200)
                .body()
                .findValuesAsText("name");
    }

    private List<String> listed(String user, String filter) {
        for (JsonNode each : house.get(user, "/engine-rest/filter?maxResults=100")
                .expect(200)
                .body()) {
            if (each.path("name").asText().equals(filter)) {
                List<String> ids = new ArrayList<>();
                String list = "/engine-rest/filter/" + each.path("id").asText() + "/list?maxResults=200&firstResult=";
                JsonNode page;
                do {
                    page = house.get(user, list + ids.size()).expect(200).body();
                    page.forEach(found -> ids.add(found.path("id").asText()));
                } while (page.size() == 200);
                return ids;
            }
        }
        throw new AssertionError("no filter " + filter);
    }
}
