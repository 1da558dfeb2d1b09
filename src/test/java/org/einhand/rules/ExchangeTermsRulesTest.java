package org.einhand.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einhand.rules.RuleFile.grid;

import java.util.Arrays;
import java.util.HashMap;
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

/** What is owed for a device, what a repair has to be told with, and by when a device must turn up. */
class ExchangeTermsRulesTest {

    private static final Map<String, @Nullable Object> DEFECT = RuleFile.inputs(
            "deviceLost",
            false,
            "caseType",
            "device-exchange",
            "reason",
            "unknown",
            "fault",
            "unknown",
            "deadOnArrival",
            false,
            "purchasedOn",
            20260301,
            "claimedOn",
            20261124,
            "attempts",
            0);

    private final RuleFile terms = RuleFile.of("exchange-terms", "exchange-terms");
    private final RuleFile notice = RuleFile.of("exchange-terms", "repair-notice");
    private final RuleFile deadline = RuleFile.of("exchange-terms", "custody-deadline");

    @Test
    void everyRowFiresAndARefundFollowsTheAttempts() {
        Set<String> fired = new HashSet<>();
        Map<String, List<@Nullable Object>> values = new LinkedHashMap<>();
        values.put("deviceLost", Arrays.asList(true, false));
        values.put("caseType", Arrays.asList("device-exchange", "redelivery", "contract-activation"));
        values.put("reason", Arrays.asList("unknown", "damaged"));
        values.put("fault", Arrays.asList("ours", "customer"));
        values.put("deadOnArrival", Arrays.asList(true, false));
        values.put("purchasedOn", Arrays.asList(20230101, 20260301, null));
        values.put("claimedOn", Arrays.asList(20211231, 20261124));
        values.put("attempts", Arrays.asList(0, 1, 2, 3));
        grid(values, inputs -> {
            List<Row> rows = terms.all(inputs);
            assertThat(rows).as("%s", inputs).hasSize(1);
            Row row = rows.get(0);
            fired.add(row.rule());
            int attempts = (int) inputs.get("attempts");
            String claim = row.text("claim");
            if (Set.of("owed", "dead-on-arrival").contains(claim)) {
                assertThat(row.text("refund"))
                        .as("%s", inputs)
                        .isEqualTo(attempts == 0 ? "none" : attempts == 1 ? "allowed" : "offered");
                assertThat(row.flag("inspect")).as("%s", inputs).isEqualTo(attempts > 0);
                assertThat(row.text("legalBasis")).contains("BGB §439(1)");
            } else if (claim.equals("lost")) {
                assertThat(row.text("refund")).isEqualTo(attempts >= 2 ? "offered" : "allowed");
                assertThat(row.flag("inspect")).isTrue();
                assertThat(inputs.get("deviceLost")).isEqualTo(true);
            } else {
                assertThat(row.text("refund")).isEqualTo("none");
            }
        });
        assertThat(fired).isEqualTo(terms.words());
    }

    @ParameterizedTest
    @CsvSource({
        "20241124,20261124,defect", // the last day of two years
        "20241123,20261124,too-late",
        "20241125,20261124,defect",
        "20240229,20260228,defect",
        "20240229,20260301,too-late",
        "20241231,20261231,defect",
        "20241231,20270101,too-late",
        "20261124,20261124,defect",
        "20211201,20211231,default", // before the law that the rows cite
        "20211201,20220101,defect"
    })
    void claimsEndTwoYearsAfterThePurchase(int purchasedOn, int claimedOn, String rule) {
        Map<String, @Nullable Object> inputs = new HashMap<>(DEFECT);
        inputs.put("purchasedOn", purchasedOn);
        inputs.put("claimedOn", claimedOn);
        assertThat(only(inputs)).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                "purchasedOn,NULL,defect",
                "fault,ours,defect",
                "fault,carrier,defect",
                "fault,customer,own-fault",
                "fault,NULL,defect",
                "caseType,redelivery,no-defect",
                "caseType,refund,no-defect",
                "caseType,other,no-defect",
                "caseType,contract-activation,no-device",
                "attempts,NULL,default",
                "claimedOn,NULL,default"
            })
    void oneThingMakesTheDifference(String input, @Nullable String value, String rule) {
        Map<String, @Nullable Object> inputs = new HashMap<>(DEFECT);
        inputs.put(input, value);
        assertThat(only(inputs)).isEqualTo(rule);
    }

    @Test
    void aBrokenThingIsADefectInAnyTypeOfCase() {
        Map<String, @Nullable Object> inputs = new HashMap<>(DEFECT);
        inputs.put("caseType", "refund");
        inputs.put("reason", "defect");
        assertThat(only(inputs)).isEqualTo("defect");
        inputs.put("caseType", "redelivery");
        inputs.put("reason", "damaged");
        assertThat(only(inputs)).isEqualTo("defect");
    }

    @Test
    void whatWasLostWithUsIsOurLossEvenAfterTwoYearsAndHerOwnFault() {
        Map<String, @Nullable Object> inputs = new HashMap<>(DEFECT);
        inputs.put("deviceLost", true);
        inputs.put("purchasedOn", 20200101);
        inputs.put("fault", "customer");
        inputs.put("attempts", 1);
        Row row = terms.all(inputs).get(0);
        assertThat(row.rule()).isEqualTo("lost");
        assertThat(row.text("legalBasis")).isEqualTo("BGB §439(6)");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {"20260730,default", "20260731,told", "20260801,told", "NULL,default"})
    void aRepairIsToldWithItsLongerWarrantyForPurchasesFromThatDay(@Nullable Integer purchasedOn, String rule) {
        Row row = notice.only("purchasedOn", purchasedOn);
        assertThat(row.rule()).isEqualTo(rule);
        assertThat(row.flag("tell")).isEqualTo(rule.equals("told"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                "collected,swap-at-door,collected-at-door,2,remind",
                "collected,repair,collected,7,remind",
                "received,exchange-after-return,received,5,lost",
                "inspected,repair,repaired,12,overdue",
                "inspected,exchange-after-return,inspected,3,overdue",
                "delivered,repair,delivered,6,lost",
                "NULL,repair,default,3,overdue"
            })
    void aDeviceHasToTurnUpInTime(@Nullable String awaited, String action, String rule, long count, String missed) {
        Row row = deadline.only("awaited", awaited, "action", action);
        assertThat(row.rule()).isEqualTo(rule);
        assertThat(row.number("count")).isEqualTo(count);
        assertThat(row.text("missed")).isEqualTo(missed);
        assertThat(row.text("unit")).isIn("werktage", "calendar-days");
    }

    @Test
    void everyStationHasARowOfItsOwn() {
        assertThat(deadline.words())
                .containsExactlyInAnyOrder(
                        "collected-at-door", "collected", "received", "repaired", "inspected", "delivered", "default");
    }

    private String only(Map<String, @Nullable Object> inputs) {
        return terms.all(inputs).get(0).rule();
    }
}
