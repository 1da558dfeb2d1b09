package org.einhand.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a question may wait, and what happens then. */
class ConsultationTimesRulesTest {

    private final RuleFile times = RuleFile.of("consultation-times", "consultation-times");

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                "line,provisioning,true,5,wall,call-back,''",
                "line,provisioning,false,0,wall,call-back,''",
                "line,finance,true,5,wall,call-back,''",
                "first,provisioning,true,120,opening-hours,next-person,leads",
                "first,provisioning,false,120,opening-hours,next-person,leads",
                "first,finance,true,240,opening-hours,next-person,leads",
                "first,NULL,true,120,opening-hours,next-person,leads",
                "second,technical,true,60,opening-hours,widen,''",
                "second,finance,false,60,opening-hours,widen,''",
                "third,finance,true,120,opening-hours,widen,''",
                "NULL,NULL,NULL,120,opening-hours,widen,''"
            })
    void everyStepHasItsTimeAndAnEnd(
            String step, String specialism, Boolean onDuty, long minutes, String clock, String next, String alsoAsk) {
        RuleFile.Row row = times.only("step", step, "specialism", specialism, "onDuty", onDuty);
        assertThat(row.number("minutes")).isEqualTo(minutes);
        assertThat(row.text("clock")).isEqualTo(clock);
        assertThat(row.text("next")).isEqualTo(next);
        assertThat(row.text("alsoAsk")).isEqualTo(alsoAsk);
    }

    @Test
    void everyRowFiresAndNothingFallsThrough() {
        Set<String> fired = new LinkedHashSet<>();
        RuleFile.grid(
                Map.of(
                        "step", Arrays.asList("line", "first", "second", "other", null),
                        "specialism", Arrays.asList("logistics", "finance", null),
                        "onDuty", Arrays.asList(true, false, null)),
                inputs -> {
                    List<RuleFile.Row> rows = times.all(inputs);
                    assertThat(rows).as("%s", inputs).hasSize(1);
                    fired.add(rows.get(0).rule());
                });
        assertThat(fired).containsExactlyInAnyOrderElementsOf(times.words());
    }
}
