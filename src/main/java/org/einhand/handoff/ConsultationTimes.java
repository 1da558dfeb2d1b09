package org.einhand.handoff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.einhand.kernel.DecisionTables;
import org.einhand.kernel.OpeningHours;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How long a question may wait, and what happens then: the {@code consultation-times} rules. */
@Component
public class ConsultationTimes {

    private static final String ON_THE_CLOCK = "wall";

    private final DecisionTables tables;
    private final OpeningHours hours;
    private final Clock clock;

    ConsultationTimes(DecisionTables tables, OpeningHours hours, Clock clock) {
        this.tables = tables;
        this.hours = hours;
        this.clock = clock;
    }

    /** Which of the times runs. */
    public enum Step implements Worded {
        /** The customer is on the line. */
        LINE,
        FIRST,
        SECOND
    }

    /** What happens when it is over. */
    public enum Next implements Worded {
        /** The customer is offered a call-back; the question goes on as an ordinary one. */
        CALL_BACK,
        /** Somebody else is asked, too. */
        NEXT_PERSON,
        /** The owner decides within wider authority. */
        WIDEN
    }

    /**
     * A time that runs.
     *
     * @param alsoAsk groups that are asked, too, when it is over
     */
    public record Time(Step step, Next then, Instant dueAt, List<String> alsoAsk) {}

    /** The time that a step has from now on, in the specialists' hours where the rules say so. */
    public Time from(Step step, String specialism) {
        Instant now = clock.instant();
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("step", step.word());
        inputs.put("specialism", specialism);
        inputs.put("onDuty", hours.isOpen(specialism, now));
        DecisionTables.Rule rule = tables.latest("consultation-times").first(inputs);
        Duration time = Duration.ofMinutes(rule.number("minutes"));
        Instant due =
                rule.requiredText("clock").equals(ON_THE_CLOCK) ? now.plus(time) : hours.after(specialism, now, time);
        String also = rule.text("alsoAsk");
        return new Time(
                step,
                Worded.of(Next.class, rule.requiredText("next")),
                due,
                also == null ? List.of() : Arrays.asList(also.split("\\s*,\\s*")));
    }
}
