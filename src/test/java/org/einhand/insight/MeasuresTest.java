package org.einhand.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.einhand.support.Http;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What operations watch: counted when somebody looks, and not more often than once a minute. */
@EinhandTest
class MeasuresTest {

    private final int port;
    private final House house;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong wall = new AtomicLong(Long.MAX_VALUE - 5);
    private final Measures measures;

    MeasuresTest(
            @LocalServerPort int port,
            @Autowired Figures figures,
            @Autowired Supervision supervision,
            @Autowired JdbcClient jdbc,
            @Autowired Clock clock) {
        this.port = port;
        this.house = new House(port);
        this.measures = new Measures(registry, figures, supervision, jdbc, clock, wall::get);
    }

    private double gauge(String name, String... tags) {
        assertThat(measures).isNotNull();
        return registry.get(name).tags(tags).gauge().value();
    }

    private void aMinuteLater() {
        wall.addAndGet(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void gauges_follow_what_happens_a_minute_later() {
        double open = gauge("einhand.cases", "state", "open");
        double overdue = gauge("einhand.contacts.overdue");
        double goodwill = gauge("einhand.goodwill.spent");
        String number = house.open("agent", House.redelivery("phone", "questions"));
        house.decide("agent", number, House.read("""
                        {"action":"goodwill-credit","amount":{"amount":"12.34","currency":"EUR"},"note":"Sie wartet schon lange."}""")).expect(201);
        assertThat(gauge("einhand.cases", "state", "open")).isEqualTo(open);
        aMinuteLater();
        assertThat(gauge("einhand.cases", "state", "open")).isEqualTo(open + 1);
        assertThat(gauge("einhand.goodwill.spent"))
                .isEqualTo(goodwill + 12.34, org.assertj.core.data.Offset.offset(0.001));
        assertThat(gauge("einhand.contacts.overdue")).isEqualTo(overdue);
        assertThat(gauge("einhand.decisions.direct.share")).isBetween(0.0001, 1.0);

        String due = house.post(
                        "intake",
                        "/api/cases/" + number + "/contacts",
                        Map.of("channel", "chat", "direction", "inbound", "text", "Hallo?"))
                .expect(201)
                .text("/dueAt");
        double risk = gauge("einhand.promises.at.risk");
        house.advance(Duration.between(house.now(), Instant.parse(due)).plusMinutes(1));
        aMinuteLater();
        assertThat(gauge("einhand.contacts.overdue")).isGreaterThanOrEqualTo(1);
        assertThat(gauge("einhand.promises.at.risk")).isNotNegative();
        assertThat(risk).isNotNegative();
    }

    @Test
    void operations_scrape_them_and_nobody_else() {
        String scraped =
                Http.anonymous(port).as("ops").get("/actuator/prometheus").body();
        assertThat(scraped)
                .contains(
                        "einhand_cases{state=\"open\"}",
                        "einhand_cases{state=\"waiting\"}",
                        "einhand_cases{state=\"solved\"}",
                        "einhand_promises_at_risk ",
                        "einhand_promises_broken ",
                        "einhand_contacts_overdue ",
                        "einhand_handoffs ",
                        "einhand_decisions_direct_share ",
                        "einhand_goodwill_spent_euros ");
        assertThat(Http.anonymous(port).as("agent").get("/actuator/prometheus").statusCode())
                .isEqualTo(403);
    }
}
