package org.einhand.promise;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.OpeningHours;
import org.einhand.kernel.Problem.FieldError;
import org.einhand.kernel.QuietHours;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The time that a group has for calls: its hours without the quiet ones, and in each half hour as many calls as the
 * {@code call-back-terms} say.
 */
@Component
public class CallSlots {

    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final int NAMED = 3;

    private final OpeningHours hours;
    private final CallTerms terms;
    private final CallWindows windows;
    private final Clock clock;

    CallSlots(OpeningHours hours, CallTerms terms, CallWindows windows, Clock clock) {
        this.hours = hours;
        this.terms = terms;
        this.windows = windows;
        this.clock = clock;
    }

    /**
     * A window that can still be chosen.
     *
     * @param free how many more can choose it
     */
    public record Free(Instant from, Instant to, int free) {}

    /**
     * What is free, in order.
     *
     * @param group the group that calls; null: the first line
     * @param from not before then, and not before the notice that a group needs
     */
    public List<Free> free(@Nullable String group, Instant from) {
        CallTerms.Terms agreed = terms.of(group);
        Instant now = clock.instant();
        Instant first = later(from, now.plus(agreed.notice()));
        Instant last = now.plus(agreed.ahead());
        if (!first.isBefore(last)) {
            return List.of();
        }
        LocalDate day = LocalDate.ofInstant(first, Calendars.ZONE);
        Instant end = QuietHours.evening(LocalDate.ofInstant(last, Calendars.ZONE));
        List<CallWindows.Taken> taken = windows.taken(group, first, end);
        List<Free> free = new ArrayList<>();
        for (; !QuietHours.morning(day).isAfter(last); day = day.plusDays(1)) {
            for (OpeningHours.Slot slot :
                    hours.between(hoursOf(group), QuietHours.morning(day), QuietHours.evening(day))) {
                Instant begin = slot.from();
                for (Instant to = begin.plus(agreed.window()); !to.isAfter(slot.to()); to = to.plus(agreed.window())) {
                    int left = left(agreed, taken, begin, to, null);
                    if (!begin.isBefore(first) && !begin.isAfter(last) && left > 0) {
                        free.add(new Free(begin, to, left));
                    }
                    begin = to;
                }
            }
        }
        return free;
    }

    /** The next free window that begins at that time or later. */
    public Optional<Free> next(@Nullable String group, Instant from) {
        return free(group, from).stream().findFirst();
    }

    /**
     * What stands against a window; empty if it can be agreed. Until the transaction ends nobody else can take what it takes.
     *
     * @param atNight whether the customer asked for a time in the quiet hours herself
     * @param remedyId the call that is moved, which gives its own window back; null for a new one
     * @param pointer where the request has {@code from} and {@code to}, such as {@code /parameters}
     */
    public List<FieldError> flaws(
            @Nullable String group,
            Instant from,
            Instant to,
            boolean atNight,
            @Nullable UUID remedyId,
            String pointer) {
        CallTerms.Terms agreed = terms.of(group);
        Instant now = clock.instant();
        Duration length = Duration.between(from, to);
        if (!from.isAfter(now)) {
            return List.of(new FieldError(pointer + "/from", "must be ahead; it is " + shown(now) + " now"));
        }
        if (from.isAfter(now.plus(agreed.ahead()))) {
            return List.of(new FieldError(
                    pointer + "/from",
                    "must be at most %d days ahead, %s at the latest"
                            .formatted(agreed.ahead().toDays(), shown(now.plus(agreed.ahead())))));
        }
        if (length.compareTo(agreed.shortest()) < 0 || length.compareTo(agreed.longest()) > 0) {
            return List.of(new FieldError(
                    pointer + "/to",
                    "must be between %d and %d minutes after from"
                            .formatted(
                                    agreed.shortest().toMinutes(),
                                    agreed.longest().toMinutes())));
        }
        if (!atNight && QuietHours.touches(from, to)) {
            return List.of(new FieldError(
                    pointer + "/from",
                    "must leave out the hours from " + QuietHours.EVENING + " to " + QuietHours.MORNING
                            + ", unless the customer asked for them herself (atNight)" + alternatives(group, from)));
        }
        if (hours.between(hoursOf(group), from, to).stream()
                .noneMatch(slot -> slot.from().equals(from) && slot.to().equals(to))) {
            return List.of(new FieldError(
                    pointer + "/from", "must lie in the hours of " + hoursOf(group) + alternatives(group, from)));
        }
        windows.lock(group);
        if (left(agreed, windows.taken(group, from, to), from, to, remedyId) <= 0) {
            return List.of(new FieldError(
                    pointer + "/from", "must be a window that is still free" + alternatives(group, from)));
        }
        return List.of();
    }

    private String alternatives(@Nullable String group, Instant from) {
        List<Free> next = free(group, from);
        return next.isEmpty()
                ? ""
                : next.stream()
                        .limit(NAMED)
                        .map(free -> shown(free.from()) + " to " + shown(free.to()))
                        .collect(Collectors.joining(", ", "; free are ", ""));
    }

    /** Every promised window that touches this one may need the same people. */
    private static int left(
            CallTerms.Terms agreed, List<CallWindows.Taken> all, Instant from, Instant to, @Nullable UUID except) {
        long halfHours = Math.max(1, Duration.between(from, to).dividedBy(HALF_HOUR));
        long taken = all.stream()
                .filter(other -> !other.remedyId().equals(except))
                .filter(other -> other.from().isBefore(to) && other.to().isAfter(from))
                .count();
        return (int) (halfHours * agreed.perHalfHour() - taken);
    }

    private static String hoursOf(@Nullable String group) {
        return group == null ? CallWindows.FIRST_LINE : group;
    }

    private static String shown(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
