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

/** When money goes back. */
class RefundTermsRulesTest {

    private static final Map<String, @Nullable Object> WITHDRAWN = RuleFile.inputs(
            "caseType",
            "refund",
            "reason",
            "withdrawal",
            "goodsReturned",
            "yes",
            "fault",
            "carrier",
            "failedAttempts",
            0,
            "lastFailure",
            "none",
            "claimedOn",
            20261124,
            "channel",
            "self-service",
            "identified",
            "shop-login",
            "paid",
            "known",
            "original",
            "possible",
            "round",
            1,
            "wholeOrder",
            true);

    private final RuleFile terms = RuleFile.of("refund-terms", "refund-terms");
    private final RuleFile window = RuleFile.of("refund-terms", "refund-window");

    @Test
    void everyRowFiresAndNothingButTheClearWithdrawalGoesStraightThrough() {
        Set<String> fired = new HashSet<>();
        Map<String, List<@Nullable Object>> values = new LinkedHashMap<>();
        values.put("caseType", Arrays.asList("refund", "redelivery", "device-exchange", "contract-activation"));
        values.put(
                "reason",
                Arrays.asList("withdrawal", "cancellation", "lost", "defect", "goodwill", "wrong-address", "unknown"));
        values.put("goodsReturned", Arrays.asList("yes", "no"));
        values.put("failedAttempts", Arrays.asList(0, 1, 2));
        values.put("lastFailure", Arrays.asList("none", "out-of-stock", "lost"));
        values.put("claimedOn", Arrays.asList(20211231, 20220101));
        grid(values, chosen -> {
            Map<String, @Nullable Object> inputs = new HashMap<>(WITHDRAWN);
            inputs.putAll(chosen);
            List<Row> rows = terms.all(inputs);
            assertThat(rows).as("%s", inputs).hasSize(1);
            Row row = rows.get(0);
            fired.add(row.rule());
            boolean clear = "refund".equals(chosen.get("caseType"))
                    && "withdrawal".equals(chosen.get("reason"))
                    && "yes".equals(chosen.get("goodsReturned"));
            assertThat(row.text("way")).as("%s", inputs).isEqualTo(clear ? "straight-through" : "person");
            assertThat(row.text("action")).isEqualTo(clear ? "refund-original-means" : "");
            assertThat(row.text("reason")).endsWith(".");
            assertThat(row.text("refund")).isIn("owed", "withheld", "not-owed");
            boolean owed = !row.text("refund").equals("not-owed");
            assertThat(row.text("legalBasis").isEmpty()).as("%s", inputs).isEqualTo(!owed);
            assertThat(row.flag("includesInterest")).isEqualTo(owed);
            assertThat(row.number("deadlineDays")).isEqualTo(owed ? 14 : 0);
        });
        fired.add(withdrawn("channel", "phone").rule());
        assertThat(fired).isEqualTo(terms.words());
    }

    @ParameterizedTest
    @CsvSource({
        "channel,phone",
        "channel,event",
        "identified,none",
        "paid,claimed",
        "original,window-passed",
        "round,2",
        "goodsReturned,unknown",
        "goodsReturned,no",
        "claimedOn,20140612"
    })
    void oneThingUnclearAndAPersonLooksAtIt(String input, String value) {
        Row row = withdrawn(input, value);
        assertThat(row.text("way")).isEqualTo("person");
    }

    @ParameterizedTest
    @CsvSource({"paid,not-asked", "channel,shop", "identified,code", "identified,questions", "claimedOn,20140613"})
    void whatMakesNoDifference(String input, String value) {
        assertThat(withdrawn(input, value).rule()).isEqualTo("withdrawal-straight");
    }

    @ParameterizedTest
    @CsvSource({
        "20011231,default",
        "20020101,defect-second-before",
        "20211231,defect-second-before",
        "20220101,defect-second"
    })
    void theLawOfTheDayOfTheClaimCounts(int claimedOn, String rule) {
        assertThat(claim("refund", "defect", 2, claimedOn, "none").rule()).isEqualTo(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "0,20260801,default,not-owed",
        "1,20260801,defect-first,owed",
        "2,20260801,defect-second,owed",
        "1,20211231,default,not-owed"
    })
    void attemptsCountBeforeMoneyGoesBackForADefect(int attempts, int claimedOn, String rule, String refund) {
        Row row = claim("device-exchange", "unknown", attempts, claimedOn, "none");
        assertThat(row.rule()).isEqualTo(rule);
        assertThat(row.text("refund")).isEqualTo(refund);
    }

    @ParameterizedTest
    @CsvSource({
        "redelivery,wrong-address,out-of-stock,out-of-stock,BGB §308 no. 8",
        "redelivery,lost,none,parcel-lost,BGB §475(2)",
        "redelivery,damaged,none,parcel-lost,BGB §475(2)",
        "device-exchange,unknown,empty-box,device-lost,BGB §475d",
        "device-exchange,unknown,lost,device-lost,BGB §475d",
        "refund,not-delivered,none,never-arrived,BGB §475(2)",
        "refund,lost,none,never-arrived,BGB §475(2)"
    })
    void whatWasLostOrCannotBeSuppliedIsPaidBack(
            String caseType, String reason, String failure, String rule, String basis) {
        Row row = claim(caseType, reason, 0, 20261124, failure);
        assertThat(row.rule()).isEqualTo(rule);
        assertThat(row.text("refund")).isEqualTo("owed");
        assertThat(row.text("legalBasis")).isEqualTo(basis);
    }

    @ParameterizedTest
    @CsvSource({"ours,owed", "carrier,owed", "customer,not-owed", "unknown,not-owed"})
    void aParcelAtTheWrongAddressIsOursUnlessItWasHers(String fault, String refund) {
        Map<String, @Nullable Object> inputs = new HashMap<>(WITHDRAWN);
        inputs.put("caseType", "redelivery");
        inputs.put("reason", "wrong-address");
        inputs.put("fault", fault);
        assertThat(terms.all(inputs).get(0).text("refund")).isEqualTo(refund);
    }

    @Test
    void deliveryGoesBackWithTheWholeOrderOnly() {
        assertThat(withdrawn("wholeOrder", "true").flag("includesDelivery")).isTrue();
        Map<String, @Nullable Object> oneLine = new HashMap<>(WITHDRAWN);
        oneLine.put("wholeOrder", false);
        assertThat(terms.all(oneLine).get(0).flag("includesDelivery")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "paypal,0,paypal-open",
        "paypal,179,paypal-open",
        "paypal,180,paypal-open",
        "paypal,181,paypal-passed",
        "card,364,card-open",
        "card,365,card-open",
        "card,366,card-passed",
        "invoice,4000,default",
        "instalments,4000,default",
        "bank-transfer,4000,default"
    })
    void theWayItCameIsOpenForAWhile(String means, int age, String rule) {
        Row row = window.only("paymentMeans", means, "purchaseAge", age);
        assertThat(row.rule()).isEqualTo(rule);
        assertThat(row.text("original")).isEqualTo(rule.endsWith("passed") ? "window-passed" : "possible");
    }

    @Test
    void whereADayOrAMeansIsNotKnownTheProviderSaysSo() {
        assertThat(window.only("paymentMeans", "card", "purchaseAge", null).rule())
                .isEqualTo("default");
        assertThat(window.only("paymentMeans", null, "purchaseAge", 9999).rule())
                .isEqualTo("default");
    }

    private Row claim(String caseType, String reason, int attempts, int claimedOn, String failure) {
        Map<String, @Nullable Object> inputs = new HashMap<>(WITHDRAWN);
        inputs.put("caseType", caseType);
        inputs.put("reason", reason);
        inputs.put("failedAttempts", attempts);
        inputs.put("claimedOn", claimedOn);
        inputs.put("lastFailure", failure);
        return terms.all(inputs).get(0);
    }

    private Row withdrawn(String input, String value) {
        Map<String, @Nullable Object> inputs = new HashMap<>(WITHDRAWN);
        Object typed = WITHDRAWN.get(input) instanceof Integer
                ? (Object) Integer.valueOf(value)
                : WITHDRAWN.get(input) instanceof Boolean ? Boolean.valueOf(value) : value;
        inputs.put(input, typed);
        return terms.all(inputs).get(0);
    }
}
