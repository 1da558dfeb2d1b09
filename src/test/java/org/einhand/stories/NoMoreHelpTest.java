package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A customer needs no more help, whatever her case is doing: it ends in good order, what can be stopped is, and no money moves. */
@EinhandTest
class NoMoreHelpTest {

    private final House house;

    @Autowired
    private JdbcClient jdbc;

    NoMoreHelpTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    @AfterEach
    void quietBackends() {
        house.behave("logistics", "auto");
    }

    private House.Answer enough(String number) {
        return house.post(
                "agent2",
                "/api/cases/" + number + "/withdrawals",
                House.read("{\"reason\":\"Ich brauche nichts mehr.\"}"));
    }

    private JsonNode ended(String number, String outcome) {
        JsonNode file = house.untilState(number, "closed");
        assertThat(file.path("outcome").asText()).isEqualTo(outcome);
        house.untilNotBusy(number);
        assertThat(house.message(number, "closed").path("subject").asText()).contains(number);
        for (String task : List.of("decide", "approve", "clarify-address", "carry-out")) {
            assertThat(house.tasks("lead", number, task)).as(task).isEmpty();
        }
        assertThat(house.get(null, "/sandbox/backends/payments/refunds?since=2000-01-01T00:00:00Z")
                        .raw()
                        .body())
                .as("no money moves")
                .doesNotContain(file.at("/subject/id").asText());
        assertThat(enough(number).problem()).isEqualTo("case-closed");
        return house.look(number);
    }

    private static ObjectNode sending(String action, String more) {
        ObjectNode decision = House.read("{\"action\":\"" + action + "\"}");
        ObjectNode parameters = House.read(more);
        parameters.set("address", House.address("Neue Str. 5", "20095", "Hamburg"));
        decision.set("parameters", parameters);
        return decision;
    }

    private static ObjectNode of(String type) {
        ObjectNode body = House.redelivery("phone", "questions").put("type", type);
        body.set("facts", House.read("{}"));
        if (type.equals("contract-activation")) {
            body.with("subject").put("kind", "contract");
        }
        return body;
    }

    @Test
    void while_nothing_is_decided_in_any_kind_of_case() {
        for (String type : List.of("redelivery", "device-exchange", "contract-activation", "refund", "other")) {
            String number = house.open("agent", of(type));
            enough(number).expect(200);
            assertThat(ended(number, "withdrawn").path("remedies")).isEmpty();
        }
    }

    @Test
    void while_somebody_is_asked_for_a_yes() {
        String number = house.open("trainee", of("redelivery"));
        ObjectNode decision = sending("redeliver-pickup-point", "{\"pickupPointId\":\"PS-145\"}");
        House.Answer asked = house.decide("trainee", number, decision).expect(201);
        assertThat(asked.text("/state")).isEqualTo("awaiting-approval");
        house.task(number, "approve");

        enough(number).expect(200);

        JsonNode file = ended(number, "withdrawn");
        assertThat(file.at("/remedies/0/state").asText()).isEqualTo("cancelled");
        assertThat(file.at("/remedies/0/orders")).isEmpty();
    }

    @Test
    void while_a_parcel_can_still_be_stopped() {
        house.behave("logistics", "manual");
        String number = house.open("agent", of("redelivery"));
        house.decide("agent", number, sending("redeliver-standard", "{}")).expect(201);
        house.ordered(number);

        enough(number).expect(200);

        JsonNode file = ended(number, "withdrawn");
        assertThat(file.at("/remedies/0/state").asText()).isEqualTo("cancelled");
        assertThat(file.at("/remedies/0/orders/0/state").asText()).isEqualTo("cancelled");
    }

    @Test
    void when_it_is_too_late_to_stop_the_parcel_she_is_told_so_and_saying_it_twice_does_nothing_twice() {
        house.behave("logistics", "manual");
        String number = house.open("agent", of("redelivery"));
        house.decide("agent", number, sending("redeliver-standard", "{}")).expect(201);
        String reference = house.ordered(number);
        jdbc.sql("update sandbox.placement set state = 'delivered' where reference = ?")
                .param(reference)
                .update();

        enough(number).expect(200);
        assertThat(house.message(number, "reply").path("text").asText()).contains("keine Hilfe mehr brauchen");
        enough(number).expect(200);
        house.report("logistics", "shipment.delivered", reference);
        house.untilState(number, "solved");
        JsonNode file = house.untilNotBusy(number);
        assertThat(file.path("notifications").findValuesAsText("event").stream().filter("reply"::equals))
                .hasSize(1);
        assertThat(file.at("/remedies/0/state").asText()).isEqualTo("effective");
    }

    @Test
    void while_a_person_carries_out_what_was_agreed() {
        String number = house.open("agent", of("other"));
        ObjectNode decision = House.read("{\"action\":\"custom-remedy\"}");
        decision.set(
                "parameters",
                House.read("{\"text\":\"Wir rufen beim Hersteller an.\",\"doer\":\"technical\"}")
                        .put(
                                "promiseBy",
                                LocalDate.ofInstant(house.now(), ZoneId.of("Europe/Berlin"))
                                        .plusDays(2)
                                        .toString()));
        house.decide("agent", number, decision).expect(201);
        house.until(
                number,
                file -> house.tasks("lead", number, "carry-out").size() == 1
                        || house.tasks("technical", number, "carry-out").size() == 1);

        enough(number).expect(200);

        JsonNode file = ended(number, "withdrawn");
        assertThat(file.at("/remedies/0/state").asText()).isEqualTo("cancelled");
        assertThat(house.tasks("technical", number, "carry-out")).isEmpty();
    }

    @Test
    void when_it_is_solved_already_the_case_closes_at_once() {
        house.behave("logistics", "manual");
        String number = house.open("agent", of("redelivery"));
        house.decide("agent", number, sending("redeliver-standard", "{}")).expect(201);
        house.report("logistics", "shipment.delivered", house.ordered(number));
        house.untilState(number, "solved");

        enough(number).expect(200);

        assertThat(ended(number, "solved").at("/remedies/0/state").asText()).isEqualTo("effective");
    }
}
