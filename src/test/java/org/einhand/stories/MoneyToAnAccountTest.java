package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A refund to an account: asked for early, given behind a code, checked with the bank, looked at by a second person where it must be. */
@EinhandTest
class MoneyToAnAccountTest {

    private static final String IBAN = "DE02120300000000202051";
    private static final String OTHER_IBAN = "GB29NWBK60161331926819";

    private final House house;
    private final HttpClient browser = HttpClient.newHttpClient();
    private final JdbcClient database;

    MoneyToAnAccountTest(@LocalServerPort int port, @Autowired JdbcClient database) {
        this.house = new House(port);
        this.database = database;
    }

    @BeforeEach
    void a_provider_that_speaks_when_told_to() {
        house.behave("payments", "manual");
    }

    @AfterEach
    void everything_as_usual_again() {
        house.behave("payments", "auto");
        house.behave("logistics", "auto");
    }

    /** A case and the page its customer sees. */
    private record Matter(String number, String page) {}

    private String bought(String means, int daysAgo) {
        String id = "O-" + UUID.randomUUID().toString().substring(0, 8);
        LocalDate day = LocalDate.ofInstant(house.now(), ZoneOffset.ofHours(1)).minusDays(daysAgo);
        house.teach(id, House.read("""
                        {"customerId":"K-%s","customer":{"name":"Erika Beispiel","email":"%s@example.org"},
                         "lines":[{"line":"1","item":"Sofa","value":{"amount":"500.00","currency":"EUR"}}],
                         "value":{"amount":"500.00","currency":"EUR"},"paid":{"amount":"500.00","currency":"EUR"},
                         "paymentMeans":"%s","purchasedOn":"%s","trackingCodes":[]}""".formatted(id, id.toLowerCase(Locale.ROOT), means, day)));
        return id;
    }

    /** A refund that is owed, of a purchase that the shop knows. */
    private Matter refund(String means, int daysAgo) {
        String order = bought(means, daysAgo);
        House.Answer opened = house.post("intake", "/api/cases", House.read("""
                        {"type":"refund","channel":"letter","identified":"questions",
                         "customer":{"id":"K-%s","name":"Erika Beispiel","email":"%s@example.org","language":"de","region":"DE-BE"},
                         "subject":{"kind":"order","id":"%s"},"concern":"Ich möchte mein Geld zurück, IBAN %s.",
                         "facts":{"reason":"withdrawal","goodsReturned":true}}""".formatted(
                                order, order.toLowerCase(Locale.ROOT), order, IBAN)))
                .expect(201);
        String number = opened.text("/caseNumber");
        house.until(number, file -> file.at("/subject/figures/paid").asText().equals("known"));
        return new Matter(number, opened.text("/statusUrl"));
    }

    private HttpResponse<String> submit(String url, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try {
            return browser.send(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String code(Matter matter, String purpose) {
        long before = codes(matter);
        assertThat(submit(matter.page() + "/" + purpose + "-code", Map.of()).statusCode())
                .isEqualTo(303);
        await().until(() -> codes(matter) > before);
        Matcher digits = Pattern.compile("\\b(\\d{6})\\b")
                .matcher(house.message(matter.number(), "code").path("text").asText());
        assertThat(digits.find()).isTrue();
        return digits.group(1);
    }

    private long codes(Matter matter) {
        return house.mailbox(matter.number()).stream()
                .filter(sent -> sent.path("event").asText().equals("code"))
                .count();
    }

    private HttpResponse<String> give(Matter matter, String code, String iban, String name) {
        return submit(matter.page() + "/bank-details", Map.of("code", code, "iban", iban, "name", name));
    }

    /** She gives her account on the page; what the bank says is known when this returns. */
    private void gives(Matter matter, String iban, String name) {
        assertThat(give(matter, code(matter, "bank-details"), iban, name).statusCode())
                .isEqualTo(303);
        house.until(
                matter.number(),
                file -> !file.at("/bankDetails/payee").asText("unchecked").equals("unchecked"));
    }

    private House.Answer transfer(String user, Matter matter, String amount) {
        return transfer(user, matter, amount, null, null);
    }

    private House.Answer transfer(String user, Matter matter, String amount, String iban, String name) {
        ObjectNode decision = House.read("{\"action\":\"refund-bank-transfer\"}");
        decision.putObject("amount").put("amount", amount).put("currency", "EUR");
        if (iban != null) {
            decision.putObject("parameters")
                    .putObject("account")
                    .put("iban", iban)
                    .put("name", name);
        }
        return house.decide(user, matter.number(), decision);
    }

    private JsonNode remedy(Matter matter) {
        return House.last(house.look(matter.number()).path("remedies"));
    }

    private JsonNode blocked(Matter matter, String by) {
        return house.until(
                matter.number(), file -> file.path("blockedBy").asText().equals(by));
    }

    private House.Answer answer(String user, Matter matter, boolean yes, String why) {
        String task = house.task(matter.number(), "approve").path("id").asText();
        House.Answer claimed =
                house.send(user, "POST", "/engine-rest/task/" + task + "/claim", "{\"userId\":\"" + user + "\"}");
        if (claimed.status() >= 400) {
            return claimed;
        }
        House.Answer answer = house.send(
                user,
                "POST",
                "/engine-rest/task/" + task + "/complete",
                "{\"variables\":{\"approved\":{\"value\":%s,\"type\":\"Boolean\"}%s}}"
                        .formatted(
                                yes,
                                why == null ? "" : ",\"note\":{\"value\":\"%s\",\"type\":\"String\"}".formatted(why)));
        if (answer.status() >= 400) {
            house.send(user, "POST", "/engine-rest/task/" + task + "/unclaim", "{}");
        }
        return answer;
    }

    /** The reference of the transfer, once the provider took it. */
    private String sent(Matter matter) {
        JsonNode file = house.until(
                matter.number(),
                seen -> House.last(seen.path("remedies"))
                        .path("orders")
                        .findValuesAsText("state")
                        .contains("pending"));
        return House.last(file.path("remedies")).path("reference").asText();
    }

    /** What the provider was asked to pay under a reference. */
    private JsonNode asked(String reference) {
        return House.read(
                database.sql("select request::text from sandbox.placement where backend = 'payments' and reference = ?")
                        .param(reference)
                        .query(String.class)
                        .single());
    }

    private long transfers(Matter matter) {
        return database.sql(
                        "select count(*) from sandbox.placement where backend = 'payments' and request::text like ?")
                .param("%" + matter.number() + "%")
                .query(Long.class)
                .single();
    }

    private void nothingPaid(Matter matter) {
        assertThat(transfers(matter)).isZero();
    }

    private void paid(Matter matter, String iban, String name) {
        String reference = sent(matter);
        assertThat(asked(reference).path("means").asText()).isEqualTo("bank-transfer");
        assertThat(asked(reference).at("/account/iban").asText()).isEqualTo(iban);
        assertThat(asked(reference).at("/account/name").asText()).isEqualTo(name);
        house.report("payments", "refund.booked", reference);
        house.untilState(matter.number(), "solved");
        assertThat(transfers(matter)).isEqualTo(1);
    }

    private long told(Matter matter, String event, String words) {
        return house.mailbox(matter.number()).stream()
                .filter(sent -> sent.path("event").asText().equals(event))
                .filter(sent -> sent.path("text").asText().contains(words))
                .count();
    }

    @Test
    void who_paid_by_invoice_is_asked_early_reminded_and_called_in_the_end() {
        Matter matter = refund("invoice", 20);
        house.decide("agent", matter.number(), House.read("{\"action\":\"goodwill-credit\"}"));
        JsonNode asked = house.message(matter.number(), "missing-details");
        assertThat(asked.path("subject").asText()).contains("Bankverbindung", matter.number());
        assertThat(asked.path("text").asText()).contains("/status/", "Code");
        assertThat(house.look(matter.number()).path("blockedBy").isNull()).isTrue();
        assertThat(house.page(matter.page()).body()).contains("Ihre Bankverbindung", "/bank-details-code");

        house.advance(Duration.ofDays(1));
        assertThat(told(matter, "missing-details", "fehlt noch")).isZero();
        house.advance(Duration.ofDays(1).plusMinutes(5));
        assertThat(told(matter, "missing-details", "fehlt noch")).isEqualTo(1);
        house.advance(Duration.ofDays(3));
        assertThat(told(matter, "missing-details", "fehlt noch")).isEqualTo(2);
        assertThat(house.tasks("agent", matter.number(), "call-back").findValuesAsText("name"))
                .doesNotContain("Call for bank details");
        house.advance(Duration.ofDays(2));
        assertThat(house.tasks("agent", matter.number(), "call-back").findValuesAsText("name"))
                .contains("Call for bank details");

        gives(matter, IBAN, "Erika Beispiel");
        assertThat(house.tasks("agent", matter.number(), "call-back").findValuesAsText("name"))
                .doesNotContain("Call for bank details");
        house.message(matter.number(), "contact-changed");
        house.advance(Duration.ofDays(6));
        assertThat(told(matter, "missing-details", "fehlt noch")).isEqualTo(2);
    }

    @Test
    void who_was_reached_by_phone_is_asked_no_more() {
        Matter matter = refund("bank-transfer", 20);
        house.message(matter.number(), "missing-details");
        house.advance(Duration.ofDays(7).plusMinutes(5));
        JsonNode call = null;
        for (JsonNode task : house.tasks("agent", matter.number(), "call-back")) {
            call = task.path("name").asText().equals("Call for bank details") ? task : call;
        }
        assertThat(call).isNotNull();
        String task = "/engine-rest/task/" + call.path("id").asText();
        house.send("agent", "POST", task + "/claim", "{\"userId\":\"agent\"}").expect(204);
        house.send(
                        "agent",
                        "POST",
                        task + "/complete",
                        "{\"variables\":{\"reached\":{\"value\":true,\"type\":\"Boolean\"}}}")
                .expect(204);
        long before = house.mailbox(matter.number()).stream()
                .filter(sent -> sent.path("event").asText().equals("missing-details"))
                .count();
        house.advance(Duration.ofDays(8));
        assertThat(told(matter, "missing-details", "Bankverbindung")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"card", "instalments"})
    void who_can_be_paid_back_the_way_she_paid_is_not_asked(String means) {
        Matter matter = refund(means, 20);
        house.untilNotBusy(matter.number());
        assertThat(told(matter, "missing-details", "")).isZero();
        assertThat(house.page(matter.page()).body()).doesNotContain("/bank-details-code");
    }

    @Test
    void a_parcel_that_failed_once_asks_the_buyer_on_invoice_for_an_account() {
        house.behave("logistics", "manual");
        String order = bought("invoice", 5);
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("customer").put("id", "K-" + order);
        call.with("subject").put("id", order).remove("line");
        call.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        String number = house.open("agent", call);
        house.until(number, file -> file.at("/subject/figures/paid").asText().equals("known"));
        house.untilNotBusy(number);
        assertThat(house.mailbox(number))
                .noneMatch(sent -> sent.path("event").asText().equals("missing-details"));
        house.decide("agent", number, "redeliver-standard").expect(201);
        house.report("logistics", "shipment.lost", house.ordered(number));
        assertThat(house.message(number, "missing-details").path("subject").asText())
                .contains("Bankverbindung");
    }

    @Test
    void her_own_entry_that_fits_is_paid_up_to_a_hundred_euro() {
        Matter matter = refund("invoice", 20);
        gives(matter, IBAN, "Erika Beispiel");
        assertThat(house.option("agent", matter.number(), "refund-bank-transfer")
                        .path("permission")
                        .asText())
                .as("500 EUR")
                .isEqualTo("approval");
        transfer("agent", matter, "100.00").expect(201);
        assertThat(remedy(matter).path("state").asText()).isEqualTo("in-progress");
        paid(matter, IBAN, "Erika Beispiel");
        assertThat(house.tasks("agent", matter.number(), "approve")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Erika Beispiel,100.01", "Erika Close Beispiel,20.00", "Erika Unavailable,20.00"})
    void all_else_on_file_needs_a_second_person_once(String name, String amount) {
        Matter matter = refund("invoice", 20);
        gives(matter, IBAN, name);
        House.Answer decided = transfer("senior", matter, amount).expect(201);
        assertThat(decided.text("/state")).isEqualTo("awaiting-approval");
        assertThat(house.look(matter.number()).path("blockedBy").asText()).isEqualTo("approval");
        House.Answer refused = answer("senior", matter, true, null);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/message")).contains("Who asked for a yes does not give it");
        nothingPaid(matter);
        answer("lead", matter, true, null).expect(204);
        paid(matter, IBAN, name);
        assertThat(remedy(matter).path("authority").asText()).isEqualTo("approved");
    }

    @ParameterizedTest
    @CsvSource({
        "Erika Beispiel,100.00,false",
        "Erika Beispiel,100.01,true",
        "E. close,5.00,true",
        "Unavailable E.,5.00,true"
    })
    void an_account_given_while_the_refund_waits_is_looked_at_before_it_is_paid(
            String name, String amount, boolean second) {
        Matter matter = refund("invoice", 20);
        transfer("senior", matter, amount).expect(201);
        JsonNode waiting = blocked(matter, "customer");
        assertThat(waiting.path("state").asText()).isEqualTo("open");
        assertThat(remedy(matter).path("state").asText()).isEqualTo("in-progress");
        nothingPaid(matter);

        gives(matter, IBAN, name);
        if (second) {
            assertThat(blocked(matter, "approval").path("state").asText()).isEqualTo("open");
            nothingPaid(matter);
            JsonNode task = house.task(matter.number(), "approve");
            assertThat(task.path("due").asText(null)).isNotNull();
            assertThat(answer("senior", matter, true, null).status())
                    .as("who decided")
                    .isEqualTo(403);
            answer("lead", matter, true, null).expect(204);
        }
        paid(matter, IBAN, name);
        assertThat(remedy(matter).path("authority").asText()).isEqualTo(second ? "approved" : "direct");
    }

    @Test
    void a_name_the_bank_does_not_know_goes_back_to_the_customer_and_nothing_is_paid() {
        Matter matter = refund("invoice", 20);
        transfer("agent", matter, "50.00").expect(201);
        blocked(matter, "customer");
        gives(matter, IBAN, "None Of Hers");
        await().until(() -> told(matter, "missing-details", "führt es nicht unter dem") == 1);
        blocked(matter, "customer");
        nothingPaid(matter);
        assertThat(house.page(matter.page()).body())
                .contains("nicht unter dem angegebenen Namen", "/bank-details-code");

        gives(matter, OTHER_IBAN, "Erika Beispiel");
        paid(matter, OTHER_IBAN, "Erika Beispiel");
    }

    @Test
    void a_name_that_does_not_fit_is_told_long_before_money_is_to_go_there() {
        Matter matter = refund("invoice", 20);
        gives(matter, IBAN, "None Of Hers");
        await().until(() -> told(matter, "missing-details", "führt es nicht unter dem") == 1);
        assertThat(house.look(matter.number()).at("/bankDetails/payee").asText())
                .isEqualTo("none");
        transfer("agent", matter, "50.00").expect(201);
        blocked(matter, "customer");
        nothingPaid(matter);
        assertThat(told(matter, "missing-details", "führt es nicht unter dem"))
                .as("asked once")
                .isEqualTo(1);
        gives(matter, IBAN, "Erika Beispiel");
        paid(matter, IBAN, "Erika Beispiel");
    }

    @Test
    void an_account_that_an_agent_took_down_always_needs_another_person() {
        Matter matter = refund("invoice", 20);
        House.Answer decided = transfer("senior", matter, "5.00", "de02 1203 0000 0000 2020 51", "Erika Beispiel")
                .expect(201);
        assertThat(decided.text("/state")).isEqualTo("awaiting-approval");
        JsonNode account = house.look(matter.number()).path("bankDetails");
        assertThat(account.path("last4").asText()).isEqualTo("2051");
        assertThat(account.path("givenBy").asText()).isEqualTo("senior");
        house.message(matter.number(), "contact-changed");

        assertThat(answer("senior", matter, true, null).status()).isEqualTo(403);
        nothingPaid(matter);
        answer("lead", matter, true, null).expect(204);
        paid(matter, IBAN, "Erika Beispiel");
        assertThat(house.tasks("lead", matter.number(), "approve")).isEmpty();
    }

    @Test
    void who_took_the_account_down_never_says_yes_to_it_whoever_decides() {
        Matter matter = refund("invoice", 20);
        transfer("senior", matter, "5.00", IBAN, "Erika Beispiel").expect(201);
        answer("lead", matter, false, "Bitte das Original ansehen").expect(204);
        house.untilState(matter.number(), "open");
        house.post("agent", "/api/cases/" + matter.number() + "/take", House.read("{\"reason\":\"owner-absent\"}"))
                .expect(200);
        House.Answer decided = transfer("agent", matter, "5.00").expect(201);
        assertThat(decided.text("/state")).isEqualTo("awaiting-approval");
        House.Answer refused = answer("senior", matter, true, null);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/message")).contains("Who took an account down");
        answer("lead", matter, true, null).expect(204);
        paid(matter, IBAN, "Erika Beispiel");
    }

    @Test
    void a_no_to_the_account_stops_the_refund_and_the_owner_chooses_again() {
        Matter matter = refund("invoice", 20);
        transfer("agent", matter, "300.00").expect(201);
        blocked(matter, "customer");
        gives(matter, IBAN, "Erika Beispiel");
        blocked(matter, "approval");
        assertThat(answer("lead", matter, false, null).status())
                .as("a no needs its reason")
                .isEqualTo(400);
        answer("lead", matter, false, "Das Konto ist auffällig").expect(204);
        JsonNode open =
                house.until(matter.number(), file -> file.path("blockedBy").isNull());
        assertThat(open.path("state").asText()).isEqualTo("open");
        assertThat(remedy(matter).path("state").asText()).isEqualTo("refused");
        assertThat(open.path("timeline").findValuesAsText("text").toString()).contains("Das Konto ist auffällig");
        assertThat(house.task(matter.number(), "decide").path("assignee").asText())
                .isEqualTo("agent");
        nothingPaid(matter);

        gives(matter, OTHER_IBAN, "Erika Beispiel");
        House.Answer all = transfer("agent", matter, "500.00").expect(201);
        assertThat(all.text("/state"))
                .as("nothing of the refused one is held back")
                .isEqualTo("awaiting-approval");
    }

    @Test
    void an_account_changed_while_a_second_person_is_asked_needs_a_yes_of_its_own() {
        Matter matter = refund("invoice", 20);
        transfer("agent", matter, "300.00").expect(201);
        blocked(matter, "customer");
        gives(matter, IBAN, "Erika Beispiel");
        String first = house.task(matter.number(), "approve").path("id").asText();
        gives(matter, OTHER_IBAN, "Erika Beispiel");
        answer("lead", matter, true, null).expect(204);
        await().until(() -> {
            JsonNode tasks = house.tasks("lead", matter.number(), "approve");
            return tasks.size() == 1 && !tasks.path(0).path("id").asText().equals(first);
        });
        nothingPaid(matter);
        answer("lead2", matter, true, null).expect(204);
        sent(matter);
        assertThat(give(matter, code(matter, "bank-details"), IBAN, "Erika Beispiel")
                        .statusCode())
                .as("money is on its way")
                .isEqualTo(409);
        paid(matter, OTHER_IBAN, "Erika Beispiel");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void no_more_help_needed_stops_a_refund_that_waits(boolean forASecondPerson) {
        Matter matter = refund("invoice", 20);
        transfer("agent", matter, "300.00").expect(201);
        blocked(matter, "customer");
        if (forASecondPerson) {
            gives(matter, IBAN, "Erika Beispiel");
            blocked(matter, "approval");
        }
        house.post("agent", "/api/cases/" + matter.number() + "/withdrawals", House.read("{\"reason\":\"erledigt\"}"))
                .expect(200);
        house.untilState(matter.number(), "closed");
        assertThat(remedy(matter).path("state").asText()).isEqualTo("cancelled");
        assertThat(house.tasks("lead", matter.number(), "approve")).isEmpty();
        nothingPaid(matter);
    }

    @Test
    void a_purchase_called_off_too_late_for_the_original_means_waits_for_an_account_too() {
        Matter matter = refund("paypal", 200);
        assertThat(house.message(matter.number(), "missing-details")
                        .path("subject")
                        .asText())
                .contains("Bankverbindung");
        house.decide("senior", matter.number(), House.read("""
                        {"action":"cancel-order","amount":{"amount":"80.00","currency":"EUR"}}""")).expect(201);
        blocked(matter, "customer");
        gives(matter, IBAN, "Erika Beispiel");
        paid(matter, IBAN, "Erika Beispiel");
    }

    @Test
    void a_code_for_one_thing_is_no_code_for_another() {
        Matter matter = refund("invoice", 20);
        String forAddress = code(matter, "address");
        assertThat(give(matter, forAddress, IBAN, "Erika Beispiel").statusCode())
                .as("none was issued for bank details")
                .isEqualTo(422);
        String forAccount = code(matter, "bank-details");
        if (!forAccount.equals(forAddress)) {
            assertThat(give(matter, forAddress, IBAN, "Erika Beispiel").statusCode())
                    .isEqualTo(422);
        }
        assertThat(house.look(matter.number()).path("bankDetails").isNull()).isTrue();
        assertThat(give(matter, forAccount, IBAN, "Erika Beispiel").statusCode())
                .isEqualTo(303);
        assertThat(give(matter, forAccount, IBAN, "Erika Beispiel").statusCode())
                .as("a code is good once")
                .isEqualTo(422);
        assertThat(house.message(matter.number(), "code").path("text").asText()).contains("Ihrer Bankverbindung");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DE02120300000000202052", "DE0212030000000020205", "XX02120300000000202051", "1234", "DE02<b>"})
    void what_is_no_iban_uses_up_no_code(String iban) {
        Matter matter = refund("invoice", 20);
        String code = code(matter, "bank-details");
        HttpResponse<String> refused = give(matter, code, iban, "Erika Beispiel");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("id=\"iban-error\"").doesNotContain(iban);
        assertThat(house.look(matter.number()).path("bankDetails").isNull()).isTrue();
        House.Answer decided =
                transfer("agent", matter, "5.00", iban, "Erika Beispiel").expect(400);
        assertThat(decided.body().path("errors").findValuesAsText("pointer"))
                .containsExactly("/parameters/account/iban");
        assertThat(give(matter, code, IBAN, "Željko Ångström-Öztürk").statusCode())
                .isEqualTo(303);
    }

    @Test
    void an_account_number_shows_nowhere_but_at_the_payment_provider() {
        Matter matter = refund("invoice", 20);
        transfer("agent", matter, "60.00").expect(201);
        blocked(matter, "customer");
        gives(matter, IBAN, "Erika Beispiel");
        sent(matter);
        house.untilNotBusy(matter.number());
        JsonNode file = house.look(matter.number());
        assertThat(file.toString()).doesNotContain(IBAN).contains("•••• 2051");
        assertThat(file.at("/bankDetails/name").asText()).isEqualTo("Erika Beispiel");
        assertThat(file.at("/bankDetails/givenBy").asText()).isEqualTo("customer");
        JsonNode masked = house.get("homeoffice", "/api/cases/" + matter.number())
                .expect(200)
                .body()
                .path("bankDetails");
        assertThat(masked.path("last4").asText()).isEqualTo("2051");
        assertThat(masked.path("name").asText()).isEqualTo("•••");
        assertThat(house.mailbox(matter.number()).toString()).doesNotContain(IBAN);
        String page = house.page(matter.page()).body();
        assertThat(page).contains("endet auf 2051").doesNotContain(IBAN, "Erika", "Beispiel");
        for (String column : List.of("act_hi_varinst.text_", "act_hi_detail.text_", "act_ru_variable.text_")) {
            String[] named = column.split("\\.");
            assertThat(database.sql("select count(*) from " + named[0] + " where " + named[1] + " like ?")
                            .param("%" + IBAN + "%")
                            .query(Long.class)
                            .single())
                    .as(column)
                    .isZero();
        }
        assertThat(database.sql("select count(*) from act_ge_bytearray where position(? in bytes_) > 0")
                        .param(IBAN.getBytes(StandardCharsets.UTF_8))
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
