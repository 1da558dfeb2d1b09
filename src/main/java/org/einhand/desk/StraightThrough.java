package org.einhand.desk;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseType;
import org.einhand.casefile.Remedies;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.DecisionTables;
import org.einhand.kernel.UnitOfWork;
import org.einhand.promise.PromiseTerms;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether the rules may decide a case without a person: the {@code redelivery-terms} and the {@code refund-terms}. */
@Component
public class StraightThrough {

    private final CaseFiles files;
    private final Remedies remedies;
    private final Promising promising;
    private final Decisions decisions;
    private final Outcomes outcomes;
    private final RefundTerms refundTerms;
    private final DecisionTables tables;
    private final UnitOfWork unitOfWork;

    StraightThrough(
            CaseFiles files,
            Remedies remedies,
            Promising promising,
            Decisions decisions,
            Outcomes outcomes,
            RefundTerms refundTerms,
            DecisionTables tables,
            UnitOfWork unitOfWork) {
        this.files = files;
        this.remedies = remedies;
        this.promising = promising;
        this.decisions = decisions;
        this.outcomes = outcomes;
        this.refundTerms = refundTerms;
        this.tables = tables;
        this.unitOfWork = unitOfWork;
    }

    /** What the rules are given about a case. */
    public Map<String, @Nullable Object> inputs(String caseNumber) {
        CaseFile file = files.get(caseNumber);
        return file.type() == CaseType.REFUND ? refundTerms.inputs(file) : inputs(file);
    }

    /** Key of the rules that say whether a case needs a person. */
    public String terms(String caseNumber) {
        return files.get(caseNumber).type() == CaseType.REFUND ? "refund-terms" : "redelivery-terms";
    }

    private Map<String, @Nullable Object> inputs(CaseFile file) {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        inputs.put("caseType", file.type().word());
        inputs.put("channel", file.channel().word());
        inputs.put("identified", file.identified().word());
        String parcel = file.fact("reason");
        inputs.put("parcel", parcel == null ? "unknown" : parcel);
        inputs.put("addressConfirmed", file.addressConfirmed());
        PromiseTerms.Terms terms = promising.terms(file);
        inputs.put("standardMeetsNeedBy", meets(file, terms, "redeliver-standard"));
        inputs.put("expressMeetsNeedBy", meets(file, terms, "redeliver-express"));
        inputs.put("round", remedies.of(file).size() + 1);
        return inputs;
    }

    private static boolean meets(CaseFile file, PromiseTerms.Terms terms, String action) {
        LocalDate needBy = file.needBy();
        return needBy == null
                || !LocalDate.ofInstant(
                                terms.on(PromiseTerms.Occasion.DECIDED, action).dueAt(), Calendars.ZONE)
                        .isAfter(needBy);
    }

    /** Who withdrew from the purchase gets nothing sent any more. */
    private static boolean isOvertaken(CaseFile file, DecisionTables.Rule rule) {
        return PurchaseWithdrawals.isDeclared(file)
                && Action.of(rule.requiredText("action")).process() != Action.Process.REFUND;
    }

    /** Lets the rules decide; empty if a person is to decide after all. What is not owed is never sent by itself. */
    public Optional<UUID> decide(String caseNumber) {
        return files.get(caseNumber).type() == CaseType.REFUND ? refund(caseNumber) : redelivery(caseNumber);
    }

    /** What was paid, and by whom, is known from the shop or the money waits for a person. */
    private Optional<UUID> refund(String caseNumber) {
        outcomes.lookUp(caseNumber);
        return unitOfWork.run(() -> {
            CaseFile file = files.lock(caseNumber);
            Map<String, @Nullable Object> inputs = refundTerms.inputsAsked(file);
            DecisionTables.Table table = tables.latest("refund-terms");
            DecisionTables.Rule rule = table.first(inputs);
            return rule.text("action") == null
                    ? Optional.<UUID>empty()
                    : decisions
                            .automatically(file, rule, inputs, table.version())
                            .map(Remedies.Remedy::id);
        });
    }

    private Optional<UUID> redelivery(String caseNumber) {
        return unitOfWork.run(() -> {
            CaseFile file = files.get(caseNumber);
            Map<String, @Nullable Object> inputs = inputs(file);
            DecisionTables.Table table = tables.latest("redelivery-terms");
            DecisionTables.Rule rule = table.first(inputs);
            if (rule.text("action") == null
                    || "customer".equals(file.fact("fault"))
                    || isOvertaken(file, rule)
                    || outcomes.maySomebodyElseOwnIt(file)) {
                return Optional.<UUID>empty();
            }
            return decisions
                    .automatically(files.lock(caseNumber), rule, inputs, table.version())
                    .map(Remedies.Remedy::id);
        });
    }
}
