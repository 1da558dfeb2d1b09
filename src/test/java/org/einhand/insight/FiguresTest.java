package org.einhand.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every key figure, of cases of which everything is known. */
@EinhandTest
class FiguresTest {

    /** Noon of the first of March 2021. Nothing else happened in that month. */
    private static final Instant FIRST = Instant.parse("2021-03-01T12:00:00Z");

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final House house;
    private final Cabinet cabinet;

    FiguresTest(@LocalServerPort int port, @Autowired JdbcClient jdbc) {
        this.house = new House(port);
        this.cabinet = new Cabinet(jdbc);
    }

    @AfterEach
    void everything_out_again() {
        cabinet.empty();
    }

    private static Instant day(int day) {
        return FIRST.plus(Duration.ofDays(day - 1L));
    }

    private JsonNode march(String more) {
        return house.get("insight", "/api/insight?from=2021-03-01&to=2021-03-31" + more)
                .expect(200)
                .body();
    }

    private static void assertNumber(JsonNode figures, String name, double expected) {
        assertThat(figures.path(name).isNumber()).as("%s in %s", name, figures).isTrue();
        assertThat(figures.path(name).asDouble()).as(name).isEqualTo(expected);
    }

    @Test
    void where_nothing_happened_there_is_nothing_to_divide_by() {
        JsonNode none = march("");
        for (String share : List.of(
                "firstContactResolution",
                "firstContactResolutionAfter30Days",
                "handoffsPerCase",
                "directDecisionShare",
                "toldWhenSolvedShare")) {
            assertThat(none.has(share)).as(share).isTrue();
            assertThat(none.path(share).isNull()).as(share).isTrue();
        }
        assertThat(none.at("/timeToSolve/p50").isNull()).isTrue();
        assertThat(none.at("/timeToSolve/p90").isNull()).isTrue();
        for (String count : List.of("/promises/kept", "/promises/renewed", "/promises/broken", "/retold")) {
            assertThat(none.at(count).isIntegralNumber()).as(count).isTrue();
            assertThat(none.at(count).asInt()).isZero();
        }
        assertThat(none.path("authorityGaps").isArray()).isTrue();
        assertThat(none.path("authorityGaps")).isEmpty();
        assertThat(none.path("causes").isArray()).isTrue();
        assertThat(none.path("causes")).isEmpty();
        assertThat(none.at("/goodwill/amount").asText()).isEqualTo("0.00");
        assertThat(none.at("/goodwill/currency").asText()).isEqualTo("EUR");
    }

    @Test
    void a_second_contact_within_seven_days_says_that_the_first_was_not_enough() {
        cabinet.file("redelivery", day(1)).contact(day(1), "phone");
        assertNumber(march(""), "firstContactResolution", 1.0);

        // seven days to the moment are within seven days
        cabinet.file("redelivery", day(1)).contact(day(1), "phone").contact(day(1).plus(WEEK), "email");
        assertNumber(march(""), "firstContactResolution", 0.5);

        // a moment later is too late to count against it, but not after thirty days
        cabinet.file("redelivery", day(1))
                .contact(day(1), "phone")
                .contact(day(1).plus(WEEK).plus(MOMENT), "email");
        assertNumber(march(""), "firstContactResolution", 0.6667);
        assertNumber(march(""), "firstContactResolutionAfter30Days", 0.3333);
    }

    @Test
    void a_linked_case_and_another_channel_are_the_same_matter() {
        Cabinet.Filed first = cabinet.file("redelivery", day(1)).contact(day(1), "phone");
        cabinet.file("refund", day(5)).sameMatterAs(first).contact(day(5), "self-service");
        // the second one is no first contact: one of one was not enough
        assertNumber(march(""), "firstContactResolution", 0.0);
        // and a case that is linked later than a week begins anew
        cabinet.file("refund", day(20)).sameMatterAs(first).contact(day(20), "email");
        assertNumber(march(""), "firstContactResolution", 0.5);
        assertNumber(march("&type=refund"), "firstContactResolution", 1.0);
    }

    @Test
    void what_our_own_systems_noticed_and_what_we_said_is_no_contact_of_hers() {
        cabinet.file("redelivery", day(2))
                .contact(day(2), "event")
                .contact(day(3), "phone")
                .contact(day(3).plus(MOMENT), "email", "outbound", false)
                .contact(day(4), "event");
        assertNumber(march(""), "firstContactResolution", 1.0);
    }

    @Test
    void a_first_contact_of_the_last_seven_days_is_not_known_yet() {
        Instant now = house.now();
        Instant week = now.minus(WEEK).minus(Duration.ofHours(1));
        cabinet.file("other", week).contact(week, "letter");
        Instant young = now.minus(WEEK).plus(Duration.ofHours(2));
        cabinet.file("other", young).contact(young, "letter").contact(young.plus(MOMENT), "letter");

        assertThat(figures(week.minus(MOMENT), week.plus(MOMENT))
                        .path("firstContactResolution")
                        .asDouble())
                .isEqualTo(1.0);
        assertThat(figures(young.minus(MOMENT), young.plus(MOMENT))
                        .path("firstContactResolution")
                        .isNull())
                .isTrue();
    }

    private JsonNode figures(Instant from, Instant to) {
        return house.get("insight", "/api/insight?type=other&from=" + from + "&to=" + to)
                .expect(200)
                .body();
    }

    @Test
    void handoffs_are_counted_per_case_opened_in_that_time() {
        cabinet.file("redelivery", day(1)).handedOn(2);
        cabinet.file("redelivery", day(2));
        cabinet.file("refund", day(3)).handedOn(1);
        cabinet.file("refund", day(40)).handedOn(5);
        assertNumber(march(""), "handoffsPerCase", 1.0);
        assertNumber(march("&type=refund"), "handoffsPerCase", 1.0);
        assertNumber(march("&type=redelivery"), "handoffsPerCase", 1.0);
        cabinet.file("redelivery", day(4));
        assertNumber(march(""), "handoffsPerCase", 0.75);
        assertNumber(march("&type=redelivery"), "handoffsPerCase", 0.6667);
    }

    @Test
    void a_decision_is_direct_when_nobody_else_had_to_say_yes() {
        cabinet.file("redelivery", day(1))
                .decision(day(1), "agent", "STAFF", null, "effective", 0)
                .decision(day(2), "agent", "STAFF", null, "failed", 0)
                .decision(day(2), "agent", "STAFF", "leads", "effective", 0)
                .decision(day(2), "agent", "STAFF", "leads", "refused", 0)
                .decision(day(3), "einhand", "SYSTEM", null, "effective", 0)
                .decision(day(3), "customer", "CUSTOMER", null, "effective", 0);
        assertNumber(march(""), "directDecisionShare", 0.5);
    }

    @Test
    void goodwill_is_what_was_given_to_the_cent() {
        cabinet.file("redelivery", day(1))
                .decision(day(1), "agent", "STAFF", null, "effective", 1999)
                .decision(day(2), "agent2", "STAFF", null, "in-progress", 1)
                .decision(day(3), "einhand", "SYSTEM", null, "effective", 500)
                .decision(day(3), "agent", "STAFF", "leads", "awaiting-approval", 10_000)
                .decision(day(3), "agent", "STAFF", "leads", "refused", 10_000)
                .decision(day(3), "agent", "STAFF", null, "failed", 10_000)
                .decision(day(3), "agent", "STAFF", null, "cancelled", 10_000)
                .decision(day(32), "agent", "STAFF", null, "effective", 10_000);
        assertThat(march("").at("/goodwill/amount").asText()).isEqualTo("25.00");
        assertThat(march("&type=refund").at("/goodwill/amount").asText()).isEqualTo("0.00");
    }

    @Test
    void promises_are_kept_renewed_or_broken_and_one_that_lapsed_in_silence_is_broken() {
        cabinet.file("redelivery", day(1))
                .promise("renewed", day(3), day(2))
                .promise("renewed", day(4), day(3))
                .promise("kept", day(5), day(4))
                .promise("broken", day(5), day(6))
                .promise("kept", day(40), day(39));
        cabinet.file("redelivery", day(1)).promise("open", day(9), null);
        // the customer released us from it
        cabinet.file("redelivery", day(1)).promise("open", day(9), day(8));
        JsonNode promises = march("").path("promises");
        assertThat(promises.path("kept").asInt()).isEqualTo(1);
        assertThat(promises.path("renewed").asInt()).isEqualTo(2);
        assertThat(promises.path("broken").asInt()).isEqualTo(2);
        assertThat(promises.size()).isEqualTo(3);
    }

    @Test
    void time_to_solve_is_from_opening_until_told_of_what_stayed_solved() {
        for (int hours = 1; hours <= 10; hours++) {
            cabinet.file("redelivery", day(2)).solved(day(2).plus(Duration.ofHours(hours)), "accepted", null);
        }
        // solved, opened again, and then not needed any more
        cabinet.file("redelivery", day(2))
                .solved(day(2).plus(Duration.ofHours(500)), "accepted", null)
                .outcome("withdrawn");
        // solved in April
        cabinet.file("redelivery", day(2)).solved(day(32), "accepted", null);
        JsonNode time = march("").path("timeToSolve");
        assertThat(time.path("p50").asText()).isEqualTo("PT5H30M");
        assertThat(time.path("p90").asText()).isEqualTo("PT9H6M");
        cabinet.file("refund", day(2)).solved(day(5), "accepted", null).outcome("cancelled");
        JsonNode refunds = march("&type=refund").path("timeToSolve");
        assertThat(refunds.path("p50").asText()).isEqualTo("PT72H");
        assertThat(refunds.path("p90").asText()).isEqualTo("PT72H");
    }

    @Test
    void told_means_that_a_channel_took_it() {
        cabinet.file("redelivery", day(1)).solved(day(2), "delivered", null);
        cabinet.file("redelivery", day(1)).solved(day(2), "accepted", null);
        cabinet.file("redelivery", day(1)).solved(day(2), "failed", null);
        cabinet.file("redelivery", day(1)).solved(day(2), null, null);
        assertNumber(march(""), "toldWhenSolvedShare", 0.5);
    }

    @Test
    void having_to_tell_it_again_is_counted() {
        cabinet.file("redelivery", day(1))
                .contact(day(1), "phone", "inbound", false)
                .contact(day(2), "phone", "inbound", true)
                .contact(day(3), "chat", "inbound", true)
                .contact(day(40), "phone", "inbound", true);
        assertThat(march("").path("retold").asInt()).isEqualTo(2);
    }

    @Test
    void causes_of_solved_cases_and_the_unknown_ones_are_visible() {
        cabinet.file("redelivery", day(1)).solved(day(2), "accepted", "carrier");
        cabinet.file("redelivery", day(1)).solved(day(3), "accepted", "carrier");
        cabinet.file("redelivery", day(1)).solved(day(3), "accepted", "picking");
        cabinet.file("redelivery", day(1)).solved(day(4), "accepted", "unknown");
        cabinet.file("redelivery", day(1)).solved(day(4), "accepted", null);
        cabinet.file("redelivery", day(1)).solved(day(40), "accepted", "product");
        assertThat(march("").path("causes").toString()).isEqualTo("""
                        [{"cause":"carrier","count":2},{"cause":"unknown","count":2},{"cause":"picking","count":1}]""");
    }

    @Test
    void gaps_of_authority_are_counted_by_action_and_what_was_missing() {
        cabinet.file("redelivery", day(1))
                .gap(day(1), "goodwill-credit", "limit")
                .gap(day(2), "goodwill-credit", "limit")
                .gap(day(2), "replace-item", "level");
        cabinet.file("refund", day(1)).gap(day(3), "goodwill-credit", "limit").gap(day(40), "repair", "level");
        assertThat(march("").path("authorityGaps").toString()).isEqualTo("""
                        [{"action":"goodwill-credit","missing":"limit","count":3},{"action":"replace-item","missing":"level","count":1}]""");
        assertThat(march("&type=refund").path("authorityGaps").toString())
                .isEqualTo("[{\"action\":\"goodwill-credit\",\"missing\":\"limit\",\"count\":1}]");
    }

    @Test
    void a_day_is_a_day_in_berlin_and_the_last_one_belongs_to_it() {
        // half past midnight in Berlin on the tenth is still the ninth in Greenwich
        Instant tenth = Instant.parse("2021-03-09T23:30:00Z");
        cabinet.file("redelivery", tenth);
        assertNumber(
                house.get("insight", "/api/insight?from=2021-03-10&to=2021-03-10")
                        .expect(200)
                        .body(),
                "handoffsPerCase",
                0.0);
        assertThat(house.get("insight", "/api/insight?from=2021-03-09&to=2021-03-09")
                        .body()
                        .path("handoffsPerCase")
                        .isNull())
                .isTrue();
        // of two times the end is not part
        assertThat(house.get("insight", "/api/insight?from=2021-03-09T22:00:00Z&to=" + tenth)
                        .body()
                        .path("handoffsPerCase")
                        .isNull())
                .isTrue();
        assertThat(house.get("insight", "/api/insight?from=" + tenth + "&to=2021-03-10T01:00:00%2B01:00")
                        .expect(200)
                        .text("/from"))
                .isEqualTo(tenth.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, /from",
        "from=2021-02-30, /from",
        "to=2021-13-01, /to",
        "to=0001-01-01, /to",
        "from=2021-03-02&to=2021-03-01, /from",
        "from=2021-03-01T12:00:00Z&to=2021-03-01T12:00:00Z, /from",
        "from=2001-01-01&to=2021-01-01, /to",
        "type=parcel, /type",
        "type=REFUND, /type"
    })
    void what_cannot_be_asked_is_said_by_name(String query, String pointer) {
        House.Answer answer = house.get("insight", "/api/insight?" + query).expect(400);
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.text("/errors/0/pointer")).isEqualTo(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"insight", "lead", "lead2", "owner"})
    void figures_are_for_those_who_answer_for_the_whole(String user) {
        house.get(user, "/api/insight").expect(200);
        house.get(user, "/api/insight?from=&to=&type=").expect(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "trainee", "senior", "homeoffice", "logistics", "intake", "ops"})
    void nobody_else_sees_everybodys_figures(String user) {
        assertThat(house.get(user, "/api/insight").expect(403).problem()).isEqualTo("forbidden");
    }

    @Test
    void nobody_sees_them_without_signing_in() {
        house.get(null, "/api/insight").expect(401);
        house.get(null, "/api/insight/me").expect(401);
    }

    @Test
    void ones_own_figures_are_of_ones_own_cases_and_decisions_only() {
        Instant now = house.now();
        Instant day = now.minus(Duration.ofDays(80));
        String query =
                "/api/insight/me?type=refund&from=" + day.minus(MOMENT) + "&to=" + day.plus(Duration.ofSeconds(5));
        cabinet.file("refund", day)
                .ownedBy("trainee")
                .contact(day, "phone", "inbound", true)
                .decision(day, "trainee", "STAFF", null, "effective", 700)
                .decision(day, "senior", "STAFF", "leads", "effective", 900)
                .promise("kept", day.plus(Duration.ofSeconds(2)), day.plus(Duration.ofSeconds(1)))
                .solved(day.plus(Duration.ofSeconds(1)), "accepted", "carrier");
        cabinet.file("refund", day)
                .ownedBy("senior")
                .contact(day, "phone")
                .decision(day, "senior", "STAFF", "leads", "effective", 900)
                .promise("broken", day.plus(Duration.ofSeconds(1)), day.plus(Duration.ofSeconds(1)))
                .solved(day.plus(Duration.ofSeconds(3)), null, "carrier");
        JsonNode own = house.get("trainee", query).expect(200).body();
        assertNumber(own, "firstContactResolution", 1.0);
        assertNumber(own, "directDecisionShare", 1.0);
        assertNumber(own, "toldWhenSolvedShare", 1.0);
        assertThat(own.path("retold").asInt()).isEqualTo(1);
        assertThat(own.at("/goodwill/amount").asText()).isEqualTo("7.00");
        assertThat(own.at("/promises/kept").asInt()).isEqualTo(1);
        assertThat(own.at("/promises/broken").asInt()).isZero();
        assertThat(own.at("/timeToSolve/p50").asText()).isEqualTo("PT1S");
        JsonNode hers = house.get("senior", query).expect(200).body();
        assertNumber(hers, "directDecisionShare", 0.0);
        assertNumber(hers, "toldWhenSolvedShare", 0.0);
        assertThat(hers.at("/goodwill/amount").asText()).isEqualTo("18.00");
        assertThat(hers.at("/promises/broken").asInt()).isEqualTo(1);
    }

    @Test
    void ones_own_figures_reach_back_ninety_days_and_are_for_agents() {
        Instant now = house.now();
        house.get("agent", "/api/insight/me").expect(200);
        house.get(
                        "agent",
                        "/api/insight/me?from=" + now.minus(Duration.ofDays(90)).plusSeconds(60))
                .expect(200);
        House.Answer tooLong = house.get(
                "agent",
                "/api/insight/me?from=" + now.minus(Duration.ofDays(90)).minusSeconds(60));
        assertThat(tooLong.expect(400).text("/errors/0/pointer")).isEqualTo("/from");
        for (String user : List.of("insight", "owner", "logistics", "intake", "ops")) {
            house.get(user, "/api/insight/me").expect(403);
        }
    }
}
