package org.einhand.desk;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.Custody;
import org.einhand.casefile.Remedies;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.DecisionTables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is owed for a device, now: the {@code exchange-terms}. The authority rules hear of it. */
@Component
class ExchangeTerms implements Circumstance {

    private final Custody custody;
    private final Remedies remedies;
    private final DecisionTables tables;

    ExchangeTerms(Custody custody, Remedies remedies, DecisionTables tables) {
        this.custody = custody;
        this.remedies = remedies;
        this.tables = tables;
    }

    /**
     * What is owed.
     *
     * @param claim {@code dead-on-arrival}, {@code owed}, {@code lost} (with us, so a new one or the money is owed), {@code not-owed}
     *     or {@code none}
     * @param refund instead of another attempt: {@code none}, {@code allowed} where she asks for it, {@code offered} without a third
     *     attempt
     * @param inspect whether a replacement is inspected before it goes out
     * @param repairNotice whether she is told before the remedy that a repair extends her warranty
     * @param legalBasis the paragraph behind it, or null
     */
    record Terms(
            String claim,
            String refund,
            boolean inspect,
            boolean repairNotice,
            @Nullable String legalBasis,
            String rule) {

        boolean isLost() {
            return claim.equals("lost");
        }
    }

    Terms of(CaseFile file) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("deviceLost", custody.lost(file));
        inputs.put("caseType", file.type().word());
        inputs.put("reason", told(file, "reason"));
        inputs.put("fault", told(file, "fault"));
        inputs.put("deadOnArrival", Boolean.parseBoolean(file.fact("deadOnArrival")));
        inputs.put("purchasedOn", day(file.subject().purchasedOn()));
        inputs.put("claimedOn", day(LocalDate.ofInstant(file.openedAt(), Calendars.ZONE)));
        inputs.put("attempts", remedies.matter(file).failedAttempts() + custody.didNotHelp(file));
        DecisionTables.Rule rule = tables.latest("exchange-terms").first(inputs);
        return new Terms(
                rule.requiredText("claim"),
                rule.requiredText("refund"),
                rule.flag("inspect"),
                tables.latest("repair-notice").first(inputs).flag("tell"),
                rule.text("legalBasis"),
                rule.requiredText("rule"));
    }

    @Override
    public void tell(CaseFile file, Decisions.@Nullable Command command, Map<String, @Nullable Object> inputs) {
        Terms terms = of(file);
        inputs.put("claim", terms.claim());
        inputs.put("claimBasis", terms.legalBasis());
    }

    private static String told(CaseFile file, String fact) {
        String told = file.fact(fact);
        return told == null ? "unknown" : told;
    }

    private static @Nullable Integer day(@Nullable LocalDate day) {
        return day == null ? null : day.getYear() * 10_000 + day.getMonthValue() * 100 + day.getDayOfMonth();
    }
}
