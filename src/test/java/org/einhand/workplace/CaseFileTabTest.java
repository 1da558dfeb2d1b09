package org.einhand.workplace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Set;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An agent works on cases through the tab "Case file" and the pages beside it alone, in a real browser. */
@EinhandTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaseFileTabTest {

    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    private final House house;

    @RegisterExtension
    final Desk desk;

    CaseFileTabTest(@LocalServerPort int port) {
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
    void a_parcel_that_came_back_is_settled_from_the_tab_alone() {
        String number = house.open("intake", House.redelivery("phone", "questions"));
        Page tasklist = desk.signIn("agent", "tasklist");
        Desk.open(tasklist, "First line", number);
        Locator file = Desk.file(tasklist, number);
        assertThat(file).containsText("Mein Paket ging an die alte Adresse.");

        act(file, "Send it again, standard");
        Locator form = file.locator(".einhand-option form");
        form.getByLabel("Street and number").fill("Neuer Weg 2");
        form.getByLabel("City").fill("Berlin");
        confirm(form);
        assertThat(form.locator(".einhand-wrong").first()).isVisible();
        assertThat(form.getByLabel("Postal code")).hasAttribute("aria-invalid", "true");
        form.getByLabel("Postal code").fill("10115");
        Desk.picture(tasklist, "tab-decide");
        confirm(form);
        assertThat(Desk.file(tasklist, number)).containsText("Done: Send it again, standard.");
        JsonNode waiting = house.untilState(number, "waiting");
        assertThat(waiting.path("owner").asText()).isEqualTo("agent");
        assertThat(waiting.at("/confirmedAddress/postalCode").asText()).isEqualTo("10115");

        house.report("logistics", "shipment.returned", house.ordered(number));
        house.untilState(number, "open");
        file = Desk.find(tasklist, number, number);
        assertThat(file).containsText("1 failed attempt");
        assertThat(option(file, "Send it again, express")).containsText("owed");
        act(file, "Send it again, express");
        assertThat(file.locator(".einhand-option form")).containsText("It goes to Neuer Weg 2, 10115 Berlin.");
        confirm(file.locator(".einhand-option form"));
        assertThat(Desk.file(tasklist, number)).containsText("Done: Send it again, express.");

        house.post("intake", "/api/cases/" + number + "/contacts", House.read("""
                        {"channel":"email","direction":"inbound","text":"Kommt es bis Freitag?","identified":"none"}"""))
                .expect(201);
        file = Desk.find(tasklist, number, number);
        assertThat(file.locator(".einhand-open-contact")).containsText("Kommt es bis Freitag?");
        file.locator(".einhand-open-contact")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Answer"))
                .click();
        Locator reply = file.locator(".einhand-talk form");
        reply.getByLabel("Text block").selectOption("Neue Sendung");
        assertThat(reply.getByLabel("Your words")).hasValue(java.util.regex.Pattern.compile("Smartphone X"));
        Desk.picture(tasklist, "tab-reply");
        confirm(reply);
        assertThat(Desk.file(tasklist, number)).containsText("Sent to the customer.");
        assertThat(house.message(number, "reply").path("text").asText()).contains("geht noch einmal an die Adresse");
        assertThat(house.look(number).at("/counts/openContacts").asInt()).isZero();

        house.report("logistics", "shipment.delivered", house.ordered(number));
        house.untilState(number, "solved");
        assertThat(Desk.find(tasklist, number, number)).containsText("solved");
    }

    @Test
    void pressed_twice_it_is_done_once() {
        String number = house.open("agent", withAddress());
        Page tasklist = desk.signIn("agent", "tasklist");
        assertThat(tasklist.locator(".einhand-bar")).isVisible();
        Locator file = Desk.find(tasklist, number, number);
        act(file, "Give a credit as goodwill");
        Locator form = file.locator(".einhand-option form");
        form.getByLabel("Amount in euro").fill("10,50");
        form.locator("button[type=submit]").dblclick();
        assertThat(Desk.file(tasklist, number)).containsText("Done: Give a credit as goodwill.");
        JsonNode remedies = house.look(number).path("remedies");
        assertThat(remedies).hasSize(1);
        assertThat(remedies.at("/0/amount/amount").asText()).isEqualTo("10.50");
    }

    @Test
    void a_colleague_is_seen_before_a_word_is_typed_and_whoever_has_the_customer_takes_over() {
        String number = house.open("agent", withAddress());
        house.post("agent", "/api/cases/" + number + "/contacts", House.read("""
                        {"channel":"phone","direction":"outbound","text":"Ich sehe nach."}"""))
                .expect(201);
        Page second = desk.signIn("agent2", "tasklist");
        assertThat(second.locator(".einhand-bar")).isVisible();
        Locator file = Desk.find(second, number, number);
        assertThat(file).containsText("The case is with agent.");
        assertThat(file).containsText("agent is working on this customer right now");
        assertThat(file.locator(".einhand-option").first()).isVisible();
        assertThat(file.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(java.util.regex.Pattern.compile("^Do this"))))
                .hasCount(0);
        Desk.picture(second, "tab-presence");
        file.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("The customer is with me now"))
                .click();
        assertThat(Desk.file(second, number)).containsText("The case is yours now.");
        assertThat(house.look(number).path("owner").asText()).isEqualTo("agent2");
        assertThat(house.look(number).at("/counts/continuations").asInt()).isEqualTo(1);
    }

    @Test
    void what_was_half_written_is_there_after_a_reload_and_for_the_next_owner() {
        String number = house.open("agent", withAddress());
        Page first = desk.signIn("agent", "tasklist");
        assertThat(first.locator(".einhand-bar")).isVisible();
        Locator file = Desk.find(first, number, number);
        file.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Write to the customer"))
                .click();
        file.getByLabel("Your words").pressSequentially("Wir haben nachgesehen und");
        assertThat(file).containsText("Kept as a draft.");
        first.reload();
        file = Desk.file(first, number);
        assertThat(file).containsText("Begun by agent");
        house.post("agent2", "/api/cases/" + number + "/take", House.read("{\"reason\":\"customer-here\"}"))
                .expect(200);
        Page second = desk.signIn("agent2", "tasklist");
        assertThat(second.locator(".einhand-bar")).isVisible();
        file = Desk.find(second, number, number);
        file.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Write to the customer"))
                .click();
        assertThat(file.getByLabel("Your words")).hasValue("Wir haben nachgesehen und");
    }

    @Test
    void who_sees_no_personal_data_compares_what_the_caller_says_and_settles_the_case() {
        String number = house.open("intake", withAddress());
        Page tasklist = desk.signIn("homeoffice", "tasklist");
        assertThat(tasklist.locator(".einhand-bar")).isVisible();
        Locator file = Desk.find(tasklist, number, number);
        assertThat(file).not().containsText("Erika");
        assertThat(file).not().containsText("Neuer Weg");
        compare(file, "name", "erika beispiel");
        assertThat(file).containsText("That is what we have on file.");
        compare(file, "mobile", "0151 123 456 79");
        assertThat(file).containsText("That is not what we have on file.");
        compare(file, "mobile", "0151 123 456 78");
        assertThat(file).containsText("Tries left within the hour: 2");
        assertThat(file).not().containsText("12345678");
        Desk.picture(tasklist, "tab-masked");
        compare(file, "street", "neuer weg 2");
        compare(file, "city", "Hamburg");
        assertThat(file).containsText("Tries left within the hour: 0");
        compare(file, "city", "Berlin");
        assertThat(file).containsText("Too many comparisons in this case");

        act(file, "Send it again, standard");
        confirm(file.locator(".einhand-option form"));
        assertThat(Desk.file(tasklist, number)).containsText("Done: Send it again, standard.");
        JsonNode waiting = house.untilState(number, "waiting");
        assertThat(waiting.path("owner").asText()).isEqualTo("homeoffice");
        assertThat(waiting.path("timeline").findValuesAsText("text"))
                .filteredOn(text -> text.startsWith("Compared"))
                .hasSize(5)
                .noneMatch(text -> text.contains("Hamburg") || text.contains("rika"));
    }

    @Test
    void an_agent_takes_a_case_down_while_she_talks_and_is_warned_of_an_open_one() {
        ObjectNode known = House.redelivery("phone", "questions");
        String order = known.at("/subject/id").asText();
        house.teach(order, House.read("""
                {"customerId":"%s","customer":{"name":"Erika Beispiel","email":"erika@example.org","mobile":"+4915112345678"},
                 "lines":[{"line":"1","item":"Smartphone X","value":{"amount":"499.00","currency":"EUR"}}],
                 "value":{"amount":"499.00","currency":"EUR"},"paid":{"amount":"499.00","currency":"EUR"},
                 "paymentMeans":"card","purchasedOn":"2026-11-02",
                 "deliveryAddress":{"street":"Alter Weg 1","postalCode":"20095","city":"Hamburg","country":"DE"}}""".formatted(known.at("/customer/id").asText())));
        Page tasklist = desk.signIn("agent", "tasklist");
        tasklist.locator(".einhand-bar")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("New case"))
                .click();
        Locator form = tasklist.locator(".einhand-page form");
        form.getByLabel("Number", new Locator.GetByLabelOptions().setExact(true))
                .fill(order);
        assertThat(tasklist.locator(".einhand-aside")).containsText("The shop knows it.");
        assertThat(form.getByLabel("Name", new Locator.GetByLabelOptions().setExact(true)))
                .hasValue("Erika Beispiel");
        form.getByLabel("In the customer’s words").fill("Das Paket kam wieder nicht an.");
        form.getByLabel("Identified").selectOption("questions");
        form.getByLabel("Street and number").fill("Neuer Weg 2");
        form.getByLabel("Postal code").fill("10115");
        form.getByLabel("City").fill("Berlin");
        Desk.picture(tasklist, "new-case");
        seriousViolations(tasklist);
        confirm(form);
        Locator file = tasklist.locator(".einhand-case .einhand-number").last();
        assertThat(file).isVisible();
        String number = file.textContent();
        assertThat(Desk.file(tasklist, number)).containsText("The case is open, and it is yours.");
        JsonNode opened = house.look(number);
        assertThat(opened.path("owner").asText()).isEqualTo("agent");
        assertThat(opened.at("/confirmedAddress/city").asText()).isEqualTo("Berlin");

        tasklist.locator(".einhand-bar")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("New case"))
                .click();
        form.getByLabel("Number", new Locator.GetByLabelOptions().setExact(true))
                .fill(order);
        assertThat(tasklist.locator(".einhand-aside")).containsText("There is an open case about this already.");
        Desk.picture(tasklist, "new-case-open-matter");
        tasklist.locator(".einhand-aside")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Open it"))
                .click();
        Desk.file(tasklist, number);
    }

    @Test
    void an_agent_finds_a_case_by_what_she_is_told_and_sees_her_day() {
        ObjectNode call = withAddress();
        String mobile = "+49151" + String.valueOf(System.nanoTime()).substring(5, 13);
        call.with("customer").put("mobile", mobile);
        String number = house.open("agent", call);
        Page tasklist = desk.signIn("agent", "tasklist");
        assertThat(tasklist.locator(".einhand-bar")).isVisible();
        Desk.find(tasklist, "0" + mobile.substring(3, 6) + " " + mobile.substring(6), number);
        assertThat(tasklist.url()).doesNotContain(mobile.substring(6));
        tasklist.locator(".einhand-bar")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("My day"))
                .click();
        Locator day = tasklist.locator(".einhand-page");
        assertThat(day).containsText("What I promised");
        assertThat(day.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(number))
                        .first())
                .isVisible();
        Desk.picture(tasklist, "my-day");
        seriousViolations(tasklist);
        day.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(number))
                .first()
                .click();
        Desk.file(tasklist, number);
        Desk.find(tasklist, call.at("/subject/id").asText(), number);
        seriousViolations(tasklist);
    }

    @Test
    void tasklist_speaks_german_where_the_browser_does() {
        String number = house.open("intake", House.redelivery("phone", "questions"));
        Page tasklist = desk.signIn("agent", "tasklist", "de-DE");
        assertThat(tasklist.locator(".einhand-bar")).containsText("Mein Tag");
        Locator file = Desk.find(tasklist, number, number);
        assertThat(tasklist.locator("view, body").first()).containsText("Fallakte");
        assertThat(file).containsText("noch niemand zuständig");
        assertThat(option(file, "Noch einmal schicken, Express")).containsText("entscheiden Sie selbst");
        Desk.picture(tasklist, "tab-german");
        tasklist.getByText("Diese Aufgabe übernehmen").click();
        assertThat(tasklist.getByText("Diese Aufgabe übernehmen")).isHidden();
        tasklist.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Formular").setExact(true))
                .click();
        Locator form = tasklist.locator(".fjs-container").first();
        assertThat(form).containsText("Was tun Sie für die Kundin");
        assertThat(form).containsText("An eine Abholstelle schicken");
        tasklist.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Abschließen"))
                .click();
        assertThat(form).containsText("Bitte ausfüllen.");
        Desk.picture(tasklist, "form-german");
    }

    private static ObjectNode withAddress() {
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        return call;
    }

    private static Locator option(Locator file, String action) {
        return file.locator(".einhand-option").filter(new Locator.FilterOptions().setHasText(action));
    }

    private static void act(Locator file, String action) {
        option(file, action).first().locator(".einhand-option-head button").click();
    }

    private static void confirm(Locator form) {
        form.locator("button[type=submit]").click();
    }

    private static void compare(Locator file, String what, String said) {
        file.getByLabel("What", new Locator.GetByLabelOptions().setExact(true)).selectOption(what);
        file.getByLabel("The caller says").fill(said);
        file.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Compare"))
                .click();
        assertThat(file.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Compare")))
                .isEnabled();
    }

    /** Whoever works by keyboard, enlarged, or by ear finds no serious barrier on what is ours. */
    private static void seriousViolations(Page page) {
        List<Rule> found =
                new AxeBuilder(page).include(".einhand-case").analyze().getViolations();
        assertThat(found)
                .filteredOn(rule -> SERIOUS.contains(rule.getImpact()))
                .extracting(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
                .isEmpty();
    }
}
