package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Story 3: a laptop that is sent in comes back as an empty box, and its replacement is dead; here it ends well. */
@EinhandTest
class TheLaptopThatCameBackAsAnEmptyBoxTest {

    private static final ObjectNode HOME = House.address("Neuer Weg 2", "10115", "Berlin");

    private final House house;

    TheLaptopThatCameBackAsAnEmptyBoxTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    @BeforeEach
    void a_carrier_that_speaks_when_told_to() {
        house.behave("logistics", "manual");
    }

    @AfterEach
    void everything_as_usual_again() {
        house.behave("logistics", "auto");
    }

    // ---- the story

    @Test
    void an_empty_box_is_our_loss_and_the_dead_replacement_is_swapped_at_the_door() {
        ObjectNode laptop = broken("{\"defect\":\"startet nicht mehr\"}");
        String number = house.open("agent", laptop);
        decides("agent", number, "exchange-after-return").expect(201);
        String sentIn = house.ordered(number);
        house.report("logistics", "device.collected", sentIn);
        untilStation(number, "collected");

        // an empty box: our loss, counted, told at once, and owed directly, for a trainee too
        house.report("logistics", "device.received", sentIn, House.read("{\"condition\":\"leer\",\"empty\":true}"))
                .expect(202);
        JsonNode lost = house.untilState(number, "open");
        assertThat(lost.at("/remedies/0/state").asText()).isEqualTo("failed");
        assertThat(lost.at("/remedies/0/failure").asText()).isEqualTo("empty-box");
        assertThat(lost.at("/counts/failedAttempts").asInt()).isEqualTo(1);
        assertThat(stations(lost)).containsExactly("with-customer", "collected", "empty-box");
        assertThat(house.message(number, "promise-renewed").path("text").asText())
                .contains("leerer Karton");
        for (String action : List.of("swap-at-door", "exchange-after-return")) {
            JsonNode owed = house.option("trainee", number, action);
            assertThat(owed.path("permission").asText()).as(action).isEqualTo("direct");
            assertThat(owed.path("owed").asBoolean()).as(action).isTrue();
            assertThat(owed.path("legalBasis").asText()).contains("BGB §439(6)");
        }
        assertThat(house.option("agent", number, "repair").path("missing").asText())
                .isEqualTo("device");
        assertThat(decides("agent", number, "repair").expect(422).text("/missing"))
                .isEqualTo("device");

        // a new one goes out without waiting for what is gone
        decides("agent", number, "exchange-after-return").expect(201);
        String replacement = house.ordered(number);
        String parcel = trackingCode(house.look(number));
        house.report("logistics", "shipment.delivered", replacement);
        house.untilState(number, "solved");
        assertThat(house.option("agent", number, "swap-at-door").path("reason").asText())
                .doesNotContain("lost");

        // the replacement is an order of its own, and dead: the same burden
        ObjectNode dead = broken("{\"deadOnArrival\":true}");
        dead.set("customer", laptop.get("customer"));
        dead.with("subject").put("id", "O-" + UUID.randomUUID().toString().substring(0, 8));
        house.teach(dead.at("/subject/id").asText(), House.read("""
                {"customerId":"%s","customer":{"name":"Erika Beispiel","email":"%s","mobile":"+4915112345678"},
                 "lines":[{"line":"1","item":"Laptop Z","value":{"amount":"1299.00","currency":"EUR"}}],
                 "value":{"amount":"1299.00","currency":"EUR"},"paid":{"amount":"1299.00","currency":"EUR"},
                 "purchasedOn":"2026-03-01","trackingCodes":["%s"]}""".formatted(
                laptop.at("/customer/id").asText(), laptop.at("/customer/email").asText(), parcel)));
        String second = house.open("agent", dead);
        JsonNode linked =
                house.until(second, file -> file.path("parentCase").asText().equals(number));
        assertThat(linked.at("/counts/failedAttempts").asInt()).isEqualTo(1);

        // swapped at the door, with a window that is promised, checked before it goes out
        Instant from = house.now().plus(Duration.ofDays(4)).truncatedTo(ChronoUnit.HOURS);
        Instant to = from.plus(Duration.ofHours(3));
        JsonNode swap = house.option("trainee", second, "swap-at-door");
        assertThat(swap.path("permission").asText()).isEqualTo("direct");
        assertThat(swap.path("owed").asBoolean()).isTrue();
        ObjectNode decision = House.read("{\"action\":\"swap-at-door\"}");
        decision.putObject("parameters")
                .put("from", from.toString())
                .put("to", to.toString())
                .set("address", HOME);
        house.decide("agent", second, decision).expect(201);
        assertThat(Instant.parse(house.look(second).at("/promise/dueAt").asText()))
                .isEqualTo(to);
        assertThat(house.message(second, "promise").path("text").asText()).contains("nehmen das alte mit");
        String swapped = house.ordered(second);
        JsonNode order = house.get(null, "/sandbox/backends/logistics/shipments?reference=" + swapped)
                .expect(200)
                .body();
        assertThat(Instant.parse(order.path("estimatedDelivery").asText())).isEqualTo(from);
        house.report("logistics", "shipment.delivered", swapped);
        house.report("logistics", "device.collected", swapped);
        JsonNode solved = house.untilState(second, "solved");
        assertThat(solved.at("/promise/state").asText()).isEqualTo("kept");
        assertThat(house.message(second, "solved").path("text").asText()).contains("neue Gerät");
        untilStation(second, "collected");
    }

    @Test
    void a_device_that_does_not_reach_its_next_station_raises_the_case_by_itself() {
        String number = house.open("agent", broken("{}"));
        decides("agent", number, "repair").expect(201);
        house.report("logistics", "device.collected", house.ordered(number));
        JsonNode travelling = untilStation(number, "collected");
        Instant deadline = Instant.parse(
                House.last(travelling.path("custody")).path("deadline").asText());
        house.advance(Duration.between(house.now(), deadline).minusMinutes(5));
        assertThat(house.look(number).path("state").asText()).isEqualTo("waiting");
        house.advance(Duration.ofMinutes(10));
        JsonNode raised = house.untilState(number, "open");
        assertThat(raised.at("/remedies/0/failure").asText()).isEqualTo("lost");
        assertThat(raised.at("/counts/failedAttempts").asInt()).isEqualTo(1);
        assertThat(stations(raised)).endsWith("lost");
        house.message(number, "promise-renewed");
        assertThat(house.option("trainee", number, "swap-at-door").path("owed").asBoolean())
                .isTrue();
        assertThat(house.task(number, "decide").path("assignee").asText()).isEqualTo("agent");
    }

    // ---- the ways of a device

    @Test
    void stations_may_be_reported_in_any_order_and_twice() {
        String number = house.open("agent", broken("{}"));
        decides("agent", number, "exchange-after-return").expect(201);
        String sentIn = house.ordered(number);
        house.report("logistics", "device.received", sentIn, House.read("{\"condition\":\"gut\",\"empty\":false}"))
                .expect(202);
        house.report("logistics", "device.received", sentIn, House.read("{\"condition\":\"gut\",\"empty\":false}"))
                .expect(202);
        house.report("logistics", "device.collected", sentIn);
        JsonNode dispatched = untilStation(number, "dispatched");
        String replacement =
                House.last(dispatched.path("remedies")).path("reference").asText();
        assertThat(replacement).isNotEqualTo(sentIn);
        house.report("logistics", "device.inspected", sentIn, House.read("{\"passed\":false}"))
                .expect(202);
        house.report("logistics", "shipment.delivered", replacement);
        house.report("logistics", "shipment.delivered", replacement);
        JsonNode solved = house.untilState(number, "solved");
        house.until(
                number,
                file -> stations(file).contains("collected") && stations(file).contains("inspected"));
        assertThat(solved.at("/remedies/0/state").asText()).isEqualTo("effective");
        assertThat(solved.at("/remedies/0/orders")).hasSize(2);
        assertThat(stations(house.look(number)).stream().filter("received"::equals))
                .hasSize(1);
    }

    @Test
    void what_follows_a_failed_attempt_is_inspected_before_it_goes_out() {
        String number = house.open("agent", broken("{}"));
        failOnce(number);
        decides("agent", number, "exchange-after-return").expect(201);
        String sentIn = house.ordered(number);
        house.report("logistics", "device.collected", sentIn);
        house.report("logistics", "device.received", sentIn, House.read("{\"condition\":\"gut\",\"empty\":false}"))
                .expect(202);
        JsonNode received = untilStation(number, "received");
        assertThat(House.last(received.path("remedies")).path("orders")).hasSize(1);
        house.report("logistics", "device.inspected", sentIn, House.read("{\"passed\":false}"))
                .expect(202);
        JsonNode refused = house.untilState(number, "open");
        assertThat(House.last(refused.path("remedies")).path("failure").asText())
                .isEqualTo("inspection-failed");
        assertThat(refused.at("/counts/failedAttempts").asInt()).isEqualTo(2);
        assertThat(house.message(number, "promise-renewed").path("text").asText())
                .contains("Prüfung");

        // her own device is with us: nothing is waited for, and the warehouse inspects what it sends
        decides("agent", number, "exchange-after-return").expect(201);
        String replacement = house.ordered(number);
        house.report("logistics", "device.inspected", replacement, House.read("{\"passed\":true}"))
                .expect(202);
        house.report("logistics", "shipment.delivered", replacement);
        house.untilState(number, "solved");
    }

    @Test
    void a_passed_inspection_lets_the_replacement_go() {
        String number = house.open("agent", broken("{}"));
        failOnce(number);
        decides("agent", number, "exchange-after-return").expect(201);
        String sentIn = house.ordered(number);
        house.report("logistics", "device.inspected", sentIn, House.read("{\"passed\":true}"))
                .expect(202);
        JsonNode inspected = untilStation(number, "inspected");
        assertThat(House.last(inspected.path("custody")).path("what").asText()).isEqualTo("replacement");
        assertThat(House.last(inspected.path("remedies")).path("orders")).hasSize(1);
        house.report("logistics", "device.received", sentIn, House.read("{\"condition\":\"gut\",\"empty\":false}"))
                .expect(202);
        JsonNode sent = house.until(
                number,
                file -> stations(file).stream().filter("dispatched"::equals).count() == 2);
        house.report(
                "logistics",
                "shipment.delivered",
                House.last(sent.path("remedies")).path("reference").asText());
        house.untilState(number, "solved");
    }

    @Test
    void a_repair_is_told_with_what_the_law_wants_and_proven_by_the_way_back() {
        ObjectNode bought = broken("{}");
        bought.with("subject").put("purchasedOn", "2026-08-01");
        String number = house.open("agent", bought);
        assertThat(house.option("trainee", number, "repair").path("reason").asText())
                .contains("12 months");
        house.behave("logistics", "out-of-stock");
        assertThat(house.option("agent", number, "exchange-after-return")
                        .path("missing")
                        .asText())
                .isEqualTo("stock");
        house.behave("logistics", "manual");
        decides("trainee", number, "repair").expect(409);
        decides("agent", number, "repair").expect(201);
        assertThat(house.message(number, "promise").path("text").asText())
                .contains("zwölf Monate")
                .contains("zwischen Reparatur und Ersatz");
        String sentIn = house.ordered(number);
        house.report("logistics", "device.collected", sentIn);
        house.report("logistics", "device.received", sentIn, House.read("{\"condition\":\"gut\",\"empty\":false}"))
                .expect(202);
        assertThat(House.last(untilStation(number, "received").path("remedies")).path("orders"))
                .hasSize(1);
        house.report("logistics", "device.inspected", sentIn, House.read("{\"passed\":true}"))
                .expect(202);
        JsonNode dispatched = untilStation(number, "dispatched");
        house.report(
                "logistics",
                "shipment.delivered",
                House.last(dispatched.path("remedies")).path("reference").asText());
        JsonNode solved = house.untilState(number, "solved");
        assertThat(stations(solved))
                .containsExactly("with-customer", "collected", "received", "inspected", "dispatched", "delivered");
        assertThat(house.message(number, "solved").path("text").asText()).contains("repariert");
    }

    @Test
    void an_older_purchase_is_repaired_without_the_notice() {
        String number = house.open("agent", broken("{}"));
        assertThat(house.option("agent", number, "repair").path("reason").asText())
                .doesNotContain("12 months");
        decides("agent", number, "repair").expect(201);
        assertThat(house.message(number, "promise").path("text").asText()).doesNotContain("zwölf Monate");
    }

    @Test
    void everything_plays_by_itself_until_the_replacement_is_there() {
        house.behave("logistics", "auto");
        String number = house.open("agent", broken("{}"));
        decides("agent", number, "exchange-after-return").expect(201);
        house.ordered(number);
        house.advance(Duration.ofDays(5));
        JsonNode solved = house.untilState(number, "solved");
        assertThat(stations(solved)).contains("collected", "received", "dispatched", "delivered");
    }

    // ---- what goes wrong outside

    @Test
    void a_back_end_that_fails_is_asked_again_and_orders_once() {
        house.behave("logistics", "fail");
        String number = house.open("agent", broken("{}"));
        decides("agent", number, "repair").expect(201);
        house.behave("logistics", "manual");
        house.advance(Duration.ofMinutes(2));
        String sentIn = house.ordered(number);
        assertThat(sentIn).endsWith("-1");
        house.report("logistics", "shipment.lost", sentIn);
        JsonNode lost = house.untilState(number, "open");
        assertThat(lost.at("/remedies/0/failure").asText()).isEqualTo("lost");
        assertThat(house.option("trainee", number, "swap-at-door")
                        .path("legalBasis")
                        .asText())
                .contains("BGB §439(6)");
    }

    @Test
    void a_replacement_that_is_gone_when_the_device_is_there_leads_back_to_the_same_case() {
        String number = house.open("agent", broken("{}"));
        decides("agent", number, "exchange-after-return").expect(201);
        String sentIn = house.ordered(number);
        house.behave("logistics", "out-of-stock");
        house.report("logistics", "device.received", sentIn, House.read("{\"condition\":\"gut\",\"empty\":false}"))
                .expect(202);
        JsonNode gone = house.untilState(number, "open");
        assertThat(gone.at("/remedies/0/failure").asText()).isEqualTo("out-of-stock");
        // a repair needs no stock, and the device is with us already
        house.behave("logistics", "manual");
        decides("agent", number, "repair").expect(201);
        String repair = house.ordered(number);
        house.report("logistics", "device.inspected", repair, House.read("{\"passed\":true}"))
                .expect(202);
        JsonNode dispatched = untilStation(number, "dispatched");
        house.report(
                "logistics",
                "shipment.delivered",
                House.last(dispatched.path("remedies")).path("reference").asText());
        house.untilState(number, "solved");
    }

    @Test
    void a_delay_moves_promise_and_deadline_and_a_lost_swap_is_counted() {
        String number = house.open("agent", broken("{\"deadOnArrival\":true}"));
        decides("trainee", number, "swap-at-door").expect(409);
        decides("agent", number, "swap-at-door").expect(201);
        String swap = house.ordered(number);
        Instant later = house.now().plus(Duration.ofDays(9)).truncatedTo(ChronoUnit.SECONDS);
        house.report("logistics", "shipment.delayed", swap, House.read("{\"estimatedDelivery\":\"" + later + "\"}"))
                .expect(202);
        JsonNode delayed = house.until(
                number,
                file -> Instant.parse(file.at("/promise/dueAt").asText()).equals(later));
        assertThat(Instant.parse(
                        House.last(delayed.path("custody")).path("deadline").asText()))
                .isAfter(later);
        house.report("logistics", "shipment.lost", swap);
        JsonNode lost = house.untilState(number, "open");
        assertThat(lost.at("/counts/failedAttempts").asInt()).isEqualTo(1);
    }

    // ---- no more help needed

    @Test
    void what_was_not_handed_over_is_stopped() {
        String number = house.open("agent", broken("{}"));
        decides("agent", number, "repair").expect(201);
        house.ordered(number);
        withdraw(number);
        JsonNode closed = house.untilState(number, "closed");
        assertThat(closed.path("outcome").asText()).isEqualTo("withdrawn");
        assertThat(closed.at("/remedies/0/state").asText()).isEqualTo("cancelled");
    }

    @Test
    void what_was_handed_over_goes_on_and_she_is_told_so() {
        String number = house.open("agent", broken("{}"));
        decides("agent", number, "exchange-after-return").expect(201);
        String sentIn = house.ordered(number);
        house.report("logistics", "device.collected", sentIn);
        untilStation(number, "collected");
        withdraw(number);
        assertThat(house.message(number, "reply").path("text").asText()).contains("nicht ohne Gerät");
        house.report("logistics", "device.received", sentIn, House.read("{\"condition\":\"gut\",\"empty\":false}"))
                .expect(202);
        JsonNode dispatched = untilStation(number, "dispatched");
        house.report(
                "logistics",
                "shipment.delivered",
                House.last(dispatched.path("remedies")).path("reference").asText());
        house.untilState(number, "solved");
    }

    // ---- devices that do not come

    @Test
    void an_old_device_that_is_not_taken_along_is_asked_for_and_nothing_is_charged() {
        String number = house.open("agent", broken("{\"deadOnArrival\":true}"));
        decides("agent", number, "swap-at-door").expect(201);
        house.report("logistics", "shipment.delivered", house.ordered(number));
        house.untilState(number, "solved");
        house.advance(Duration.ofDays(5));
        assertThat(house.message(number, "reply").path("text").asText()).contains("Das alte");
        house.advance(Duration.ofDays(10));
        assertThat(house.look(number).path("state").asText()).isEqualTo("closed");
        JsonNode task = house.task(number, "call-back");
        assertThat(task.path("assignee").asText()).isEqualTo("agent");
        house.post("agent", "/engine-rest/task/" + task.path("id").asText() + "/complete", House.read("""
                        {"variables":{"reached":{"value":true,"type":"Boolean"},"note":{"value":"Bringt es morgen","type":"String"}}}"""))
                .expect(204);
        assertThat(house.tasks("agent", number, "call-back")).isEmpty();
        assertThat(house.look(number).path("timeline").findValuesAsText("text"))
                .anyMatch(text -> text.contains("outstanding") && text.contains("Bringt es morgen"));
    }

    @Test
    void a_customer_who_sends_nothing_in_is_reminded_twice_and_then_a_person_decides() {
        String number = house.open("agent", broken("{}"));
        decides("agent", number, "repair").expect(201);
        house.ordered(number);
        house.advance(Duration.ofDays(8));
        assertThat(house.message(number, "reply").path("text").asText()).contains("Rücksendeetikett");
        assertThat(house.look(number).path("state").asText()).isEqualTo("waiting");
        house.advance(Duration.ofDays(16));
        JsonNode open = house.untilState(number, "open");
        assertThat(open.at("/remedies/0/failure").asText()).isEqualTo("not-handed-over");
        assertThat(open.at("/counts/failedAttempts").asInt()).as("not ours").isZero();
        assertThat(stations(open)).doesNotContain("lost");
    }

    // ---- reported from outside

    @Test
    void a_device_without_a_reference_of_ours_is_found_by_its_number() {
        String device = "IMEI-" + UUID.randomUUID();
        String number = house.open("agent", broken("{\"deviceId\":\"" + device + "\"}"));
        house.report(
                        "logistics",
                        "device.received",
                        null,
                        House.read("{\"deviceId\":\"" + device + "\",\"empty\":true}"))
                .expect(202);
        JsonNode known = untilStation(number, "empty-box");
        assertThat(known.path("state").asText()).isEqualTo("open");
        assertThat(house.option("trainee", number, "swap-at-door").path("owed").asBoolean())
                .isTrue();
        assertThat(house.message(number, "reply").path("text").asText()).contains("leerer Karton");
    }

    @Test
    void a_device_collected_by_somebody_and_never_seen_again_is_our_loss_too() {
        ObjectNode laptop = broken("{}");
        String number = house.open("agent", laptop);
        house.report(
                        "logistics",
                        "device.collected",
                        null,
                        House.read("{\"orderId\":\"" + laptop.at("/subject/id").asText() + "\"}"))
                .expect(202);
        untilStation(number, "collected");
        house.advance(Duration.ofDays(9));
        untilStation(number, "lost");
        assertThat(house.option("trainee", number, "exchange-after-return")
                        .path("legalBasis")
                        .asText())
                .contains("BGB §439(6)");
    }

    @Test
    void a_device_under_way_needs_no_reference_and_one_of_nobody_stays_unmatched() {
        String device = "IMEI-" + UUID.randomUUID();
        String number = house.open("agent", broken("{\"deviceId\":\"" + device + "\"}"));
        decides("agent", number, "exchange-after-return").expect(201);
        house.ordered(number);
        house.report(
                        "logistics",
                        "device.received",
                        null,
                        House.read("{\"deviceId\":\"" + device + "\",\"empty\":false}"))
                .expect(202);
        untilStation(number, "dispatched");
        String nobodys = "IMEI-" + UUID.randomUUID();
        house.report(
                        "logistics",
                        "device.received",
                        null,
                        House.read("{\"deviceId\":\"" + nobodys + "\",\"empty\":true}"))
                .expect(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> house.get("ops", "/api/events?state=unmatched&size=200")
                        .expect(200)
                        .body()
                        .toString()
                        .contains(nobodys));
    }

    // ---- what is owed

    @Test
    void what_is_not_owed_is_decided_by_a_person_and_never_refused_by_itself() {
        ObjectNode old = broken("{}");
        old.with("subject").put("purchasedOn", "2024-01-02");
        String number = house.open("agent", old);
        for (String action : List.of("swap-at-door", "exchange-after-return", "repair")) {
            JsonNode asked = house.option("agent", number, action);
            assertThat(asked.path("permission").asText()).as(action).isEqualTo("approval");
            assertThat(asked.path("owed").asBoolean()).as(action).isFalse();
        }
        String own = house.open("agent", broken("{\"fault\":\"customer\"}"));
        assertThat(house.option("agent", own, "repair").path("permission").asText())
                .isEqualTo("approval");
    }

    @Test
    void a_trainee_swaps_what_never_worked_and_asks_for_what_merely_broke() {
        String dead = house.open("trainee", broken("{\"deadOnArrival\":true}"));
        assertThat(house.option("trainee", dead, "swap-at-door")
                        .path("permission")
                        .asText())
                .isEqualTo("direct");
        String merely = house.open("trainee", broken("{}"));
        assertThat(house.option("trainee", merely, "swap-at-door")
                        .path("permission")
                        .asText())
                .isEqualTo("approval");
        assertThat(house.option("trainee", merely, "repair").path("permission").asText())
                .isEqualTo("direct");
    }

    // ---- what people do in these tests

    /** A case about a laptop bought some months ago, by a customer who was identified and confirmed her address. */
    private static ObjectNode broken(String facts) {
        ObjectNode body = House.redelivery("phone", "questions");
        body.put("type", "device-exchange");
        body.set("facts", House.read(facts));
        body.put("concern", "Mein Laptop ist kaputt.");
        body.with("subject").put("item", "Laptop Z").put("purchasedOn", "2026-03-01");
        body.with("subject").set("deliveryAddress", HOME);
        return body;
    }

    private House.Answer decides(String user, String number, String action) {
        ObjectNode decision = House.read("{\"action\":\"" + action + "\"}");
        decision.putObject("parameters").set("address", HOME);
        return house.decide(user, number, decision);
    }

    /** A swap that got lost on its way. */
    private void failOnce(String number) {
        decides("agent", number, "swap-at-door").expect(201);
        house.report("logistics", "shipment.lost", house.ordered(number));
        house.untilState(number, "open");
    }

    private void withdraw(String number) {
        house.post("agent", "/api/cases/" + number + "/withdrawals", House.read("{\"reason\":\"Hat sich erledigt\"}"))
                .expect(200);
    }

    private JsonNode untilStation(String number, String station) {
        return house.until(number, file -> stations(file).contains(station));
    }

    private static List<String> stations(JsonNode file) {
        return StreamSupport.stream(file.path("custody").spliterator(), false)
                .map(stop -> stop.path("station").asText())
                .toList();
    }

    private static String trackingCode(JsonNode file) {
        return House.last(House.last(file.path("remedies")).path("orders"))
                .path("trackingCode")
                .asText();
    }
}
