package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.einhand.EinhandApplication;
import org.einhand.support.House;
import org.einhand.support.OwnDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Two nodes on one database, and many requests at the same moment: what may be done once is done once. */
@Tag("own-jvm")
class TwoNodesTest {

    private static final List<ConfigurableApplicationContext> NODES = new ArrayList<>();
    private static final List<House> HOUSES = new ArrayList<>();

    @BeforeAll
    static void two_nodes_on_one_database() {
        String database = OwnDatabase.create();
        for (int i = 0; i < 2; i++) {
            ConfigurableApplicationContext node = new SpringApplicationBuilder(EinhandApplication.class)
                    .profiles("sandbox")
                    .run(
                            "--spring.datasource.url=" + database,
                            "--spring.datasource.username=postgres",
                            // two engines in one JVM, as they are not outside
                            "--camunda.bpm.generate-unique-process-engine-name=true",
                            "--server.port=0");
            NODES.add(node);
            HOUSES.add(new House(node.getEnvironment().getRequiredProperty("local.server.port", Integer.class)));
        }
        HOUSES.forEach(house -> house.behave("payments", "manual"));
    }

    @AfterAll
    static void and_both_go() {
        NODES.forEach(ConfigurableApplicationContext::close);
    }

    /** Does it so many times at once, on each node in turn. */
    private static <T> List<T> atOnce(int times, BiFunction<House, Integer, T> what) {
        ExecutorService hands = Executors.newFixedThreadPool(times);
        try {
            List<CompletableFuture<T>> running = IntStream.range(0, times)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> what.apply(HOUSES.get(i % 2), i), hands))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        } finally {
            hands.shutdown();
        }
    }

    private static ObjectNode callOf(String customer) {
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("customer").put("id", customer);
        return call;
    }

    private static String customer() {
        return "K-" + UUID.randomUUID().toString().substring(0, 12);
    }

    private static List<String> cases(String agent, int count, String customer) {
        return IntStream.range(0, count)
                .mapToObj(i -> HOUSES.get(i % 2).open(agent, callOf(customer == null ? customer() : customer)))
                .toList();
    }

    private static String give(House house, String agent, String number, String euros) {
        return house.decide(
                        agent,
                        number,
                        House.read(
                                "{\"action\":\"goodwill-credit\",\"amount\":{\"amount\":\"%s\",\"currency\":\"EUR\"}}"
                                        .formatted(euros)))
                .expect(201)
                .text("/state");
    }

    @Test
    void the_sum_of_a_case_is_spent_once() {
        String number = cases("agent", 1, null).get(0);
        List<String> states = atOnce(8, (house, i) -> give(house, "agent", number, "25.01"));
        assertThat(states).filteredOn("in-progress"::equals).hasSize(1);
        assertThat(states).filteredOn("awaiting-approval"::equals).hasSize(7);
    }

    @Test
    void the_sum_of_a_customer_is_spent_once_in_all_her_cases() {
        List<String> numbers = cases("senior", 4, customer());
        List<String> states = atOnce(8, (house, i) -> give(house, "senior", numbers.get(i % 4), "50.01"));
        assertThat(states).filteredOn("in-progress"::equals).hasSize(1);
    }

    @Test
    void a_customer_gets_two_gestures() {
        List<String> numbers = cases("agent2", 4, customer());
        List<String> states = atOnce(8, (house, i) -> give(house, "agent2", numbers.get(i % 4), "1.00"));
        assertThat(states).filteredOn("in-progress"::equals).hasSize(2);
    }

    @Test
    void the_day_of_an_agent_is_spent_to_the_cent_and_once() {
        List<String> numbers = cases("trainee", 8, null);
        List<String> states = atOnce(8, (house, i) -> give(house, "trainee", numbers.get(i), "20.00"));
        assertThat(states).filteredOn("in-progress"::equals).hasSize(5);
        assertThat(HOUSES.get(0)
                        .option("trainee", cases("trainee", 1, null).get(0), "goodwill-credit")
                        .path("missing")
                        .asText())
                .isEqualTo("day-limit");
    }

    @Test
    void one_matter_never_becomes_two_cases() {
        ObjectNode call = callOf(customer());
        List<String> numbers =
                atOnce(8, (house, i) -> house.post("agent", "/api/cases", call).text("/caseNumber"));
        assertThat(numbers).doesNotContainNull().containsOnly(numbers.get(0));
    }

    @Test
    void one_customer_never_has_two_hands() {
        String customer = customer();
        List<String> agents = List.of("trainee", "agent", "agent2", "senior", "lead", "lead2");
        List<Integer> answers = atOnce(
                12,
                (house, i) -> house.send(agents.get(i % 6), "PUT", "/api/customers/" + customer + "/hand", "{}")
                        .status());
        String holder = HOUSES.get(0)
                .get("agent", "/api/customers/" + customer + "/hand")
                .text("/holder");
        for (int i = 0; i < 12; i++) {
            assertThat(answers.get(i)).isEqualTo(agents.get(i % 6).equals(holder) ? 200 : 409);
        }
    }
}
