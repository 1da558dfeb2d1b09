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
import java.time.format.DateTimeFormatter;
import org.awaitility.Awaitility;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What two people do for one case in Tasklist, in a real browser: one asks and one says yes, one agrees and one does it. */
@EinhandTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TasklistTogetherTest {

    private final House house;

    @RegisterExtension
    final Desk desk;

    TasklistTogetherTest(@LocalServerPort int port) {
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
    void a_trainee_asks_and_a_senior_says_yes() {
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        String number = house.open("intake", call);
        Page asking = desk.signIn("trainee", "tasklist");
        Desk.open(asking, "First line", number);
        Locator option = asking.locator(".einhand-option")
                .filter(new Locator.FilterOptions().setHasText("Send another item instead"));
        assertThat(option).containsText("needs approval");
        assertThat(option).containsText("Can say yes");
        claim(asking);
        form(asking);
        choose(asking, "Send another item instead");
        asking.getByLabel("Number of the other item").fill("Smartphone Y");
        asking.getByLabel("Note for the case file").fill("She would take the blue one.");
        complete(asking);
        house.until(number, file -> file.path("blockedBy").asText().equals("approval"));

        Page answering = desk.signIn("senior", "tasklist");
        Desk.open(answering, "Waiting for a yes", number);
        Locator file = answering.locator(".einhand-case");
        assertThat(file).containsText("Waits for a yes");
        assertThat(file).containsText("trainee asks");
        assertThat(file).containsText("She would take the blue one.");
        Desk.picture(answering, "tasklist-approve");
        claim(answering);
        form(answering);
        answering.getByLabel("Yes, go ahead").check();
        complete(answering);

        JsonNode waiting = house.untilState(number, "waiting");
        assertThat(waiting.at("/remedies/0/answeredBy").asText()).isEqualTo("senior");
        assertThat(waiting.at("/remedies/0/authority").asText()).isEqualTo("approved");
    }

    @Test
    void an_agent_agrees_something_and_a_specialist_does_it() {
        ObjectNode call = House.redelivery("phone", "questions");
        String number = house.open("intake", call);
        LocalDate day = LocalDate.ofInstant(house.now().plus(Duration.ofDays(4)), ZoneId.of("Europe/Berlin"));
        Page agreeing = desk.signIn("agent", "tasklist");
        Desk.open(agreeing, "First line", number);
        claim(agreeing);
        form(agreeing);
        choose(agreeing, "Something else, in your own words");
        assertThat(agreeing.getByLabel("Street and number")).isHidden();
        agreeing.getByLabel("Amount in cents").fill("1250");
        assertThat(agreeing.getByText("12.5 EUR")).isVisible();
        agreeing.getByLabel("Amount in cents").fill("");
        // the calendar takes the other fields with it as they were: the day first, and it is closed before the next is
        // filled
        agreeing.getByLabel("Promised by (day)").fill(day.format(DateTimeFormatter.ofPattern("dd/MM/yyyy")));
        agreeing.getByLabel("Promised by (day)").press("Enter");
        agreeing.getByLabel("Promised by (day)").press("Tab");
        assertThat(agreeing.locator(".flatpickr-calendar.open")).hasCount(0);
        write(agreeing.getByLabel("What is to be done"), "Der Bote klingelt beim Nachbarn im zweiten Stock.");
        write(agreeing.getByLabel("Who does it"), "logistics");
        Desk.picture(agreeing, "tasklist-custom-remedy");
        complete(agreeing);
        JsonNode waiting = house.untilState(number, "waiting");
        assertThat(waiting.at("/remedies/0/promiseBy").asText()).isEqualTo(day.toString());
        assertThat(waiting.at("/remedies/0/amount").isNull()).isTrue();

        Page doing = desk.signIn("logistics", "tasklist");
        Desk.open(doing, "To carry out", number);
        Locator file = doing.locator(".einhand-case");
        assertThat(file).containsText("What is to be done");
        assertThat(file).containsText("Der Bote klingelt beim Nachbarn im zweiten Stock.");
        Desk.picture(doing, "tasklist-carry-out");
        claim(doing);
        form(doing);
        doing.getByLabel("Done").check();
        complete(doing);
        assertThat(house.untilState(number, "solved").at("/remedies/0/state").asText())
                .isEqualTo("effective");
    }

    @Test
    void a_specialist_answers_and_a_senior_takes_the_case_with_everything_that_belongs_to_it() {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        house.post("agent", "/api/cases/" + number + "/consultations", House.read("""
                        {"specialism":"technical","question":"Passt das Ladegerät?","onTheLine":false}"""))
                .expect(201);
        Page answering = desk.signIn("technical", "tasklist");
        Desk.open(answering, "Questions to answer", number);
        assertThat(answering.locator(".einhand-case .einhand-asked")).containsText("Passt das Ladegerät?");
        Desk.picture(answering, "tasklist-answer-consultation");
        claim(answering);
        form(answering);
        write(answering.getByLabel("Your answer"), "Es passt, auch das alte.");
        complete(answering);
        house.until(number, file -> file.path("blockedBy").isNull());

        house.post("agent", "/api/cases/" + number + "/handoffs", House.read("""
                        {"to":"seniors","reason":"Sie möchte jemand anderen sprechen.","override":true}"""))
                .expect(201);
        Page taking = desk.signIn("senior", "tasklist");
        Desk.open(taking, "Handed to us", number);
        Locator file = taking.locator(".einhand-case");
        assertThat(file).containsText("Sie möchte jemand anderen sprechen.");
        assertThat(file).containsText("Do not ask her again");
        assertThat(file).containsText("Es passt, auch das alte.");
        Desk.picture(taking, "tasklist-accept-handoff");
        claim(taking);
        form(taking);
        taking.getByLabel("I take the case").check();
        complete(taking);
        house.until(number, seen -> seen.path("owner").asText().equals("senior"));
    }

    private static void claim(Page tasklist) {
        tasklist.getByText("Claim", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(tasklist.getByText("Claim", new Page.GetByTextOptions().setExact(true)))
                .isHidden();
    }

    private static void form(Page tasklist) {
        tasklist.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Form").setExact(true))
                .click();
    }

    private static void choose(Page tasklist, String action) {
        tasklist.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName(action))
                .check();
    }

    private static void complete(Page tasklist) {
        tasklist.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Complete"))
                .click();
    }

    /** Writes into a field of a form; the form takes what was typed a moment later, and forgets it if another field comes first. */
    private static void write(Locator field, String words) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(30))
                .during(Duration.ofSeconds(2))
                .until(() -> {
                    boolean kept = field.inputValue().equals(words);
                    if (!kept) {
                        field.fill(words);
                        field.press("Tab");
                    }
                    return kept;
                });
    }
}
