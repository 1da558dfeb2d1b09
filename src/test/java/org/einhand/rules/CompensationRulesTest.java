package org.einhand.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.einhand.rules.RuleFile.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the law gives for each day or event. */
class CompensationRulesTest {

    private final RuleFile compensation = RuleFile.of("compensation", "compensation");

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                "outage-day,1,20261102,0,0,outage-first-days",
                "outage-day,2,20261102,0,0,outage-first-days",
                "outage-day,3,20261102,500,10,outage-third-fourth",
                "outage-day,4,20261102,500,10,outage-third-fourth",
                "outage-day,5,20261102,1000,20,outage-fifth-on",
                "outage-day,366,20261102,1000,20,outage-fifth-on",
                "outage-day,3,20211201,500,10,outage-third-fourth",
                "outage-day,3,20211130,0,0,default",
                "outage-day,0,20261102,0,0,default",
                "outage-day,NULL,20261102,0,0,default",
                "outage-day,5,NULL,0,0,default",
                "missed-appointment,0,20261102,1000,20,missed-appointment",
                "missed-appointment,0,20211201,1000,20,missed-appointment",
                "missed-appointment,0,20211130,0,0,default",
                "provider-switch-gap,1,20261102,0,0,switch-first-day",
                "provider-switch-gap,2,20261102,1000,20,switch-gap",
                "provider-switch-gap,2,20211130,0,0,default",
                "porting-late,1,20261102,1000,0,porting-late",
                "porting-late,0,20261102,0,0,default",
                "porting-late,1,20211130,0,0,default",
                "bad-weather,5,20261102,0,0,default",
                "NULL,5,20261102,0,0,default"
            })
    void everyDayAndEventHasItsRate(
            @Nullable String trigger,
            @Nullable Integer day,
            @Nullable Integer claimedOn,
            long minimum,
            long percent,
            String rule) {
        Row row = compensation.only("trigger", trigger, "dayNumber", day, "claimedOn", claimedOn);

        assertThat(row.rule()).isEqualTo(rule);
        assertThat(row.number("minimumCents")).isEqualTo(minimum);
        assertThat(row.number("percent")).isEqualTo(percent);
        assertThat(row.text("legalBasis").startsWith("TKG §")).isEqualTo(!rule.equals("default"));
    }

    @Test
    void everyRowFires() {
        Set<String> fired = new HashSet<>();
        for (String trigger :
                new String[] {"outage-day", "missed-appointment", "provider-switch-gap", "porting-late", "else"}) {
            for (int day = 0; day < 7; day++) {
                fired.add(compensation
                        .only("trigger", trigger, "dayNumber", day, "claimedOn", 20261102)
                        .rule());
            }
        }
        assertThat(fired).isEqualTo(compensation.words());
    }
}
