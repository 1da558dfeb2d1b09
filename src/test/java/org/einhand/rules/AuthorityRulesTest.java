package org.einhand.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einhand.rules.RuleFile.grid;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.einhand.desk.Action;
import org.einhand.kernel.Level;
import org.einhand.rules.RuleFile.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what alone. */
class AuthorityRulesTest {

    private static final String LEVELS = "trainee,agent,senior,lead";

    private final RuleFile authority = RuleFile.of("authority", "authority");
    private final RuleFile limit = RuleFile.of("authority", "goodwill-limit");

    /** The inputs of the rules by what they are asked about, each with values on both sides of its boundaries. */
    private static List<Map<String, List<@Nullable Object>>> grids() {
        return List.of(
                asked("failedAttempts", Arrays.asList(1, null))
                        .and("fault", Arrays.asList("carrier", "customer", null))
                        .and("redeliveries", Arrays.asList(0, 1, null))
                        .and("goodwillLeft", Arrays.asList(499, 500, 1500, null))
                        .values(),
                asked("failedAttempts", Arrays.asList(1, null))
                        .and("claim", Arrays.asList("dead-on-arrival", "lost", "owed", "not-owed", "none", null))
                        .values(),
                asked("refund", Arrays.asList("owed", "withheld", "not-owed", null))
                        .and("figures", Arrays.asList("known", "claimed"))
                        .and("payout", Arrays.asList("direct", "second-person"))
                        .and("goodwillLeft", Arrays.asList(0, 5000))
                        .and("refundAmount", Arrays.asList(5000, 5001, 10001))
                        .and("refundedBefore", List.of(0))
                        .and("goodwillAfter", List.of(0))
                        .and("amount", List.of(0))
                        .values(),
                asked("amount", Arrays.asList(0, 5001, null))
                        .and("goodwillLeft", Arrays.asList(0, 5001, null))
                        .and("goodwillAfter", Arrays.asList(5000, 10000, 10001, null))
                        .values());
    }

    private record Asked(Map<String, List<@Nullable Object>> values) {
        Asked and(String input, List<@Nullable Object> asked) {
            values.put(input, asked);
            return this;
        }
    }

    private static Asked asked(String input, List<@Nullable Object> asked) {
        return new Asked(new LinkedHashMap<>())
                .and("level", Arrays.asList("trainee", "agent", "senior", "lead", null))
                .and(input, asked);
    }

    @Test
    void everyRowDecidesSomethingAndEveryActionOfTheContractIsAnsweredAlways() {
        Set<String> actions = Action.all().stream().map(Action::word).collect(Collectors.toCollection(TreeSet::new));
        Set<String> decided = new HashSet<>();
        grids().forEach(values -> grid(values, inputs -> {
            Map<String, Row> first = firstPerAction(authority.all(inputs));
            assertThat(new TreeSet<>(first.keySet())).as("%s", inputs).isEqualTo(actions);
            first.values().forEach(row -> {
                decided.add(row.rule());
                assertSound(row);
            });
        }));
        assertThat(decided).isEqualTo(authority.words());
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void aCallIsForEverybodyToAgreeAndCostsNothing(Level level) {
        Row call = first("schedule-callback", "level", level.word());
        assertThat(call.rule()).isEqualTo("call-back");
        assertThat(call.text("permission")).isEqualTo("direct");
        assertThat(call.number("cost")).isZero();
        assertThat(call.number("goodwill")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1499,approval,express-over-limit", "1500,direct,express-goodwill", "1501,direct,express-goodwill"})
    void expressIsGoodwillToTheCent(int left, String permission, String rule) {
        Row express = decide("redeliver-express", "agent", 0, "carrier", 0, left);
        assertThat(express.text("permission")).isEqualTo(permission);
        assertThat(express.rule()).isEqualTo(rule);
        assertThat(express.flag("owed")).isFalse();
        assertThat(express.number("goodwill")).isEqualTo(1500);
    }

    @ParameterizedTest
    @CsvSource({
        "499,approval,standard-own-mistake-over-limit",
        "500,direct,standard-own-mistake-first",
        "501,direct,standard-own-mistake-first"
    })
    void thePostageOfHerOwnFirstMistakeIsGoodwillToTheCent(int left, String permission, String rule) {
        Row standard = decide("redeliver-standard", "trainee", 0, "customer", 0, left);
        assertThat(standard.text("permission")).isEqualTo(permission);
        assertThat(standard.rule()).isEqualTo(rule);
        assertThat(standard.flag("owed")).isFalse();
        assertThat(standard.number("goodwill")).isEqualTo(500);
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void whatIsOwedNeedsNoLimitAndNoApproval(Level level) {
        for (String fault : Arrays.asList("ours", "carrier", "unknown", null)) {
            Row standard = decide("redeliver-standard", level.word(), 0, fault, 3, 0);
            assertThat(standard.rule()).isEqualTo("standard-owed");
            assertThat(standard.text("permission")).isEqualTo("direct");
            assertThat(standard.flag("owed")).isTrue();
            assertThat(standard.number("cost")).isEqualTo(500);
            assertThat(standard.number("goodwill")).isZero();
            assertThat(standard.text("legalBasis")).isEqualTo("BGB §475(2)");
        }
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void afterAFailureEverythingButTheCustomersPostageIsDirectForEverybody(Level level) {
        for (String fault : Arrays.asList("ours", "carrier", "customer", "unknown", null)) {
            for (String action : List.of("redeliver-express", "redeliver-pickup-point", "replace-item")) {
                Row row = decide(action, level.word(), 1, fault, 1, 0);
                assertThat(row.text("permission")).isEqualTo("direct");
                assertThat(row.flag("owed")).isTrue();
                assertThat(row.number("goodwill")).isZero();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"trainee,'seniors,leads'", "agent,'seniors,leads'", "senior,leads", "lead,leads"})
    void herSecondMistakeAndWhatExceedsALimitGoToSomebodyWithMoreToSay(String level, String approvers) {
        Row again = decide("redeliver-standard", level, 0, "customer", 1, 25000);
        Row over = decide("redeliver-standard", level, 0, "customer", 0, 499);
        Row express = decide("redeliver-express", level, 0, "carrier", 0, 1499);
        for (Row row : List.of(again, over, express)) {
            assertThat(row.text("permission")).isEqualTo("approval");
            assertThat(row.text("approvers")).isEqualTo(approvers);
            assertThat(row.text("missing")).isEqualTo("authority");
        }
        assertThat(again.text("reason")).contains("postage");
    }

    @ParameterizedTest
    @CsvSource({"trainee,approval", "agent,direct", "senior,direct", "lead,direct"})
    void anAlternativeIsForThoseWhoKnowTheJob(String level, String permission) {
        for (String action : List.of("redeliver-pickup-point", "replace-item")) {
            for (String fault : List.of("carrier", "customer")) {
                assertThat(decide(action, level, 0, fault, 0, 0).text("permission"))
                        .isEqualTo(permission);
            }
        }
    }

    @Test
    void nothingKnownMeansNothingAllowed() {
        assertThat(firstPerAction(authority.all()).values()).isNotEmpty().allSatisfy(row -> {
            assertThat(row.text("permission")).isEqualTo("unavailable");
            assertThat(row.text("missing")).isEqualTo("authority");
        });
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // within the limit, to the cent
                "trainee,2000,2000,2000,direct,-,credit-within",
                "trainee,2001,2000,2001,approval,'seniors,leads',credit-over-limit",
                "agent,5000,5000,5000,direct,-,credit-within",
                "agent,5001,5000,5001,approval,'seniors,leads',credit-over-limit",
                "senior,10000,10000,10000,direct,-,credit-within",
                "senior,10001,10000,10001,approval,leads,credit-over-limit-high",
                "lead,25000,25000,25000,direct,-,credit-within",
                "lead,25001,25000,25001,approval,leads,credit-over-limit-high",
                // the sum of the case counts: splitting a gesture gains nothing
                "agent,1,1,5000,direct,-,credit-within",
                "agent,1,0,5001,approval,'seniors,leads',credit-over-limit",
                // who says yes may give as much herself
                "agent,10000,5000,10000,approval,'seniors,leads',credit-over-limit",
                "agent,10001,5000,10001,approval,leads,credit-over-limit-high",
                "agent,1000,0,10001,approval,leads,credit-over-limit-high"
            })
    void aGestureIsADirectActWithinTheLimitToTheCent(
            String level, int amount, int left, int after, String permission, @Nullable String approvers, String rule) {
        Row credit = money("goodwill-credit", level, amount, left, after);
        assertThat(credit.rule()).isEqualTo(rule);
        assertThat(credit.text("permission")).isEqualTo(permission);
        assertThat(credit.text("approvers")).isEqualTo(approvers == null ? "" : approvers);
        assertThat(credit.number("cost")).isEqualTo(amount);
        assertThat(credit.number("goodwill")).isEqualTo(amount);
        assertThat(credit.flag("owed")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "trainee,0,2000,0,approval,'agents,seniors,leads',custom-trainee",
                "trainee,0,0,10000,approval,'agents,seniors,leads',custom-trainee",
                "trainee,5000,2000,5000,approval,'agents,seniors,leads',custom-trainee-money",
                "trainee,5001,2000,5001,approval,'seniors,leads',custom-over-limit",
                "trainee,10001,2000,10001,approval,leads,custom-over-limit-high",
                "agent,0,0,5000,direct,-,custom-direct",
                "agent,5000,5000,5000,direct,-,custom-within",
                "agent,5001,5000,5001,approval,'seniors,leads',custom-over-limit",
                "agent,10001,5000,10001,approval,leads,custom-over-limit-high",
                "senior,10000,10000,10000,direct,-,custom-within",
                "senior,10001,10000,10001,approval,leads,custom-over-limit-high",
                "lead,25000,25000,25000,direct,-,custom-within",
                "lead,25001,25000,25001,approval,leads,custom-over-limit-high"
            })
    void whatFitsNoGridIsForThoseWhoKnowTheJobAndItsMoneyFitsTheLimit(
            String level, int amount, int left, int after, String permission, @Nullable String approvers, String rule) {
        Row custom = money("custom-remedy", level, amount, left, after);
        assertThat(custom.rule()).isEqualTo(rule);
        assertThat(custom.text("permission")).isEqualTo(permission);
        assertThat(custom.text("approvers")).isEqualTo(approvers == null ? "" : approvers);
        assertThat(custom.number("goodwill")).isEqualTo(amount);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // what is owed needs no limit, as long as the figures are known
                "trainee,owed,known,5001,direct,-,owed",
                "trainee,owed,claimed,5000,direct,-,owed",
                "trainee,owed,claimed,5001,approval,'seniors,leads',claimed",
                "lead,owed,claimed,5001,approval,'seniors,leads',claimed",
                "agent,withheld,known,1,approval,'seniors,leads',withheld",
                // what is not owed is a gift
                "agent,not-owed,known,4000,direct,-,goodwill",
                "agent,not-owed,known,4001,approval,'seniors,leads',over-limit",
                "agent,not-owed,known,9000,approval,'seniors,leads',over-limit",
                "agent,not-owed,known,9001,approval,leads,over-limit-high",
                "agent,not-owed,claimed,5001,approval,'seniors,leads',claimed"
            })
    void refundsAreDirectWhereTheyAreOwedAndKnown(
            String level,
            String refund,
            String figures,
            int amount,
            String permission,
            @Nullable String approvers,
            String rule) {
        for (String means : List.of("original", "transfer")) {
            Row row = first(
                    means.equals("original") ? "refund-original-means" : "refund-bank-transfer",
                    "level",
                    level,
                    "refund",
                    refund,
                    "figures",
                    figures,
                    "payout",
                    "direct",
                    "refundAmount",
                    amount,
                    "refundedBefore",
                    0,
                    // of the case's goodwill 10 EUR are spent
                    "goodwillLeft",
                    4000,
                    "goodwillAfter",
                    1000,
                    "amount",
                    0,
                    "refundBasis",
                    "BGB §357");
            assertThat(row.rule()).isEqualTo(means + "-" + rule);
            assertThat(row.text("permission")).isEqualTo(permission);
            assertThat(row.text("approvers")).isEqualTo(approvers == null ? "" : approvers);
            assertThat(row.number("cost")).isEqualTo(amount);
            assertThat(row.number("goodwill")).isEqualTo(refund.equals("not-owed") ? amount : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"trainee", "agent", "senior", "lead"})
    void anAccountThatNobodyCheckedIsLookedAtBySomebodyElse(String level) {
        Row row = first(
                "refund-bank-transfer",
                "level",
                level,
                "refund",
                "owed",
                "figures",
                "known",
                "payout",
                "second-person",
                "refundAmount",
                1);
        assertThat(row.text("permission")).isEqualTo("approval");
        assertThat(row.text("missing")).isEqualTo("second-person");
        assertThat(row.flag("owed")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "trainee,owed,known,5001,direct,cancel-owed",
        "trainee,withheld,known,5001,direct,cancel-owed",
        "trainee,owed,claimed,5000,direct,cancel-owed",
        "trainee,owed,claimed,5001,approval,cancel-claimed",
        "trainee,not-owed,known,0,approval,cancel-trainee",
        "agent,not-owed,known,0,direct,cancel-direct"
    })
    void whoMayStepBackByLawIsHelpedByEverybody(
            String level, String refund, String figures, int amount, String permission, String rule) {
        Row row = first(
                "cancel-order",
                "level",
                level,
                "refund",
                refund,
                "figures",
                figures,
                "refundAmount",
                amount,
                "refundedBefore",
                0);
        assertThat(row.rule()).isEqualTo(rule);
        assertThat(row.text("permission")).isEqualTo(permission);
        assertThat(row.number("goodwill")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "trainee,0,1500,direct,prioritise-goodwill",
        "trainee,0,1499,approval,prioritise-over-limit",
        "agent,0,1499,approval,prioritise-over-limit",
        "senior,0,1499,approval,prioritise-over-limit-high",
        "trainee,1,0,direct,prioritise-owed",
        "lead,1,0,direct,prioritise-owed"
    })
    void priorityIsGoodwillToTheCentUntilSomethingFailed(
            String level, int failed, int left, String permission, String rule) {
        Row row = first("prioritise-activation", "level", level, "failedAttempts", failed, "goodwillLeft", left);
        assertThat(row.rule()).isEqualTo(rule);
        assertThat(row.text("permission")).isEqualTo(permission);
        assertThat(row.number("goodwill")).isEqualTo(failed == 0 ? 1500 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "swap-at-door,dead-on-arrival,0,direct,direct",
        "swap-at-door,lost,0,direct,direct",
        "swap-at-door,owed,0,approval,direct",
        "swap-at-door,owed,1,direct,direct",
        "swap-at-door,not-owed,1,approval,approval",
        "swap-at-door,none,0,approval,approval",
        "exchange-after-return,owed,0,direct,direct",
        "exchange-after-return,not-owed,0,approval,approval",
        "exchange-after-return,none,0,approval,approval",
        "repair,owed,0,direct,direct",
        "repair,not-owed,0,approval,approval",
        "repair,none,0,approval,approval",
        "loan-device,owed,0,approval,direct",
        "loan-device,owed,1,direct,direct"
    })
    void whatTheLawOwesForADeviceIsDirectAndNothingIsRefusedByARule(
            String action, String claim, int failed, String trainee, String agent) {
        for (String level : List.of("trainee", "agent")) {
            Row row = first(action, "level", level, "claim", claim, "failedAttempts", failed, "claimBasis", "BGB §439");
            assertThat(row.text("permission")).isEqualTo(level.equals("trainee") ? trainee : agent);
        }
    }

    @ParameterizedTest
    @CsvSource({"replace-sim", "interim-data-pass", "loan-device"})
    void whatHelpsMeanwhileIsForThoseWhoKnowTheJobAndForEverybodyAfterAFailure(String action) {
        for (String level : LEVELS.split(",")) {
            assertThat(first(action, "level", level, "failedAttempts", 0).text("permission"))
                    .isEqualTo(level.equals("trainee") ? "approval" : "direct");
            assertThat(first(action, "level", level, "failedAttempts", 1).text("permission"))
                    .isEqualTo("direct");
            assertThat(first("retrigger-activation", "level", level).text("permission"))
                    .isEqualTo("direct");
        }
    }

    @Test
    void missingFiguresAreNeverTakenForEnough() {
        assertThat(decide("redeliver-express", "lead", null, null, null, null).rule())
                .isEqualTo("express-over-limit-high");
        assertThat(decide("redeliver-standard", "agent", null, "customer", null, 5000)
                        .text("permission"))
                .isEqualTo("approval");
    }

    @ParameterizedTest
    @CsvSource(
            value = {"trainee,2000", "agent,5000", "senior,10000", "lead,25000", "stranger,0", "NULL,0"},
            nullValues = "NULL")
    void limitsOfGoodwill(@Nullable String level, long cents) {
        assertThat(limit.only("level", level).number("limit")).isEqualTo(cents);
    }

    @Test
    void everyLimitIsSomebodys() {
        Set<String> fired = new HashSet<>();
        grid(
                Map.of("level", Arrays.asList("trainee", "agent", "senior", "lead", null)),
                inputs -> fired.add(limit.all(inputs).get(0).rule()));
        assertThat(fired).isEqualTo(limit.words());
    }

    private Row decide(
            String action,
            String level,
            @Nullable Integer failed,
            @Nullable String fault,
            @Nullable Integer redeliveries,
            @Nullable Integer left) {
        return first(
                action,
                "level",
                level,
                "failedAttempts",
                failed,
                "fault",
                fault,
                "redeliveries",
                redeliveries,
                "goodwillLeft",
                left);
    }

    private Row money(String action, String level, int amount, int left, int after) {
        return first(action, "level", level, "amount", amount, "goodwillLeft", left, "goodwillAfter", after);
    }

    private Row first(String action, @Nullable Object... inputs) {
        Row row = firstPerAction(authority.all(inputs)).get(action);
        return assertThat(row).isNotNull().actual();
    }

    private static Map<String, Row> firstPerAction(List<Row> rows) {
        Map<String, Row> first = new LinkedHashMap<>();
        rows.forEach(row -> first.putIfAbsent(row.text("action"), row));
        return first;
    }

    private static void assertSound(Row row) {
        assertThat(row.text("reason")).endsWith(".");
        if (row.flag("owed")) {
            assertThat(row.text("permission")).isIn("direct", "approval");
            assertThat(row.number("goodwill")).isZero();
        }
        switch (row.text("permission")) {
            case "direct" -> {
                assertThat(row.text("missing")).isEmpty();
                assertThat(row.text("approvers")).isEmpty();
            }
            case "approval" -> {
                assertThat(row.text("missing")).isIn("authority", "known-figures", "goods-returned", "second-person");
                assertThat(Arrays.asList("agents", "seniors", "leads"))
                        .containsAll(List.of(row.text("approvers").split(",")));
            }
            default -> {
                assertThat(row.text("permission")).isEqualTo("unavailable");
                assertThat(row.text("missing")).isEqualTo("authority");
            }
        }
    }
}
