package org.einhand.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.SubjectKind;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.DecisionTables;
import org.einhand.kernel.Money;
import org.einhand.remedy.activation.Compensation;
import org.einhand.remedy.activation.Lines;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a broken line has come to be worth (TKG §58), and paying it once the line works again. */
@Component
class Compensations {

    /** Figures that nobody but the caller vouches for move no more than this without a person. */
    static final Money MOST_ON_CLAIMS = new Money(5_000);

    private static final String ONCE = "compensation-";
    private static final String REASON = "compensation";
    private static final int YEARS = 10_000;
    private static final int MONTHS = 100;

    private final Lines lines;
    private final DecisionTables tables;
    private final PayoutDesk payouts;
    private final Telling telling;
    private final Timeline timeline;
    private final Clock clock;

    Compensations(
            Lines lines, DecisionTables tables, PayoutDesk payouts, Telling telling, Timeline timeline, Clock clock) {
        this.lines = lines;
        this.tables = tables;
        this.payouts = payouts;
        this.telling = telling;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** What has come together up to now, or until the line worked again. */
    Compensation.Accrual accrued(CaseFile file) {
        if (!isPossible(file)) {
            return new Compensation.Accrual(Money.ZERO, null);
        }
        DecisionTables.Table table = tables.latest("compensation");
        return Compensation.accrued(claim(file), day(clock.instant()), (trigger, number, claimedOn) -> {
            Map<String, @Nullable Object> inputs = new HashMap<>();
            inputs.put("trigger", trigger.word());
            inputs.put("dayNumber", number);
            inputs.put("claimedOn", number(claimedOn));
            DecisionTables.Rule rule = table.first(inputs);
            return new Compensation.Rate(new Money(rule.number("minimumCents")), rule.number("percent"));
        });
    }

    /** What was paid of it, or is on its way. */
    Money paid(CaseFile file) {
        return isPossible(file) ? payouts.paid(file, ONCE) : Money.ZERO;
    }

    /**
     * Pays what has come together and was not paid yet, if the line works again. More than 50 EUR on figures that are only claimed
     * is not paid: leads are asked to speak with the customer instead. Needs the lock on the case.
     */
    void pay(CaseFile file) {
        Lines.Line line = lines.of(file);
        if (!line.works()) {
            return;
        }
        long open = accrued(file).total().cents() - paid(file).cents();
        if (open <= 0) {
            return;
        }
        Money amount = new Money(open);
        if (open > MOST_ON_CLAIMS.cents() && isClaimed(file)) {
            held(file, line, amount);
            return;
        }
        payouts.payOwed(file, ONCE + line.restorations(), amount, REASON);
    }

    private void held(CaseFile file, Lines.Line line, Money amount) {
        Instant callBy = clock.instant().plus(Duration.ofDays(1));
        timeline.add(
                file,
                Timeline.Kind.REMEDY,
                Actor.EINHAND,
                "Compensation of " + amount.amount()
                        + " EUR is not paid by itself: the fee or the day of the report is only claimed. A lead is to look at it");
        telling.tell(new Telling.Message(
                file, "call", "held-" + ONCE + line.restorations(), null, facts -> facts.call(null, callBy)));
    }

    /** Whether the amount rests on what only the caller said: the fee, or a day of report before anybody told us. */
    private static boolean isClaimed(CaseFile file) {
        boolean toldLater = reportedOn(file).isBefore(day(file.openedAt()));
        return !file.known().contains("monthlyFee")
                || toldLater && file.openedBy().kind() != Actor.Kind.STAFF;
    }

    private static boolean isPossible(CaseFile file) {
        return file.subject().kind() == SubjectKind.CONTRACT;
    }

    /** Whether the law counts days for this line as long as it does not work. */
    static boolean countsDays(CaseFile file) {
        return isPossible(file)
                && "running".equals(file.fact("line"))
                && "complete".equals(file.fact("disturbance"))
                && !"customer".equals(file.fact("fault"));
    }

    private Compensation.Claim claim(CaseFile file) {
        Instant restored = lines.of(file).restoredAt();
        return new Compensation.Claim(
                reportedOn(file),
                restored == null ? null : day(restored),
                monthlyFee(file),
                "running".equals(file.fact("line")),
                "complete".equals(file.fact("disturbance")),
                "customer".equals(file.fact("fault")),
                lines.missedAppointments(file).stream().map(Compensations::day).toList());
    }

    private static @Nullable Money monthlyFee(CaseFile file) {
        Money known = file.subject().monthlyFee();
        JsonNode told = file.facts().path("monthlyFee");
        return known == null && told.path("amount").isTextual()
                ? Money.of(told.path("amount").asText(), told.path("currency").asText())
                : known;
    }

    /** The day of the report: as told, else the day of the opening. */
    static LocalDate reportedOn(CaseFile file) {
        String told = file.fact("reportedOn");
        try {
            return told == null ? day(file.openedAt()) : LocalDate.parse(told);
        } catch (DateTimeException unreadable) {
            return day(file.openedAt());
        }
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, Calendars.ZONE);
    }

    private static int number(LocalDate day) {
        return day.getYear() * YEARS + day.getMonthValue() * MONTHS + day.getDayOfMonth();
    }
}
