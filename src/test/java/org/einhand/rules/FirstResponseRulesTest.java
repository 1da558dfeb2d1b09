package org.einhand.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How soon a contact is answered. */
class FirstResponseRulesTest {

    private final RuleFile firstResponse = RuleFile.of("first-response", "first-response");

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {
                "social-public,30",
                "social-private,60",
                "chat,5",
                "messenger,60",
                "phone,60",
                "email,480",
                "self-service,240",
                "shop,240",
                "letter,2880",
                "event,240",
                "carrier-pigeon,240",
                "NULL,240"
            })
    void everyChannelHasItsTime(@Nullable String channel, long minutes) {
        assertThat(firstResponse.only("channel", channel).number("minutes")).isEqualTo(minutes);
    }

    @Test
    void everyRowFires() {
        Set<String> fired = Arrays.asList(
                        "social-public",
                        "social-private",
                        "chat",
                        "messenger",
                        "phone",
                        "email",
                        "self-service",
                        "shop",
                        "letter",
                        "event",
                        null)
                .stream()
                .map(channel -> firstResponse.only("channel", channel).rule())
                .collect(Collectors.toSet());
        assertThat(fired).isEqualTo(firstResponse.words());
    }
}
