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

/** On which channels a customer is told. */
class NotificationPlanRulesTest {

    private final RuleFile plan = RuleFile.of("notification-plan", "notification-plan");

    @Test
    void everyRowFiresAndNothingIsSentWhereItCannotArrive() {
        Set<String> fired = new HashSet<>();
        Map<String, List<@Nullable Object>> values = new LinkedHashMap<>();
        values.put("event", Arrays.asList("receipt", "promise", "call", "code", "public-reply", null));
        values.put("preferredChannel", Arrays.asList("email", "sms", "messenger", "phone", "letter", null));
        values.put("hasEmail", Arrays.asList(true, false, null));
        values.put("hasMobile", Arrays.asList(true, false, null));
        values.put("contactChannel", Arrays.asList("email", "messenger", null));
        grid(values, inputs -> {
            List<Row> rows = plan.all(inputs);
            assertThat(rows).as("%s", inputs).hasSize(1);
            fired.add(rows.get(0).rule());
            List<String> channels = List.of(rows.get(0).text("channels").split(" "));
            assertThat(channels)
                    .as("%s", inputs)
                    .doesNotHaveDuplicates()
                    .isSubsetOf("email", "sms", "messenger", "phone", "social-public");
            assertThat(channels.equals(List.of("social-public")))
                    .as("%s", inputs)
                    .isEqualTo("public-reply".equals(inputs.get("event")));
            if (!Boolean.TRUE.equals(inputs.get("hasEmail"))) {
                assertThat(channels).as("%s", inputs).doesNotContain("email");
            }
            if (!Boolean.TRUE.equals(inputs.get("hasMobile"))) {
                assertThat(channels).as("%s", inputs).doesNotContain("sms", "messenger");
            }
            if (channels.contains("phone")) {
                assertThat(channels).as("%s", inputs).endsWith("phone");
            }
        });
        assertThat(fired).isEqualTo(plan.words());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                "promise,NULL,true,true,NULL,email sms phone",
                "promise,email,true,true,NULL,email sms phone",
                "promise,sms,true,true,NULL,sms email phone",
                "promise,messenger,true,true,NULL,messenger sms email phone",
                "promise,letter,true,true,NULL,email sms phone",
                "promise,phone,true,true,NULL,email sms phone",
                "promise,sms,true,false,NULL,email phone",
                "promise,email,false,true,NULL,sms phone",
                "reply,sms,true,true,email,email sms phone",
                "reply,email,true,true,messenger,messenger sms email phone",
                "promise,email,true,true,messenger,email sms phone",
                "call,email,true,true,NULL,phone",
                "call-back,email,true,true,NULL,email sms phone",
                "call-back,phone,true,true,NULL,email sms phone",
                "call-back,sms,true,true,NULL,sms email phone",
                "code,phone,true,true,phone,sms email"
            })
    void theOrderToTry(
            String event,
            @Nullable String preferred,
            boolean hasEmail,
            boolean hasMobile,
            @Nullable String contactChannel,
            String channels) {
        assertThat(plan.only(
                                "event",
                                event,
                                "preferredChannel",
                                preferred,
                                "hasEmail",
                                hasEmail,
                                "hasMobile",
                                hasMobile,
                                "contactChannel",
                                contactChannel)
                        .text("channels"))
                .isEqualTo(channels);
    }
}
