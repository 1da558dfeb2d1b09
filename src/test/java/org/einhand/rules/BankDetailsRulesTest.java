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

/** When an account is asked for, and who looks at it before money goes there. */
class BankDetailsRulesTest {

    private static final String FILE = "refund-terms";

    private final RuleFile needed = RuleFile.of(FILE, "bank-details-needed");
    private final RuleFile check = RuleFile.of(FILE, "payout-check");

    @Test
    void everyRowFiresAndWhoPaidInAWayThatGoesBackIsNotAsked() {
        Set<String> fired = new HashSet<>();
        Map<String, List<@Nullable Object>> values = new LinkedHashMap<>();
        values.put(
                "caseType", Arrays.asList("refund", "redelivery", "device-exchange", "contract-activation", "other"));
        values.put(
                "paymentMeans",
                Arrays.asList("card", "paypal", "invoice", "bank-transfer", "instalments", "unknown", null));
        values.put("original", Arrays.asList("possible", "window-passed", null));
        values.put("paid", Arrays.asList(null, 0L, 1L));
        values.put("failedAttempts", Arrays.asList(0, 1, 2));
        grid(values, inputs -> {
            Row row = only(needed, inputs);
            fired.add(row.rule());
            boolean wayBack = Arrays.asList("card", "paypal", "instalments").contains(inputs.get("paymentMeans"))
                    && !"window-passed".equals(inputs.get("original"));
            boolean nothingPaid = Long.valueOf(0).equals(inputs.get("paid"));
            boolean ofGoods =
                    Arrays.asList("refund", "redelivery", "device-exchange").contains(inputs.get("caseType"));
            if (wayBack || nothingPaid || !ofGoods) {
                assertThat(row.flag("ask")).as("%s", inputs).isFalse();
            }
            assertThat(row.text("reason")).isNotBlank();
        });
        assertThat(fired).isEqualTo(needed.words());
    }

    @ParameterizedTest
    @CsvSource({
        "refund,invoice,possible,0,true,refund-by-transfer",
        "refund,bank-transfer,possible,0,true,refund-by-transfer",
        "refund,card,possible,0,false,not-yet",
        "refund,unknown,possible,0,false,not-yet",
        "refund,card,window-passed,0,true,refund-window-passed",
        "redelivery,invoice,possible,0,false,not-yet",
        "redelivery,invoice,possible,1,true,failed-by-transfer",
        "redelivery,unknown,possible,1,true,failed-by-transfer",
        "redelivery,card,possible,2,false,not-yet",
        "device-exchange,paypal,window-passed,1,true,failed-window-passed",
        "device-exchange,paypal,window-passed,0,false,not-yet"
    })
    void accountsAreAskedForWhereMoneyCanHardlyGoBackTheWayItCame(
            String type, String means, String original, int failed, boolean ask, String rule) {
        Row row = needed.only(
                "caseType",
                type,
                "paymentMeans",
                means,
                "original",
                original,
                "paid",
                49900L,
                "failedAttempts",
                failed);
        assertThat(row.flag("ask")).isEqualTo(ask);
        assertThat(row.rule()).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "customer,match,0,direct,own-small",
        "customer,match,9999,direct,own-small",
        "customer,match,10000,direct,own-small",
        "customer,match,10001,second-person,own-large",
        "customer,close,1,second-person,close",
        "customer,unavailable,1,second-person,unavailable",
        "customer,unchecked,1,second-person,default",
        "customer,none,1,ask-again,not-that-name",
        "agent,match,1,second-person,taken-down",
        "agent,close,1,second-person,taken-down",
        "agent,unavailable,1,second-person,taken-down",
        "agent,unchecked,1,second-person,taken-down",
        "agent,none,1,ask-again,not-that-name"
    })
    void whoLooksDependsOnWhoGaveItWhatTheBankSaysAndHowMuchItIs(
            String givenBy, String payee, long cents, String way, String rule) {
        Row row = check.only("givenBy", givenBy, "payee", payee, "amount", cents);
        assertThat(row.text("way")).isEqualTo(way);
        assertThat(row.rule()).isEqualTo(rule);
        assertThat(row.text("approvers")).isEqualTo(way.equals("second-person") ? "seniors,leads" : "");
    }

    @Test
    void everyRowOfTheCheckFiresAndNothingUnknownGoesDirect() {
        Set<String> fired = new HashSet<>();
        Map<String, List<@Nullable Object>> values = new LinkedHashMap<>();
        values.put("givenBy", Arrays.asList("customer", "agent", "shop", null));
        values.put("payee", Arrays.asList("match", "close", "none", "unavailable", "unchecked", "new", null));
        values.put("amount", Arrays.asList(0L, 10000L, 10001L, null));
        grid(values, inputs -> {
            Row row = only(check, inputs);
            fired.add(row.rule());
            boolean clear = "customer".equals(inputs.get("givenBy"))
                    && "match".equals(inputs.get("payee"))
                    && inputs.get("amount") instanceof Long cents
                    && cents <= 10000;
            assertThat(row.text("way").equals("direct")).as("%s", inputs).isEqualTo(clear);
            assertThat(row.text("reason")).endsWith(".");
        });
        assertThat(fired).isEqualTo(check.words());
    }

    private static Row only(RuleFile rules, Map<String, @Nullable Object> inputs) {
        List<Row> rows = rules.all(inputs);
        assertThat(rows).as("%s", inputs).hasSize(1);
        return rows.get(0);
    }
}
