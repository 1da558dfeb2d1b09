package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What was paid comes back: all that is owed, explained first, and no cent of it twice. */
@EinhandTest
class MoneyBackTest {

    private final House house;

    MoneyBackTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    @BeforeEach
    void a_provider_that_speaks_when_told_to() {
        house.behave("payments", "manual");
        house.behave("logistics", "manual");
    }

    @AfterEach
    void everything_as_usual_again() {
        for (String backend : List.of("payments", "logistics", "orders")) {
            house.behave(backend, "auto");
        }
    }

    /** An order that the shop knows, bought by the customer {@code K-} and its number. */
    private String bought(String paid, String interest, String means, int daysAgo, int lines) {
        String id = "O-" + UUID.randomUUID().toString().substring(0, 8);
        LocalDate day = LocalDate.ofInstant(house.now(), ZoneOffset.ofHours(1)).minusDays(daysAgo);
        StringBuilder bought = new StringBuilder();
        for (int line = 1; line <= lines; line++) {
            bought.append(line == 1 ? "" : ",")
                    .append(
                            "{\"line\":\"%d\",\"item\":\"Ding %d\",\"value\":{\"amount\":\"100.00\",\"currency\":\"EUR\"}}"
                                    .formatted(line, line));
        }
        house.teach(id, House.read("""
                        {"customerId":"K-%s","customer":{"name":"Erika Beispiel","email":"%s@example.org"},"lines":[%s],
                         "value":{"amount":"%s","currency":"EUR"},"paid":{"amount":"%s","currency":"EUR"},
                         "interestPaid":%s,"paymentMeans":"%s","purchasedOn":"%s","trackingCodes":[]}""".formatted(
                        id,
                        id.toLowerCase(java.util.Locale.ROOT),
                        bought,
                        paid,
                        paid,
                        interest == null ? "null" : "{\"amount\":\"%s\",\"currency\":\"EUR\"}".formatted(interest),
                        means,
                        day)));
        return id;
    }

    private static ObjectNode claim(String order, String channel, String reason, boolean returned) {
        return House.read(
                """
                {"type":"refund","channel":"%s","identified":"shop-login",
                 "customer":{"id":"K-%s","name":"Erika Beispiel","email":"%s@example.org","language":"de","region":"DE-BE"},
                 "subject":{"kind":"order","id":"%s"},"concern":"Ich möchte mein Geld zurück.",
                 "facts":{"reason":"%s","goodsReturned":%s}}""".formatted(channel, order, order.toLowerCase(java.util.Locale.ROOT), order, reason, returned));
    }

    private String byPhone(String order, String reason) {
        String number = house.open("trainee", claim(order, "phone", reason, true));
        house.until(number, file -> file.at("/subject/figures/paid").asText().equals("known"));
        return number;
    }

    private House.Answer refund(String user, String number, String amount) {
        return house.decide(user, number, money("refund-original-means", amount));
    }

    private static ObjectNode money(String action, String amount) {
        ObjectNode decision = House.read("{\"action\":\"" + action + "\"}");
        if (amount != null) {
            decision.putObject("amount").put("amount", amount).put("currency", "EUR");
        }
        return decision;
    }

    /** The reference of the payout that the provider took. */
    private String pending(String number) {
        JsonNode file = house.until(
                number,
                seen -> House.last(seen.path("remedies"))
                        .path("orders")
                        .findValuesAsText("state")
                        .contains("pending"));
        return House.last(file.path("remedies")).path("reference").asText();
    }

    private void booked(String number) {
        house.report("payments", "refund.booked", pending(number));
    }

    private void failed(String reference, String reason) {
        house.report("payments", "refund.failed", reference, House.read("{\"reason\":\"" + reason + "\"}"))
                .expect(202);
    }

    /** She says that it is not solved, and was identified. */
    private void notSolved(String number) {
        house.post("agent", "/api/cases/" + number + "/objections", House.read("{\"text\":\"Der Rest fehlt\"}"))
                .expect(201);
        house.post("agent", "/api/cases/" + number + "/contacts", House.read("""
                                {"channel":"phone","direction":"inbound","identified":"questions","text":"Der Rest fehlt."}"""))
                .expect(201);
        house.untilState(number, "open");
    }

    private static List<String> timeline(JsonNode file) {
        return file.path("timeline").findValuesAsText("text");
    }

    @Test
    void a_withdrawal_with_everything_known_needs_no_person() {
        String order = bought("49.90", null, "card", 20, 1);
        House.Answer opened = house.post("intake", "/api/cases", claim(order, "self-service", "withdrawal", true))
                .expect(201);
        String number = opened.text("/caseNumber");
        assertThat(opened.text("/promise/dueAt")).isNotNull();
        assertThat(house.tasks("agent", number, "decide")).isEmpty();

        String reference = pending(number);
        JsonNode waiting = house.look(number);
        assertThat(waiting.path("state").asText()).isEqualTo("waiting");
        assertThat(waiting.at("/remedies/0/action").asText()).isEqualTo("refund-original-means");
        assertThat(waiting.at("/remedies/0/decidedBy").asText()).isEqualTo("einhand");
        assertThat(waiting.at("/remedies/0/authority").asText()).isEqualTo("automatic");
        assertThat(waiting.at("/remedies/0/amount/amount").asText()).isEqualTo("49.90");
        assertThat(waiting.at("/remedies/0/orders/0/backend").asText()).isEqualTo("payments");
        JsonNode told = house.message(number, "money");
        assertThat(told.path("text").asText())
                .contains(number, "49,90", "Erstattung Ihrer Zahlung")
                .doesNotContain("Zinsen");
        house.report("payments", "refund.booked", reference);
        JsonNode solved = house.untilState(number, "solved");
        assertThat(solved.at("/remedies/0/state").asText()).isEqualTo("effective");
        assertThat(solved.at("/remedies/0/orders/0/state").asText()).isEqualTo("booked");
        assertThat(solved.at("/promise/state").asText()).isEqualTo("kept");
        assertThat(house.message(number, "solved").path("text").asText()).contains("erstattet");
    }

    @Test
    void what_the_shop_does_not_confirm_waits_for_a_person() {
        ObjectNode claim =
                claim("O-" + UUID.randomUUID().toString().substring(0, 8), "self-service", "withdrawal", true);
        claim.with("subject").putObject("paid").put("amount", "499.00").put("currency", "EUR");
        String number = house.open("intake", claim);
        house.task(number, "decide");
        JsonNode option = house.option("agent", number, "refund-original-means");
        assertThat(option.path("permission").asText()).isEqualTo("approval");
        assertThat(option.path("missing").asText()).isEqualTo("known-figures");
        assertThat(refund("agent", number, "50.00").expect(201).text("/state")).isEqualTo("in-progress");
        booked(number);
        house.untilState(number, "solved");
        notSolved(number);
        assertThat(refund("agent", number, "0.01").expect(201).text("/state"))
                .as("claimed figures add up: no second gesture of fifty euro")
                .isEqualTo("awaiting-approval");
    }

    @Test
    void an_order_that_the_shop_knows_under_another_customer_counts_as_claimed() {
        String order = bought("499.00", null, "card", 5, 1);
        ObjectNode claim = claim(order, "self-service", "withdrawal", true);
        claim.with("customer")
                .put("id", "K-somebody-else")
                .put("name", "Otto Fremd")
                .put("email", "otto@example.org");
        String number = house.open("intake", claim);
        house.task(number, "decide");
        assertThat(house.option("agent", number, "refund-original-means")
                        .path("missing")
                        .asText())
                .isEqualTo("known-figures");
        assertThat(house.look(number).path("remedies")).isEmpty();
    }

    @Test
    void parts_add_up_to_what_was_paid_with_the_interest_and_never_beyond() {
        String order = bought("480.00", "20.50", "instalments", 60, 1);
        String number = byPhone(order, "not-delivered");
        House.Answer above = refund("trainee", number, "500.51").expect(422);
        assertThat(above.problem()).isEqualTo("amount-invalid");
        assertThat(above.text("/left/amount")).isEqualTo("500.50");
        assertThat(house.decide("trainee", number, House.read("""
                                {"action":"refund-original-means","amount":{"amount":"10.00","currency":"USD"}}""")).status()).isEqualTo(400);
        assertThat(refund("trainee", number, "100.00").expect(201).text("/authority"))
                .isEqualTo("direct");
        assertThat(house.message(number, "money").path("text").asText()).contains("100,00", "Zinsen", number);
        booked(number);
        house.untilState(number, "solved");
        notSolved(number);
        House.Answer rest = refund("trainee", number, null).expect(201);
        assertThat(rest.text("/amount/amount")).isEqualTo("400.50");
        booked(number);
        house.untilState(number, "solved");
        notSolved(number);
        JsonNode nothing = house.option("trainee", number, "refund-original-means");
        assertThat(nothing.path("permission").asText()).isEqualTo("unavailable");
        assertThat(nothing.path("missing").asText()).isEqualTo("nothing-left");
        House.Answer none = refund("trainee", number, "0.01").expect(422);
        assertThat(none.problem()).isEqualTo("action-unavailable");
        assertThat(none.text("/missing")).isEqualTo("nothing-left");
    }

    @Test
    void a_failed_refund_comes_back_to_a_person_with_the_reason_and_a_new_decision_works() {
        String number = byPhone(bought("80.00", null, "card", 5, 1), "lost");
        refund("trainee", number, null).expect(201);
        String first = pending(number);
        failed(first, "card-expired");
        JsonNode open = house.untilState(number, "open");
        assertThat(open.at("/remedies/0/state").asText()).isEqualTo("failed");
        assertThat(open.at("/remedies/0/failure").asText()).isEqualTo("card-expired");
        assertThat(timeline(open)).anyMatch(text -> text.contains("card-expired"));
        assertThat(house.task(number, "decide").path("assignee").asText()).isEqualTo("trainee");
        assertThat(house.message(number, "promise-renewed").path("text").asText())
                .contains("Erstattung konnte nicht gebucht werden");
        refund("trainee", number, null).expect(201);
        String second = pending(number);
        assertThat(second).isNotEqualTo(first);
        house.report("payments", "refund.booked", second);
        house.untilState(number, "solved");
    }

    @Test
    void a_provider_that_says_no_and_then_yes_pays_once() {
        String number = byPhone(bought("80.00", null, "card", 5, 1), "lost");
        refund("trainee", number, null).expect(201);
        String reference = pending(number);
        failed(reference, "declined");
        house.untilState(number, "open");
        house.report("payments", "refund.booked", reference);
        JsonNode solved = house.untilState(number, "solved");
        assertThat(solved.at("/remedies/0/state").asText()).isEqualTo("effective");
        assertThat(solved.path("remedies")).hasSize(1);
        assertThat(house.tasks("agent", number, "decide")).isEmpty();
        assertThat(refund("trainee", number, "1.00").expect(422).text("/missing"))
                .isEqualTo("nothing-left");
    }

    @Test
    void money_that_the_bank_sends_back_opens_the_case_again() {
        String number = byPhone(bought("80.00", null, "card", 5, 1), "lost");
        refund("trainee", number, null).expect(201);
        String reference = pending(number);
        house.report("payments", "refund.booked", reference);
        house.untilState(number, "solved");
        failed(reference, "account-closed");
        JsonNode open = house.untilState(number, "open");
        assertThat(open.at("/remedies/0/failure").asText()).isEqualTo("account-closed");
        assertThat(refund("trainee", number, null).expect(201).text("/amount/amount"))
                .isEqualTo("80.00");
    }

    @Test
    void word_of_the_booking_may_come_before_the_answer() {
        String number = byPhone(bought("80.00", null, "card", 5, 1), "lost");
        house.behave("payments", "fail");
        refund("trainee", number, null).expect(201);
        JsonNode requested = house.until(
                number,
                file -> file.path("notifications").findValuesAsText("event").contains("money"));
        String reference = requested.at("/remedies/0/reference").asText();
        house.message(number, "money");
        house.report("payments", "refund.booked", reference);
        house.behave("payments", "manual");
        house.advance(Duration.ofMinutes(20));
        JsonNode solved = house.untilState(number, "solved");
        assertThat(solved.at("/remedies/0/orders/0/state").asText()).isEqualTo("booked");
    }

    @Test
    void a_provider_that_did_it_and_did_not_answer_is_asked_by_reference_and_pays_once() {
        String number = byPhone(bought("80.00", null, "card", 5, 1), "lost");
        house.behave("payments", "fail");
        refund("trainee", number, null).expect(201);
        house.message(number, "money");
        String reference = house.look(number).at("/remedies/0/reference").asText();
        house.behave("payments", "manual");
        House.Answer done =
                house.post(null, "/sandbox/backends/payments/refunds", House.read("""
                        {"reference":"%s","subjectId":"O-1","amount":"80.00","currency":"EUR","means":"original","reason":"the answer is lost"}""".formatted(reference)), reference);
        assertThat(done.status()).isEqualTo(201);
        house.advance(Duration.ofMinutes(15));
        assertThat(pending(number)).isEqualTo(reference);
        house.report("payments", "refund.booked", reference);
        house.untilState(number, "solved");
        JsonNode all = house.get(null, "/sandbox/backends/payments/refunds?since=2020-01-01T00:00:00Z")
                .body();
        assertThat(all.findValuesAsText("reference"))
                .filteredOn(reference::equals)
                .hasSize(1);
    }

    @Test
    void a_credit_is_explained_and_counts_only_when_it_is_booked() {
        String number = byPhone(bought("80.00", null, "card", 5, 1), "lost");
        assertThat(house.decide("trainee", number, money("goodwill-credit", null))
                        .expect(422)
                        .problem())
                .isEqualTo("amount-invalid");
        assertThat(house.decide("trainee", number, money("goodwill-credit", "20.00"))
                        .expect(201)
                        .text("/state"))
                .isEqualTo("in-progress");
        assertThat(house.look(number).path("state").asText()).isEqualTo("open");
        assertThat(house.message(number, "money").path("text").asText()).contains("20,00", "Entgegenkommen", number);
        booked(number);
        house.until(number, file -> file.at("/remedies/0/state").asText().equals("effective"));
        assertThat(house.look(number).path("state").asText()).isEqualTo("open");
        assertThat(refund("trainee", number, null).expect(201).text("/amount/amount"))
                .as("a gesture does not lessen what is owed")
                .isEqualTo("80.00");
    }

    @Test
    void a_credit_that_fails_gives_its_amount_back_and_a_lead_calls() {
        String number = byPhone(bought("80.00", null, "card", 5, 1), "lost");
        house.decide("trainee", number, money("goodwill-credit", "20.00")).expect(201);
        failed(pending(number), "no-account");
        house.until(number, file -> file.at("/remedies/0/state").asText().equals("failed"));
        assertThat(house.task(number, "call-back").path("priority").asInt()).isGreaterThan(50);
        assertThat(house.decide("trainee", number, money("goodwill-credit", "20.00"))
                        .expect(201)
                        .text("/state"))
                .isEqualTo("in-progress");
    }

    @Test
    void calling_the_purchase_off_stops_the_parcel_and_gives_everything_back() {
        String order = bought("100.00", null, "card", 5, 1);
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("customer").put("id", "K-" + order);
        call.with("subject").put("id", order);
        call.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        String number = house.open("agent", call);
        house.until(number, file -> file.at("/subject/figures/paid").asText().equals("known"));
        house.decide("agent", number, "redeliver-standard").expect(201);
        house.ordered(number);
        house.decide("agent", number, "cancel-order").expect(201);
        String reference = pending(number);
        JsonNode file = house.look(number);
        assertThat(file.at("/remedies/0/state").asText()).isEqualTo("cancelled");
        assertThat(file.at("/remedies/1/action").asText()).isEqualTo("cancel-order");
        assertThat(file.at("/remedies/1/amount/amount").asText()).isEqualTo("100.00");
        assertThat(file.at("/remedies/1/orders").findValuesAsText("backend")).containsExactly("orders", "payments");
        assertThat(house.message(number, "money").path("text").asText()).contains("storniert", "100,00", number);

        // no more help needed: that does not undo it, and she is told so
        house.post("agent", "/api/cases/" + number + "/withdrawals", House.read("{\"reason\":\"hat sich erledigt\"}"))
                .expect(200);
        assertThat(house.message(number, "reply").path("text").asText()).contains("schon storniert");
        house.report("payments", "refund.booked", reference);
        house.untilState(number, "solved");
        house.advance(Duration.ofDays(7).plusHours(1));
        assertThat(house.untilState(number, "closed").path("outcome").asText()).isEqualTo("cancelled");
    }

    @Test
    void a_refund_on_its_way_is_stopped_for_a_purchase_that_is_called_off_and_paid_once() {
        String number = byPhone(bought("80.00", null, "card", 5, 1), "lost");
        house.behave("payments", "fail");
        refund("trainee", number, "30.00").expect(201);
        house.message(number, "money");
        house.behave("payments", "manual");
        house.decide("trainee", number, "cancel-order").expect(201);
        house.report("payments", "refund.booked", pending(number));
        JsonNode solved = house.untilState(number, "solved");
        assertThat(solved.at("/remedies/0/state").asText()).isEqualTo("cancelled");
        assertThat(solved.at("/remedies/1/amount/amount").asText()).isEqualTo("80.00");
    }

    @Test
    void no_more_help_needed_before_the_booking_moves_no_money() {
        String number = byPhone(bought("80.00", null, "card", 5, 1), "lost");
        house.behave("payments", "fail");
        refund("trainee", number, null).expect(201);
        house.message(number, "money");
        house.post("agent", "/api/cases/" + number + "/withdrawals", House.read("{\"reason\":\"doch nicht\"}"))
                .expect(200);
        house.behave("payments", "manual");
        house.advance(Duration.ofMinutes(15));
        JsonNode closed = house.untilState(number, "closed");
        assertThat(closed.path("outcome").asText()).isEqualTo("withdrawn");
        assertThat(closed.at("/remedies/0/state").asText()).isEqualTo("cancelled");
        String reference = closed.at("/remedies/0/reference").asText();
        house.advance(Duration.ofHours(2));
        assertThat(house.get(null, "/sandbox/backends/payments/refunds?reference=" + reference)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void no_more_help_needed_after_the_booking_began_is_too_late_and_said_so() {
        String number = byPhone(bought("80.00", null, "card", 5, 1), "lost");
        refund("trainee", number, null).expect(201);
        String reference = pending(number);
        house.post("agent", "/api/cases/" + number + "/withdrawals", House.read("{\"reason\":\"doch nicht\"}"))
                .expect(200);
        assertThat(house.message(number, "reply").path("text").asText()).contains("Geld ist schon auf dem Weg");
        house.report("payments", "refund.booked", reference);
        assertThat(house.untilState(number, "solved").at("/remedies/0/state").asText())
                .isEqualTo("effective");
    }

    @Test
    void a_device_lost_in_our_hands_is_paid_back_directly_in_the_same_case() {
        String order = bought("899.00", "33.00", "instalments", 300, 1);
        ObjectNode claim = claim(order, "phone", "defect", true);
        claim.put("type", "device-exchange").set("facts", House.read("{\"defect\":\"Startet nicht\"}"));
        String number = house.open("trainee", claim);
        house.until(number, file -> file.at("/subject/figures/paid").asText().equals("known"));
        assertThat(house.option("trainee", number, "refund-original-means")
                        .path("owed")
                        .asBoolean())
                .as("she chooses between repair and replacement first")
                .isFalse();
        ObjectNode exchange = House.read("{\"action\":\"exchange-after-return\"}");
        exchange.putObject("parameters").set("address", House.address("Neuer Weg 2", "10115", "Berlin"));
        house.decide("trainee", number, exchange).expect(201);
        house.report(
                        "logistics",
                        "device.received",
                        house.ordered(number),
                        House.read("{\"condition\":\"leer\",\"empty\":true}"))
                .expect(202);
        house.untilState(number, "open");
        JsonNode option = house.option("trainee", number, "refund-original-means");
        assertThat(option.path("permission").asText()).isEqualTo("direct");
        assertThat(option.path("legalBasis").asText()).isEqualTo("BGB §475d");
        assertThat(refund("trainee", number, null).expect(201).text("/amount/amount"))
                .isEqualTo("932.00");
    }

    @Test
    void the_way_it_came_is_closed_after_its_window() {
        String number = byPhone(bought("80.00", null, "paypal", 181, 1), "lost");
        assertThat(house.option("trainee", number, "refund-original-means")
                        .path("missing")
                        .asText())
                .isEqualTo("refund-window");
        assertThat(refund("trainee", number, null).expect(422).text("/missing")).isEqualTo("refund-window");
        assertThat(house.option("trainee", number, "refund-bank-transfer")
                        .path("permission")
                        .asText())
                .isNotEqualTo("unavailable");
    }

    @Test
    void without_a_known_price_an_amount_has_to_be_given() {
        String number =
                house.open("agent", claim("O-" + UUID.randomUUID().toString().substring(0, 8), "phone", "lost", true));
        House.Answer refused = refund("agent", number, null).expect(422);
        assertThat(refused.problem()).isEqualTo("action-unavailable");
        assertThat(refused.text("/missing")).isEqualTo("known-amount");
        refund("agent", number, "50.00").expect(201);
    }

    @Test
    void twenty_at_the_same_moment_never_refund_more_than_was_paid() throws Exception {
        String order = bought("250.00", null, "card", 5, 3);
        List<String> numbers = new ArrayList<>();
        for (int line = 1; line <= 3; line++) {
            ObjectNode claim = claim(order, "phone", "lost", true);
            claim.with("subject").put("line", String.valueOf(line));
            String number = house.open("agent", claim);
            house.until(
                    number, file -> file.at("/subject/figures/paid").asText().equals("known"));
            numbers.add(number);
        }
        ExecutorService agents = Executors.newFixedThreadPool(20);
        try {
            List<Callable<Integer>> decisions = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String number = numbers.get(i % 3);
                decisions.add(() -> refund("agent", number, "100.00").status());
            }
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : agents.invokeAll(decisions)) {
                answers.add(answer.get());
            }
            assertThat(answers).filteredOn(status -> status == 201).hasSize(2);
            assertThat(answers).filteredOn(status -> status != 201).allMatch(status -> status == 422 || status == 409);
        } finally {
            agents.shutdown();
        }
        String last = numbers.stream()
                .filter(number -> house.look(number).path("remedies").isEmpty())
                .findFirst()
                .orElseThrow();
        House.Answer left = refund("agent", last, "100.00").expect(422);
        assertThat(left.text("/left/amount")).isEqualTo("50.00");
        assertThat(refund("agent", last, null).expect(201).text("/amount/amount"))
                .isEqualTo("50.00");
    }

    @Test
    void one_line_of_several_goes_back_with_its_value() {
        String order = bought("250.00", null, "card", 5, 3);
        ObjectNode claim = claim(order, "phone", "lost", true);
        claim.with("subject").put("line", "2");
        String number = house.open("agent", claim);
        house.until(number, file -> file.at("/subject/figures/paid").asText().equals("known"));
        assertThat(refund("agent", number, null).expect(201).text("/amount/amount"))
                .isEqualTo("100.00");
    }

    @Test
    void the_legal_time_of_a_withdrawal_is_noticed_before_and_when_it_passes() {
        String number =
                house.open("intake", claim(bought("80.00", null, "paypal", 181, 1), "letter", "withdrawal", true));
        JsonNode task = house.task(number, "decide");
        house.advance(Duration.ofDays(10).plusHours(12));
        assertThat(house.task(number, "decide").path("id").asText())
                .isEqualTo(task.path("id").asText());
        assertThat(house.task(number, "decide").path("priority").asInt()).isEqualTo(90);
        assertThat(timeline(house.look(number))).anyMatch(text -> text.contains("§355(3)") && text.contains("first"));
        // the fourteenth day may fall on a weekend or on Easter and end later (BGB §193)
        house.advance(Duration.ofDays(9));
        assertThat(timeline(house.look(number)))
                .anyMatch(text -> text.contains("legal time") && text.contains("passed"));
        JsonNode calls = house.tasks("lead", number, "call-back");
        assertThat(calls).isNotEmpty();
    }

    @Test
    void goods_that_come_back_set_the_refund_free() {
        String order = bought("80.00", null, "card", 5, 1);
        String number = house.open("agent", claim(order, "phone", "withdrawal", false));
        house.until(number, file -> file.at("/subject/figures/paid").asText().equals("known"));
        assertThat(house.option("agent", number, "refund-original-means")
                        .path("missing")
                        .asText())
                .isEqualTo("goods-returned");
        house.report("logistics", "shipment.returned", null, House.read("{\"orderId\":\"" + order + "\"}"))
                .expect(202);
        house.until(number, file -> file.at("/facts/goodsReturned").asBoolean());
        JsonNode option = house.option("trainee", number, "refund-original-means");
        assertThat(option.path("permission").asText()).isEqualTo("direct");
        assertThat(option.path("owed").asBoolean()).isTrue();
    }
}
