package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** While one agent works on a customer, a second one sees it, and cannot act on any matter of hers by accident. */
@EinhandTest
class OneCustomerOneHandTest {

    private static final List<String> AGENTS =
            List.of("trainee", "agent", "agent2", "senior", "lead", "lead2", "homeoffice");

    private final House house;

    OneCustomerOneHandTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    /** Two matters of one customer; the first agent opened hers, then the second one his. */
    private record Two(String customer, String first, String second) {}

    private Two matters() {
        ObjectNode first = House.redelivery("phone", "questions");
        ObjectNode second = House.redelivery("phone", "questions");
        second.set("customer", first.path("customer").deepCopy());
        first.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        second.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        return new Two(first.at("/customer/id").asText(), house.open("agent", first), house.open("agent2", second));
    }

    private House.Answer hand(String user, String method, String customer) {
        return house.send(user, method, "/api/customers/" + customer + "/hand", "");
    }

    private JsonNode holder(String customer) {
        return house.get("trainee", "/api/customers/" + customer + "/hand")
                .expect(200)
                .body();
    }

    private House.Answer contact(String user, String number, String direction) {
        return house.post(
                user,
                "/api/cases/" + number + "/contacts",
                House.read(
                        "{\"channel\":\"email\",\"direction\":\"" + direction + "\",\"text\":\"About your parcel.\"}"));
    }

    private House.Answer taken(String user, String number) {
        return house.post(user, "/api/cases/" + number + "/take", House.read("{\"reason\":\"customer-here\"}"));
    }

    @Test
    void whoOpensHerMatterHoldsHerOnAllOfThem() {
        Two two = matters();

        JsonNode hand = holder(two.customer());
        assertThat(hand.path("holder").asText()).isEqualTo("agent");
        assertThat(Duration.between(
                        Instant.parse(hand.path("since").asText()),
                        Instant.parse(hand.path("until").asText())))
                .isBetween(Duration.ofMinutes(15), Duration.ofMinutes(16));

        House.Answer refused =
                house.decide("agent2", two.second(), "redeliver-standard").expect(409);
        assertThat(refused.problem()).isEqualTo("held-by-other");
        assertThat(refused.text("/holder")).isEqualTo("agent");
        assertThat(contact("agent2", two.second(), "outbound").expect(409).problem())
                .isEqualTo("held-by-other");
        assertThat(house.look(two.second()).path("remedies")).isEmpty();

        house.decide("agent", two.first(), "redeliver-standard").expect(201);
    }

    @Test
    void whatSheTellsUsIsAlwaysTaken() {
        Two two = matters();
        contact("agent2", two.second(), "inbound").expect(201);
        contact("intake", two.second(), "inbound").expect(201);
        assertThat(holder(two.customer()).path("holder").asText()).isEqualTo("agent");
    }

    @Test
    void tasklistIsBoundByTheSameHand() {
        Two two = matters();
        String task = house.task(two.second(), "decide").path("id").asText();
        house.send("agent2", "POST", "/engine-rest/task/" + task + "/claim", "{\"userId\":\"agent2\"}");
        House.Answer refused = house.send(
                "agent2",
                "POST",
                "/engine-rest/task/" + task + "/complete",
                "{\"variables\":{\"action\":{\"value\":\"redeliver-standard\"}}}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/message")).contains("held-by-other").contains("agent");
    }

    @Test
    void whoeverHasHerInFrontGoesOnInOneStep() {
        Two two = matters();
        JsonNode file = taken("agent2", two.first()).expect(200).body();
        assertThat(file.path("owner").asText()).isEqualTo("agent2");
        assertThat(file.at("/counts/continuations").asInt()).isEqualTo(1);
        assertThat(file.at("/counts/handoffs").asInt()).isZero();
        assertThat(holder(two.customer()).path("holder").asText()).isEqualTo("agent2");
        assertThat(house.decide("agent", two.first(), "redeliver-standard")
                        .expect(409)
                        .problem())
                .isEqualTo("not-owner");
        house.decide("agent2", two.first(), "redeliver-standard").expect(201);

        // taking one's own case over counts no continuation, and takes the hand back
        house.send("agent2", "DELETE", "/api/customers/" + two.customer() + "/hand", "")
                .expect(204);
        hand("agent", "PUT", two.customer()).expect(200);
        assertThat(taken("agent2", two.first())
                        .expect(200)
                        .body()
                        .at("/counts/continuations")
                        .asInt())
                .isEqualTo(1);
        assertThat(holder(two.customer()).path("holder").asText()).isEqualTo("agent2");
    }

    @Test
    void itEndsByItselfFifteenMinutesAfterTheLastActivity() {
        Two two = matters();
        Instant first = Instant.parse(holder(two.customer()).path("until").asText());
        house.advance(Duration.ofMinutes(14));
        contact("agent", two.first(), "outbound").expect(201);
        JsonNode renewed = holder(two.customer());
        assertThat(Instant.parse(renewed.path("until").asText())).isAfter(first);
        house.advance(Duration.ofMinutes(14));
        assertThat(hand("agent2", "PUT", two.customer()).expect(409).problem()).isEqualTo("held-by-other");
        house.advance(Duration.ofMinutes(1));

        JsonNode nobody = holder(two.customer());
        assertThat(nobody.path("holder").isNull()).isTrue();
        assertThat(nobody.path("until").isNull()).isTrue();
        house.decide("agent2", two.second(), "redeliver-standard").expect(201);
        assertThat(holder(two.customer()).path("holder").asText()).isEqualTo("agent2");
    }

    @Test
    void itIsGivenBackByItsHolderOnly() {
        Two two = matters();
        hand("agent2", "DELETE", two.customer()).expect(204);
        assertThat(holder(two.customer()).path("holder").asText()).isEqualTo("agent");
        hand("agent", "DELETE", two.customer()).expect(204);
        assertThat(holder(two.customer()).path("holder").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"intake", "insight", "finance", "ops", "owner"})
    void onlyAgentsHoldCustomers(String user) {
        for (String method : List.of("GET", "PUT", "DELETE")) {
            assertThat(hand(user, method, "K-1").expect(403).problem()).isEqualTo("forbidden");
        }
    }

    @Test
    void anIdThatCannotBeIsRefused() {
        House.Answer refused = hand("agent", "PUT", "K".repeat(101)).expect(400);
        assertThat(refused.problem()).isEqualTo("invalid-request");
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/customerId");
    }

    @Test
    void neverTwoHandsAtOnce() throws Exception {
        ExecutorService together = Executors.newFixedThreadPool(AGENTS.size());
        try {
            for (int round = 0; round < 10; round++) {
                String customer = "K-many-" + Instant.now().toEpochMilli() + "-" + round;
                List<Callable<House.Answer>> grabs = IntStream.range(0, 3 * AGENTS.size())
                        .<Callable<House.Answer>>mapToObj(
                                index -> () -> hand(AGENTS.get(index % AGENTS.size()), "PUT", customer))
                        .toList();
                long holders = 0;
                String holder = "";
                for (Future<House.Answer> grab : together.invokeAll(grabs)) {
                    House.Answer answer = grab.get();
                    assertThat(answer.status()).isIn(200, 409);
                    if (answer.status() == 200 && !answer.text("/holder").equals(holder)) {
                        holder = answer.text("/holder");
                        holders++;
                    }
                }
                assertThat(holders).isEqualTo(1);
                assertThat(holder(customer).path("holder").asText()).isEqualTo(holder);
            }
        } finally {
            together.shutdown();
        }
    }
}
