package org.einhand.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuietHoursTest {

    private static final Instant NIGHT = Instant.parse("2026-11-24T22:30:00Z");
    private static final Instant EIGHT = Instant.parse("2026-11-25T07:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"sms", "messenger", "phone"})
    void what_rings_waits_for_the_morning(String channel) {
        assertThat(QuietHours.until(NIGHT, channel, false)).contains(EIGHT);
        assertThat(QuietHours.until(EIGHT.minusSeconds(1), channel, false)).contains(EIGHT);
        assertThat(QuietHours.until(EIGHT, channel, false)).isEmpty();
    }

    @Test
    void what_she_waits_for_rings_at_any_hour() {
        assertThat(QuietHours.until(NIGHT, "sms", true)).isEmpty();
    }

    @Test
    void mail_goes_out_at_any_hour() {
        assertThat(QuietHours.until(NIGHT, "email", false)).isEmpty();
    }
}
