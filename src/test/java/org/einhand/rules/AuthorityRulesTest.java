package org.einhand.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einhand.rules.RuleFile.grid;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.einhand.kernel.Level;
import org.einhand.rules.RuleFile.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may do what alone. */
class AuthorityRulesTest {

    private static final Set<String> ACTIONS =
            Set.of("redeliver-standard", "redeliver-express", "redeliver-pickup-point", "replace-item");

    private final RuleFile authority = RuleFile.of("authority", "authority");
    private final RuleFile limit = RuleFile.of("authority", "goodwill-limit");

    @Test
    void everyRowDecidesSomethingAndEveryActionIsAnsweredAlways() {
        Set<String> decided = new HashSet<>();
        Map<String, List<@Nullable Object>> values = new LinkedHashMap<>();
        values.put("level", Arrays.asList("trainee", "agent", "senior", "lead", null));
        values.put("failedAttempts", Arrays.asList(1, null));
        values.put("fault", Arrays.asList("carrier", "customer", null));
        values.put("redeliveries", Arrays.asList(0, 1, null));
        values.put("goodwillLeft", Arrays.asList(499, 500, 1500, null));
        grid(values, inputs -> {
            Map<String, Row> first = firstPerAction(authority.all(inputs));
            assertThat(first.keySet()).as("%s", inputs).isEqualTo(ACTIONS);
            first.values().forEach(row -> {
                decided.add(row.rule());
                assertSound(row);
            });
        });
        assertThat(decided).isEqualTo(authority.words());
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
        Map<String, Row> first = firstPerAction(authority.all());
        assertThat(first.keySet()).isEqualTo(ACTIONS);
        assertThat(first.values()).allSatisfy(row -> {
            assertThat(row.text("permission")).isEqualTo("unavailable");
            assertThat(row.text("missing")).isEqualTo("authority");
        });
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
        Row row = firstPerAction(authority.all(
                        "level",
                        level,
                        "failedAttempts",
                        failed,
                        "fault",
                        fault,
                        "redeliveries",
                        redeliveries,
                        "goodwillLeft",
                        left))
                .get(action);
        return assertThat(row).isNotNull().actual();
    }

    private static Map<String, Row> firstPerAction(List<Row> rows) {
        Map<String, Row> first = new LinkedHashMap<>();
        rows.forEach(row -> first.putIfAbsent(row.text("action"), row));
        return first;
    }

    private static void assertSound(Row row) {
        assertThat(row.number("cost")).isEqualTo(row.text("action").equals("redeliver-express") ? 1500 : 500);
        assertThat(row.text("reason")).endsWith(".");
        if (row.flag("owed")) {
            assertThat(row.text("permission")).isEqualTo("direct");
            assertThat(row.number("goodwill")).isZero();
        }
        switch (row.text("permission")) {
            case "direct" -> {
                assertThat(row.text("missing")).isEmpty();
                assertThat(row.text("approvers")).isEmpty();
            }
            case "approval" -> {
                assertThat(row.text("missing")).isEqualTo("authority");
                assertThat(row.text("approvers")).isNotEmpty();
            }
            default -> {
                assertThat(row.text("permission")).isEqualTo("unavailable");
                assertThat(row.text("missing")).isEqualTo("authority");
            }
        }
    }
}
