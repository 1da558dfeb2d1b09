package org.einhand.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@EinhandTest
class ContactPermissionTest {

    private final House house;

    ContactPermissionTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    private House.Answer ask(@Nullable String user, String customer, String purpose) {
        return house.get(user, "/api/customers/" + customer + "/contact-permission?purpose=" + purpose);
    }

    private void says(String customer, String purpose, boolean allowed, @Nullable String reason) {
        House.Answer answer = ask("intake", customer, purpose).expect(200);
        assertThat(answer.body().path("allowed").asBoolean()).isEqualTo(allowed);
        assertThat(answer.body().path("reason").asText(null)).isEqualTo(reason);
        assertThat(answer.body().path("reason").isNull()).isEqualTo(reason == null);
        assertThat(answer.body().has("until")).isTrue();
    }

    @Test
    void nobody_sells_anything_while_a_case_is_open_nor_for_a_week_after() {
        ObjectNode first = House.redelivery("phone", "questions");
        String customer = first.at("/customer/id").asText();
        ObjectNode second = first.deepCopy();
        ((ObjectNode) second.path("subject")).put("id", "O-second-" + customer);
        says(customer, "marketing", true, null);
        says(customer, "survey", false, "no-consent");

        String one = house.open("agent", first);
        String two = house.open("agent", second);
        says(customer, "marketing", false, "open-case");
        says(customer, "survey", false, "open-case");
        end(one);
        says(customer, "marketing", false, "open-case");
        end(two);

        House.Answer quiet = ask("trainee", customer, "marketing").expect(200);
        assertThat(quiet.text("/reason")).isEqualTo("recent-case");
        Instant until = Instant.parse(quiet.text("/until"));
        assertThat(Duration.between(house.now(), until)).isBetween(Duration.ofDays(6), Duration.ofDays(7));
        says(customer, "survey", false, "no-consent");
        house.advance(Duration.between(house.now(), until).minusMinutes(5));
        says(customer, "marketing", false, "recent-case");
        house.advance(Duration.ofMinutes(6));
        says(customer, "marketing", true, null);
        assertThat(ask("intake", customer, "marketing").body().path("until").isNull())
                .isTrue();
    }

    private void end(String number) {
        house.post("agent", "/api/cases/" + number + "/withdrawals", House.read("{\"reason\":\"Danke.\"}"))
                .expect(200);
        house.untilState(number, "closed");
    }

    @Test
    void only_agents_and_shops_ask_and_only_for_what_there_is() {
        assertThat(ask("ops", "K-1", "marketing").status()).isEqualTo(403);
        assertThat(ask("insight", "K-1", "marketing").status()).isEqualTo(403);
        assertThat(ask(null, "K-1", "marketing").status()).isEqualTo(401);
        ask("homeoffice", "K-1", "marketing").expect(200);
        House.Answer bad = ask("agent", "K-1", "selling").expect(400);
        assertThat(bad.problem()).isEqualTo("invalid-request");
        assertThat(bad.text("/errors/0/pointer")).isEqualTo("/purpose");
        House.Answer none =
                house.get("agent", "/api/customers/K-1/contact-permission").expect(400);
        assertThat(none.text("/errors/0/pointer")).isEqualTo("/purpose");
    }
}
