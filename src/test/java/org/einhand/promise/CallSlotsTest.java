package org.einhand.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.DecisionTables;
import org.einhand.kernel.OpeningHours;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which windows are offered while nobody has chosen one. */
class CallSlotsTest {

    private static void at(String now, Consumer<CallSlots> test) {
        Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        new ApplicationContextRunner()
                .withPropertyValues(
                        "einhand.hours.sites.berlin.region=DE-BE",
                        "einhand.hours.sites.berlin.closures[0]=2026-12-22 12:00-24:00",
                        "einhand.hours.groups.technical.site=berlin",
                        "einhand.hours.groups.technical.open.mon-fri=08:00-13:00, 14:00-22:00",
                        "einhand.hours.groups.technical.open.sat=09:00-19:00")
                .withBean(Calendars.class)
                .withBean(OpeningHours.class)
                .run(context -> test.accept(new CallSlots(
                        context.getBean(OpeningHours.class), new CallTerms(terms()), nothingTaken(clock), clock)));
    }

    private static CallWindows nothingTaken(Clock clock) {
        return new CallWindows(mock(JdbcClient.class), clock) {
            @Override
            void lock(@Nullable String group) {
                // nobody else chooses
            }

            @Override
            List<Taken> taken(@Nullable String group, Instant from, Instant to) {
                return List.of();
            }
        };
    }

    private static DecisionTables terms() {
        return key -> new DecisionTables.Table() {
            @Override
            public String version() {
                return key + ":1";
            }

            @Override
            public List<DecisionTables.Rule> evaluate(Map<String, @Nullable Object> inputs) {
                return List.of(new DecisionTables.Rule(Map.of(
                        "windowMinutes",
                        120L,
                        "minMinutes",
                        30L,
                        "maxMinutes",
                        240L,
                        "noticeMinutes",
                        30L,
                        "daysAhead",
                        14L,
                        "perHalfHour",
                        3L)));
            }
        };
    }

    private static List<String> starts(CallSlots slots, @Nullable String group, String day) {
        return slots.free(group, Instant.parse(day + "T00:00:00Z").minus(Duration.ofHours(2))).stream()
                .map(free -> free.from().toString())
                .filter(from -> from.startsWith(day))
                .map(from -> from.substring(11, 16))
                .toList();
    }

    @Test
    void windowsLieInTheSlotsOfTheGroupAndNeverAtNight() {
        at("2026-12-14T09:00:00Z", slots -> {
            assertThat(starts(slots, "technical", "2026-12-15"))
                    .containsExactly("07:00", "09:00", "13:00", "15:00", "17:00");
            assertThat(starts(slots, "technical", "2026-12-19"))
                    .as("Saturday")
                    .containsExactly("08:00", "10:00", "12:00", "14:00", "16:00");
            assertThat(starts(slots, "technical", "2026-12-20")).as("Sunday").isEmpty();
            assertThat(starts(slots, null, "2026-12-20"))
                    .as("the first line is always there, but quiet at night")
                    .containsExactly("07:00", "09:00", "11:00", "13:00", "15:00", "17:00");
        });
    }

    @Test
    void holidaysOfTheSiteAndClosuresAreLeftOut() {
        at("2026-12-14T09:00:00Z", slots -> {
            assertThat(starts(slots, "technical", "2026-12-22"))
                    .as("closed from noon")
                    .containsExactly("07:00", "09:00");
            assertThat(starts(slots, "technical", "2026-12-25")).as("Christmas").isEmpty();
            assertThat(starts(slots, "technical", "2026-12-26")).as("Christmas").isEmpty();
        });
    }

    @Test
    void eightIsEightOnBothSidesOfAChangeOfTheClocks() {
        at("2027-03-22T09:00:00Z", slots -> {
            assertThat(starts(slots, null, "2027-03-27").get(0)).isEqualTo("07:00");
            assertThat(starts(slots, null, "2027-03-28").get(0)).isEqualTo("06:00");
            assertThat(starts(slots, "technical", "2027-03-29"))
                    .as("Easter Monday")
                    .isEmpty();
            assertThat(starts(slots, "technical", "2027-03-30").get(0)).isEqualTo("06:00");
        });
    }

    @Test
    void whatIsTooSoonIsNotOfferedAndAlreadyOpenWindowsAreNotShifted() {
        at(
                "2026-12-15T08:31:00Z",
                slots -> assertThat(starts(slots, "technical", "2026-12-15"))
                        .as("the one from nine would be in 29 minutes")
                        .containsExactly("13:00", "15:00", "17:00"));
        at(
                "2026-12-15T08:30:00Z",
                slots -> assertThat(starts(slots, "technical", "2026-12-15"))
                        .containsExactly("09:00", "13:00", "15:00", "17:00"));
    }

    @Test
    void whatAnAgentAgreesMayBeAnyWindowThatKeepsToTheTerms() {
        at("2026-12-14T09:00:00Z", slots -> {
            assertThat(flaws(slots, "technical", "2026-12-15T07:10:00Z", "2026-12-15T07:40:00Z"))
                    .isEmpty();
            assertThat(flaws(slots, "technical", "2026-12-15T11:30:00Z", "2026-12-15T13:30:00Z"))
                    .as("over the lunch break")
                    .containsExactly("/from");
            assertThat(flaws(slots, "technical", "2026-12-25T09:00:00Z", "2026-12-25T10:00:00Z"))
                    .containsExactly("/from");
            assertThat(flaws(slots, "technical", "2026-12-22T10:30:00Z", "2026-12-22T11:00:00Z"))
                    .isEmpty();
            assertThat(flaws(slots, "technical", "2026-12-22T10:31:00Z", "2026-12-22T11:01:00Z"))
                    .containsExactly("/from");
            assertThat(flaws(slots, null, "2026-12-28T09:00:00Z", "2026-12-28T10:00:00Z"))
                    .as("fourteen days to the second")
                    .isEmpty();
            assertThat(flaws(slots, null, "2026-12-28T09:00:01Z", "2026-12-28T10:00:00Z"))
                    .containsExactly("/from");
        });
    }

    private static List<String> flaws(CallSlots slots, @Nullable String group, String from, String to) {
        return slots.flaws(group, Instant.parse(from), Instant.parse(to), false, null, "").stream()
                .map(flaw -> flaw.pointer())
                .toList();
    }
}
