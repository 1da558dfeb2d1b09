package org.einhand.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.einhand.kernel.Calendars.Unit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which days count, and when what we promised is over. */
class CalendarsTest {

    private static final Calendars CALENDARS = new Calendars();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01",
                "2026-04-03",
                "2026-04-06",
                "2026-05-01",
                "2026-05-14",
                "2026-05-25",
                "2026-10-03",
                "2026-12-25",
                "2026-12-26",
                "2027-03-26",
                "2027-03-29",
                "2027-05-06",
                "2027-05-17"
            })
    void nineHolidaysAreKeptEverywhere(LocalDate day) {
        assertThat(CALENDARS.isHoliday(day, null)).isTrue();
        assertThat(CALENDARS.isHoliday(day, "DE-BE")).isTrue();
        assertThat(CALENDARS.isHoliday(day, "DE-BY")).isTrue();
        assertThat(CALENDARS.isHoliday(day, "AT-9")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-06, DE-BY, true",
        "2026-01-06, DE-BE, false",
        "2026-06-04, DE-BY, true",
        "2026-06-04, DE-BE, false",
        "2027-05-27, DE-BY, true",
        "2027-05-27, DE-BE, false",
        "2026-11-01, DE-BY, true",
        "2026-11-01, DE-BE, false",
        "2026-03-08, DE-BE, true",
        "2026-03-08, DE-BY, false",
        "2026-10-31, DE-BB, true",
        "2026-10-31, DE-BE, false",
        "2026-11-18, DE-SN, true",
        "2026-11-18, DE-BE, false",
        "2026-01-06, , false"
    })
    void theOtherHolidaysDependOnTheState(LocalDate day, @Nullable String region, boolean holiday) {
        assertThat(CALENDARS.isHoliday(day, region)).isEqualTo(holiday);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-24", "2026-12-31"})
    void christmasEveAndNewYearsEveAreOrdinaryDays(LocalDate day) {
        for (Unit unit : Unit.values()) {
            assertThat(CALENDARS.counts(day, unit, "DE-BY")).as(unit.name()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // an ordinary Friday, Saturday, Sunday
        "2026-11-06, true, true, true, true",
        "2026-11-07, true, true, false, false",
        "2026-11-08, true, false, false, false",
        // Good Friday and Easter Monday: banks rest too
        "2026-04-03, true, false, false, false",
        "2026-04-06, true, false, false, false",
        // Ascension and Whit Monday: banks work
        "2026-05-14, true, false, false, true",
        "2026-05-25, true, false, false, true",
        // a Saturday that is a holiday
        "2026-10-03, true, false, false, false"
    })
    void fourKindsOfDay(LocalDate day, boolean calendarDay, boolean werktag, boolean arbeitstag, boolean bankingDay) {
        assertThat(CALENDARS.counts(day, Unit.CALENDAR_DAYS, null)).isEqualTo(calendarDay);
        assertThat(CALENDARS.counts(day, Unit.WERKTAGE, null)).isEqualTo(werktag);
        assertThat(CALENDARS.counts(day, Unit.ARBEITSTAGE, null)).isEqualTo(arbeitstag);
        assertThat(CALENDARS.counts(day, Unit.BANKING_DAYS, null)).isEqualTo(bankingDay);
    }

    @ParameterizedTest
    @EnumSource(
            value = Unit.class,
            names = {"CALENDAR_DAYS", "WERKTAGE", "ARBEITSTAGE", "BANKING_DAYS"})
    void theDayOfTheEventIsNotCounted(Unit unit) {
        Instant early = Instant.parse("2026-11-03T00:30:00Z");
        Instant late = Instant.parse("2026-11-03T22:30:00Z");
        Instant evening = Instant.parse("2026-11-04T17:00:00Z");

        assertThat(CALENDARS.after(early, 1, unit, "DE-BE", LocalTime.of(18, 0)))
                .isEqualTo(evening);
        assertThat(CALENDARS.after(late, 1, unit, "DE-BE", LocalTime.of(18, 0))).isEqualTo(evening);
    }

    @Test
    void daysBeginAtMidnightInBerlin() {
        Instant halfPastMidnightInBerlin = Instant.parse("2026-11-03T23:30:00Z");

        assertThat(CALENDARS.after(halfPastMidnightInBerlin, 1, Unit.CALENDAR_DAYS, null, LocalTime.NOON))
                .isEqualTo("2026-11-05T11:00:00Z");
    }

    @Test
    void hoursFollowTheChangeToSummerTime() {
        Instant saturday = Instant.parse("2027-03-27T11:00:00Z");

        assertThat(CALENDARS.after(saturday, 1, Unit.CALENDAR_DAYS, null, LocalTime.NOON))
                .isEqualTo("2027-03-28T10:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        // Thursday before Easter: Saturday, Tuesday
        "2026-04-02T10:00:00Z, 2, WERKTAGE, DE-BE, 2026-04-07T16:00:00Z",
        "2026-04-02T10:00:00Z, 2, ARBEITSTAGE, DE-BE, 2026-04-08T16:00:00Z",
        "2026-04-02T10:00:00Z, 1, BANKING_DAYS, DE-BE, 2026-04-07T16:00:00Z",
        // Wednesday before Corpus Christi
        "2026-06-03T10:00:00Z, 1, WERKTAGE, DE-BE, 2026-06-04T16:00:00Z",
        "2026-06-03T10:00:00Z, 1, WERKTAGE, DE-BY, 2026-06-05T16:00:00Z",
        // across the turn of the year
        "2026-12-24T10:00:00Z, 3, WERKTAGE, DE-BE, 2026-12-30T17:00:00Z"
    })
    void onlyDaysThatCountAreCounted(Instant from, long count, Unit unit, String region, Instant end) {
        assertThat(CALENDARS.after(from, count, unit, region, LocalTime.of(18, 0)))
                .isEqualTo(end);
    }

    @Test
    void minutesRunThroughEveryNight() {
        assertThat(CALENDARS.after(Instant.parse("2026-12-24T22:50:00Z"), 30, Unit.MINUTES, "DE-BY", LocalTime.NOON))
                .isEqualTo("2026-12-24T23:20:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-06, DE-BE, 2026-11-06",
        "2026-11-07, DE-BE, 2026-11-09",
        "2026-11-08, DE-BE, 2026-11-09",
        "2026-04-03, DE-BE, 2026-04-07",
        "2026-12-25, DE-BE, 2026-12-28",
        "2026-12-24, DE-BE, 2026-12-24",
        "2026-01-06, DE-BY, 2026-01-07",
        "2026-01-06, DE-BE, 2026-01-06"
    })
    void aDeadlineOnADayOfRestMovesToTheNextWerktag(LocalDate day, String region, LocalDate end) {
        assertThat(CALENDARS.deadline(day, region)).isEqualTo(end);
    }

    @Test
    void moreDaysNeverEndEarlier() {
        Instant from = Instant.parse("2026-03-30T08:00:00Z");
        for (Unit unit : Unit.values()) {
            Instant before = from;
            for (long count = 1; count <= 400; count++) {
                Instant end = CALENDARS.after(from, count, unit, "DE-BY", LocalTime.of(18, 0));
                assertThat(end).as("%d %s", count, unit).isAfter(before);
                before = end;
            }
        }
    }

    @Test
    void rulesNameTheirUnitInSmallLetters() {
        assertThat(Unit.of("banking-days")).isEqualTo(Unit.BANKING_DAYS);
        assertThat(Unit.of("werktage")).isEqualTo(Unit.WERKTAGE);
    }
}
