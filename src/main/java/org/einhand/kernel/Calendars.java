package org.einhand.kernel;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The kinds of day that rules count in. The day on which something happens is not counted (BGB §187). All days are those of
 * Europe/Berlin.
 */
@Component
public class Calendars {

    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final HolidayManager holidays = HolidayManager.getInstance(ManagerParameters.create("de"));

    /** What a rule counts. */
    public enum Unit {
        /** Minutes on the clock. */
        MINUTES,
        /** Every day. */
        CALENDAR_DAYS,
        /** Monday to Saturday without public holidays: delivery, storage of parcels. */
        WERKTAGE,
        /** Monday to Friday without public holidays: provider switch, number porting. */
        ARBEITSTAGE,
        /** Monday to Friday without TARGET holidays: credit transfers. */
        BANKING_DAYS;

        /** Reads the word used in rules, such as {@code werktage}. */
        public static Unit of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** The last moment of the count-th day after {@code from}, or so many minutes later. */
    public Instant after(Instant from, long count, Unit unit, @Nullable String region, LocalTime at) {
        if (unit == Unit.MINUTES) {
            return from.plusSeconds(count * 60);
        }
        LocalDate day = from.atZone(ZONE).toLocalDate();
        for (long counted = 0; counted < count; ) {
            day = day.plusDays(1);
            if (counts(day, unit, region)) {
                counted++;
            }
        }
        return ZonedDateTime.of(day, at, ZONE).toInstant();
    }

    /**
     * Whether a day counts.
     *
     * @param region ISO 3166-2 such as {@code DE-BE}; null or another country: only the nationwide holidays
     */
    public boolean counts(LocalDate day, Unit unit, @Nullable String region) {
        DayOfWeek weekday = day.getDayOfWeek();
        return switch (unit) {
            case MINUTES, CALENDAR_DAYS -> true;
            case WERKTAGE -> weekday != DayOfWeek.SUNDAY && !isHoliday(day, region);
            case ARBEITSTAGE -> !isWeekend(weekday) && !isHoliday(day, region);
            case BANKING_DAYS -> !isWeekend(weekday) && !isTargetHoliday(day);
        };
    }

    /** A deadline that ends on a Saturday, Sunday or holiday ends on the next Werktag (BGB §193). */
    public LocalDate deadline(LocalDate day, @Nullable String region) {
        LocalDate end = day;
        while (isWeekend(end.getDayOfWeek()) || isHoliday(end, region)) {
            end = end.plusDays(1);
        }
        return end;
    }

    public boolean isHoliday(LocalDate day, @Nullable String region) {
        String state =
                region != null && region.startsWith("DE-") ? region.substring(3).toLowerCase(Locale.ROOT) : null;
        return state == null ? holidays.isHoliday(day) : holidays.isHoliday(day, state);
    }

    private boolean isTargetHoliday(LocalDate day) {
        boolean fixed = switch (day.getMonth()) {
            case JANUARY, MAY -> day.getDayOfMonth() == 1;
            case DECEMBER -> day.getDayOfMonth() == 25 || day.getDayOfMonth() == 26;
            default -> false;
        };
        return fixed || isGoodFridayOrEasterMonday(day);
    }

    private boolean isGoodFridayOrEasterMonday(LocalDate day) {
        return holidays.getHolidays(day, day).stream()
                .anyMatch(holiday -> holiday.getPropertiesKey().equals("christian.GOOD_FRIDAY")
                        || holiday.getPropertiesKey().equals("christian.EASTER_MONDAY"));
    }

    private static boolean isWeekend(DayOfWeek weekday) {
        return weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
    }
}
