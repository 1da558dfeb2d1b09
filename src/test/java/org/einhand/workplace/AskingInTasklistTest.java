package org.einhand.workplace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an agent does not know she asks from the tab, and the case stays; what stays undone a lead finds in her lists. */
@EinhandTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskingInTasklistTest {

    private final House house;

    @RegisterExtension
    final Desk desk;

    AskingInTasklistTest(@LocalServerPort int port) {
        this.house = new House(port);
        this.desk = new Desk(port);
    }

    @Test
    void a_question_comes_back_into_the_tab_and_handing_on_shows_first_what_would_keep_the_case() {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        Page tasklist = desk.signIn("agent", "tasklist");
        assertThat(tasklist.locator(".einhand-bar")).isVisible();
        Locator file = Desk.find(tasklist, number, number);
        press(file, "Ask a specialist");
        Locator asking = file.locator(".einhand-talk form");
        asking.getByLabel("Specialism").selectOption("logistics");
        asking.getByLabel("Question").fill("Is the parcel still in the depot?");
        confirm(asking);
        assertThat(Desk.file(tasklist, number)).containsText("The question is asked. The case stays yours.");
        assertThat(house.look(number).path("blockedBy").asText()).isEqualTo("consultation");

        String task = house.task(number, "answer-consultation").path("id").asText();
        house.send("logistics", "POST", "/engine-rest/task/" + task + "/claim", "{\"userId\":\"logistics\"}")
                .expect(204);
        house.send(
                        "logistics",
                        "POST",
                        "/engine-rest/task/" + task + "/complete",
                        "{\"variables\":{\"answer\":{\"value\":\"Yes, on shelf nine.\"}}}")
                .expect(204);
        assertThat(Desk.file(tasklist, number)).containsText("Yes, on shelf nine.");

        file = Desk.file(tasklist, number);
        press(file, "Hand the case on");
        Locator handing = file.locator(".einhand-talk form");
        handing.getByLabel("To", new Locator.GetByLabelOptions().setExact(true)).selectOption("seniors");
        handing.getByLabel("Why").fill("She wants to speak with somebody else.");
        confirm(handing);
        assertThat(handing).containsText("This would keep the case:");
        assertThat(handing).containsText("Send it again, standard");
        Desk.picture(tasklist, "tab-handing-on");
        confirm(handing);
        assertThat(Desk.file(tasklist, number)).containsText("The case is offered to them");
        assertThat(house.look(number).path("owner").asText()).isEqualTo("agent");
        assertThat(house.tasks("senior", number, "accept-handoff")).hasSize(1);
    }

    @Test
    void a_lead_finds_what_is_at_risk_and_what_nobody_decided() {
        String number = house.open("intake", House.redelivery("phone", "questions"));
        Page tasklist = desk.signIn("lead", "tasklist");
        Desk.open(tasklist, "Promises at risk", number);
        assertThat(Desk.file(tasklist, number)).containsText("nobody owns it yet");
        house.advance(Duration.ofHours(25));
        tasklist.reload();
        Desk.open(tasklist, "Undecided for a day", number);
        assertThat(Desk.file(tasklist, number)).containsText("What we promised");
        Desk.picture(tasklist, "tasklist-lead");
    }

    private static void press(Locator where, String button) {
        where.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button))
                .first()
                .click();
    }

    private static void confirm(Locator form) {
        form.locator("button[type=submit]").click();
    }
}
