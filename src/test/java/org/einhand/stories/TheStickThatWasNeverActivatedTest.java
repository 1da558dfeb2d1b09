package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.einhand.kernel.Calendars;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Story 2: a line that does not work is diagnosed, pushed and proven, and she hears of it on a channel that reaches her. */
@EinhandTest
class TheStickThatWasNeverActivatedTest {

    private final House house;

    TheStickThatWasNeverActivatedTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    @BeforeEach
    void a_network_that_speaks_when_told_to() {
        house.behave("provisioning", "manual");
    }

    @AfterEach
    void everything_as_usual_again() {
        house.behave("provisioning", "auto");
    }

    private static ObjectNode line(String line, String disturbance) {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        return House.read("""
                {"type":"contract-activation","channel":"phone","identified":"questions",
                 "customer":{"id":"K-%s","name":"Mira Wellen","email":"mira.%s@example.org","mobile":"+4915112345670",
                             "language":"de","region":"DE-BE","preferredChannel":"sms"},
                 "subject":{"kind":"contract","id":"C-%s","item":"Surfstick M"},
                 "concern":"Mein Surfstick geht nicht, ich fahre übermorgen los.",
                 "facts":{"line":"%s","disturbance":"%s","needsLineFor":"eine Reise","unreachableBy":["sms","messenger"]}}""".formatted(unique, unique, unique, line, disturbance));
    }

    private static String contract(ObjectNode call) {
        return call.at("/subject/id").asText();
    }

    /** The shop knows the contract, and its fee. */
    private ObjectNode known(ObjectNode call, String monthlyFee) {
        house.teach(contract(call), House.read("""
                        {"customerId":"%s","customer":{"name":"Mira Wellen","email":"%s","mobile":"+4915112345670"},
                         "lines":[{"line":"1","item":"Surfstick M"}],"paymentMeans":"invoice",
                         "monthlyFee":{"amount":"%s","currency":"EUR"},"trackingCodes":[]}""".formatted(
                call.at("/customer/id").asText(), call.at("/customer/email").asText(), monthlyFee)));
        return call;
    }

    private JsonNode diagnosed(String number) {
        return house.until(number, file -> file.path("diagnosis").has("status"));
    }

    private void activated(String reference) {
        house.report("provisioning", "service.activated", reference);
    }

    private void activatedContract(String contract) {
        house.report("provisioning", "service.activated", null, House.read("{\"contractId\":\"" + contract + "\"}"))
                .expect(202);
    }

    @Test
    void the_first_agent_sees_why_and_pulls_the_lever() {
        ObjectNode call = line("new", "none");
        String number = house.open("trainee", call);

        // the network's word stands in the case, without a call to anybody
        JsonNode diagnosis = diagnosed(number).path("diagnosis");
        assertThat(diagnosis.path("status").asText()).isEqualTo("blocked");
        assertThat(diagnosis.path("blockedBy").asText()).isEqualTo("order-stuck");
        assertThat(diagnosis.path("advice").asText()).isEqualTo("retrigger-activation");
        assertThat(diagnosis.path("meaning").asText()).isNotBlank();
        assertThat(diagnosis.path("askedAt").asText()).isNotBlank();
        assertThat(house.option("trainee", number, "retrigger-activation")
                        .path("permission")
                        .asText())
                .isEqualTo("direct");
        assertThat(house.option("trainee", number, "prioritise-activation")
                        .path("owed")
                        .asBoolean())
                .isFalse();
        assertThat(house.option("trainee", number, "replace-sim")
                        .path("permission")
                        .asText())
                .isEqualTo("approval");

        // that the network took the order proves nothing
        house.decide("trainee", number, "retrigger-activation").expect(201);
        String first = house.ordered(number);
        JsonNode waiting = house.untilState(number, "waiting");
        assertThat(waiting.at("/remedies/0/state").asText()).isEqualTo("in-progress");
        assertThat(waiting.at("/promise/what").asText()).isEqualTo("Ihr Anschluss funktioniert");

        // a new time is told before the old one passes, with the reason
        Instant expected =
                Instant.ofEpochSecond(house.now().plus(Duration.ofHours(50)).getEpochSecond());
        ObjectNode progress =
                House.read("{\"estimatedActivation\":\"" + expected + "\",\"reason\":\"number-porting\"}");
        house.report("provisioning", "activation.progress", first, progress).expect(202);
        JsonNode renewed =
                house.until(number, file -> file.at("/promise/version").asInt() == 3);
        assertThat(Instant.parse(renewed.at("/promise/dueAt").asText())).isEqualTo(expected);
        assertThat(renewed.at("/promise/reason").asText()).contains("Rufnummer");
        JsonNode told = house.message(number, "promise-renewed");
        assertThat(told.path("text").asText()).contains("Rufnummer ist noch nicht vom anderen Anbieter");
        assertThat(told.path("channel").asText()).isEqualTo("email");
        assertThat(renewed.at("/diagnosis/estimatedActivation").asText()).isEqualTo(expected.toString());

        // the same once more tells nothing new
        house.report("provisioning", "activation.progress", first, progress).expect(202);

        // the network says no: counted, told why, and priority is owed now
        house.report("provisioning", "activation.rejected", first, House.read("{\"reason\":\"no capacity\"}"))
                .expect(202);
        JsonNode again = house.untilState(number, "open");
        assertThat(again.at("/counts/failedAttempts").asInt()).isEqualTo(1);
        assertThat(again.at("/promise/version").asInt()).isEqualTo(4);
        assertThat(again.at("/promise/reason").asText()).contains("no capacity");
        assertThat(again.at("/diagnosis/advice").asText()).isEqualTo("prioritise-activation");
        house.untilNotBusy(number);
        assertThat(house.message(number, "promise-renewed").path("text").asText())
                .contains("no capacity");
        JsonNode priority = house.option("trainee", number, "prioritise-activation");
        assertThat(priority.path("permission").asText()).isEqualTo("direct");
        assertThat(priority.path("owed").asBoolean()).isTrue();
        assertThat(house.option("agent", number, "cancel-order").path("missing").isNull())
                .isTrue();

        // what the network sees is told at once, and not over the line that was broken
        house.decide("trainee", number, "prioritise-activation").expect(201);
        activated(house.ordered(number));
        JsonNode solved = house.untilState(number, "solved");
        assertThat(solved.at("/promise/state").asText()).isEqualTo("kept");
        assertThat(solved.at("/diagnosis/status").asText()).isEqualTo("active");
        assertThat(House.last(solved.path("remedies")).path("state").asText()).isEqualTo("effective");
        JsonNode news = house.message(number, "solved");
        assertThat(news.path("channel").asText()).isEqualTo("email");
        assertThat(news.path("text").asText()).contains("Ihr Anschluss funktioniert");
        assertThat(house.mailbox(number))
                .extracting(sent -> sent.path("channel").asText())
                .containsOnly("email");
        assertThat(solved.at("/compensation/accrued/amount").asText()).isEqualTo("0.00");
    }

    @Test
    void a_data_pass_proves_itself_and_no_more() {
        String number = house.open("agent", line("new", "none"));
        house.decide("agent", number, "interim-data-pass").expect(201);
        String pass = house.ordered(number);
        activated(pass);
        JsonNode file = house.until(
                number, seen -> seen.at("/remedies/0/state").asText().equals("effective"));
        assertThat(file.path("state").asText()).isEqualTo("open");
        assertThat(file.at("/diagnosis/status").asText()).isNotEqualTo("active");
        assertThat(house.message(number, "reply").path("text").asText()).contains("Datenpass");
        assertThat(house.tasks("agent", number, "decide")).hasSize(1);
    }

    @Test
    void a_line_that_is_down_is_told_by_the_next_day_and_pays_to_the_cent() {
        ObjectNode call = known(line("running", "complete"), "79.99");
        String number = house.open("agent", call);
        JsonNode opened = house.until(
                number, file -> file.at("/subject/figures/monthlyFee").asText().equals("known"));
        assertThat(opened.at("/compensation/since").isNull()).isTrue();

        house.advance(Duration.ofHours(24));
        JsonNode nextDay = house.look(number);
        assertThat(nextDay.at("/promises/0/state").asText()).isEqualTo("renewed");
        house.message(number, "promise-renewed");

        house.decide("agent", number, "retrigger-activation").expect(201);
        String reference = house.ordered(number);
        house.advance(Duration.ofHours(5 * 24));
        JsonNode sixth = house.look(number);
        assertThat(sixth.at("/compensation/accrued/amount").asText()).isEqualTo("48.00");
        assertThat(sixth.at("/compensation/paid/amount").asText()).isEqualTo("0.00");
        assertThat(sixth.at("/compensation/since").asText()).isNotBlank();

        activated(reference);
        JsonNode solved = house.untilState(number, "solved");
        assertThat(solved.at("/compensation/paid/amount").asText()).isEqualTo("48.00");
        JsonNode money = house.message(number, "money");
        assertThat(money.path("text").asText())
                .contains("48,00")
                .contains(number)
                .contains("Telekommunikationsgesetz");
        assertThat(money.path("channel").asText()).isEqualTo("email");

        // told twice, by whichever name: paid once
        activatedContract(contract(call));
        activated(reference);
        house.advance(Duration.ofDays(2));
        JsonNode later = house.look(number);
        assertThat(later.at("/compensation/accrued/amount").asText()).isEqualTo("48.00");
        assertThat(later.at("/compensation/paid/amount").asText()).isEqualTo("48.00");
        assertThat(count(number, "money")).isOne();
    }

    @Test
    void a_line_that_works_by_itself_is_paid_for_and_told_though_nobody_did_a_thing() {
        ObjectNode call = known(line("running", "complete"), "39.99");
        String number = house.open("agent", call);
        diagnosed(number);
        house.advance(Duration.ofDays(4));
        activatedContract(contract(call));
        JsonNode solved = house.untilState(number, "solved");
        assertThat(solved.path("remedies")).isEmpty();
        assertThat(solved.at("/compensation/paid/amount").asText()).isEqualTo("10.00");
        assertThat(house.message(number, "solved").path("text").asText()).contains("funktioniert wieder");
        assertThat(house.tasks("agent", number, "decide")).isEmpty();
        house.message(number, "money");
    }

    @Test
    void more_than_fifty_euro_on_a_fee_nobody_confirmed_is_looked_at_by_a_person() {
        ObjectNode call = line("running", "complete");
        call.with("facts").set("monthlyFee", House.read("{\"amount\":\"150.00\",\"currency\":\"EUR\"}"));
        String number = house.open("agent", call);
        diagnosed(number);
        house.advance(Duration.ofDays(5));
        activatedContract(contract(call));
        JsonNode solved = house.untilState(number, "solved");
        assertThat(solved.at("/compensation/accrued/amount").asText()).isEqualTo("60.00");
        assertThat(solved.at("/compensation/paid/amount").asText()).isEqualTo("0.00");
        assertThat(timeline(solved)).anyMatch(entry -> entry.contains("is not paid by itself"));
        assertThat(house.tasks("lead", number, "call-back")).isNotEmpty();
    }

    @Test
    void a_fee_that_the_shop_confirms_later_is_paid_then() {
        ObjectNode call = line("running", "complete");
        call.with("facts").set("monthlyFee", House.read("{\"amount\":\"150.00\",\"currency\":\"EUR\"}"));
        String number = house.open("agent", call);
        diagnosed(number);
        house.advance(Duration.ofDays(5));
        activatedContract(contract(call));
        house.untilState(number, "solved");
        known(call, "200.00");
        house.advance(Duration.ofDays(2));
        JsonNode paid = house.look(number);
        assertThat(paid.at("/compensation/paid/amount").asText()).isEqualTo("80.00");
        house.message(number, "money");
    }

    @Test
    void a_technician_who_does_not_come_is_told_and_paid_for_also_for_a_new_line() {
        ObjectNode call = known(line("new", "none"), "60.00");
        String number = house.open("agent", call);
        house.until(
                number, file -> file.at("/subject/figures/monthlyFee").asText().equals("known"));
        house.report("provisioning", "appointment.missed", null, House.read("{\"orderId\":\"" + contract(call) + "\"}"))
                .expect(202);
        JsonNode file = house.until(
                number, seen -> seen.at("/compensation/accrued/amount").asText().equals("12.00"));
        assertThat(file.at("/promise/reason").asText()).contains("Techniker");
        house.decide("agent", number, "retrigger-activation").expect(201);
        activated(house.ordered(number));
        assertThat(house.untilState(number, "solved")
                        .at("/compensation/paid/amount")
                        .asText())
                .isEqualTo("12.00");
    }

    @Test
    void a_network_that_is_down_is_asked_again_later_and_nobody_is_alarmed() {
        house.behave("provisioning", "fail");
        String number = house.open("agent", known(line("new", "none"), "20.00"));
        house.until(
                number, file -> file.at("/subject/figures/monthlyFee").asText().equals("known"));
        assertThat(house.look(number).path("diagnosis").isNull()).isTrue();
        house.behave("provisioning", "manual");
        house.advance(Duration.ofMinutes(11));
        diagnosed(number);
        assertThat(house.get("ops", "/engine-rest/incident?processDefinitionKeyIn=case")
                        .body())
                .noneMatch(incident -> incident.path("activityId").asText().equals("look-up-order"));
    }

    @Test
    void the_good_news_is_not_lost_when_it_comes_before_the_order_was_answered() {
        String number = house.open("agent", line("new", "none"));
        diagnosed(number);
        house.behave("provisioning", "fail");
        house.decide("agent", number, "retrigger-activation").expect(201);
        String reference = house.look(number).at("/remedies/0/reference").asText();
        activated(reference);
        house.behave("provisioning", "manual");
        house.advance(Duration.ofMinutes(15));
        JsonNode solved = house.untilState(number, "solved");
        assertThat(solved.at("/remedies/0/state").asText()).isEqualTo("effective");
    }

    @Test
    void what_is_called_off_in_time_is_stopped_and_a_late_report_harms_nobody() {
        String number = house.open("agent", line("new", "none"));
        house.decide("agent", number, "replace-sim").expect(201);
        String reference = house.ordered(number);
        house.post(
                        "agent",
                        "/api/cases/" + number + "/withdrawals",
                        House.read("{\"reason\":\"braucht sie nicht mehr\"}"))
                .expect(200);
        JsonNode closed = house.untilState(number, "closed");
        assertThat(closed.at("/remedies/0/state").asText()).isEqualTo("cancelled");
        assertThat(closed.path("outcome").asText()).isEqualTo("withdrawn");
        activated(reference);
        house.until(number, file -> timeline(file).stream().anyMatch(entry -> entry.contains("sees the line work")));
        assertThat(house.look(number).path("state").asText()).isEqualTo("closed");
    }

    @Test
    void progress_after_the_line_works_changes_nothing() {
        String number = house.open("agent", line("new", "none"));
        house.decide("agent", number, "retrigger-activation").expect(201);
        String reference = house.ordered(number);
        activated(reference);
        int version = house.untilState(number, "solved").at("/promise/version").asInt();
        house.report(
                        "provisioning",
                        "activation.progress",
                        reference,
                        House.read("{\"estimatedActivation\":\"" + house.now().plus(Duration.ofDays(3)) + "\"}"))
                .expect(202);
        JsonNode file = house.until(
                number, seen -> timeline(seen).stream().anyMatch(entry -> entry.contains("activation.progress")));
        assertThat(file.at("/promise/version").asInt()).isEqualTo(version);
        assertThat(file.path("state").asText()).isEqualTo("solved");
        assertThat(file.at("/diagnosis/status").asText()).isEqualTo("active");
    }

    @Test
    void a_parcel_is_no_line() {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        for (String action :
                List.of("retrigger-activation", "prioritise-activation", "replace-sim", "interim-data-pass")) {
            JsonNode option = house.option("agent", number, action);
            assertThat(option.path("permission").asText()).isEqualTo("unavailable");
            assertThat(option.path("missing").asText()).isEqualTo("contract");
            House.Answer refused = house.decide("agent", number, action).expect(422);
            assertThat(refused.problem()).isEqualTo("action-unavailable");
            assertThat(refused.text("/missing")).isEqualTo("contract");
        }
    }

    @Test
    void two_weeks_without_a_word_from_the_network_alarm_a_lead() {
        String number = house.open("agent", known(line("running", "complete"), "30.00"));
        diagnosed(number);
        LocalDate reported = LocalDate.ofInstant(house.now(), Calendars.ZONE);
        house.advance(Duration.ofDays(14).plusHours(1));
        JsonNode file = house.look(number);
        assertThat(timeline(file)).anyMatch(entry -> entry.contains("No sign from the network for 14 days"));
        long days = reported.until(LocalDate.ofInstant(house.now(), Calendars.ZONE), ChronoUnit.DAYS);
        assertThat(file.at("/compensation/accrued/amount").asText())
                .isEqualTo("%d.00".formatted(2 * 5 + (days - 4) * 10));
        assertThat(house.tasks("lead", number, "call-back")).isNotEmpty();
    }

    @Test
    void the_story_can_be_played() {
        house.behave("provisioning", "auto");
        String number = house.post(null, "/sandbox/stories/2", House.read("{}"))
                .expect(201)
                .text("/caseNumber");
        JsonNode file = house.look(number);
        assertThat(file.path("state").asText()).isEqualTo("solved");
        assertThat(file.at("/counts/failedAttempts").asInt()).isEqualTo(1);
        assertThat(file.path("remedies").findValuesAsText("action"))
                .contains("retrigger-activation", "prioritise-activation", "interim-data-pass");
    }

    private static List<String> timeline(JsonNode file) {
        return file.path("timeline").findValuesAsText("text");
    }

    private long count(String number, String event) {
        return house.mailbox(number).stream()
                .filter(sent -> sent.path("event").asText().equals(event))
                .count();
    }
}
