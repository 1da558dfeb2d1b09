package org.einhand.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;

/** What rings keeps quiet from 21 to 8 where the customer lives, unless she waits for it: it answers her on the channel she just wrote on, or she just asked for it. */
public final class QuietHours {

    /** From then on it is quiet. */
    public static final LocalTime EVENING = LocalTime.of(21, 0);

    /** Until then it is quiet. */
    public static final LocalTime MORNING = LocalTime.of(8, 0);

    private static final Set<String> RINGS = Set.of("sms", "messenger", "phone");

    private QuietHours() {}

    /** Until when a message has to wait; empty if it may go now. */
    public static Optional<Instant> until(Instant now, String channel, boolean expected) {
        ZonedDateTime local = now.atZone(Calendars.ZONE);
        LocalTime time = local.toLocalTime();
        boolean night = !time.isBefore(EVENING) || time.isBefore(MORNING);
        if (!RINGS.contains(channel) || expected || !night) {
            return Optional.empty();
        }
        ZonedDateTime morning = local.with(MORNING);
        return Optional.of((time.isBefore(MORNING) ? morning : morning.plusDays(1)).toInstant());
    }

    /** When that day begins for what rings. */
    public static Instant morning(LocalDate day) {
        return day.atTime(MORNING).atZone(Calendars.ZONE).toInstant();
    }

    /** When that day is over for what rings. */
    public static Instant evening(LocalDate day) {
        return day.atTime(EVENING).atZone(Calendars.ZONE).toInstant();
    }

    /** Whether a stretch of time touches the quiet hours. */
    public static boolean touches(Instant from, Instant to) {
        LocalDate day = from.atZone(Calendars.ZONE).toLocalDate();
        return from.isBefore(morning(day)) || to.isAfter(evening(day));
    }
}
