package org.einhand.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T07:00:00Z, 2026-11-24T20:00:00Z, false",
        "2026-11-24T06:59:59Z, 2026-11-24T09:00:00Z, true",
        "2026-11-24T19:00:00Z, 2026-11-24T20:00:01Z, true",
        "2026-11-24T15:00:00Z, 2026-11-25T15:00:00Z, true",
        "2026-10-25T07:00:00Z, 2026-10-25T20:00:00Z, false",
        "2026-10-25T06:30:00Z, 2026-10-25T09:00:00Z, true"
    })
    void a_time_by_the_phone_lies_between_eight_and_nine(Instant from, Instant to, boolean quiet) {
        assertThat(QuietHours.touches(from, to)).isEqualTo(quiet);
    }
}
