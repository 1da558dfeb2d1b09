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

/** Which redelivery needs no person. */
class RedeliveryTermsRulesTest {

    private static final Map<String, @Nullable Object> CLEAR = RuleFile.inputs(
            "caseType",
            "redelivery",
            "channel",
            "shop",
            "identified",
            "shop-login",
            "parcel",
            "returned",
            "addressConfirmed",
            true,
            "standardMeetsNeedBy",
            true,
            "expressMeetsNeedBy",
            true,
            "round",
            1);

    private final RuleFile terms = RuleFile.of("redelivery-terms", "redelivery-terms");

    @Test
    void everyRowFiresAndOnlyTheClearCaseGoesStraightThrough() {
        Set<String> fired = new HashSet<>();
        Map<String, List<@Nullable Object>> values = new LinkedHashMap<>();
        values.put("caseType", Arrays.asList("redelivery", "refund"));
        values.put("channel", Arrays.asList("shop", "phone"));
        values.put("identified", Arrays.asList("questions", "none"));
        values.put("parcel", Arrays.asList("lost", "damaged"));
        values.put("addressConfirmed", Arrays.asList(true, false, null));
        values.put("standardMeetsNeedBy", Arrays.asList(true, false, null));
        values.put("expressMeetsNeedBy", Arrays.asList(true, false));
        values.put("round", Arrays.asList(1, 2));
        grid(values, inputs -> {
            List<Row> rows = terms.all(inputs);
            assertThat(rows).as("%s", inputs).hasSize(1);
            Row row = rows.get(0);
            fired.add(row.rule());
            boolean clear = "redelivery".equals(inputs.get("caseType"))
                    && "shop".equals(inputs.get("channel"))
                    && "questions".equals(inputs.get("identified"))
                    && "lost".equals(inputs.get("parcel"))
                    && Boolean.TRUE.equals(inputs.get("addressConfirmed"))
                    && Integer.valueOf(1).equals(inputs.get("round"));
            boolean standard = Boolean.TRUE.equals(inputs.get("standardMeetsNeedBy"));
            boolean express = Boolean.FALSE.equals(inputs.get("standardMeetsNeedBy"))
                    && Boolean.TRUE.equals(inputs.get("expressMeetsNeedBy"));
            String action = clear && standard ? "redeliver-standard" : clear && express ? "redeliver-express" : "";
            assertThat(row.text("action")).as("%s", inputs).isEqualTo(action);
            assertThat(row.text("way")).as("%s", inputs).isEqualTo(action.isEmpty() ? "person" : "straight-through");
            assertThat(row.text("reason")).endsWith(".");
        });
        assertThat(fired).isEqualTo(terms.words());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                "channel,shop,straight-standard",
                "channel,self-service,straight-standard",
                "identified,code,straight-standard",
                "identified,questions,straight-standard",
                "parcel,lost,straight-standard",
                "caseType,device-exchange,other-type",
                "caseType,contract-activation,other-type",
                "caseType,refund,other-type",
                "caseType,other,other-type",
                "caseType,NULL,default",
                "channel,phone,spoken-to",
                "channel,email,spoken-to",
                "channel,chat,spoken-to",
                "channel,messenger,spoken-to",
                "channel,social-public,spoken-to",
                "channel,social-private,spoken-to",
                "channel,letter,spoken-to",
                "channel,event,spoken-to",
                "channel,NULL,default",
                "identified,none,not-identified",
                "identified,NULL,default",
                "parcel,damaged,parcel-unclear",
                "parcel,wrong-address,parcel-unclear",
                "parcel,not-home,parcel-unclear",
                "parcel,unknown,parcel-unclear",
                "parcel,NULL,default"
            })
    void oneWordMakesTheDifference(String input, @Nullable String value, String rule) {
        assertThat(ruleWith(input, value)).isEqualTo(rule);
    }

    @Test
    void aFurtherRoundAnOpenAddressOrAMissedDateNeedAPerson() {
        assertThat(ruleWith("round", 2)).isEqualTo("later-round");
        assertThat(ruleWith("round", null)).isEqualTo("default");
        assertThat(ruleWith("addressConfirmed", false)).isEqualTo("address-open");
        assertThat(ruleWith("addressConfirmed", null)).isEqualTo("default");
        assertThat(ruleWith("standardMeetsNeedBy", false)).isEqualTo("straight-express");
        assertThat(ruleWith("standardMeetsNeedBy", null)).isEqualTo("default");
        Map<String, @Nullable Object> late = new HashMap<>(CLEAR);
        late.put("standardMeetsNeedBy", false);
        late.put("expressMeetsNeedBy", false);
        assertThat(terms.all(late)).extracting(Row::rule).containsExactly("too-late");
    }

    private String ruleWith(String input, @Nullable Object value) {
        Map<String, @Nullable Object> inputs = new HashMap<>(CLEAR);
        inputs.put(input, value);
        return terms.all(inputs).get(0).rule();
    }
}
