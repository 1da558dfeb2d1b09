package org.einhand.workplace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The laptop and the month of mail, each settled by an agent who touches nothing but Tasklist. */
@EinhandTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoriesInTasklistTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final House house;

    @RegisterExtension
    final Desk desk;

    StoriesInTasklistTest(@LocalServerPort int port) {
        this.house = new House(port);
        this.desk = new Desk(port);
    }

    @BeforeEach
    void a_carrier_that_speaks_when_told_to() {
        house.behave("logistics", "manual");
    }

    @AfterEach
    void everything_as_usual_again() {
        house.behave("logistics", "auto");
    }

    @Test
    void a_dead_laptop_is_swapped_at_the_door_and_after_two_failures_paid_back_without_a_third() {
        ObjectNode call = House.redelivery("phone", "questions").put("type", "device-exchange");
        call.with("subject").put("item", "Laptop Z");
        call.set("facts", House.read("{\"deadOnArrival\":true,\"defect\":\"startet nicht\"}"));
        call.put("concern", "Der neue Laptop startet nicht.");
        house.teach(call.at("/subject/id").asText(), House.read("""
                {"customerId":"%s","customer":{"name":"Erika Beispiel","email":"%s","mobile":"+4915112345678"},
                 "lines":[{"line":"1","item":"Laptop Z","value":{"amount":"1299.00","currency":"EUR"}}],
                 "value":{"amount":"1299.00","currency":"EUR"},"paid":{"amount":"1299.00","currency":"EUR"},
                 "interestPaid":{"amount":"42.10","currency":"EUR"},"paymentMeans":"instalments",
                 "purchasedOn":"2026-11-02"}""".formatted(
                call.at("/customer/id").asText(), call.at("/customer/email").asText())));
        String number = house.open("intake", call);
        house.until(number, file -> file.at("/subject/figures/paid").asText().equals("known"));

        Page tasklist = desk.signIn("agent", "tasklist");
        assertThat(tasklist.locator(".einhand-bar")).isVisible();
        Locator file = Desk.find(tasklist, number, number);
        assertThat(option(file, "Swap the device at the door")).containsText("owed");
        act(file, "Swap the device at the door");
        Locator form = file.locator(".einhand-option form");
        form.getByLabel("Street and number").fill("Neuer Weg 2");
        form.getByLabel("Postal code").fill("10115");
        form.getByLabel("City").fill("Berlin");
        ZonedDateTime from = house.now().atZone(BERLIN).plusDays(4).withHour(9).truncatedTo(ChronoUnit.HOURS);
        form.getByLabel("Somebody is there from").fill(from.toLocalDateTime().toString());
        form.getByLabel("until", new Locator.GetByLabelOptions().setExact(true))
                .fill(from.plusHours(3).toLocalDateTime().toString());
        confirm(form);
        assertThat(Desk.file(tasklist, number)).containsText("Done: Swap the device at the door.");
        assertThat(house.look(number).at("/promise/dueAt").asText())
                .isEqualTo(from.plusHours(3).toInstant().toString());

        house.report("logistics", "shipment.lost", house.ordered(number));
        house.untilState(number, "open");
        file = Desk.find(tasklist, number, number);
        assertThat(file).containsText("1 failed attempt");
        act(file, "Swap the device at the door");
        confirm(file.locator(".einhand-option form"));
        assertThat(Desk.file(tasklist, number)).containsText("Done: Swap the device at the door.");
        house.until(
                number,
                seen -> seen.path("remedies").size() == 2
                        && seen.at("/remedies/1/orders")
                                .findValuesAsText("state")
                                .contains("ordered"));
        house.report("logistics", "shipment.lost", house.ordered(number));
        house.untilState(number, "open");

        file = Desk.find(tasklist, number, number);
        assertThat(file).containsText("2 failed attempts");
        assertThat(option(file, "Refund by the original means")).containsText("owed");
        act(file, "Refund by the original means");
        confirm(file.locator(".einhand-option form"));
        assertThat(Desk.file(tasklist, number)).containsText("Done: Refund by the original means.");
        house.until(
                number,
                seen -> House.last(seen.path("remedies"))
                        .at("/orders/0/state")
                        .asText()
                        .equals("pending"));
        house.advance(Duration.ofHours(2));
        JsonNode solved = house.untilState(number, "solved");
        assertThat(House.last(solved.path("remedies")).at("/amount/amount").asText())
                .isEqualTo("1341.10");
        file = Desk.find(tasklist, number, number);
        assertThat(file).containsText("€1,341.10");
        tasklist.setViewportSize(1440, 2600);
        Desk.picture(tasklist, "case-file-solved");
    }

    @Test
    void what_fits_no_list_is_agreed_in_own_words_and_a_cent_above_the_limit_asks() {
        ObjectNode call = House.redelivery("phone", "questions").put("type", "other");
        call.set("facts", House.read("{\"about\":\"Schrank ohne Schrauben\"}"));
        call.put("concern", "Seit vier Wochen schreibe ich wegen der fehlenden Schrauben.");
        String number = house.open("intake", call);
        house.until(number, file -> file.path("promise").hasNonNull("dueAt"));

        Page tasklist = desk.signIn("agent", "tasklist");
        assertThat(tasklist.locator(".einhand-bar")).isVisible();
        Locator file = Desk.find(tasklist, number, number);
        LocalDate day = LocalDate.ofInstant(house.now().plus(Duration.ofDays(3)), BERLIN);
        act(file, "Something else, in your own words");
        Locator form = file.locator(".einhand-option form");
        form.getByLabel("What is to be done").fill("Wir schicken Ihnen die fehlenden Schrauben.");
        form.getByLabel("Who does it").fill("agents");
        confirm(form);
        assertThat(form.getByLabel("Promised for (day)")).hasAttribute("aria-invalid", "true");
        form.getByLabel("Promised for (day)").fill(day.toString());
        confirm(form);
        file = Desk.file(tasklist, number);
        assertThat(file).containsText("Done: Something else, in your own words.");
        assertThat(house.untilState(number, "waiting")
                        .at("/remedies/0/promiseBy")
                        .asText())
                .isEqualTo(day.toString());

        act(file, "Give a credit as goodwill");
        form = file.locator(".einhand-option form");
        form.getByLabel("Amount in euro").fill("50,00");
        confirm(form);
        file = Desk.file(tasklist, number);
        assertThat(file).containsText("Done: Give a credit as goodwill.");
        assertThat(option(file, "Give a credit as goodwill")).containsText("Can say yes");
        act(file, "Give a credit as goodwill");
        form = file.locator(".einhand-option form");
        form.getByLabel("Amount in euro").fill("0,01");
        confirm(form);
        assertThat(Desk.file(tasklist, number)).containsText("Asked for a yes: Give a credit as goodwill.");
        Desk.picture(tasklist, "tab-asked");
        JsonNode remedies = house.look(number).path("remedies");
        assertThat(remedies).hasSize(3);
        assertThat(House.last(remedies).path("state").asText()).isEqualTo("awaiting-approval");
        assertThat(house.look(number).path("owner").asText()).isEqualTo("agent");

        Page answering = desk.signIn("senior", "tasklist");
        Desk.open(answering, "Waiting for a yes", number);
        assertThat(Desk.file(answering, number)).containsText("agent asks");
        answering.getByText("Claim", new Page.GetByTextOptions().setExact(true)).click();
        answering
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Form").setExact(true))
                .click();
        answering.getByLabel("Yes, go ahead").check();
        answering
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete"))
                .click();
        house.until(
                number,
                seen -> House.last(seen.path("remedies"))
                        .path("answeredBy")
                        .asText()
                        .equals("senior"));
    }

    private static Locator option(Locator file, String action) {
        return file.locator(".einhand-option")
                .filter(new Locator.FilterOptions().setHasText(action))
                .first();
    }

    private static void act(Locator file, String action) {
        option(file, action).locator(".einhand-option-head button").click();
    }

    private static void confirm(Locator form) {
        form.locator("button[type=submit]").click();
    }
}
