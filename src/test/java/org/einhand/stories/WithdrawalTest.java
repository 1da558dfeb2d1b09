package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Withdrawing from the purchase, and needing no more help: two buttons, never confused. */
@EinhandTest
class WithdrawalTest {

    private final House house;
    private final HttpClient browser = HttpClient.newHttpClient();

    @Autowired
    private JdbcClient jdbc;

    WithdrawalTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    @AfterEach
    void quietBackends() {
        house.behave("logistics", "auto");
        house.behave("payments", "auto");
    }

    private record Shopper(String number, String page) {}

    private Shopper shopper() {
        ObjectNode form = House.redelivery("self-service", "shop-login");
        form.with("facts").remove("reason");
        House.Answer opened = house.post("intake", "/api/cases", form).expect(201);
        return new Shopper(opened.text("/caseNumber"), opened.text("/statusUrl"));
    }

    private int press(String address, String body) {
        try {
            return browser.send(
                            HttpRequest.newBuilder(URI.create(address))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .statusCode();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void withdraw(Shopper shopper) {
        assertThat(press(shopper.page() + "/withdrawal", "confirmed=yes")).isEqualTo(303);
    }

    private void noMoreHelp(Shopper shopper) {
        assertThat(press(shopper.page() + "/no-more-help", "confirmed=yes")).isEqualTo(303);
    }

    private String page(Shopper shopper) {
        return house.page(shopper.page()).body();
    }

    private void sent(Shopper shopper) {
        house.behave("logistics", "manual");
        ObjectNode decision = House.read("{\"action\":\"redeliver-standard\"}");
        decision.set("parameters", House.read("{}").set("address", House.address("Neue Str. 5", "20095", "Hamburg")));
        house.decide("agent", shopper.number(), decision).expect(201);
        house.ordered(shopper.number());
    }

    private static List<String> events(JsonNode file) {
        return file.path("notifications").findValuesAsText("event");
    }

    @Test
    void a_withdrawal_gets_its_receipt_at_once_and_waits_for_an_answer() {
        Shopper shopper = shopper();
        int before = house.look(shopper.number()).at("/counts/openContacts").asInt();
        assertThat(press(shopper.page() + "/withdrawal", "")).as("asks first").isEqualTo(200);
        assertThat(house.look(shopper.number()).at("/facts/purchaseWithdrawnOn").isMissingNode())
                .isTrue();

        withdraw(shopper);

        JsonNode file = house.look(shopper.number());
        LocalDate today = LocalDate.ofInstant(house.now(), ZoneId.of("Europe/Berlin"));
        assertThat(file.at("/facts/purchaseWithdrawnOn").asText()).isEqualTo(today.toString());
        assertThat(file.path("state").asText()).isEqualTo("open");
        assertThat(file.at("/counts/openContacts").asInt()).isEqualTo(before + 1);
        assertThat(House.last(file.path("contacts")).path("text").asText())
                .contains(
                        "Ich widerrufe den Kauf",
                        "Smartphone X",
                        file.at("/subject/id").asText());
        assertThat(House.last(file.path("contacts")).path("identified").asText())
                .as("a button takes nothing away from how well we know her")
                .isEqualTo("shop-login");
        JsonNode receipt = house.message(shopper.number(), "receipt");
        house.untilNotBusy(shopper.number());
        receipt = house.message(shopper.number(), "receipt");
        assertThat(receipt.path("subject").asText()).contains("Widerruf", shopper.number());
        assertThat(receipt.path("text").asText())
                .contains("> Ich widerrufe den Kauf", "Eingegangen: ", " Uhr", String.valueOf(today.getYear()));
        assertThat(house.task(shopper.number(), "decide").path("priority").asInt())
                .isEqualTo(70);
        assertThat(page(shopper))
                .contains("Sie haben den Kauf widerrufen.")
                .doesNotContain("Vertrag widerrufen", "Bitte bestätigen Sie die Adresse");
    }

    @Test
    void said_twice_it_is_one_withdrawal() {
        Shopper shopper = shopper();
        withdraw(shopper);
        JsonNode once = house.untilNotBusy(shopper.number());
        withdraw(shopper);
        JsonNode twice = house.untilNotBusy(shopper.number());
        assertThat(twice.at("/counts/contacts")).isEqualTo(once.at("/counts/contacts"));
        assertThat(events(twice)).isEqualTo(events(once));
        assertThat(twice.at("/promise/version")).isEqualTo(once.at("/promise/version"));
        assertThat(twice.path("facts")).isEqualTo(once.path("facts"));
    }

    @Test
    void what_is_under_way_is_stopped_and_a_person_decides_again() {
        Shopper shopper = shopper();
        sent(shopper);

        withdraw(shopper);

        JsonNode file = house.until(
                shopper.number(), seen -> seen.at("/remedies/0/state").asText().equals("cancelled"));
        JsonNode task = house.task(shopper.number(), "decide");
        assertThat(task.path("assignee").asText()).isEqualTo("agent");
        assertThat(task.path("priority").asInt()).isEqualTo(70);
        file = house.look(shopper.number());
        assertThat(file.path("state").asText()).isEqualTo("open");
        assertThat(file.path("outcome").isNull()).isTrue();
        assertThat(events(file)).doesNotContain("closed", "solved");
        assertThat(page(shopper)).contains("Das haben wir angehalten.");
    }

    @Test
    void what_arrives_all_the_same_settles_nothing() {
        Shopper shopper = shopper();
        sent(shopper);
        String reference =
                house.look(shopper.number()).at("/remedies/0/reference").asText();
        house.report("logistics", "shipment.delivered", reference);
        house.untilState(shopper.number(), "solved");

        withdraw(shopper);

        assertThat(house.look(shopper.number()).path("state").asText()).isEqualTo("open");
        assertThat(house.task(shopper.number(), "decide").path("priority").asInt())
                .isEqualTo(80);
        assertThat(page(shopper)).doesNotContain("Vertrag widerrufen");
    }

    @RepeatedTest(3)
    void a_delivery_and_a_withdrawal_at_the_same_moment_leave_the_case_open() {
        Shopper shopper = shopper();
        sent(shopper);
        JsonNode shipped = house.look(shopper.number());
        String reference = shipped.at("/remedies/0/reference").asText();
        house.report("logistics", "shipment.delivered", reference);
        // the news and the withdrawal cross: whichever is first, the case is open in the end
        withdraw(shopper);
        house.until(
                shopper.number(),
                file -> file.at("/remedies/0/state").asText().matches("effective|cancelled")
                        && file.path("state").asText().equals("open"));
        house.task(shopper.number(), "decide");
        house.untilNotBusy(shopper.number());
        assertThat(house.look(shopper.number()).path("state").asText()).isEqualTo("open");
    }

    @Test
    void what_can_no_longer_be_stopped_is_said_and_settles_nothing_when_it_arrives() {
        Shopper shopper = shopper();
        sent(shopper);
        String reference =
                house.look(shopper.number()).at("/remedies/0/reference").asText();
        assertThat(jdbc.sql("update sandbox.placement set state = 'delivered' where reference = ?")
                        .param(reference)
                        .update())
                .as("the carrier has handed it over, and has not said so yet")
                .isEqualTo(1);

        withdraw(shopper);

        assertThat(house.message(shopper.number(), "reply").path("text").asText())
                .contains("ließ sich nicht mehr anhalten", "Am Ende Ihres Kaufs ändert das nichts")
                .doesNotContain("keine Hilfe mehr brauchen");
        withdraw(shopper);
        house.report("logistics", "shipment.delivered", reference);
        house.task(shopper.number(), "decide");
        JsonNode file = house.untilNotBusy(shopper.number());
        assertThat(file.at("/remedies/0/state").asText()).isEqualTo("effective");
        assertThat(file.path("state").asText()).isEqualTo("open");
        assertThat(file.at("/promise/state").asText()).isEqualTo("open");
        assertThat(events(file)).doesNotContain("solved");
        noMoreHelp(shopper);
        house.untilState(shopper.number(), "closed");
    }

    @Test
    void what_waits_for_a_yes_is_not_asked_for_any_more() {
        Shopper shopper = shopper();
        ObjectNode decision = House.read("{\"action\":\"redeliver-pickup-point\"}");
        decision.set(
                "parameters",
                House.read("{\"pickupPointId\":\"PS-145\"}")
                        .set("address", House.address("Neue Str. 5", "20095", "Hamburg")));
        House.Answer asked = house.decide("trainee", shopper.number(), decision).expect(201);
        assertThat(asked.text("/state")).isEqualTo("awaiting-approval");
        assertThat(page(shopper)).contains("Das wird gerade noch geprüft.");
        house.task(shopper.number(), "approve");

        withdraw(shopper);

        assertThat(house.task(shopper.number(), "decide").path("assignee").asText())
                .isEqualTo("trainee");
        JsonNode file = house.look(shopper.number());
        assertThat(file.path("state").asText()).isEqualTo("open");
        assertThat(file.path("blockedBy").isNull()).isTrue();
        assertThat(file.at("/remedies/0/state").asText()).isEqualTo("cancelled");
        assertThat(house.tasks("lead", shopper.number(), "approve")).isEmpty();
    }

    @Test
    void the_rules_send_nothing_to_somebody_who_withdrew() {
        ObjectNode form = House.redelivery("self-service", "shop-login");
        form.with("facts").put("reason", "returned");
        House.Answer opened = house.post("intake", "/api/cases", form).expect(201);
        Shopper shopper = new Shopper(opened.text("/caseNumber"), opened.text("/statusUrl"));
        withdraw(shopper);
        ObjectNode again = form.deepCopy();
        again.with("facts").set("correctedAddress", House.address("Neue Str. 5", "20095", "Hamburg"));
        house.post("intake", "/api/cases", again).expect(200);
        house.task(shopper.number(), "decide");
        assertThat(house.look(shopper.number()).path("remedies")).isEmpty();
    }

    @Test
    void what_she_is_owed_is_decided_on_in_the_same_case_and_money_moves_then_only() {
        ObjectNode form = House.redelivery("self-service", "shop-login");
        String order = form.at("/subject/id").asText();
        house.teach(order, House.read("""
                {"customerId":"%s","customer":{"name":"Erika Beispiel","email":"e@example.org"},
                 "lines":[{"line":"1","item":"Smartphone X","value":{"amount":"499.00","currency":"EUR"}}],
                 "value":{"amount":"499.00","currency":"EUR"},"paid":{"amount":"504.90","currency":"EUR"},"interestPaid":null,
                 "paymentMeans":"card","purchasedOn":"%s","trackingCodes":[]}""".formatted(
                form.at("/customer/id").asText(),
                LocalDate.ofInstant(house.now(), ZoneId.of("Europe/Berlin")).minusDays(5))));
        ((ObjectNode) form.path("facts")).put("reason", "returned");
        House.Answer opened = house.post("intake", "/api/cases", form).expect(201);
        Shopper shopper = new Shopper(opened.text("/caseNumber"), opened.text("/statusUrl"));
        house.until(
                shopper.number(),
                file -> file.at("/subject/figures/paid").asText().equals("known"));

        withdraw(shopper);

        JsonNode option = house.option("agent", shopper.number(), "cancel-order");
        assertThat(option.path("permission").asText()).as("%s", option).isEqualTo("direct");
        assertThat(option.path("owed").asBoolean()).as("%s", option).isTrue();
        assertThat(option.path("legalBasis").asText()).contains("BGB §355(3)");
        assertThat(house.look(shopper.number()).path("remedies")).isEmpty();
        house.decide("agent", shopper.number(), "cancel-order").expect(201);
        house.advance(Duration.ofHours(3));
        JsonNode solved = house.untilState(shopper.number(), "solved");
        assertThat(solved.at("/remedies/0/state").asText()).isEqualTo("effective");
        assertThat(solved.at("/remedies/0/amount/amount").asText()).isEqualTo("504.90");
        assertThat(page(shopper)).contains("Ausgezahlt", "Ihr Kauf ist rückgängig gemacht.");
        house.advance(Duration.ofDays(8));
        assertThat(house.untilState(shopper.number(), "closed").path("outcome").asText())
                .isEqualTo("cancelled");
        assertThat(house.message(shopper.number(), "closed").path("text").asText())
                .contains("Ihr Kauf ist storniert");
    }

    @Test
    void a_refund_under_way_is_not_stopped_by_a_withdrawal() {
        ObjectNode form = House.redelivery("self-service", "shop-login").put("type", "refund");
        String order = form.at("/subject/id").asText();
        house.teach(order, House.read("""
                {"customerId":"%s","customer":{"name":"Erika Beispiel","email":"e@example.org"},"lines":[],
                 "value":{"amount":"40.00","currency":"EUR"},"paid":{"amount":"40.00","currency":"EUR"},
                 "paymentMeans":"card","purchasedOn":"%s","trackingCodes":[]}""".formatted(
                form.at("/customer/id").asText(),
                LocalDate.ofInstant(house.now(), ZoneId.of("Europe/Berlin")).minusDays(5))));
        form.set("facts", House.read("{\"reason\":\"not-delivered\"}"));
        House.Answer opened = house.post("intake", "/api/cases", form).expect(201);
        Shopper shopper = new Shopper(opened.text("/caseNumber"), opened.text("/statusUrl"));
        house.until(
                shopper.number(),
                file -> file.at("/subject/figures/paid").asText().equals("known"));
        house.behave("payments", "manual");
        house.decide("agent", shopper.number(), "refund-original-means").expect(201);
        assertThat(page(shopper)).contains("Vertrag widerrufen");

        withdraw(shopper);

        JsonNode file = house.untilNotBusy(shopper.number());
        assertThat(file.at("/remedies/0/state").asText()).isEqualTo("in-progress");
        assertThat(file.path("state").asText()).isEqualTo("waiting");
        assertThat(file.at("/facts/reason").asText()).isEqualTo("not-delivered");
        assertThat(file.at("/facts/purchaseWithdrawnOn").isTextual()).isTrue();
        assertThat(house.message(shopper.number(), "receipt").path("subject").asText())
                .contains("Widerruf");
    }

    @Test
    void no_more_help_is_something_else() {
        Shopper shopper = shopper();
        sent(shopper);

        noMoreHelp(shopper);

        JsonNode file = house.untilState(shopper.number(), "closed");
        assertThat(file.path("outcome").asText()).isEqualTo("withdrawn");
        assertThat(file.at("/facts/purchaseWithdrawnOn").isMissingNode()).isTrue();
        assertThat(file.at("/remedies/0/state").asText()).isEqualTo("cancelled");
        assertThat(file.path("remedies")).hasSize(1);
        assertThat(press(shopper.page() + "/withdrawal", "confirmed=yes")).isEqualTo(409);
    }

    @Test
    void after_a_withdrawal_she_may_still_need_no_more_help() {
        Shopper shopper = shopper();
        sent(shopper);
        withdraw(shopper);
        noMoreHelp(shopper);
        assertThat(house.untilState(shopper.number(), "closed").path("outcome").asText())
                .isEqualTo("withdrawn");
    }

    @Test
    void what_is_about_no_order_cannot_be_withdrawn_here() {
        ObjectNode form = House.redelivery("self-service", "shop-login").put("type", "contract-activation");
        form.set("facts", House.read("{}"));
        form.with("subject").put("kind", "contract");
        House.Answer opened = house.post("intake", "/api/cases", form).expect(201);
        Shopper shopper = new Shopper(opened.text("/caseNumber"), opened.text("/statusUrl"));
        assertThat(page(shopper)).doesNotContain("Vertrag widerrufen");
        assertThat(press(shopper.page() + "/withdrawal", "confirmed=yes")).isEqualTo(422);
        assertThat(house.look(shopper.number()).path("facts")).isEmpty();
    }
}
