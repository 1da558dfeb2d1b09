package org.einhand.authority;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.Goodwill;
import org.einhand.casefile.Remedies;
import org.einhand.kernel.Actor;
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
    private final Goodwill goodwill;

    Authorities(DecisionTables tables, Remedies remedies, Goodwill goodwill) {
        this.tables = tables;
        this.remedies = remedies;
        this.goodwill = goodwill;
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
     * @param goodwill what it takes of the limits
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
     * Goodwill that is left for an agent in a case.
     *
     * @param money the smallest of what is left of the case, for the customer, and of the agent's day
     * @param gestures how often this customer may still be given money without a second person
     */
    public record Left(Money money, long gestures) {

        /** What is left for a gift of money, or for one in kind. */
        public Money of(boolean gestureOfMoney) {
            return gestureOfMoney && gestures <= 0 ? Money.ZERO : money;
        }
    }

    /**
     * Everything the rules say to one agent about one case.
     *
     * @param left goodwill left for this agent in this case
     * @param grants by action, in the order of the rules
     * @param ruleVersion the version of the rules that answered
     * @param inputs what the rules were given
     */
    public record Answer(
            Left left, Map<String, Grant> grants, String ruleVersion, Map<String, @Nullable Object> inputs) {}

    /**
     * One look at the rules; it reserves nothing.
     *
     * @param circumstances what else the rules are given, by the names of their inputs
     */
    public Answer ask(CaseFile file, Actor agent, Level level, Map<String, @Nullable Object> circumstances) {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        inputs.put("level", level.word());
        inputs.put("caseType", file.type().word());
        String fault = file.fact("fault");
        inputs.put("fault", fault == null ? "unknown" : fault);
        inputs.put("consultation", "none");
        inputs.putAll(circumstances);
        Remedies.Matter matter = remedies.matter(file);
        inputs.put("failedAttempts", matter.failedAttempts());
        inputs.put("redeliveries", matter.redeliveries());
        DecisionTables.Rule limits = limits(file, inputs);
        Goodwill.Given given = goodwill.given(file, agent.id(), limits.number("customerDays"));
        Left left = tell(limits, given, inputs);
        DecisionTables.Table table = tables.latest("authority");
        Map<String, Grant> grants = new LinkedHashMap<>();
        for (DecisionTables.Rule rule : table.evaluate(inputs)) {
            Grant grant = grant(rule, limits.text("note"));
            grants.putIfAbsent(grant.action(), grant);
        }
        return new Answer(left, grants, table.version(), inputs);
    }

    /**
     * As {@link #ask}, for somebody who means to spend: until the transaction ends nobody else spends on this customer or as this agent.
     * Needs the lock on the case.
     */
    public Answer askToSpend(CaseFile file, Actor agent, Level level, Map<String, @Nullable Object> circumstances) {
        goodwill.lock(file, agent.id());
        return ask(file, agent, level, circumstances);
    }

    /** What the customer got because nobody answered in time, in the days that her limit counts; for a lead, who is asked last. */
    public Money passedBySilence(CaseFile file) {
        DecisionTables.Rule limits = limits(file, Map.of("level", Level.LEAD.word(), "consultation", "none"));
        return goodwill.passedBySilence(file, limits.number("customerDays"));
    }

    /** What an agent may still give today on her own word, in all cases together. */
    public Money leftToday(Actor agent, Level level) {
        DecisionTables.Rule limits = tables.latest("goodwill-limit")
                .first(new HashMap<>(Map.of("level", level.word(), "consultation", "none")));
        return new Money(left(limits.number("dayLimit"), goodwill.byAgentToday(agent.id())));
    }

    private DecisionTables.Rule limits(CaseFile file, Map<String, @Nullable Object> inputs) {
        Map<String, @Nullable Object> asked = new HashMap<>(inputs);
        asked.put("customer", file.customer().id());
        return tables.latest("goodwill-limit").first(asked);
    }

    /** Adds to the inputs what is left of each limit, and which of them would be exceeded first. */
    private Left tell(DecisionTables.Rule limits, Goodwill.Given given, Map<String, @Nullable Object> inputs) {
        long inCase = left(limits.number("limit"), given.inCase());
        long forCustomer = left(limits.number("customerLimit"), given.toCustomer());
        long ofDay = left(limits.number("dayLimit"), given.byAgentToday());
        Left left = new Left(
                new Money(Math.min(inCase, Math.min(forCustomer, ofDay))),
                Math.max(0, limits.number("customerGestures") - given.gestures()));
        inputs.put("caseLeft", inCase);
        inputs.put("customerLeft", forCustomer);
        inputs.put("dayLeft", ofDay);
        inputs.put("gesturesLeft", left.gestures());
        inputs.put("goodwillLeft", left.money().cents());
        long amount = inputs.get("amount") instanceof Number asked ? asked.longValue() : 0;
        inputs.put("goodwillAfter", given.inCase().cents() + amount);
        for (String gift : List.of("money", "kind")) {
            Map<String, @Nullable Object> asked = new HashMap<>(inputs);
            asked.put("gift", gift);
            DecisionTables.Rule exceeded = tables.latest("exceeded-limit").first(asked);
            inputs.put(gift + "Missing", exceeded.requiredText("missing"));
            inputs.put(gift + "Reason", exceeded.requiredText("reason"));
        }
        return left;
    }

    private static long left(long limit, Money given) {
        return Math.max(0, limit - given.cents());
    }

    private static Grant grant(DecisionTables.Rule rule, @Nullable String note) {
        String approvers = rule.text("approvers");
        boolean gift = rule.number("goodwill") > 0;
        return new Grant(
                rule.requiredText("action"),
                Worded.of(Permission.class, rule.requiredText("permission")),
                rule.flag("owed"),
                new Money(rule.number("cost")),
                new Money(rule.number("goodwill")),
                approvers == null ? List.of() : new ArrayList<>(List.of(approvers.split("\\s*,\\s*"))),
                rule.text("missing"),
                rule.requiredText("reason") + (gift && note != null ? " " + note : ""),
                rule.text("legalBasis"),
                rule.requiredText("rule"));
    }
}
