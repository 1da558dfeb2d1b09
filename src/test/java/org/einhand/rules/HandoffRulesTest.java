package org.einhand.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a case is handed on, and how long the receiver has. */
class HandoffRulesTest {

    private final RuleFile handoff = RuleFile.of("handoff", "handoff");
    private final RuleFile times = RuleFile.of("handoff", "handoff-times");

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                // level, handoffs, reason, direct, approval, target, underWay
                "agent,0,anything,1,0,agents,false,not-needed,settles-alone",
                "agent,0,anything,0,1,agents,false,not-needed,settles-with-yes",
                "agent,0,anything,0,0,specialists,false,not-needed,can-ask",
                "agent,0,anything,0,0,agents,true,not-needed,under-way",
                "agent,0,anything,0,0,agents,false,needed,nothing-keeps-it",
                "trainee,0,anything,0,0,agents,false,needed,nothing-keeps-it",
                "agent,0,conflict-of-interest,5,5,agents,false,needed,conflict-of-interest",
                "lead,0,accessibility,5,5,specialists,true,needed,accessibility",
                "agent,0,accessibility please,5,5,agents,false,not-needed,settles-alone",
                "agent,1,anything,0,0,agents,false,lead-only,again-needs-lead",
                "senior,1,conflict-of-interest,0,0,agents,false,lead-only,again-needs-lead",
                "lead,1,anything,5,5,agents,true,needed,again-by-lead",
                "lead,0,anything,1,0,agents,false,not-needed,settles-alone",
                "NULL,0,anything,0,0,agents,false,lead-only,default"
            })
    void lastResort(
            @Nullable String level,
            long handoffs,
            String reason,
            long direct,
            long approval,
            String target,
            boolean underWay,
            String answer,
            String rule) {
        RuleFile.Row row = handoff.only(
                "level", level,
                "handoffs", handoffs,
                "reason", reason,
                "direct", direct,
                "approval", approval,
                "target", target,
                "underWay", underWay);
        assertThat(row.text("answer")).isEqualTo(answer);
        assertThat(row.rule()).isEqualTo(rule);
        assertThat(row.text("why")).endsWith(".");
    }

    @Test
    void everyRowFiresAndNothingFallsThrough() {
        Set<String> fired = new LinkedHashSet<>();
        Map<String, List<@Nullable Object>> values = new LinkedHashMap<>();
        values.put("level", Arrays.asList("trainee", "agent", "senior", "lead", "somebody", null));
        values.put("handoffs", Arrays.asList(0L, 1L, 2L, null));
        values.put("reason", Arrays.asList("conflict-of-interest", "accessibility", "because", null));
        values.put("direct", Arrays.asList(0L, 1L, null));
        values.put("approval", Arrays.asList(0L, 1L));
        values.put("target", Arrays.asList("agents", "specialists", null));
        values.put("underWay", Arrays.asList(true, false, null));
        RuleFile.grid(values, inputs -> {
            List<RuleFile.Row> rows = handoff.all(inputs);
            assertThat(rows).as("%s", inputs).hasSize(1);
            assertThat(rows.get(0).text("answer")).isIn("needed", "not-needed", "lead-only");
            fired.add(rows.get(0).rule());
        });
        assertThat(fired).containsExactlyInAnyOrderElementsOf(handoff.words());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                "trainees,120,agents",
                "agents,120,agents",
                "seniors,120,agents",
                "leads,60,leads",
                "technical,240,default",
                "NULL,240,default"
            })
    void whoIsAskedHasTime(@Nullable String group, long minutes, String rule) {
        RuleFile.Row row = times.only("group", group);
        assertThat(row.number("minutes")).isEqualTo(minutes);
        assertThat(row.rule()).isEqualTo(rule);
        assertThat(times.words()).containsExactlyInAnyOrder("leads", "agents", "default");
    }
}
