package org.einhand.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseType;
import org.einhand.casefile.Ledger;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.SubjectKind;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.DecisionTables;
import org.einhand.kernel.Money;
import org.einhand.kernel.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether money is owed back, how much of it is left, by when and which way: the {@code refund-terms}, and what the ledger says. */
@Component
@Order(RefundTerms.TELLS_THE_AMOUNT)
class RefundTerms implements Circumstance {

    /** Before those circumstances that depend on the amount. */
    static final int TELLS_THE_AMOUNT = 0;

    private static final String OWED = "owed";
    private static final String WITHDRAWAL = "withdrawal";
    private static final Set<String> NOT_WITH_HER = Set.of("returned", "lost");

    private final DecisionTables tables;
    private final Ledger ledger;
    private final Remedies remedies;
    private final Calendars calendars;
    private final Clock clock;

    RefundTerms(DecisionTables tables, Ledger ledger, Remedies remedies, Calendars calendars, Clock clock) {
        this.tables = tables;
        this.ledger = ledger;
        this.remedies = remedies;
        this.calendars = calendars;
        this.clock = clock;
    }

    /** What the rules are given about a case whose shop may still have to be asked. */
    Map<String, @Nullable Object> inputs(CaseFile file) {
        return inputs(file, file.known().isEmpty() ? "not-asked" : "claimed");
    }

    /** What the rules are given once the shop was asked. */
    Map<String, @Nullable Object> inputsAsked(CaseFile file) {
        return inputs(file, "claimed");
    }

    private Map<String, @Nullable Object> inputs(CaseFile file, String unlessKnown) {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        inputs.put("caseType", (isWithdrawn(file) ? CaseType.REFUND : file.type()).word());
        inputs.put("reason", isWithdrawn(file) ? WITHDRAWAL : fact(file, "reason"));
        inputs.put("goodsReturned", goodsReturned(file));
        inputs.put("fault", fact(file, "fault"));
        inputs.put("failedAttempts", remedies.matter(file).failedAttempts());
        inputs.put("lastFailure", lastFailure(file));
        inputs.put("claimedOn", number(claimedOn(file)));
        inputs.put("wholeOrder", !isOneLineOfSeveral(file));
        inputs.put("channel", file.channel().word());
        inputs.put("identified", file.identified().word());
        inputs.put("paid", isPaidKnown(file) ? "known" : unlessKnown);
        inputs.put("original", original(file));
        inputs.put("round", remedies.of(file).size() + 1);
        return inputs;
    }

    private static String fact(CaseFile file, String name) {
        String told = file.fact(name);
        return told == null ? "unknown" : told;
    }

    /** Whether she withdrew from the purchase in this case, whatever it was opened for. */
    private static boolean isWithdrawn(CaseFile file) {
        return PurchaseWithdrawals.receivedAt(file).isPresent();
    }

    /** Who withdrew from a purchase that came back to us or was lost on its way (BGB §475(2)) has nothing to send back. */
    private String goodsReturned(CaseFile file) {
        String told = file.fact("goodsReturned");
        if (told == null && isWithdrawn(file)) {
            boolean parcel = file.type() == CaseType.REDELIVERY && NOT_WITH_HER.contains(fact(file, "reason"));
            return parcel || NOT_WITH_HER.contains(lastFailure(file)) ? "yes" : "unknown";
        }
        return told == null ? "unknown" : told.equals("true") ? "yes" : "no";
    }

    /** Why the newest remedy failed, other than one that pays. */
    private String lastFailure(CaseFile file) {
        return remedies.of(file).stream()
                .filter(remedy -> remedy.settling() && remedy.state() == Remedies.State.FAILED)
                .filter(remedy -> Action.of(remedy.action()).process() != Action.Process.REFUND)
                .map(Remedies.Remedy::failure)
                .reduce("none", (earlier, later) -> later == null ? earlier : later);
    }

    private static LocalDate claimedOn(CaseFile file) {
        if (isWithdrawn(file)) {
            return LocalDate.parse(fact(file, PurchaseWithdrawals.RECEIVED_ON));
        }
        String told = file.fact("claimReceivedOn");
        return told == null ? LocalDate.ofInstant(file.openedAt(), Calendars.ZONE) : LocalDate.parse(told);
    }

    private static int number(LocalDate day) {
        return day.getYear() * 10000 + day.getMonthValue() * 100 + day.getDayOfMonth();
    }

    /** Whether the shop confirms what this customer paid. */
    private boolean isPaidKnown(CaseFile file) {
        return file.known().contains("paid") && !ledger.purchase(file).othersOrder();
    }

    private boolean isOneLineOfSeveral(CaseFile file) {
        return file.subject().line() != null
                && file.subject().value() != null
                && ledger.purchase(file).lines() > 1;
    }

    /** Whether money can still go back the way it came: {@code possible} or {@code window-passed}. */
    private String original(CaseFile file) {
        LocalDate bought = file.subject().purchasedOn();
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("paymentMeans", Sql.word(file.subject().paymentMeans()));
        inputs.put(
                "purchaseAge",
                bought == null
                        ? null
                        : ChronoUnit.DAYS.between(bought, LocalDate.ofInstant(clock.instant(), Calendars.ZONE)));
        return tables.latest("refund-window").first(inputs).requiredText("original");
    }

    /** Whether the original means of payment takes money back no more. */
    boolean isWindowPassed(CaseFile file) {
        return original(file).equals("window-passed");
    }

    private DecisionTables.Rule rule(CaseFile file) {
        return tables.latest("refund-terms").first(inputsAsked(file));
    }

    /**
     * What can still be refunded in a case: for one line of several no more than its value, and never more than what is left of what
     * was paid for the whole order. Interest comes on top where it goes back too. Take the ledger's lock first when you mean to
     * spend it.
     *
     * @return empty if it is not known what was paid
     */
    Optional<Money> left(CaseFile file, @Nullable UUID releasing) {
        return total(file).map(total -> {
            Money value = file.subject().value();
            long own = isOneLineOfSeveral(file) && value != null ? Math.min(value.cents(), total) : total;
            Ledger.Refunded refunded = ledger.refunded(file, releasing);
            return new Money(Math.max(
                    0,
                    Math.min(
                            own - refunded.ofMatter().cents(),
                            total - refunded.ofSubject().cents())));
        });
    }

    private Optional<Long> total(CaseFile file) {
        Money interest = file.subject().interestPaid();
        return Optional.ofNullable(file.subject().paid())
                .map(paid -> paid.cents() + (interest != null && withInterest(file) ? interest.cents() : 0));
    }

    /** Whether instalment interest goes back too. */
    boolean withInterest(CaseFile file) {
        Money interest = file.subject().interestPaid();
        return interest != null && interest.cents() > 0 && rule(file).flag("includesInterest");
    }

    /** Whether refunds on file come to more than was paid and is owed, whatever the reason. */
    boolean isOverdrawn(CaseFile file) {
        Money interest = file.subject().interestPaid();
        Money paid = file.subject().paid();
        return paid != null
                && ledger.refunded(file, null).ofSubject().cents()
                        > paid.cents() + (interest == null ? 0 : interest.cents());
    }

    /** When the legal time for a withdrawal's refund is over (BGB §355(3), §193); empty where none runs. */
    Optional<Instant> deadline(CaseFile file) {
        return day(file, 0)
                .map(day -> day.plusDays(1).atStartOfDay(Calendars.ZONE).toInstant());
    }

    /** When the owner is reminded of it: four days before the fourteenth. */
    Optional<Instant> warning(CaseFile file) {
        return day(file, 4).map(day -> day.atTime(8, 0).atZone(Calendars.ZONE).toInstant());
    }

    private Optional<LocalDate> day(CaseFile file, int before) {
        if (!PurchaseWithdrawals.isDeclared(file)) {
            return Optional.empty();
        }
        DecisionTables.Rule rule = rule(file);
        long days = rule.number("deadlineDays");
        if (!OWED.equals(rule.text("refund")) || days == 0) {
            return Optional.empty();
        }
        LocalDate from = claimedOn(file);
        String back = file.fact("goodsReturnedOn");
        LocalDate begun = back != null && LocalDate.parse(back).isAfter(from) ? LocalDate.parse(back) : from;
        LocalDate day = begun.plusDays(days - before);
        return Optional.of(before == 0 ? calendars.deadline(day, file.customer().region()) : day);
    }

    /** The settling remedy that {@code cancel-order} would stop; what it only requested is free again then. */
    @Nullable
    UUID releasing(CaseFile file) {
        return remedies.underWay(file).map(Remedies.Remedy::id).orElse(null);
    }

    @Override
    public void tell(CaseFile file, Decisions.@Nullable Command command, Map<String, @Nullable Object> inputs) {
        boolean spends = command != null && Action.of(command.action()).process() == Action.Process.REFUND;
        if (spends) {
            ledger.lock(file);
        }
        DecisionTables.Rule rule = rule(file);
        Money asked = command == null ? null : command.amount();
        inputs.put("refund", rule.requiredText("refund"));
        inputs.put("refundBasis", rule.text("legalBasis"));
        inputs.put("figures", isPaidKnown(file) ? "known" : "claimed");
        inputs.put(
                "refundAmount",
                asked == null ? left(file, releasing(file)).map(Money::cents).orElse(0L) : asked.cents());
        inputs.put(
                "refundedBefore",
                file.subject().kind() == SubjectKind.NONE
                        ? 0L
                        : ledger.refunded(file, null).ofSubject().cents());
        inputs.putIfAbsent("payout", "direct");
    }
}
