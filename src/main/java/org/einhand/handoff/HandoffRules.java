package org.einhand.handoff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.einhand.casefile.CaseFile;
import org.einhand.kernel.DecisionTables;
import org.einhand.kernel.Level;
import org.einhand.kernel.OpeningHours;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether a case is to be handed on at all, and how long the receiver has: the rules of {@code handoff.dmn}. */
@Component
public class HandoffRules {

    private final DecisionTables tables;
    private final OpeningHours hours;
    private final Clock clock;

    HandoffRules(DecisionTables tables, OpeningHours hours, Clock clock) {
        this.tables = tables;
        this.hours = hours;
        this.clock = clock;
    }

    /** What the rules say. */
    public enum Answer implements Worded {
        NEEDED,
        NOT_NEEDED,
        /** Only a lead hands it on. */
        LEAD_ONLY
    }

    /** What the rules say, why, and which of them. */
    public record Verdict(Answer answer, String why, String rule) {}

    /**
     * What the rules are told.
     *
     * @param direct how many settling actions this agent may decide for alone now
     * @param approval how many with somebody's yes
     * @param toSpecialists whether the case is to go to specialists, who could be asked instead
     * @param underWay whether something that settles the case is under way
     * @param reason in the agent's words; a word that the rules know may stand for a reason they accept
     */
    public record Situation(
            Level level, int direct, int approval, boolean toSpecialists, boolean underWay, String reason) {}

    public Verdict verdict(CaseFile file, Situation situation) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("level", situation.level().word());
        inputs.put("handoffs", file.handoffs());
        inputs.put("reason", situation.reason().strip().toLowerCase(Locale.ROOT));
        inputs.put("direct", situation.direct());
        inputs.put("approval", situation.approval());
        inputs.put("target", situation.toSpecialists() ? "specialists" : "agents");
        inputs.put("underWay", situation.underWay());
        DecisionTables.Rule rule = tables.latest("handoff").first(inputs);
        return new Verdict(
                Worded.of(Answer.class, rule.requiredText("answer")),
                rule.requiredText("why"),
                rule.requiredText("rule"));
    }

    /** By when somebody of that group is to accept it or return it, counted in the group's hours. */
    public Instant acceptBy(String group) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("group", group);
        long minutes = tables.latest("handoff-times").first(inputs).number("minutes");
        return hours.after(group, clock.instant(), Duration.ofMinutes(minutes));
    }
}
