package org.einhand.authority;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.Remedies;
import org.einhand.kernel.DecisionTables;
import org.einhand.kernel.Level;
import org.einhand.kernel.Money;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks the {@code authority} rules what somebody may do in a case. Nothing is written by asking. */
@Component
public class Authorities {

    private final DecisionTables tables;
    private final Remedies remedies;

    Authorities(DecisionTables tables, Remedies remedies) {
        this.tables = tables;
        this.remedies = remedies;
    }

    /** How far somebody's authority goes. */
    public enum Permission implements Worded {
        DIRECT,
        APPROVAL,
        UNAVAILABLE
    }

    /**
     * What the rules say about one action.
     *
     * @param owed whether it is owed, so that it counts against no limit
     * @param cost what it costs us
     * @param goodwill what it takes of the limit
     * @param approvers groups that may say yes
     * @param missing what is missing, a word, or null
     * @param legalBasis the paragraph behind it, or null
     * @param rule the rule that answered
     */
    public record Grant(
            String action,
            Permission permission,
            boolean owed,
            Money cost,
            Money goodwill,
            List<String> approvers,
            @Nullable String missing,
            String reason,
            @Nullable String legalBasis,
            String rule) {

        /** Whether it is a matter of authority, and nobody is named who has it. */
        public boolean isBeyondEverybody() {
            return permission == Permission.UNAVAILABLE && "authority".equals(missing);
        }

        /** What the rules grant without a person: owed, and against no limit. */
        public static Grant owedByRule(String action, String rule, String reason) {
            return new Grant(
                    action, Permission.DIRECT, true, Money.ZERO, Money.ZERO, List.of(), null, reason, null, rule);
        }
    }

    /**
     * Everything the rules say to one agent about one case.
     *
     * @param limitLeft goodwill left for this agent in this case
     * @param grants by action, in the order of the rules
     * @param ruleVersion the version of the rules that answered
     * @param inputs what the rules were given
     */
    public record Answer(
            Money limitLeft, Map<String, Grant> grants, String ruleVersion, Map<String, @Nullable Object> inputs) {}

    /**
     * One look at the rules. The sum already spent is read now: hold the lock on the case when you mean to spend.
     *
     * @param circumstances what else the rules are given, by the names of their inputs
     */
    public Answer ask(CaseFile file, Level level, Map<String, @Nullable Object> circumstances) {
        long limit = tables.latest("goodwill-limit")
                .first(new HashMap<>(Map.of("level", level.word())))
                .number("limit");
        long spent = remedies.goodwillSpent(file).cents();
        Money left = new Money(Math.max(0, limit - spent));
        Remedies.Matter matter = remedies.matter(file);
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        inputs.put("level", level.word());
        inputs.put("failedAttempts", matter.failedAttempts());
        String fault = file.fact("fault");
        inputs.put("fault", fault == null ? "unknown" : fault);
        inputs.put("caseType", file.type().word());
        inputs.put("goodwillLeft", left.cents());
        inputs.put("redeliveries", matter.redeliveries());
        inputs.putAll(circumstances);
        inputs.put("goodwillAfter", spent + (inputs.get("amount") instanceof Number amount ? amount.longValue() : 0));
        DecisionTables.Table table = tables.latest("authority");
        Map<String, Grant> grants = new LinkedHashMap<>();
        for (DecisionTables.Rule rule : table.evaluate(inputs)) {
            Grant grant = grant(rule);
            grants.putIfAbsent(grant.action(), grant);
        }
        return new Answer(left, grants, table.version(), inputs);
    }

    private static Grant grant(DecisionTables.Rule rule) {
        String approvers = rule.text("approvers");
        return new Grant(
                rule.requiredText("action"),
                Worded.of(Permission.class, rule.requiredText("permission")),
                rule.flag("owed"),
                new Money(rule.number("cost")),
                new Money(rule.number("goodwill")),
                approvers == null ? List.of() : new ArrayList<>(List.of(approvers.split("\\s*,\\s*"))),
                rule.text("missing"),
                rule.requiredText("reason"),
                rule.text("legalBasis"),
                rule.requiredText("rule"));
    }
}
