package org.einhand.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einhand.rules.RuleFile.grid;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.Calendars.Unit;
import org.einhand.rules.RuleFile.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised by when. */
class PromiseRulesTest {

    private final RuleFile promise = RuleFile.of("promise", "promise");
    private final Calendars calendars = new Calendars();

    @Test
    void everyRowFiresAndThereIsAlwaysAPromiseThatCanBeReckoned() {
        Set<String> fired = new HashSet<>();
        Map<String, List<@Nullable Object>> values = new LinkedHashMap<>();
        values.put(
                "occasion",
                Arrays.asList(
                        "opened", "decided", "remedy-failed", "reopened", "renewed", "delayed", "unheard-of", null));
        values.put("caseType", Arrays.asList("redelivery", "contract-activation", "other", null));
        values.put(
                "action",
                Arrays.asList(
                        "redeliver-standard",
                        "redeliver-express",
                        "redeliver-pickup-point",
                        "replace-item",
                        "swap-at-door",
                        "exchange-after-return",
                        "repair",
                        "retrigger-activation",
                        "prioritise-activation",
                        "replace-sim",
                        "refund-original-means",
                        "refund-bank-transfer",
                        "cancel-order",
                        "custom-remedy",
                        "bouquet",
                        null));
        values.put("channel", Arrays.asList("phone", "email", null));
        values.put("line", Arrays.asList("running", "new", null));
        grid(values, inputs -> {
            List<Row> rows = promise.all(inputs);
            assertThat(rows).as("%s", inputs).hasSize(1);
            fired.add(rows.get(0).rule());
            assertSound(rows.get(0));
        });
        assertThat(fired).isEqualTo(promise.words());
    }

    @ParameterizedTest
    @CsvSource({
        "phone,240,minutes",
        "chat,240,minutes",
        "messenger,240,minutes",
        "social-public,240,minutes",
        "social-private,240,minutes",
        "email,1,werktage",
        "letter,1,werktage",
        "self-service,1,werktage",
        "shop,1,werktage",
        "event,1,werktage"
    })
    void aNewRedeliveryHearsItsNextStep(String channel, long count, String unit) {
        Row row = promise.only("occasion", "opened", "caseType", "redelivery", "action", null, "channel", channel);
        assertThat(row.text("what")).isEqualTo("next-step");
        assertThat(row.number("count")).isEqualTo(count);
        assertThat(row.text("unit")).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource({
        "redeliver-express,express-redelivery,1",
        "redeliver-standard,redelivery,2",
        "redeliver-pickup-point,pickup-point-redelivery,2",
        "replace-item,replacement,2"
    })
    void whatIsDecidedIsPromised(String action, String what, long werktage) {
        Row row = promise.only("occasion", "decided", "caseType", "redelivery", "action", action, "channel", "phone");
        assertThat(row.text("what")).isEqualTo(what);
        assertThat(row.number("count")).isEqualTo(werktage);
        assertThat(row.text("by")).isEqualTo("20:00");
        assertThat(row.text("cutOff")).isEqualTo("14:00");
        for (String occasion : List.of("renewed", "delayed")) {
            assertThat(promise.only(
                                    "occasion",
                                    occasion,
                                    "caseType",
                                    "redelivery",
                                    "action",
                                    action,
                                    "channel",
                                    "phone")
                            .text("what"))
                    .isEqualTo(what);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "swap-at-door,device-swap,1,werktage",
        "exchange-after-return,device-exchange,8,werktage",
        "repair,device-repair,12,werktage",
        "retrigger-activation,line-works,1440,minutes",
        "prioritise-activation,line-works,480,minutes",
        "replace-sim,new-sim-works,3,werktage",
        "refund-original-means,refund,2,banking-days",
        "refund-bank-transfer,refund,3,banking-days",
        "cancel-order,cancellation,2,banking-days",
        "custom-remedy,agreed,5,werktage",
        "bouquet,agreed,5,werktage"
    })
    void everyRemedyIsPromisedInWordsOfItsOwnAndTheHousesOwnAsAgreed(
            String action, String what, long count, String unit) {
        for (String type : List.of("redelivery", "device-exchange", "contract-activation", "refund", "other")) {
            Row row = promise.only("occasion", "decided", "caseType", type, "action", action, "line", "new");
            assertThat(row.text("what")).isEqualTo(what);
            assertThat(row.number("count")).isEqualTo(count);
            assertThat(row.text("unit")).isEqualTo(unit);
        }
    }

    @Test
    void whoseRunningLineIsDownHearsOfItByTheFollowingDay() {
        Row down = promise.only(
                "occasion", "opened", "caseType", "contract-activation", "channel", "email", "line", "running");
        assertThat(down.rule()).isEqualTo("opened-line-down");
        assertThat(due(down, at("2026-11-07T13:00"))).isEqualTo(at("2026-11-08T13:00"));
        assertThat(promise.only("occasion", "opened", "caseType", "contract-activation", "line", "new")
                        .rule())
                .isEqualTo("opened-other");
    }

    /** A year of decisions, around the cut-off and at both ends of the day, over holidays and both changes of the clock. */
    @ParameterizedTest
    @CsvSource({"redeliver-express,24", "redeliver-standard,48", "redeliver-pickup-point,48", "replace-item,48"})
    void noPromiseIsShorterThanTheWay(String action, long hours) {
        Row row = promise.only("occasion", "decided", "caseType", "redelivery", "action", action, "channel", "shop");
        for (LocalDate day = LocalDate.of(2026, 1, 1); day.getYear() == 2026; day = day.plusDays(1)) {
            for (String time : List.of("00:00", "13:59:59", "14:00", "14:00:01", "20:00", "23:59:59")) {
                Instant decided = at(day + "T" + time);
                assertThat(due(row, decided)).as("%s", decided).isAfterOrEqualTo(decided.plus(Duration.ofHours(hours)));
            }
        }
    }

    @Test
    void theCutOffCostsADay() {
        Row express = promise.only(
                "occasion", "decided", "caseType", "redelivery", "action", "redeliver-express", "channel", "phone");
        assertThat(due(express, at("2026-11-03T14:00"))).isEqualTo(at("2026-11-04T20:00"));
        assertThat(due(express, at("2026-11-03T14:01"))).isEqualTo(at("2026-11-05T20:00"));
        assertThat(due(express, at("2026-11-07T13:00"))).isEqualTo(at("2026-11-09T20:00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redeliver-express", "redeliver-standard", "redeliver-pickup-point", "replace-item"})
    void aRenewalTakenInTimeIsLaterThanThePromiseItReplaces(String action) {
        Row decided = promise.only("occasion", "decided", "action", action, "caseType", null, "channel", null);
        Row renewed = promise.only("occasion", "renewed", "action", action, "caseType", null, "channel", null);
        Instant due = due(decided, at("2026-11-03T09:00"));
        Instant lead = due.minus(Duration.ofMinutes(decided.number("leadMinutes")));
        assertThat(due(renewed, lead)).isAfter(due);
    }

    @Test
    void aFailureIsAnsweredTheSameDayAndAnObjectionSooner() {
        Row failed = promise.only("occasion", "remedy-failed");
        Row reopened = promise.only("occasion", "reopened");
        assertThat(failed.text("unit")).isEqualTo("minutes");
        assertThat(failed.number("count")).isEqualTo(240);
        assertThat(reopened.text("unit")).isEqualTo("minutes");
        assertThat(reopened.number("count")).isEqualTo(120);
    }

    private Instant due(Row row, Instant from) {
        String cutOff = row.text("cutOff");
        boolean late =
                !cutOff.isEmpty() && from.atZone(Calendars.ZONE).toLocalTime().isAfter(LocalTime.parse(cutOff));
        return calendars.after(
                from,
                row.number("count") + (late ? 1 : 0),
                Unit.of(row.text("unit")),
                "DE-BE",
                row.text("by").isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(row.text("by")));
    }

    private static Instant at(String local) {
        return ZonedDateTime.of(LocalDateTime.parse(local), Calendars.ZONE).toInstant();
    }

    private static void assertSound(Row row) {
        assertThat(row.text("what")).isNotEmpty();
        assertThat(row.number("count")).isPositive();
        assertThat(row.number("maxRenewals")).isEqualTo(2);
        if (Unit.of(row.text("unit")) == Unit.MINUTES) {
            assertThat(row.text("by")).isEmpty();
            assertThat(row.number("leadMinutes")).isPositive().isLessThan(row.number("count"));
        } else {
            assertThat(LocalTime.parse(row.text("by"))).isAfter(LocalTime.NOON);
            assertThat(row.number("leadMinutes")).isPositive();
        }
        assertThat(row.text("cutOff")).matches("|\\d\\d:\\d\\d");
        assertThat(row.text("reason")).matches("[a-z-]*");
    }
}
