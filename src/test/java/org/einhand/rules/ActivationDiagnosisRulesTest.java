package org.einhand.rules;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What a line's status means to an agent, and what helps. */
class ActivationDiagnosisRulesTest {

    private final RuleFile diagnosis = RuleFile.of("activation-diagnosis", "activation-diagnosis");

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                "active,nothing,0,active,''",
                "active,nothing,3,active,''",
                "unknown,nothing,0,unknown,''",
                "blocked,identity-check,0,identity,''",
                "rejected,identity-missing,2,identity,''",
                "blocked,number-porting,1,porting,interim-data-pass",
                "blocked,sim-inactive,0,sim,replace-sim",
                "rejected,sim-locked,1,sim,replace-sim",
                "blocked,network-fault,0,fault,interim-data-pass",
                "blocked,order-stuck,0,stuck,retrigger-activation",
                "blocked,order-stuck,1,stuck-again,prioritise-activation",
                "blocked,full moon,0,blocked,retrigger-activation",
                "blocked,NULL,0,blocked,retrigger-activation",
                "blocked,full moon,1,stuck-again,prioritise-activation",
                "rejected,nothing,0,rejected,retrigger-activation",
                "rejected,no capacity,1,rejected-again,prioritise-activation",
                "in-progress,nothing,0,in-progress,interim-data-pass",
                "in-progress,nothing,2,in-progress,interim-data-pass",
                "dreaming,nothing,0,default,''",
                "NULL,nothing,0,default,''"
            })
    void everyStatusHasItsMeaning(
            @Nullable String status, @Nullable String blockedBy, int failed, String rule, String advice) {
        Row row = first("status", status, "blockedBy", blockedBy, "failedAttempts", failed);

        assertThat(row.rule()).isEqualTo(rule);
        assertThat(row.text("advice")).isEqualTo(advice);
        assertThat(row.text("meaning")).endsWith(".");
        assertThat(row.text("reason")).endsWith(".");
    }

    @Test
    void everyRowFires() {
        Set<String> fired = new HashSet<>();
        Map<String, List<@Nullable Object>> values = new LinkedHashMap<>();
        values.put("status", Arrays.asList("active", "unknown", "blocked", "rejected", "in-progress", "else", null));
        values.put(
                "blockedBy",
                Arrays.asList("nothing", "identity-check", "porting", "sim-defective", "line-fault", "order-stuck"));
        values.put("failedAttempts", Arrays.asList(0, 1, 2, null));
        RuleFile.grid(values, inputs -> {
            assertThat(diagnosis.all(inputs)).as("%s", inputs).hasSize(1);
            fired.add(diagnosis.all(inputs).get(0).rule());
        });
        assertThat(fired).isEqualTo(diagnosis.words());
    }

    @Test
    void whatItAdvisesIsAnActionOfTheContract() {
        for (String blocked : List.of("nothing", "porting", "sim-inactive", "line-fault", "order-stuck")) {
            assertThat(first("status", "blocked", "blockedBy", blocked, "failedAttempts", 0)
                            .text("advice"))
                    .isIn("retrigger-activation", "prioritise-activation", "replace-sim", "interim-data-pass");
        }
    }

    private Row first(@Nullable Object... namesAndValues) {
        return diagnosis.all(namesAndValues).get(0);
    }
}
