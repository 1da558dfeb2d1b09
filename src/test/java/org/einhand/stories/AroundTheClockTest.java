package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.einhand.kernel.Calendars;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Story 7: we are there around the clock, specialists are not; who is promised a call is called when she was told. */
@EinhandTest
class AroundTheClockTest {

    private static final String SITE = "DE-BE";

    private final House house;
    private final Calendars calendars;

    AroundTheClockTest(@LocalServerPort int port, @Autowired Calendars calendars) {
        this.house = new House(port);
        this.calendars = calendars;
    }

    private String open(String agent) {
        return house.open(agent, House.redelivery("phone", "questions"));
    }

    private ZonedDateTime local() {
        return house.now().atZone(Calendars.ZONE);
    }

    /** Moves the clock to that moment. */
    private void until(Instant at) {
        house.advance(Duration.between(house.now(), at));
    }

    /** The next Friday night before a Saturday on which people work. */
    private Instant fridayNight() {
        ZonedDateTime friday =
                local().with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY)).with(LocalTime.of(23, 0));
        while (!friday.isAfter(local())
                || calendars.isHoliday(friday.toLocalDate().plusDays(1), SITE)) {
            friday = friday.plusWeeks(1);
        }
        return friday.toInstant();
    }

    /** A day from now on which specialists work, Monday to Friday. */
    private LocalDate workday(int ahead) {
        LocalDate day = local().toLocalDate().plusDays(ahead);
        while (!calendars.counts(day, Calendars.Unit.ARBEITSTAGE, SITE)) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(hour, minute).atZone(Calendars.ZONE).toInstant();
    }

    private List<JsonNode> windows(String number, String query) {
        JsonNode found = house.get("agent", "/api/cases/" + number + "/callback-windows" + query)
                .expect(200)
                .body();
        return StreamSupport.stream(found.path("windows").spliterator(), false).toList();
    }

    private static Instant time(JsonNode node, String field) {
        return Instant.parse(node.path(field).asText());
    }

    private static ObjectNode call(Object from, Object to, String group) {
        ObjectNode decision = House.read("{\"action\":\"schedule-callback\",\"parameters\":{}}");
        ObjectNode parameters = decision.withObject("/parameters");
        if (from != null) {
            parameters.put("from", from.toString());
        }
        if (to != null) {
            parameters.put("to", to.toString());
        }
        if (group != null) {
            parameters.put("group", group);
        }
        return decision;
    }

    private JsonNode agree(String agent, String number, Instant from, Instant to, String group) {
        return house.decide(agent, number, call(from, to, group)).expect(201).body();
    }

    private JsonNode remedy(String number) {
        return house.look(number).at("/remedies/0");
    }

    private JsonNode untilCall(String number, String pointer, String value) {
        return house.until(
                        number,
                        seen -> seen.at("/remedies/0" + pointer).asText().equals(value))
                .at("/remedies/0");
    }

    private House.Answer claim(String user, JsonNode task) {
        return house.send(
                user,
                "POST",
                "/engine-rest/task/" + task.path("id").asText() + "/claim",
                "{\"userId\":\"" + user + "\"}");
    }

    private House.Answer say(String user, JsonNode task, String variables) {
        return house.send(
                user,
                "POST",
                "/engine-rest/task/" + task.path("id").asText() + "/complete",
                "{\"variables\":{" + variables + "}}");
    }

    private static final String REACHED = "\"reached\":{\"value\":true}";
    private static final String NOT_REACHED = "\"reached\":{\"value\":false}";

    private long told(String number) {
        return house.mailbox(number).stream()
                .filter(sent -> sent.path("event").asText().equals("call-back"))
                .count();
    }

    @Test
    void who_asks_for_a_specialist_on_friday_night_is_called_on_saturday_from_nine() {
        Instant friday = fridayNight();
        until(friday);
        LocalDate saturday = LocalDate.ofInstant(friday, Calendars.ZONE).plusDays(1);
        String number = open("agent");
        assertThat(house.option("agent", number, "schedule-callback")
                        .path("permission")
                        .asText())
                .isEqualTo("direct");
        List<JsonNode> free = windows(number, "?group=technical");
        assertThat(time(free.get(0), "from")).isEqualTo(at(saturday, 9, 0));
        assertThat(free).allSatisfy(window -> {
            ZonedDateTime from = time(window, "from").atZone(Calendars.ZONE);
            ZonedDateTime to = time(window, "to").atZone(Calendars.ZONE);
            boolean isSaturday = from.getDayOfWeek() == DayOfWeek.SATURDAY;
            assertThat(from.getDayOfWeek()).isNotEqualTo(DayOfWeek.SUNDAY);
            assertThat(calendars.isHoliday(from.toLocalDate(), SITE)).isFalse();
            assertThat(from.toLocalTime()).isAfterOrEqualTo(LocalTime.of(isSaturday ? 9 : 8, 0));
            assertThat(to.toLocalTime()).isBeforeOrEqualTo(LocalTime.of(isSaturday ? 19 : 21, 0));
            assertThat(to.toLocalDate()).isEqualTo(from.toLocalDate());
        });

        // she reads mail, and gets hers in the night; a phone does not ring before eight
        ObjectNode other = House.redelivery("phone", "questions");
        other.withObject("/customer").put("preferredChannel", "sms");
        String texting = house.open("agent", other);
        JsonNode agreed = agree("agent", number, at(saturday, 9, 0), at(saturday, 11, 0), "technical");
        agree("agent", texting, at(saturday, 9, 0), at(saturday, 11, 0), "technical");
        assertThat(agreed.at("/call/state").asText()).isEqualTo("open");
        assertThat(agreed.at("/call/group").asText()).isEqualTo("technical");
        assertThat(agreed.path("doer").asText()).isEqualTo("technical");
        assertThat(house.message(number, "call-back").path("text").asText()).contains("09:00 Uhr", "11:00 Uhr");
        house.until(
                texting,
                seen -> seen.path("notifications").findValuesAsText("event").contains("call-back"));
        assertThat(told(texting)).isZero();
        until(at(saturday, 8, 5));
        assertThat(house.message(texting, "call-back").path("channel").asText()).isEqualTo("sms");

        // the task is there before the window begins, for those who were asked for, with the whole case
        assertThat(house.tasks("technical", number, "call-back")).isEmpty();
        until(at(saturday, 8, 50));
        JsonNode task = house.task(number, "call-back");
        assertThat(task.path("assignee").isNull()).isTrue();
        assertThat(Instant.parse(task.path("due").asText().replaceFirst("(\\+\\d\\d)(\\d\\d)$", "$1:$2")))
                .isEqualTo(at(saturday, 11, 0));
        assertThat(house.tasks("technical", number, "call-back")).hasSize(1);
        assertThat(claim("finance", task).expect(403).text("/message")).contains("call is for technical");
        assertThat(claim("agent2", task).expect(403).text("/message")).contains("call is for technical");
        assertThat(say("technical", task, REACHED).expect(409).text("/message")).contains("Claim");
        claim("technical", task).expect(204);
        assertThat(say("technical", task, REACHED + ",\"amount\":{\"value\":1}")
                        .expect(400)
                        .text("/message"))
                .contains("/amount");
        assertThat(say("technical", task, "\"reached\":{\"value\":\"yes\"}")
                        .expect(400)
                        .text("/message"))
                .contains("/reached");
        long before = told(number);
        say("technical", task, REACHED + ",\"note\":{\"value\":\"Sie kommt zurecht.\"}")
                .expect(204);
        JsonNode called = untilCall(number, "/state", "effective");
        assertThat(called.at("/call/state").asText()).isEqualTo("kept");
        JsonNode file = house.look(number);
        assertThat(file.path("state").asText()).as("a call settles nothing").isEqualTo("open");
        assertThat(file.path("timeline").findValuesAsText("text"))
                .anySatisfy(text -> assertThat(text).contains("Sie kommt zurecht."));
        assertThat(told(number)).as("spoken with is told").isEqualTo(before);
    }

    @Test
    void the_sandbox_plays_it() {
        String number = house.post(null, "/sandbox/stories/7", House.read("{}"))
                .expect(201)
                .text("/caseNumber");
        JsonNode file = house.look(number);
        assertThat(file.at("/counts/continuations").asInt()).isEqualTo(2);
        assertThat(file.at("/counts/handoffs").asInt()).isZero();
        JsonNode call = file.at("/remedies/0/call");
        assertThat(call.path("group").asText()).isEqualTo("technical");
        assertThat(call.path("version").asInt()).isEqualTo(2);
        assertThat(call.at("/earlier/0/state").asText()).isEqualTo("renewed");
        await().until(() -> told(number) == 2);
        until(time(call, "from"));
        assertThat(house.tasks("technical", number, "call-back")).hasSize(1);
        JsonNode task = house.task(number, "call-back");
        claim("technical", task).expect(204);
        say("technical", task, REACHED).expect(204);
        untilCall(number, "/state", "effective");
    }

    @Test
    void at_three_at_night_whoever_has_her_on_the_line_goes_on_and_calls_in_the_morning() {
        ZonedDateTime night = local().with(LocalTime.of(3, 0));
        until((night.isAfter(local()) ? night : night.plusDays(1)).toInstant());
        String number = open("agent");
        LocalDate today = local().toLocalDate();
        agree("agent", number, at(today, 9, 0), at(today, 10, 0), null);
        JsonNode before = house.option("agent", number, "redeliver-express");
        house.send("agent2", "POST", "/api/cases/" + number + "/take", "{\"reason\":\"customer-here\"}")
                .expect(200);
        JsonNode taken = house.look(number);
        assertThat(taken.path("owner").asText()).isEqualTo("agent2");
        assertThat(taken.at("/counts/continuations").asInt()).isOne();
        assertThat(taken.at("/counts/handoffs").asInt()).isZero();
        assertThat(house.option("agent2", number, "redeliver-express"))
                .as("the same rules")
                .isEqualTo(before);

        // who works at home goes on without seeing who it is
        house.send("homeoffice", "POST", "/api/cases/" + number + "/take", "{\"reason\":\"owner-absent\"}")
                .expect(200);
        JsonNode masked =
                house.get("homeoffice", "/api/cases/" + number).expect(200).body();
        assertThat(masked.at("/customer/name").asText()).doesNotContain("Erika");
        assertThat(masked.toString()).doesNotContain("+4915112345678", "example.org");
        until(at(today, 8, 46));
        JsonNode task = house.task(number, "call-back");
        assertThat(task.path("assignee").asText()).isEqualTo("homeoffice");
        house.send("agent", "POST", "/api/cases/" + number + "/take", "{\"reason\":\"customer-here\"}")
                .expect(200);
        assertThat(house.task(number, "call-back").path("assignee").asText())
                .as("the call is with whoever looks after the case")
                .isEqualTo("agent");
        house.send("homeoffice", "POST", "/api/cases/" + number + "/take", "{\"reason\":\"customer-here\"}")
                .expect(200);
        say("homeoffice", task, REACHED).expect(204);
        untilCall(number, "/state", "effective");
    }

    @Test
    void nobody_waits_by_the_phone_for_nothing() {
        String number = open("agent");
        LocalDate day = local().toLocalDate().plusDays(1);
        agree("agent", number, at(day, 10, 0), at(day, 11, 0), null);
        until(at(day, 10, 1));
        assertThat(house.task(number, "call-back").path("assignee").asText()).isEqualTo("agent");
        until(at(day, 10, 31));
        JsonNode lead = await().until(
                        () -> house.tasks("lead", number, "call-back").path(0),
                        task -> task.path("assignee").isNull());
        assertThat(lead.path("priority").asInt()).isEqualTo(90);
        assertThat(remedy(number).at("/call/version").asInt()).isOne();

        until(at(day, 10, 51));
        JsonNode renewed = untilCall(number, "/call/version", "2");
        assertThat(house.now()).as("before the first one passes").isBefore(at(day, 11, 0));
        assertThat(renewed.at("/call/state").asText()).isEqualTo("open");
        assertThat(renewed.at("/call/reason").asText()).isEqualTo("nobody-called");
        assertThat(renewed.at("/call/earlier/0/state").asText()).isEqualTo("renewed");
        assertThat(house.tasks("lead", number, "call-back")).isEmpty();
        await().until(() -> told(number) == 2);
        assertThat(house.message(number, "call-back").path("text").asText()).contains("tut uns leid");

        // two new windows at most, then it is broken, and stays with a lead
        until(time(renewed.path("call"), "to").minus(Duration.ofMinutes(5)));
        JsonNode last = untilCall(number, "/call/version", "3");
        until(time(last.path("call"), "to").plus(Duration.ofMinutes(1)));
        JsonNode broken = untilCall(number, "/call/state", "broken");
        assertThat(broken.at("/call/version").asInt()).isEqualTo(3);
        assertThat(broken.path("state").asText()).isEqualTo("in-progress");
        JsonNode task = house.task(number, "call-back");
        claim("lead", task).expect(204);
        say("lead", task, REACHED).expect(204);
        assertThat(untilCall(number, "/state", "effective").at("/call/state").asText())
                .isEqualTo("broken");
    }

    @Test
    void who_does_not_answer_is_called_once_more_and_then_chooses_another_time() {
        String number = open("agent");
        LocalDate day = local().toLocalDate().plusDays(1);
        agree("agent", number, at(day, 10, 0), at(day, 12, 0), null);
        until(at(day, 10, 1));
        say("agent", house.task(number, "call-back"), NOT_REACHED).expect(204);
        assertThat(house.tasks("agent", number, "call-back")).isEmpty();
        assertThat(remedy(number).at("/call/attempts").asInt()).isOne();
        until(at(day, 10, 23));
        say("agent", house.task(number, "call-back"), NOT_REACHED).expect(204);
        JsonNode waits = untilCall(number, "/call/state", "kept");
        assertThat(waits.path("state").asText()).isEqualTo("in-progress");
        assertThat(house.message(number, "call-back").path("text").asText()).contains("nicht erreicht", "/status/");

        LocalDate next = day.plusDays(1);
        move("agent", number, at(next, 9, 0), at(next, 10, 0)).expect(200);
        until(at(next, 9, 1));
        say("agent", house.task(number, "call-back"), NOT_REACHED).expect(204);
        until(at(next, 9, 22));
        say("agent", house.task(number, "call-back"), NOT_REACHED).expect(204);
        house.advance(Duration.ofDays(3).plusMinutes(1));
        JsonNode given = untilCall(number, "/state", "failed");
        assertThat(given.path("failure").asText()).isEqualTo("not-reached");
        assertThat(house.look(number).at("/counts/failedAttempts").asInt())
                .as("no failure of ours")
                .isZero();
        assertThat(house.option("agent", number, "schedule-callback")
                        .path("permission")
                        .asText())
                .isEqualTo("direct");
    }

    @Test
    void half_of_a_short_window_passes_before_a_lead_is_called_in() {
        String number = open("agent");
        LocalDate day = local().toLocalDate().plusDays(1);
        agree("agent", number, at(day, 10, 0), at(day, 10, 30), null);
        until(at(day, 10, 14));
        assertThat(house.task(number, "call-back").path("assignee").asText()).isEqualTo("agent");
        until(at(day, 10, 16));
        assertThat(house.task(number, "call-back").path("assignee").isNull()).isTrue();
        claim("agent", house.task(number, "call-back")).expect(204);
        say("agent", house.task(number, "call-back"), NOT_REACHED).expect(204);
        assertThat(untilCall(number, "/call/state", "kept").at("/call/attempts").asInt())
                .as("no time for another try")
                .isOne();
    }

    private House.Answer move(String user, String number, Instant from, Instant to) {
        return house.send(
                user,
                "PUT",
                "/api/cases/" + number + "/callback",
                "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, to));
    }

    @Test
    void a_call_is_moved_and_called_off_by_whoever_looks_after_the_case() {
        String number = open("agent");
        LocalDate day = workday(2);
        assertThat(move("agent", number, at(day, 9, 0), at(day, 10, 0))
                        .expect(404)
                        .problem())
                .isEqualTo("not-found");
        agree("agent", number, at(day, 9, 0), at(day, 10, 0), "finance");
        assertThat(house.decide("agent", number, call(at(day, 12, 0), at(day, 13, 0), null))
                        .expect(409)
                        .problem())
                .isEqualTo("remedy-in-progress");
        assertThat(house.option("agent", number, "schedule-callback")
                        .path("missing")
                        .asText())
                .isEqualTo("remedy-in-progress");
        assertThat(move("agent2", number, at(day, 12, 0), at(day, 13, 0))
                        .expect(409)
                        .problem())
                .isEqualTo("not-owner");
        assertThat(move("intake", number, at(day, 12, 0), at(day, 13, 0)).status())
                .isEqualTo(403);
        assertThat(move("agent", number, at(day, 22, 0), at(day, 23, 0))
                        .expect(400)
                        .text("/errors/0/pointer"))
                .isEqualTo("/from");
        JsonNode moved = move("agent", number, at(day, 12, 0), at(day, 13, 0))
                .expect(200)
                .body();
        assertThat(moved.at("/call/group").asText()).as("as before").isEqualTo("finance");
        assertThat(moved.at("/call/version").asInt()).isEqualTo(2);
        assertThat(moved.at("/call/reason").asText()).isEqualTo("moved");
        assertThat(moved.at("/call/earlier/0/state").asText()).isEqualTo("renewed");
        await().until(() -> told(number) == 2);

        assertThat(house.send("agent2", "DELETE", "/api/cases/" + number + "/callback", "")
                        .expect(409)
                        .problem())
                .isEqualTo("not-owner");
        house.send("agent", "DELETE", "/api/cases/" + number + "/callback", "").expect(204);
        JsonNode off = untilCall(number, "/state", "cancelled");
        assertThat(off.at("/call/state").asText()).isEqualTo("released");
        await().until(() -> told(number) == 3);
        assertThat(house.message(number, "call-back").path("text").asText()).contains("keinen Anruf mehr");
        house.send("agent", "DELETE", "/api/cases/" + number + "/callback", "").expect(404);
    }

    @Test
    void she_chooses_moves_and_calls_off_on_her_page() {
        House.Answer opened = house.post("intake", "/api/cases", House.redelivery("self-service", "shop-login"))
                .expect(201);
        String number = opened.text("/caseNumber");
        String path = URI.create(opened.text("/statusUrl")).getPath();
        String before = house.untilNotBusy(number).toString();
        String page = house.page(opened.text("/statusUrl")).body();
        assertThat(page).contains("Sollen wir Sie anrufen?", "endet").doesNotContain("+4915112345678");
        assertThat(house.look(number).toString()).as("looking changes nothing").isEqualTo(before);
        List<String> offered = Pattern.compile("value=\"([^\"]+Z/[^\"]+Z)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(offered).hasSizeGreaterThan(5);

        assertThat(submit(path + "/call-back", "window=" + offered.get(2))).isEqualTo(303);
        JsonNode chosen = untilCall(number, "/call/state", "open");
        assertThat(chosen.path("action").asText()).isEqualTo("schedule-callback");
        assertThat(chosen.path("decidedBy").asText()).isEqualTo("customer");
        assertThat(chosen.at("/call/from") + "/" + chosen.at("/call/to"))
                .isEqualTo("\"" + offered.get(2).replace("/", "\"/\"") + "\"");
        assertThat(house.page(opened.text("/statusUrl")).body())
                .contains("Wir rufen Sie an: ")
                .doesNotContain(offered.get(2));
        assertThat(submit(path + "/call-back", "window=" + offered.get(3))).isEqualTo(303);
        JsonNode moved = untilCall(number, "/call/version", "2");
        assertThat(moved.at("/call/earlier/0/state").asText()).isEqualTo("renewed");
        await().until(() -> told(number) == 2);

        assertThat(submit(path + "/call-back", "window=2020-01-01T10:00:00Z/2020-01-01T12:00:00Z"))
                .isEqualTo(400);
        assertThat(submit(path + "/call-back", "")).isEqualTo(422);
        assertThat(submit(path + "/no-call", "")).as("a question first").isEqualTo(200);
        assertThat(submit(path + "/no-call", "confirmed=yes")).isEqualTo(303);
        untilCall(number, "/state", "cancelled");
        assertThat(house.page(opened.text("/statusUrl")).body()).contains("Sollen wir Sie anrufen?");

        // somebody else's link says nothing
        assertThat(submit("/status/unknown/call-back", "window=" + offered.get(2)))
                .isEqualTo(404);
    }

    private int submit(String path, String body) {
        return house.form(path, body).statusCode();
    }

    @Test
    void nobody_calls_about_a_case_that_is_over() {
        String number = open("agent");
        LocalDate day = local().toLocalDate().plusDays(1);
        agree("agent", number, at(day, 10, 0), at(day, 11, 0), null);
        house.send("agent", "POST", "/api/cases/" + number + "/withdrawals", "{\"reason\":\"Hat sich erledigt.\"}")
                .expect(200);
        house.untilState(number, "closed");
        assertThat(remedy(number).path("state").asText()).isEqualTo("cancelled");
        assertThat(remedy(number).at("/call/state").asText()).isEqualTo("released");
        until(at(day, 10, 5));
        assertThat(house.tasks("agent", number, "call-back")).isEmpty();
        assertThat(house.decide("agent", number, call(at(day, 12, 0), at(day, 13, 0), null))
                        .expect(409)
                        .problem())
                .isEqualTo("case-closed");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-1,10:00,11:00,-,/parameters/from,ahead",
                "15,10:00,11:00,-,/parameters/from,14 days",
                "2,10:00,10:29,-,/parameters/to,between 30 and 240 minutes",
                "2,10:00,14:01,-,/parameters/to,between 30 and 240 minutes",
                "2,07:59,09:00,-,/parameters/from,atNight",
                "2,20:00,21:01,-,/parameters/from,atNight",
                "2,10:00,11:00,nobody,/parameters/group,technical",
                "2,10:00,11:00,intake,/parameters/group,technical"
            })
    void what_cannot_be_agreed_is_refused_with_what_can(
            int days, LocalTime from, LocalTime to, String group, String pointer, String allowed) {
        String number = open("agent");
        LocalDate day = local().toLocalDate().plusDays(days);
        JsonNode refused = house.decide(
                        "agent",
                        number,
                        call(at(day, from.getHour(), from.getMinute()), at(day, to.getHour(), to.getMinute()), group))
                .expect(400)
                .body();
        assertThat(refused.at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(refused.at("/errors/0/detail").asText()).contains(allowed);
        assertThat(house.look(number).path("remedies")).isEmpty();
    }

    @Test
    void a_window_outside_the_hours_of_those_who_are_needed_is_refused_with_the_next_ones() {
        String number = open("agent");
        LocalDate sunday = local().toLocalDate().with(TemporalAdjusters.next(DayOfWeek.SUNDAY));
        JsonNode refused = house.decide("agent", number, call(at(sunday, 10, 0), at(sunday, 11, 0), "technical"))
                .expect(400)
                .body();
        assertThat(refused.at("/errors/0/pointer").asText()).isEqualTo("/parameters/from");
        assertThat(refused.at("/errors/0/detail").asText())
                .contains(
                        "hours of technical",
                        "free are "
                                + windows(number, "?group=technical&from=" + at(sunday, 10, 0))
                                        .get(0)
                                        .path("from")
                                        .asText());
        assertThat(house.decide("agent", number, call(null, null, null))
                        .expect(400)
                        .body()
                        .path("errors")
                        .findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/parameters/from", "/parameters/to");
        ObjectNode strange = call(at(sunday, 10, 0), at(sunday, 11, 0), null);
        strange.withObject("/parameters").put("atNight", "yes").put("who", "me");
        assertThat(house.decide("agent", number, strange)
                        .expect(400)
                        .body()
                        .path("errors")
                        .findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/parameters/atNight", "/parameters/who");
        assertThat(house.get("agent", "/api/cases/" + number + "/callback-windows?group=nobody")
                        .expect(400)
                        .text("/errors/0/pointer"))
                .isEqualTo("/group");
        assertThat(house.get("agent", "/api/cases/" + number + "/callback-windows?from=soon")
                        .expect(400)
                        .text("/errors/0/pointer"))
                .isEqualTo("/from");
        assertThat(house.get("intake", "/api/cases/" + number + "/callback-windows")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void at_night_the_phone_rings_only_for_whoever_asked_for_it() {
        String number = open("agent");
        LocalDate day = local().toLocalDate().plusDays(1);
        ObjectNode asked = call(at(day, 22, 0), at(day, 23, 0), null);
        asked.withObject("/parameters").put("atNight", true);
        assertThat(house.decide("agent", number, asked)
                        .expect(201)
                        .body()
                        .at("/call/state")
                        .asText())
                .isEqualTo("open");
    }

    @Test
    void without_a_number_nobody_can_call() {
        ObjectNode mailOnly = House.redelivery("phone", "questions");
        mailOnly.withObject("/customer").remove("mobile");
        String number = house.open("agent", mailOnly);
        assertThat(house.option("agent", number, "schedule-callback")
                        .path("missing")
                        .asText())
                .isEqualTo("phone");
        LocalDate day = local().toLocalDate().plusDays(1);
        House.Answer refused = house.decide("agent", number, call(at(day, 10, 0), at(day, 11, 0), null))
                .expect(422);
        assertThat(refused.problem()).isEqualTo("action-unavailable");
        assertThat(refused.text("/missing")).isEqualTo("phone");
    }

    @Test
    void no_half_hour_is_promised_to_more_people_than_can_be_called_in_it() throws Exception {
        LocalDate day = workday(6);
        Instant from = at(day, 17, 0);
        Instant to = from.plus(30, ChronoUnit.MINUTES);
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            numbers.add(open("agent"));
        }
        ExecutorService agents = Executors.newFixedThreadPool(6);
        try {
            List<Callable<House.Answer>> wishes = numbers.stream()
                    .map(number ->
                            (Callable<House.Answer>) () -> house.decide("agent", number, call(from, to, "finance")))
                    .toList();
            List<House.Answer> answers = new ArrayList<>();
            for (Future<House.Answer> answer : agents.invokeAll(wishes)) {
                answers.add(answer.get());
            }
            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(3);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 400)
                    .hasSize(3)
                    .allSatisfy(answer -> {
                        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/parameters/from");
                        assertThat(answer.text("/errors/0/detail")).contains("still free");
                    });
        } finally {
            agents.shutdownNow();
        }
        assertThat(windows(numbers.get(0), "?group=finance&from=" + from.minus(2, ChronoUnit.HOURS)))
                .filteredOn(window ->
                        time(window, "from").isBefore(to) && time(window, "to").isAfter(from))
                .allSatisfy(window -> assertThat(window.path("free").asInt()).isEqualTo(9));
    }
}
