package org.einhand.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einhand.rules.RuleFile.grid;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.einhand.rules.RuleFile.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be agreed for a call. */
class CallBackTermsRulesTest {

    private final RuleFile terms = RuleFile.of("call-back-terms", "call-back-terms");

    @Test
    void everyRowFiresAndEveryWindowCanBeKept() {
        Set<String> fired = new HashSet<>();
        Map<String, List<@Nullable Object>> values = new LinkedHashMap<>();
        values.put(
                "group",
                Arrays.asList("trainees", "agents", "seniors", "leads", "technical", "finance", "somebody", null));
        grid(values, inputs -> {
            List<Row> rows = terms.all(inputs);
            assertThat(rows).as("%s", inputs).hasSize(1);
            Row row = rows.get(0);
            fired.add(row.rule());
            assertThat(row.number("minMinutes")).isPositive().isLessThanOrEqualTo(row.number("windowMinutes"));
            assertThat(row.number("maxMinutes")).isGreaterThanOrEqualTo(row.number("windowMinutes"));
            assertThat(row.number("windowMinutes") % 30)
                    .as("places are counted by the half hour")
                    .isZero();
            assertThat(row.number("tellMinutes"))
                    .as("a lead has time to call before a new window is told")
                    .isPositive()
                    .isLessThan(row.number("leadMinutes"));
            assertThat(row.number("leadMinutes")).isLessThanOrEqualTo(row.number("minMinutes"));
            assertThat(row.number("noticeMinutes"))
                    .as("the task appears before the call")
                    .isGreaterThanOrEqualTo(row.number("appearMinutes"));
            assertThat(row.number("perHalfHour")).isPositive();
            assertThat(row.number("daysAhead")).isPositive();
            assertThat(row.number("attempts")).isPositive();
            assertThat(row.number("choiceDays")).isPositive();
        });
        assertThat(fired).isEqualTo(terms.words());
    }

    @ParameterizedTest
    @CsvSource({
        "agents,20,first-line",
        "leads,20,first-line",
        "technical,3,default",
        "logistics,3,default",
        "unheard-of,3,default"
    })
    void fewSpecialistsShareTheirHours(String group, int perHalfHour, String rule) {
        Row row = terms.only("group", group);
        assertThat(row.number("perHalfHour")).isEqualTo(perHalfHour);
        assertThat(row.rule()).isEqualTo(rule);
    }
}
