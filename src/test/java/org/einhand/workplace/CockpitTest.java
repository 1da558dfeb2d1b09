package org.einhand.workplace;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What operations find and mend in Cockpit, in a real browser. */
@EinhandTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CockpitTest {

    private static final String CALLS = "/camunda/api/einhand/ops";
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private final String base;
    private final House house;

    @RegisterExtension
    final Desk desk;

    CockpitTest(@LocalServerPort int port) {
        this.base = "http://127.0.0.1:" + port;
        this.house = new House(port);
        this.desk = new Desk(port);
    }

    /** Their incidents would crowd ours out of the list. */
    @BeforeEach
    void what_other_tests_left_behind_is_tried_again_much_later() {
        house.post(
                        "ops",
                        "/api/operations/retries",
                        Map.of(
                                "process",
                                "redelivery",
                                "dueAt",
                                house.now().plus(Duration.ofDays(300)).toString()))
                .expect(200);
    }

    @AfterEach
    void everything_as_usual_again() {
        house.behave("logistics", "auto");
    }

    @Test
    void operations_finds_an_incident_asks_the_provider_and_repairs_it() {
        String number = stuck();
        Page cockpit = desk.signIn("ops", "cockpit");

        Locator board = cockpit.locator(".einhand-board");
        assertThat(tile(board, "Incidents")).containsText("oldest");
        assertThat(tile(board, "Jobs without retries")).containsText("nobody tries them");
        assertThat(tile(board, "Waiting cases")).isVisible();
        Locator kind = row(board, number);
        assertThat(kind).containsText("order shipment");
        assertThat(kind).containsText("The back end logistics answered 503");
        assertThat(kind).containsText(" min");
        assertThat(cockpit.locator(".ce-eol-banner")).isHidden();
        assertThat(graveFlaws(cockpit)).isEmpty();
        cockpit.setViewportSize(1440, 1040);
        Desk.picture(cockpit, "cockpit-dashboard");

        kind.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(number))
                .click();
        Locator tab = cockpit.locator(".einhand-tab");
        assertThat(tab).containsText(number);
        assertThat(tab.getByLabel("What failed")).containsText("The back end logistics answered 503");
        assertThat(tab.getByLabel("What failed")).containsText("given up");
        assertThat(tab).containsText("logistics does not say");
        assertThat(tab.getByLabel("Remedies")).containsText("redeliver express");
        assertThat(tab.getByLabel("Messages")).containsText("receipt");
        assertThat(tab.getByLabel("Steps that ended")).containsText("Redelivery requested");
        assertThat(tab).not().containsText("Erika");
        assertThat(tab).not().containsText("Neuer Weg");
        assertThat(tab).not().containsText("alte Adresse");
        assertThat(graveFlaws(cockpit)).isEmpty();
        cockpit.setViewportSize(1440, 1800);
        Desk.picture(cockpit, "cockpit-case");

        house.behave("logistics", "manual");
        press(tab, "Look again");
        assertThat(tab).containsText("logistics does not know it");
        assertThat(tab).containsText("A retry orders it, for the first time");
        press(tab, "Retry now");
        assertThat(cockpit.locator(".einhand-told")).containsText("1 step is tried again now");
        String reference = house.ordered(number);
        assertThat(tab).containsText("Nothing failed here");
        press(tab, "Look again");
        assertThat(tab).containsText("logistics knows it: SH-");
        assertThat(tab).containsText("expected");
        Desk.picture(cockpit, "cockpit-repaired");

        cockpit.navigate(base + "/camunda/app/cockpit/default/#/dashboard");
        assertThat(board).isVisible();
        assertThat(board.getByText(number)).hasCount(0);
        house.report("logistics", "shipment.delivered", reference);
        assertThat(house.untilState(number, "solved").at("/remedies/0/state").asText())
                .isEqualTo("effective");
    }

    @Test
    void all_of_one_sort_are_tried_again_together_at_a_time_of_choice() {
        String one = stuck();
        String other = stuck();
        house.behave("logistics", "manual");
        Page cockpit = desk.signIn("ops", "cockpit");
        Locator kind = row(cockpit.locator(".einhand-board"), one);
        assertThat(kind).containsText(other);

        kind.getByRole(AriaRole.COMBOBOX).selectOption("in 1 hour");
        press(kind, "Try all again");

        assertThat(cockpit.locator(".einhand-told")).containsText("are tried again in 1 hour");
        Instant soonest = house.now().plus(Duration.ofMinutes(55));
        for (String number : List.of(one, other)) {
            JsonNode job = only("/engine-rest/job?withRetriesLeft=true&processInstanceId=" + redelivery(number));
            assertThat(Instant.parse(job.path("dueDate").asText().replaceFirst("\\+0000$", "Z")))
                    .isAfter(soonest);
            assertThat(house.look(number).at("/remedies/0/orders/0/state").asText())
                    .isEqualTo("requested");
        }
        house.advance(Duration.ofMinutes(65));
        house.ordered(one);
        house.ordered(other);
    }

    @Test
    void an_event_that_fits_nothing_is_put_aside_with_a_reason() {
        String reference = "unknown-" + UUID.randomUUID();
        house.report("logistics", "shipment.delivered", reference, JsonNodeFactory.instance.objectNode())
                .expect(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> house.get("ops", "/api/events?state=unmatched")
                        .expect(200)
                        .body()
                        .toString()
                        .contains(reference));
        Page cockpit = desk.signIn("ops", "cockpit");
        Locator board = cockpit.locator(".einhand-board");
        Locator event = row(board, reference);
        assertThat(event).containsText("shipment.delivered");
        press(event, "Discard");
        assertThat(event).isVisible();
        event.getByPlaceholder("Why?").fill("An order of the old shop");
        Desk.picture(cockpit, "cockpit-events");
        press(event, "Discard");

        assertThat(cockpit.locator(".einhand-told")).containsText("is discarded now");
        assertThat(board.getByText(reference)).hasCount(0);
        assertThat(house.get("ops", "/api/events?state=discarded").body().toString())
                .contains(reference);
    }

    @Test
    void nobody_else_reaches_any_of_it() {
        String number = house.open("agent", call());
        String instance = only("/engine-rest/process-instance?processDefinitionKey=case&businessKey=" + number)
                .path("id")
                .asText();
        List<String> reads = List.of(
                CALLS + "/overview", CALLS + "/instances/" + instance, CALLS + "/instances/" + instance + "/answers");
        String event = "{\"source\":\"logistics\",\"id\":\"x\",\"reason\":\"x\"}";
        Map<String, String> writes = Map.of(
                CALLS + "/instances/" + instance + "/retry", "{}",
                CALLS + "/retries", "{\"process\":\"redelivery\"}",
                CALLS + "/deliveries/retries", "{}",
                CALLS + "/events/replay", event,
                CALLS + "/events/discard", event);
        for (String address : reads) {
            house.get(null, address).expect(401);
            house.get("ops", address).expect(401);
        }
        Page tasklist = desk.signIn("agent", "tasklist");
        assertThat(tasklist.getByText("First line").first()).isVisible();
        for (String address : reads) {
            refused(tasklist.request().get(base + address), 403);
        }
        Page cockpit = desk.signIn("owner", "cockpit");
        assertThat(cockpit.locator(".einhand-sorry")).containsText("Only operations do this.");
        writes.forEach((address, body) -> {
            refused(post(tasklist, address, body, true), 403);
            refused(post(cockpit, address, body, true), 403);
        });
        Page operations = desk.signIn("ops", "cockpit");
        assertThat(operations.locator(".einhand-board")).isVisible();
        refused(operations.request().get(base + CALLS + "/instances/none"), 404);
        refused(post(operations, CALLS + "/retries", "{}", true), 400);
        refused(post(operations, CALLS + "/retries", "{\"process\":[]}", true), 400);
        assertThat(post(operations, CALLS + "/instances/" + instance + "/retry", "{}", false)
                        .status())
                .as("without the token against forged requests")
                .isEqualTo(403);
    }

    private static void refused(APIResponse answer, int status) {
        assertThat(answer.status()).as(answer.url()).isEqualTo(status);
        assertThat(answer.text()).doesNotContain("Exception", "\tat ", "org.einhand", "org.camunda");
    }

    private APIResponse post(Page page, String address, String body, boolean withToken) {
        RequestOptions request = RequestOptions.create()
                .setHeader("Content-Type", "application/json")
                .setData(body);
        if (withToken) {
            String token = page.context().cookies().stream()
                    .filter(cookie -> cookie.name.equals("XSRF-TOKEN"))
                    .findFirst()
                    .orElseThrow()
                    .value;
            request.setHeader("X-XSRF-TOKEN", token);
        }
        return page.request().post(base + address, request);
    }

    /** A case whose shipment could not be ordered until nobody tries it any more. */
    private String stuck() {
        String number = house.open("agent", call());
        house.behave("logistics", "fail");
        house.decide("agent", number, "redeliver-express").expect(201);
        String redelivery = redelivery(number);
        only("/engine-rest/job?withException=true&processInstanceId=" + redelivery);
        house.advance(Duration.ofHours(3));
        only("/engine-rest/incident?processInstanceId=" + redelivery);
        return number;
    }

    private static ObjectNode call() {
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        return call;
    }

    private String redelivery(String number) {
        return only("/engine-rest/process-instance?processDefinitionKey=redelivery&businessKey=" + number)
                .path("id")
                .asText();
    }

    /** The one thing found by that query, once it is there. */
    private JsonNode only(String query) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> house.get("ops", query).expect(200).body(), found -> found.size() == 1)
                .path(0);
    }

    /** What a person with a screen reader or a keyboard would stumble over. */
    private static List<String> graveFlaws(Page page) {
        return new AxeBuilder(page)
                .include(List.of(".einhand-ops")).analyze().getViolations().stream()
                        .filter(flaw -> GRAVE.contains(flaw.getImpact()))
                        .map(flaw -> flaw.getId() + ": " + flaw.getHelp() + " " + flaw.getNodes())
                        .toList();
    }

    private static Locator tile(Locator board, String name) {
        return board.locator(".einhand-tile").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static Locator row(Locator board, String text) {
        return board.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(text));
    }

    private static void press(Locator where, String button) {
        where.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }
}
