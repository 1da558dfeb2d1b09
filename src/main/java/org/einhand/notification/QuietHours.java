package org.einhand.notification;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import org.einhand.kernel.Calendars;

/** What rings keeps quiet from 21 to 8 where the customer lives, unless she waits for it: it answers her on the channel she just wrote on, or she just asked for it. */
final class QuietHours {

    private static final Set<String> RINGS = Set.of("sms", "messenger", "phone");
    private static final LocalTime EVENING = LocalTime.of(21, 0);
    private static final LocalTime MORNING = LocalTime.of(8, 0);

    private QuietHours() {}

    static Optional<Instant> until(Instant now, String channel, boolean expected) {
        ZonedDateTime local = now.atZone(Calendars.ZONE);
        LocalTime time = local.toLocalTime();
        boolean night = !time.isBefore(EVENING) || time.isBefore(MORNING);
        if (!RINGS.contains(channel) || expected || !night) {
            return Optional.empty();
        }
        ZonedDateTime morning = local.with(MORNING);
        return Optional.of((time.isBefore(MORNING) ? morning : morning.plusDays(1)).toInstant());
    }
}
