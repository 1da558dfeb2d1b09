package org.einhand.promise;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import org.einhand.casefile.CaseFile;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.DecisionTables;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be promised and by when: the {@code promise} rules, counted out on the calendar. */
@Component
public class PromiseTerms {

    private final DecisionTables tables;
    private final Calendars calendars;
    private final Clock clock;

    PromiseTerms(DecisionTables tables, Calendars calendars, Clock clock) {
        this.tables = tables;
        this.calendars = calendars;
        this.clock = clock;
    }

    /** Why a promise is made. */
    public enum Occasion implements Worded {
        OPENED,
        DECIDED,
        REMEDY_FAILED,
        REOPENED,
        RENEWED,
        DELAYED
    }

    /**
     * What can be promised.
     *
     * @param what a word, such as {@code express-redelivery}
     * @param reason a word for the customer, or null
     * @param leadMinutes how long before the due time she hears of a new one
     */
    public record Term(String what, Instant dueAt, @Nullable String reason, int maxRenewals, int leadMinutes) {

        /** The same promise with a time that somebody outside gave us. */
        public Term by(Instant time) {
            return new Term(what, time, reason, maxRenewals, leadMinutes);
        }

        /** The same time for what was promised before. */
        public Term of(String promised) {
            return new Term(promised, dueAt, reason, maxRenewals, leadMinutes);
        }

        public Term because(@Nullable String word) {
            return word == null ? this : new Term(what, dueAt, word, maxRenewals, leadMinutes);
        }
    }

    /** The rules in force now, for several questions about one case. */
    public Terms forCase(CaseFile file) {
        return new Terms(tables.latest("promise"), file, clock.instant());
    }

    /** Answers from one version of the rules. */
    public final class Terms {
        private final DecisionTables.Table table;
        private final CaseFile file;
        private final Instant from;

        private Terms(DecisionTables.Table table, CaseFile file, Instant from) {
            this.table = table;
            this.file = file;
            this.from = from;
        }

        /** Counted from the time that was promised before, if that is still to come: a new time is never an earlier one. */
        public Terms after(Instant promised) {
            return promised.isAfter(from) ? new Terms(table, file, promised) : this;
        }

        public Term on(Occasion occasion, @Nullable String action) {
            Map<String, @Nullable Object> inputs = new HashMap<>();
            inputs.put("occasion", occasion.word());
            inputs.put("caseType", file.type().word());
            inputs.put("action", action);
            inputs.put("channel", file.channel().word());
            inputs.put("line", file.fact("line"));
            DecisionTables.Rule rule = table.first(inputs);
            return new Term(
                    rule.requiredText("what"), due(rule), rule.text("reason"), (int) rule.number("maxRenewals"), (int)
                            rule.number("leadMinutes"));
        }

        private Instant due(DecisionTables.Rule rule) {
            Calendars.Unit unit = Calendars.Unit.of(rule.requiredText("unit"));
            String by = rule.text("by");
            String cutOff = rule.text("cutOff");
            boolean late =
                    cutOff != null && !from.atZone(Calendars.ZONE).toLocalTime().isBefore(LocalTime.parse(cutOff));
            return calendars.after(
                    from,
                    rule.number("count") + (late ? 1 : 0),
                    unit,
                    file.customer().region(),
                    by == null ? LocalTime.of(20, 0) : LocalTime.parse(by));
        }
    }
}
