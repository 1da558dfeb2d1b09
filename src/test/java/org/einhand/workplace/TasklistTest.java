package org.einhand.workplace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What people see and do in the engine's web applications, in a real browser. */
@EinhandTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TasklistTest {

    private final int port;
    private final House house;

    @RegisterExtension
    final Desk desk;

    TasklistTest(@LocalServerPort int port) {
        this.port = port;
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
    void an_agent_reads_the_case_beside_the_task_and_sends_the_parcel_again() {
        String number = house.open("intake", House.redelivery("phone", "questions"));
        Page tasklist = desk.signIn("agent", "tasklist");
        Desk.open(tasklist, "First line", number);

        Locator file = tasklist.locator(".einhand-case");
        assertThat(file).containsText(number);
        assertThat(file).containsText("Mein Paket ging an die alte Adresse.");
        assertThat(file).containsText("Erika Beispiel");
        assertThat(file).containsText("nobody owns it yet");
        assertThat(row(file, "Send it again, express")).containsText("yours to decide");
        Desk.picture(tasklist, "tasklist-case-file");

        claim(tasklist);
        form(tasklist);
        choose(tasklist, "Send it again, express");
        tasklist.getByLabel("Street and number").fill("Neuer Weg 2");
        tasklist.getByLabel("Postal code").fill("10115");
        tasklist.getByLabel("City").fill("Berlin");
        tasklist.getByLabel("Country (two letters)").fill("DE");
        tasklist.getByLabel("Note for the case file").fill("New address on the phone, she waits for it.");
        Desk.picture(tasklist, "tasklist-decide");
        complete(tasklist);

        JsonNode waiting = house.untilState(number, "waiting");
        assertThat(waiting.path("owner").asText()).isEqualTo("agent");
        assertThat(waiting.path("addressConfirmed").asBoolean()).isTrue();
        assertThat(waiting.at("/confirmedAddress/street").asText()).isEqualTo("Neuer Weg 2");
        assertThat(waiting.at("/remedies/0/action").asText()).isEqualTo("redeliver-express");
        assertThat(waiting.at("/remedies/0/note").asText()).startsWith("New address");
    }

    @Test
    void what_failed_is_beside_the_next_decision() {
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        call.put("needBy", house.now().plus(Duration.ofDays(9)).toString().substring(0, 10));
        String number = house.open("agent", call);
        house.decide("agent", number, "redeliver-standard").expect(201);
        house.report("logistics", "shipment.returned", house.ordered(number));
        house.untilState(number, "open");

        Page tasklist = desk.signIn("agent", "tasklist");
        Desk.open(tasklist, "My tasks", number);
        Locator file = tasklist.locator(".einhand-case");
        assertThat(file).containsText("1 failed attempt");
        assertThat(file).containsText("owner: agent");
        assertThat(file).containsText("Neuer Weg 2, 10115 Berlin");
        assertThat(file.locator(".einhand-timeline")).not().containsText("T19:00:00Z");
        assertThat(file.locator(".einhand-remedies")).containsText("returned");
        assertThat(row(file, "Send it again, express").first()).containsText("owed");
        tasklist.setViewportSize(1440, 1800);
        file.screenshot(new Locator.ScreenshotOptions().setPath(Path.of("target", "screenshots", "case-file.png")));
    }

    @Test
    void nobody_reads_a_case_here_without_having_signed_in() {
        String number = house.open("intake", House.redelivery("phone", "questions"));
        String address = "/camunda/api/einhand/tasks/"
                + house.task(number, "decide").path("id").asText() + "/case";
        assertThat(house.get(null, address).expect(401).problem()).isEqualTo("unauthenticated");
        house.get("agent", address).expect(401);
        Page tasklist = desk.signIn("agent", "tasklist");
        assertThat(tasklist.getByText("First line").first()).isVisible();
        APIResponse read = tasklist.request().get("http://127.0.0.1:" + port + address);
        assertThat(read.status()).isEqualTo(200);
        APIResponse none = tasklist.request().get("http://127.0.0.1:" + port + address.replace("/case", "x/case"));
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.text()).contains("not-found");
        Page operations = desk.signIn("ops", "tasklist");
        assertThat(operations.getByText("First line").first()).isVisible();
        assertThat(operations
                        .request()
                        .get("http://127.0.0.1:" + port + address)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void an_agent_hears_in_tasklist_what_is_missing() {
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        String number = house.open("intake", call);
        Page tasklist = desk.signIn("agent", "tasklist");
        Desk.open(tasklist, "First line", number);

        claim(tasklist);
        form(tasklist);
        choose(tasklist, "Send another item instead");
        complete(tasklist);

        Locator told = tasklist.locator(".page-notifications");
        assertThat(told).containsText("/parameters/itemId is required");
        Desk.picture(tasklist, "tasklist-refused");
        assertThat(house.look(number).path("state").asText()).isEqualTo("open");
        assertThat(house.task(number, "decide").path("assignee").asText()).isEqualTo("agent");
    }

    @Test
    void who_may_not_see_personal_data_works_on_the_same_case_with_them_masked() {
        String number = house.open("intake", House.redelivery("phone", "questions"));
        Page tasklist = desk.signIn("homeoffice", "tasklist");
        Desk.open(tasklist, "First line", number);
        Locator file = tasklist.locator(".einhand-case");
        assertThat(file).containsText(number);
        assertThat(file).not().containsText("Erika Beispiel");
        assertThat(file).not().containsText("@example.org");
        Desk.picture(tasklist, "tasklist-masked");
    }

    @Test
    void operations_sees_in_cockpit_what_is_deployed_and_why_an_order_does_not_get_through() {
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        String number = house.open("agent", call);
        house.behave("logistics", "fail");
        house.decide("agent", number, "redeliver-express").expect(201);
        String redelivery = only("/engine-rest/process-instance?processDefinitionKey=redelivery&businessKey=" + number)
                .path("id")
                .asText();
        only("/engine-rest/job?withException=true&processInstanceId=" + redelivery);
        house.advance(Duration.ofHours(3));
        only("/engine-rest/incident?processInstanceId=" + redelivery);

        Page cockpit = desk.signIn("ops", "cockpit");
        cockpit.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Processes"))
                .first()
                .click();
        assertThat(cockpit.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Case").setExact(true)))
                .isVisible();
        Desk.picture(cockpit, "cockpit-processes");
        cockpit.navigate(cockpit.url().replaceFirst("#.*", "") + "#/process-instance/" + redelivery
                + "/runtime?tab=incidents-tab");
        assertThat(cockpit.locator("view[provider] table, .tab-content table").first())
                .containsText("The back end logistics answered 503");
        assertThat(cockpit.locator(".badge-important").first()).isVisible();
        Desk.picture(cockpit, "cockpit");
    }

    /** The one thing found by that query, once it is there. */
    private JsonNode only(String query) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> house.get("ops", query).expect(200).body(), found -> found.size() == 1)
                .path(0);
    }

    private static Locator row(Locator file, String action) {
        return file.locator(".einhand-option").filter(new Locator.FilterOptions().setHasText(action));
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
}
