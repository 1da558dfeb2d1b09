package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Nobody gets at what is somebody else's: goods, an address, a case. */
@EinhandTest
class StrangersTest {

    private final House house;

    StrangersTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    @Test
    void goods_of_another_customers_order_never_go_out_by_themselves() {
        ObjectNode form = House.redelivery("self-service", "shop-login");
        form.with("facts")
                .put("reason", "returned")
                .set("correctedAddress", House.address("Fremder Weg 9", "10115", "Berlin"));
        house.teach(form.at("/subject/id").asText(), House.read("""
                        {"customerId":"K-somebody-else","customer":{"name":"Paula Andere","email":"paula@example.org","mobile":null},
                         "lines":[{"line":"1","item":"Smartphone X","value":{"amount":"450.00","currency":"EUR"}}],
                         "deliveryAddress":{"street":"Geheimer Weg 1","postalCode":"20095","city":"Hamburg","country":"DE"}}"""));
        String number = house.open("intake", form);
        JsonNode task = house.task(number, "decide");
        assertThat(task.path("id").asText()).isNotBlank();
        JsonNode file = house.until(
                number, seen -> seen.at("/subject/figures/value").asText().equals("known"));
        assertThat(file.path("remedies")).isEmpty();
        assertThat(file.toString()).doesNotContain("Geheimer Weg", "paula@example.org");
    }

    @Test
    void a_service_account_ends_only_what_it_opened() {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        house.post("intake", "/api/cases/" + number + "/withdrawals", House.read("{\"reason\":\"nicht meins\"}"))
                .expect(404);
        house.post("intake", "/api/cases/" + number + "/objections", House.read("{\"text\":\"nicht meins\"}"))
                .expect(404);
        assertThat(house.look(number).path("state").asText()).isEqualTo("open");
    }

    @Test
    void a_withdrawal_keeps_no_promise() {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        house.post("agent", "/api/cases/" + number + "/withdrawals", House.read("{\"reason\":\"erledigt\"}"))
                .expect(200);
        assertThat(house.untilState(number, "closed").at("/promise/state").asText())
                .isNotEqualTo("kept");
    }

    @Test
    void a_masked_colleague_reads_times_but_no_telephone_numbers() {
        ObjectNode call = House.redelivery("phone", "questions");
        call.put("concern", "Bitte zurückrufen unter 0151 23456789.");
        String number = house.open("agent", call);
        String seen = house.get("homeoffice", "/api/cases/" + number)
                .expect(200)
                .body()
                .toString();
        assertThat(seen).doesNotContain("23456789", "Erika", "example.org");
        assertThat(house.get("homeoffice", "/api/cases/" + number)
                        .body()
                        .path("timeline")
                        .toString())
                .containsPattern("Promised: next-step by \\w{3} \\d{1,2} \\w{3} 20\\d\\d \\d\\d:\\d\\d");
    }
}
