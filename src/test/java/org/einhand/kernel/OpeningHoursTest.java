package org.einhand.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.einhand.kernel.OpeningHours.Settings;
import org.einhand.kernel.OpeningHours.Slot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the people of a group are there. */
class OpeningHoursTest {

    private static final OpeningHours HOURS = hours(
            Map.of(
                    "technical",
                    group("berlin", "mon-fri", "08:00-22:00", "sat", "09:00-19:00"),
                    "shop",
                    group("munich", "mon-sat", "09:00-12:00, 13:00-18:00"),
                    "night",
                    group(null, "mon-sun", "22:00-24:00"),
                    "always",
                    group(null, "mon-sun", "00:00-24:00")),
            Map.of(
                    "berlin", new Settings.SiteSettings("DE-BE", List.of("2026-12-24 14:00-24:00", "2026-12-31")),
                    "munich", new Settings.SiteSettings("DE-BY", List.of("2026-11-27 10:00-11:00"))));

    private static OpeningHours hours(
            Map<String, Settings.GroupSettings> groups, Map<String, Settings.SiteSettings> sites) {
        return new OpeningHours(new Settings(sites, groups), new Calendars());
    }

    private static Settings.GroupSettings group(@Nullable String site, String... open) {
        Map<String, String> week = new LinkedHashMap<>();
        for (int day = 0; day < open.length; day += 2) {
            week.put(open[day], open[day + 1]);
        }
        return new Settings.GroupSettings(site, week);
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(Calendars.ZONE).toInstant();
    }

    private static Slot slot(String from, String to) {
        return new Slot(berlin(from), berlin(to));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T07:59:59, false",
        "2026-11-24T08:00:00, true",
        "2026-11-24T21:59:59, true",
        "2026-11-24T22:00:00, false",
        "2026-11-28T08:59:59, false",
        "2026-11-28T09:00:00, true",
        "2026-11-28T19:00:00, false",
        "2026-11-29T12:00:00, false",
        // a holiday of the whole country, a day on which the site is closed early, one on which it is closed
        "2026-12-25T12:00:00, false",
        "2026-12-24T13:59:59, true",
        "2026-12-24T14:00:00, false",
        "2026-12-31T12:00:00, false",
        // Women's Day is a holiday in Berlin only, and Epiphany in Bavaria
        "2027-03-08T12:00:00, false",
        "2027-01-06T12:00:00, true"
    })
    void specialistsAreThereFromEightToTenAndOnSaturdays(String at, boolean open) {
        assertThat(HOURS.isOpen("technical", berlin(at))).isEqualTo(open);
    }

    @Test
    void aGroupWithoutHoursIsThereDayAndNight() {
        Instant threeAtNight = berlin("2026-12-25T03:00");
        assertThat(HOURS.isOpen("agents", threeAtNight)).isTrue();
        assertThat(HOURS.after("agents", threeAtNight, Duration.ofMinutes(30)))
                .isEqualTo(threeAtNight.plusSeconds(1800));
    }

    @ParameterizedTest
    @CsvSource({
        // the evening before: the rest counts from the next morning
        "2026-11-24T21:30, PT2H, 2026-11-25T09:30",
        "2026-11-24T21:00, PT1H, 2026-11-24T22:00",
        "2026-11-24T23:00, PT0S, 2026-11-25T08:00",
        // over the weekend: ten hours on Saturday, none on Sunday
        "2026-11-27T21:00, PT12H, 2026-11-30T09:00",
        // two weeks at once
        "2026-11-02T08:00, PT160H, 2026-11-16T08:00"
    })
    void onlyTheirHoursCount(String from, Duration open, String until) {
        Instant expected = berlin(until);
        Instant reached = HOURS.after("technical", berlin(from), open);
        assertThat(HOURS.nextOpen("technical", reached).equals(expected) || reached.equals(expected))
                .as("%s", reached)
                .isTrue();
    }

    @Test
    void aDayHasSeveralSlotsAndOneOffClosures() {
        assertThat(HOURS.between("shop", berlin("2026-11-26T10:00"), berlin("2026-11-27T20:00")))
                .containsExactly(
                        slot("2026-11-26T10:00", "2026-11-26T12:00"),
                        slot("2026-11-26T13:00", "2026-11-26T18:00"),
                        slot("2026-11-27T09:00", "2026-11-27T10:00"),
                        slot("2026-11-27T11:00", "2026-11-27T12:00"),
                        slot("2026-11-27T13:00", "2026-11-27T18:00"));
    }

    @Test
    void slotsThatTouchAreOne() {
        assertThat(HOURS.between("always", berlin("2026-11-26T10:00"), berlin("2026-11-29T20:00")))
                .containsExactly(slot("2026-11-26T10:00", "2026-11-29T20:00"));
        assertThat(HOURS.between("night", berlin("2026-11-26T10:00"), berlin("2026-11-26T23:00")))
                .containsExactly(slot("2026-11-26T22:00", "2026-11-26T23:00"));
        assertThat(HOURS.between("night", berlin("2026-11-26T10:00"), berlin("2026-11-26T10:00")))
                .isEmpty();
    }

    @Test
    void daysOnWhichTheClocksChangeHaveTheirOwnLength() {
        assertThat(HOURS.after("always", berlin("2027-03-28T00:00"), Duration.ofHours(23)))
                .isEqualTo(berlin("2027-03-29T00:00"));
        assertThat(HOURS.after("always", berlin("2026-10-25T00:00"), Duration.ofHours(25)))
                .isEqualTo(berlin("2026-10-26T00:00"));
    }

    @ParameterizedTest
    @CsvSource({
        "mon-fri, 22:00-08:00",
        "mon-fri, 8-22",
        "mon-fri, '08:00-12:00, 11:00-13:00'",
        "mon-fri, 08:00",
        "fri-mon, 08:00-22:00",
        "someday, 08:00-22:00",
        "mon-fri, ''"
    })
    void hoursThatCannotBeAreRefusedWithTheirName(String days, String slots) {
        assertThatThrownBy(() -> hours(Map.of("technical", group(null, days, slots)), Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("einhand.hours.groups.technical.open");
    }

    @Test
    void aSiteMustExistAndItsClosuresBeDays() {
        assertThatThrownBy(() -> hours(Map.of("technical", group("atlantis", "mon", "08:00-09:00")), Map.of()))
                .hasMessageContaining("einhand.hours.groups.technical.site");
        assertThatThrownBy(() ->
                        hours(Map.of(), Map.of("berlin", new Settings.SiteSettings("DE-BE", List.of("Christmas")))))
                .hasMessageContaining("einhand.hours.sites.berlin.closures");
    }
}
