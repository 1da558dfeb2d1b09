package org.einhand.promise;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.einhand.kernel.DecisionTables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be agreed for a call, and how it is kept: the {@code call-back-terms} rules. */
@Component
public class CallTerms {

    private final DecisionTables tables;

    CallTerms(DecisionTables tables) {
        this.tables = tables;
    }

    /**
     * The terms of one group.
     *
     * @param window length of the windows that are offered
     * @param shortest the shortest that is agreed
     * @param longest the longest that is agreed
     * @param notice how long before it begins a window is offered at the latest
     * @param ahead how far ahead a window may begin
     * @param perHalfHour calls that fit into half an hour of the group
     * @param appear how long before the window the task appears
     * @param lead how long before the end of the window a lead is called in
     * @param tell how long before the end of the window the customer hears of a new one
     * @param attempts how often she is called in one window
     * @param pause between two attempts
     * @param maxRenewals how often a window is put off because nobody called
     * @param choice how long she has to choose another time after she did not answer
     */
    public record Terms(
            Duration window,
            Duration shortest,
            Duration longest,
            Duration notice,
            Duration ahead,
            int perHalfHour,
            Duration appear,
            Duration lead,
            Duration tell,
            int attempts,
            Duration pause,
            int maxRenewals,
            Duration choice) {}

    /**
     * The terms in force now.
     *
     * @param group the group that calls; null: the first line
     */
    public Terms of(@Nullable String group) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("group", group == null ? CallWindows.FIRST_LINE : group);
        DecisionTables.Rule rule = tables.latest("call-back-terms").first(inputs);
        return new Terms(
                minutes(rule, "windowMinutes"),
                minutes(rule, "minMinutes"),
                minutes(rule, "maxMinutes"),
                minutes(rule, "noticeMinutes"),
                Duration.ofDays(rule.number("daysAhead")),
                (int) rule.number("perHalfHour"),
                minutes(rule, "appearMinutes"),
                minutes(rule, "leadMinutes"),
                minutes(rule, "tellMinutes"),
                (int) rule.number("attempts"),
                minutes(rule, "pauseMinutes"),
                (int) rule.number("maxRenewals"),
                Duration.ofDays(rule.number("choiceDays")));
    }

    private static Duration minutes(DecisionTables.Rule rule, String name) {
        return Duration.ofMinutes(rule.number(name));
    }
}
