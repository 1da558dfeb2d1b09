package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.UUID;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Story 1: a parcel goes to the old address, and again, and here it ends well. */
@EinhandTest
class TwiceToTheOldAddressTest {

    private final House house;

    TwiceToTheOldAddressTest(@LocalServerPort int port) {
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

    private String orderKnownToTheShop() {
        String id = "O-" + UUID.randomUUID().toString().substring(0, 8);
        house.teach(id, House.read("""
                        {"customerId":"K-%s","customer":{"name":"Jonas Muster","email":"jonas.%s@example.org","mobile":"+4915112345679"},
                         "lines":[{"line":"1","item":"Smartphone X","value":{"amount":"499.00","currency":"EUR"}}],
                         "value":{"amount":"499.00","currency":"EUR"},"paid":{"amount":"499.00","currency":"EUR"},"interestPaid":null,
                         "paymentMeans":"card","purchasedOn":"2026-11-02","monthlyFee":null,
                         "deliveryAddress":{"street":"Alter Weg 1","postalCode":"20095","city":"Hamburg","country":"DE"},
                         "trackingCodes":["00340434161094000001"]}""".formatted(id, id)));
        return id;
    }

    @Test
    void the_shop_knows_that_the_parcel_comes_back_before_he_calls() {
        String order = orderKnownToTheShop();
        house.report(
                        "logistics",
                        "shipment.returned",
                        null,
                        House.read("{\"orderId\":\"" + order + "\",\"reason\":\"wrong-address\"}"))
                .expect(202);
        String number = caseAbout(order);
        JsonNode told = house.message(number, "receipt");
        assertThat(told.path("to").asText()).isEqualTo("jonas." + order + "@example.org");
        assertThat(told.path("subject").asText()).contains(number);
        JsonNode file = house.look(number);
        assertThat(file.path("channel").asText()).isEqualTo("event");
        assertThat(file.path("identified").asText()).isEqualTo("none");
        assertThat(file.path("owner").isNull()).isTrue();
        assertThat(house.tasks("agent", number, "decide")).hasSize(1);
    }

    private String caseAbout(String order) {
        return org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> house.get("agent", "/api/cases?subjectId=" + order)
                                .expect(200)
                                .body(),
                        page -> page.path("total").asInt() == 1)
                .at("/items/0/caseNumber")
                .asText();
    }

    @Test
    void one_case_from_the_first_call_to_the_last() {
        String order = orderKnownToTheShop();
        house.report("logistics", "shipment.returned", null, House.read("{\"orderId\":\"" + order + "\"}"))
                .expect(202);
        String number = caseAbout(order);

        // his mail joins, whoever he says he is not identified as
        ObjectNode mail = House.redelivery("email", "none");
        mail.with("customer")
                .put("id", "K-" + order)
                .put("name", "Jonas Muster")
                .put("email", "jonas." + order + "@example.org");
        mail.with("subject").put("id", order);
        mail.put("concern", "Wo bleibt mein Paket? Bitte an die neue Adresse.");
        House.Answer joined = house.post("intake", "/api/cases", mail).expect(200);
        assertThat(joined.text("/caseNumber")).isEqualTo(number);
        assertThat(joined.body().path("joined").asBoolean()).isTrue();
        assertThat(joined.body().has("concern")).as("intake did not open it").isFalse();
        assertThat(house.look(number).at("/counts/openContacts").asInt()).isEqualTo(1);

        // nobody steers a phone to a stranger's door
        ObjectNode express = House.read("{\"action\":\"redeliver-express\"}");
        assertThat(house.decide("trainee", number, express).expect(422).problem())
                .isEqualTo("address-not-confirmed");
        express.putObject("parameters").set("address", House.address("Neuer Weg 2", "10115", "Berlin"));
        assertThat(house.decide("trainee", number, express).expect(422).problem())
                .isEqualTo("identification-needed");

        // he calls and is identified; the contact on file hears of the change
        house.post("trainee", "/api/cases/" + number + "/contacts", House.read("""
                                {"channel":"phone","direction":"inbound","identified":"questions","text":"Neue Adresse genannt"}"""))
                .expect(201);
        assertThat(house.decide("trainee", number, express).expect(201).text("/authority"))
                .isEqualTo("direct");
        assertThat(house.message(number, "contact-changed").path("to").asText())
                .isEqualTo("jonas." + order + "@example.org");
        assertThat(house.get(null, "/sandbox/backends/orders/customers/K-" + order + "/address")
                        .status())
                .isIn(200, 404);

        // it comes back a second time: counted, told the same day, and the next remedies are there
        String first = house.ordered(number);
        house.report("logistics", "shipment.returned", first);
        JsonNode again = house.untilState(number, "open");
        assertThat(again.at("/counts/failedAttempts").asInt()).isEqualTo(1);
        assertThat(again.at("/remedies/0/state").asText()).isEqualTo("failed");
        house.message(number, "promise-renewed");
        JsonNode widened = house.option("trainee", number, "redeliver-express");
        assertThat(widened.path("permission").asText()).isEqualTo("direct");
        assertThat(widened.path("owed").asBoolean()).isTrue();

        // a trainee sends it by express, and this time it arrives
        house.decide("trainee", number, "redeliver-express").expect(201);
        house.report("logistics", "shipment.delivered", house.ordered(number));
        JsonNode solved = house.untilState(number, "solved");
        assertThat(solved.at("/promise/state").asText()).isEqualTo("kept");
        assertThat(House.last(solved.path("remedies")).path("state").asText()).isEqualTo("effective");
        assertThat(house.message(number, "solved").path("subject").asText()).contains(number);

        house.advance(Duration.ofDays(7).plusHours(1));
        JsonNode closed = house.untilState(number, "closed");
        assertThat(closed.path("outcome").asText()).isEqualTo("solved");
        assertThat(house.get("agent", "/api/cases?subjectId=" + order)
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void what_is_out_of_stock_is_not_promised_but_another_item_is_there() {
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        String number = house.open("agent", call);
        house.behave("logistics", "out-of-stock");
        JsonNode gone = house.option("agent", number, "redeliver-express");
        assertThat(gone.path("permission").asText()).isEqualTo("unavailable");
        assertThat(gone.path("missing").asText()).isEqualTo("stock");
        House.Answer refused =
                house.decide("agent", number, "redeliver-express").expect(422);
        assertThat(refused.problem()).isEqualTo("action-unavailable");
        assertThat(refused.text("/missing")).isEqualTo("stock");
        house.behave("logistics", "manual");
        house.decide(
                        "agent",
                        number,
                        House.read("{\"action\":\"replace-item\",\"parameters\":{\"itemId\":\"Smartphone Y\"}}"))
                .expect(201);
        house.ordered(number);
    }

    @Test
    void an_item_that_turns_out_to_be_gone_leads_back_to_the_same_case_at_once() {
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        String number = house.open("agent", call);
        house.behave("logistics", "fail");
        house.decide("agent", number, "redeliver-express").expect(201);
        house.behave("logistics", "out-of-stock");
        house.advance(Duration.ofMinutes(2));
        JsonNode file = house.untilState(number, "open");
        assertThat(file.at("/remedies/0/failure").asText()).isEqualTo("out-of-stock");
        assertThat(file.at("/counts/failedAttempts").asInt()).isEqualTo(1);
        assertThat(house.message(number, "promise-renewed").path("text").asText())
                .contains("vorrätig");
        assertThat(house.task(number, "decide").path("assignee").asText()).isEqualTo("agent");
    }

    @Test
    void what_cannot_be_supplied_is_paid_back_with_the_interest_and_explained_before_it_is_booked() {
        String order = orderKnownToTheShop();
        ObjectNode record = House.read("""
                {"customerId":"K-%s","lines":[{"line":"1","item":"Smartphone X","value":{"amount":"499.00","currency":"EUR"}}],
                 "value":{"amount":"499.00","currency":"EUR"},"paid":{"amount":"499.00","currency":"EUR"},
                 "interestPaid":{"amount":"12.34","currency":"EUR"},"paymentMeans":"instalments","purchasedOn":"2026-11-02"}""".formatted(order));
        house.teach(order, record);
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("customer").put("id", "K-" + order);
        call.with("subject").put("id", order);
        call.with("facts").put("reason", "not-home").put("fault", "carrier");
        call.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        String number = house.open("trainee", call);
        house.until(number, file -> file.at("/subject/figures/paid").asText().equals("known"));
        house.behave("logistics", "fail");
        house.behave("payments", "manual");
        house.decide("trainee", number, "redeliver-standard").expect(201);
        house.behave("logistics", "out-of-stock");
        house.advance(Duration.ofMinutes(2));
        house.untilState(number, "open");

        JsonNode refund = house.option("trainee", number, "refund-original-means");
        assertThat(refund.path("permission").asText()).isEqualTo("direct");
        assertThat(refund.path("owed").asBoolean()).isTrue();
        assertThat(refund.path("legalBasis").asText()).isEqualTo("BGB §308 no. 8");
        assertThat(house.decide("trainee", number, "refund-original-means")
                        .expect(201)
                        .text("/amount/amount"))
                .isEqualTo("511.34");
        JsonNode told = house.message(number, "money");
        assertThat(told.path("text").asText()).contains("511,34", "Zinsen", number);
        JsonNode waiting = house.until(
                number,
                file -> House.last(file.path("remedies"))
                        .at("/orders/0/state")
                        .asText()
                        .equals("pending"));
        house.report(
                "payments",
                "refund.booked",
                House.last(waiting.path("remedies")).path("reference").asText());
        JsonNode solved = house.untilState(number, "solved");
        assertThat(solved.at("/promise/state").asText()).isEqualTo("kept");
        house.behave("payments", "auto");
    }

    @Test
    void a_remedy_that_cannot_meet_the_day_is_offered_as_such() {
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        call.put("needBy", house.now().plus(Duration.ofHours(1)).toString().substring(0, 10));
        String number = house.open("agent", call);
        JsonNode standard = house.option("agent", number, "redeliver-standard");
        assertThat(standard.path("meetsNeedBy").asBoolean()).isFalse();
        assertThat(standard.path("reason").asText()).contains("after the customer's date");
    }

    @Test
    void the_rules_send_it_by_themselves_when_the_shop_reports_a_parcel_that_came_back() {
        ObjectNode form = House.redelivery("self-service", "shop-login");
        form.with("facts")
                .put("reason", "returned")
                .set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        String number = house.open("intake", form);
        String reference = house.ordered(number);
        JsonNode waiting = house.untilState(number, "waiting");
        assertThat(waiting.at("/remedies/0/decidedBy").asText()).isEqualTo("einhand");
        assertThat(waiting.at("/remedies/0/authority").asText()).isEqualTo("automatic");
        assertThat(waiting.at("/remedies/0/action").asText()).isEqualTo("redeliver-standard");
        assertThat(house.tasks("agent", number, "decide")).isEmpty();
        house.report("logistics", "shipment.delivered", reference);
        house.untilState(number, "solved");
    }
}
