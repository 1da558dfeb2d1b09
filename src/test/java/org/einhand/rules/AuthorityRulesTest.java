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
    private final RuleFile exceeded = RuleFile.of("authority", "exceeded-limit");
    private final RuleFile times = RuleFile.of("authority", "approval-times");

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
                        .values(),
                asked("consultation", Arrays.asList("none", "unanswered"))
                        .and("failedAttempts", Arrays.asList(0, 1))
                        .and("claim", List.of("owed"))
                        .and("goodwillLeft", List.of(4500))
                        .and("amount", Arrays.asList(0, 2500))
                        .and("refund", List.of("not-owed"))
                        .and("refundAmount", Arrays.asList(2500, 2501))
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
            Map<String, Row> first = firstPerAction(authority.all(told(inputs)));
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
        }
        assertThat(again.text("missing")).isEqualTo("authority");
        assertThat(over.text("missing")).isEqualTo("day-limit");
        assertThat(express.text("missing")).isEqualTo("day-limit");
        assertThat(express.text("reason")).contains("Express", "more than what is left");
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
    @CsvSource({
        "goodwill-credit,0,approval,customer-limit",
        "goodwill-credit,1,direct,''",
        "custom-remedy,0,approval,customer-limit",
        "custom-remedy,1,direct,''",
        "redeliver-express,0,direct,''"
    })
    void anotherGestureOfMoneyNeedsAYesAndQuickerDeliveryIsNone(
            String action, int gesturesLeft, String permission, String missing) {
        Row row = first(
                action,
                "level",
                "agent",
                "failedAttempts",
                0,
                "gesturesLeft",
                gesturesLeft,
                "goodwillLeft",
                5000,
                "amount",
                1000,
                "goodwillAfter",
                1000);
        assertThat(row.text("permission")).isEqualTo(permission);
        assertThat(row.text("missing")).isEqualTo(missing);
    }

    @ParameterizedTest
    @CsvSource({
        "redeliver-pickup-point,0,direct",
        "replace-item,0,direct",
        "swap-at-door,0,direct",
        "loan-device,0,direct",
        "replace-sim,0,direct",
        "interim-data-pass,0,direct",
        "custom-remedy,0,direct",
        "custom-remedy,2500,direct",
        "custom-remedy,2501,approval",
        "exchange-after-return,0,approval"
    })
    void aQuestionThatNobodyAnsweredWidensWhatATraineeMayDoUpTo25Euros(String action, int amount, String permission) {
        Row row = first(
                action,
                "level",
                "trainee",
                "consultation",
                "unanswered",
                "failedAttempts",
                0,
                "claim",
                action.equals("exchange-after-return") ? "not-owed" : "owed",
                "goodwillLeft",
                4500,
                "amount",
                amount,
                "goodwillAfter",
                amount);
        assertThat(row.text("permission")).isEqualTo(permission);
        if (permission.equals("direct")) {
            assertThat(row.text("reason")).contains("not answered in time");
            assertThat(row.number("cost")).isLessThanOrEqualTo(2500);
        }
    }

    @ParameterizedTest
    @CsvSource({"2500,none,approval", "2500,unanswered,direct", "2501,unanswered,approval"})
    void callingAPurchaseOffThatIsNotOwedIsWidenedUpTo25EurosToo(int amount, String consultation, String permission) {
        assertThat(first(
                                "cancel-order",
                                "level",
                                "trainee",
                                "consultation",
                                consultation,
                                "refund",
                                "not-owed",
                                "figures",
                                "known",
                                "refundAmount",
                                amount,
                                "refundedBefore",
                                0)
                        .text("permission"))
                .isEqualTo(permission);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refund-original-means", "refund-bank-transfer", "cancel-order"})
    void noUnansweredQuestionWidensMoneyOnClaimedFiguresOrTheCheckOfAnAccount(String action) {
        for (String payout : List.of("direct", "second-person")) {
            Row row = first(
                    action,
                    "level",
                    "lead",
                    "consultation",
                    "unanswered",
                    "refund",
                    "not-owed",
                    "figures",
                    "claimed",
                    "payout",
                    payout,
                    "refundAmount",
                    5001,
                    "refundedBefore",
                    0,
                    "goodwillLeft",
                    27500,
                    "goodwillAfter",
                    0,
                    "amount",
                    0);
            assertThat(row.text("permission")).isEqualTo("approval");
        }
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "trainee,none,2000,10000,10000",
                "agent,none,5000,10000,25000",
                "senior,none,10000,10000,50000",
                "lead,none,25000,25000,100000",
                "trainee,unanswered,4500,10000,10000",
                "agent,unanswered,7500,10000,25000",
                "senior,unanswered,12500,12500,50000",
                "lead,unanswered,27500,27500,100000",
                "agent,NULL,5000,10000,25000",
                "stranger,none,0,0,0",
                "NULL,unanswered,0,0,0"
            },
            nullValues = "NULL")
    void limitsOfGoodwill(
            @Nullable String level, @Nullable String consultation, long ofCase, long ofCustomer, long ofDay) {
        Row row = limit.all("level", level, "consultation", consultation).get(0);
        assertThat(row.number("limit")).isEqualTo(ofCase);
        assertThat(row.number("customerLimit")).isEqualTo(ofCustomer);
        assertThat(row.number("dayLimit")).isEqualTo(ofDay);
        assertThat(row.number("customerGestures")).isEqualTo(ofCase == 0 ? 0 : 2);
        assertThat(row.number("customerDays")).isEqualTo(90);
        boolean wider = ofCase > 0 && "unanswered".equals(consultation);
        assertThat(row.text("note").contains("25 EUR wider")).isEqualTo(wider);
    }

    @Test
    void everyLimitIsSomebodys() {
        Set<String> fired = new HashSet<>();
        grid(
                Map.of(
                        "level",
                        Arrays.asList("trainee", "agent", "senior", "lead", null),
                        "consultation",
                        Arrays.asList("none", "unanswered", null)),
                inputs -> fired.add(limit.all(inputs).get(0).rule()));
        assertThat(fired).isEqualTo(limit.words());
    }

    @ParameterizedTest
    @CsvSource({
        "money,0,5000,10000,25000,customer-gestures",
        "kind,0,0,10000,25000,authority",
        "money,1,10000,10000,25000,authority",
        "money,1,5000,4999,25000,customer-limit",
        "kind,1,5000,4999,4999,customer-limit",
        "kind,1,5000,10000,4999,day-limit",
        "money,2,0,0,0,authority"
    })
    void theLimitThatLeavesLeastIsNamed(
            String gift, int gestures, int ofCase, int ofCustomer, int ofDay, String missing) {
        assertThat(exceeded(gift, gestures, ofCase, ofCustomer, ofDay).text("missing"))
                .isEqualTo(missing);
    }

    @Test
    void everyLimitIsNamedAtSomeTime() {
        Set<String> fired = new HashSet<>();
        grid(
                Map.of(
                        "gift", List.of("money", "kind"),
                        "gesturesLeft", List.of(0, 1),
                        "caseLeft", Arrays.asList(0, 2, null),
                        "customerLeft", Arrays.asList(0, 1, null),
                        "dayLeft", Arrays.asList(0, 1, 3, null)),
                inputs -> fired.add(exceeded.all(inputs).get(0).rule()));
        assertThat(fired).isEqualTo(exceeded.words());
    }

    private Row exceeded(String gift, int gestures, int ofCase, int ofCustomer, int ofDay) {
        return exceeded.all(
                        "gift",
                        gift,
                        "gesturesLeft",
                        gestures,
                        "caseLeft",
                        ofCase,
                        "customerLeft",
                        ofCustomer,
                        "dayLeft",
                        ofDay)
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "1,agents,authority,false,2500,0,15,ask-further",
        "1,seniors,second-person,true,0,0,30,ask-further",
        "2,seniors,authority,false,2500,0,30,ask-leads",
        "3,seniors,authority,false,2500,0,60,pass",
        "3,seniors,customer-limit,false,1,2499,60,pass",
        "3,seniors,customer-gestures,false,1,2500,60,wait",
        "3,leads,day-limit,false,2501,0,60,wait",
        "3,seniors,authority,false,0,0,60,wait",
        "3,seniors,authority,true,2500,0,60,wait",
        "3,seniors,known-figures,false,2500,0,60,wait",
        "3,seniors,second-person,false,2500,0,60,wait",
        "3,seniors,goods-returned,false,2500,0,60,wait",
        "4,seniors,authority,false,2500,0,60,wait"
    })
    void silenceAsksFurtherAndLetsOnlySmallGiftsPass(
            int round,
            String asked,
            String missing,
            boolean owed,
            int goodwill,
            int passed,
            long minutes,
            String silence) {
        Row row = times.all(
                        "round",
                        round,
                        "asked",
                        asked,
                        "missing",
                        missing,
                        "owed",
                        owed,
                        "goodwill",
                        goodwill,
                        "passed",
                        passed)
                .get(0);
        assertThat(row.number("minutes")).isEqualTo(minutes);
        assertThat(row.text("silence")).isEqualTo(silence);
    }

    @Test
    void everyRoundOfAskingIsReached() {
        Set<String> fired = new HashSet<>();
        grid(
                Map.of(
                        "round", List.of(1, 2, 3),
                        "asked", List.of("agents", "leads"),
                        "missing", List.of("authority", "second-person"),
                        "owed", List.of(false),
                        "goodwill", List.of(1),
                        "passed", List.of(0)),
                inputs -> fired.add(times.all(inputs).get(0).rule()));
        assertThat(fired).isEqualTo(times.words());
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
        Row row = firstPerAction(authority.all(told(RuleFile.inputs(inputs)))).get(action);
        return assertThat(row).isNotNull().actual();
    }

    /** What the application always adds; gestures are left unless the test says otherwise. */
    private static Map<String, @Nullable Object> told(Map<String, @Nullable Object> inputs) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        told.put("gesturesLeft", 1);
        told.put("consultation", "none");
        for (String gift : List.of("kind", "money")) {
            told.put(gift + "Missing", gift.equals("kind") ? "day-limit" : "customer-limit");
            told.put(gift + "Reason", "It is more than what is left of a limit.");
        }
        told.putAll(inputs);
        return told;
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
                assertThat(row.text("missing"))
                        .isIn(
                                "authority",
                                "known-figures",
                                "goods-returned",
                                "second-person",
                                "customer-limit",
                                "day-limit");
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
