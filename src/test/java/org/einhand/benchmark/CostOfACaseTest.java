package org.einhand.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts what one case of each type costs the database on its happy path, from the post to closed: statements by kind, without the
 * stand-ins' own and less what the application does by itself in the same time; and commits that wrote something, those of the
 * stand-ins included. Prints; asserts only that the cases went their way.
 */
@EinhandTest
@Tag("benchmark")
class CostOfACaseTest {

    private static final int CASES = 20;

    /** Every kind of case is closed by then. */
    private static final Duration A_CASE = Duration.ofDays(14);

    private final House house;
    private final JdbcClient jdbc;

    CostOfACaseTest(
            @LocalServerPort int port, @org.springframework.beans.factory.annotation.Autowired JdbcClient jdbc) {
        this.house = new House(port);
        this.jdbc = jdbc;
    }

    @Test
    void per_case() {
        jdbc.sql("create extension if not exists pg_stat_statements").update();
        Map<String, Runnable> kinds = new LinkedHashMap<>();
        kinds.put("redelivery straight through", this::straightThrough);
        kinds.put("redelivery decided by an agent", this::agentDecided);
        kinds.put("device swapped at the door", this::swapped);
        kinds.put("line activated", this::activated);
        kinds.put("refund by the original means", this::refunded);
        kinds.put("remedy in own words", this::inOwnWords);
        kinds.values().forEach(Runnable::run);
        house.advance(A_CASE);
        Map<String, Double> idle = idlePerSecond();
        kinds.forEach((what, oneCase) -> print(what, measure(idle, oneCase)));
    }

    private ObjectNode addressed(String channel, String identified, String reason) {
        ObjectNode body = House.redelivery(channel, identified);
        body.with("facts")
                .put("reason", reason)
                .set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        house.teach(body.at("/subject/id").asText(), House.read("""
                        {"customerId":"%s","customer":{"name":"Erika Beispiel","email":"erika@example.org","mobile":null},
                         "lines":[{"line":"1","item":"Smartphone X","value":{"amount":"499.00","currency":"EUR"}}],
                         "value":{"amount":"499.00","currency":"EUR"}}""".formatted(
                        body.at("/customer/id").asText())));
        return body;
    }

    private void straightThrough() {
        house.open("intake", addressed("self-service", "shop-login", "returned"));
    }

    private void agentDecided() {
        String number = house.open("agent", addressed("phone", "questions", "wrong-address"));
        house.decide("agent", number, "redeliver-standard").expect(201);
    }

    private void swapped() {
        ObjectNode body = addressed("phone", "questions", "damaged").put("type", "device-exchange");
        body.set("facts", House.read("{\"deadOnArrival\":true}"));
        decide(
                house.open("agent", body),
                "swap-at-door",
                "\"address\":" + House.address("Neuer Weg 2", "10115", "Berlin"));
    }

    private void activated() {
        ObjectNode body = addressed("phone", "questions", "damaged").put("type", "contract-activation");
        body.with("subject").put("kind", "contract").remove("line");
        body.set("facts", House.read("{\"line\":\"new\"}"));
        decide(house.open("agent", body), "retrigger-activation", "");
    }

    private void refunded() {
        ObjectNode body = addressed("phone", "questions", "damaged").put("type", "refund");
        body.set("facts", House.read("{\"reason\":\"not-delivered\"}"));
        body.with("subject").putObject("paid").put("amount", "49.00").put("currency", "EUR");
        decide(house.open("agent", body), "refund-original-means", "");
    }

    private void inOwnWords() {
        ObjectNode body = addressed("phone", "questions", "damaged").put("type", "other");
        body.remove("facts");
        String number = house.open("agent", body);
        String day = house.now().plus(Duration.ofDays(3)).toString().substring(0, 10);
        decide(
                number,
                "custom-remedy",
                "\"text\":\"Die Filiale bringt es vorbei.\",\"promiseBy\":\"%s\",\"doer\":\"agent\"".formatted(day));
        String task = house.task(number, "carry-out").path("id").asText();
        house.post(
                        "agent",
                        "/engine-rest/task/" + task + "/complete",
                        House.read("{\"variables\":{\"done\":{\"value\":true}}}"))
                .expect(204);
    }

    private void decide(String number, String action, String parameters) {
        house.decide(
                        "agent",
                        number,
                        House.read("{\"action\":\"%s\",\"parameters\":{%s}}".formatted(action, parameters)))
                .expect(201);
    }

    private Map<String, Double> measure(Map<String, Double> idlePerSecond, Runnable oneCase) {
        Map<String, Double> before = counters();
        long start = System.nanoTime();
        for (int i = 0; i < CASES; i++) {
            oneCase.run();
        }
        house.advance(A_CASE);
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, Double> after = counters();
        assertThat(house.get("agent", "/api/cases?state=solved")
                        .expect(200)
                        .body()
                        .path("total")
                        .asInt())
                .isZero();
        Map<String, Double> cost = new LinkedHashMap<>();
        after.forEach((name, value) ->
                cost.put(name, (value - before.get(name) - idlePerSecond.getOrDefault(name, 0.0) * seconds) / CASES));
        return cost;
    }

    private Map<String, Double> idlePerSecond() {
        Map<String, Double> before = counters();
        LockSupport.parkNanos(Duration.ofSeconds(10).toNanos());
        Map<String, Double> after = counters();
        Map<String, Double> rate = new LinkedHashMap<>();
        after.forEach((name, value) -> rate.put(name, name.startsWith("jobs") ? 0.0 : (value - before.get(name)) / 10));
        return rate;
    }

    private Map<String, Double> counters() {
        Map<String, Double> counters = new LinkedHashMap<>();
        for (String kind : new String[] {"select", "insert", "update", "delete"}) {
            counters.put(kind, jdbc.sql("""
                            select coalesce(sum(calls), 0) from pg_stat_statements
                            where dbid = (select oid from pg_database where datname = current_database())
                                and ltrim(lower(query)) like ? || '%' and query not like '%sandbox.%'""").param(kind).query(Double.class).single());
        }
        counters.put(
                "writing commits",
                jdbc.sql("select txid_snapshot_xmax(txid_current_snapshot())")
                        .query(Double.class)
                        .single());
        return counters;
    }

    private static void print(String what, Map<String, Double> cost) {
        StringBuilder line = new StringBuilder("cost of a case, " + what + ":");
        cost.forEach((name, value) -> line.append(" %s %.1f".formatted(name, value)));
        System.out.println(line);
    }
}
