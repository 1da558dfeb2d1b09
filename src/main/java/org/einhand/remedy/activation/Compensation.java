package org.einhand.remedy.activation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.einhand.kernel.Money;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;

/**
 * What a broken line is worth to the customer by law (TKG §58(3) and (4)): a function of the report, the restoration and the fee, so
 * that it can be computed whenever somebody asks. How much a day is worth is said by the rates; how days are counted is said here.
 */
public final class Compensation {

    /** A report of longer ago is counted no further: by then people have long been alarmed. */
    private static final int MOST_DAYS = 366;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Compensation() {}

    /** For what something is owed; the words of the rules. */
    public enum Trigger implements Worded {
        OUTAGE_DAY,
        MISSED_APPOINTMENT,
        PROVIDER_SWITCH_GAP,
        PORTING_LATE
    }

    /**
     * What is known of the line.
     *
     * @param reportedOn the day on which the outage was reported, in Berlin
     * @param restoredOn the day on which the network saw the line work again; null while it does not
     * @param monthlyFee the fixed fee; null if nobody knows it, then the least amounts are owed
     * @param running whether the line worked before; a line that is merely late earns no days
     * @param complete whether nothing works at all; a partial outage lowers the price instead (§57(4))
     * @param customersFault then nothing is owed
     * @param missedAppointments days on which a technician did not come
     */
    public record Claim(
            LocalDate reportedOn,
            @Nullable LocalDate restoredOn,
            @Nullable Money monthlyFee,
            boolean running,
            boolean complete,
            boolean customersFault,
            List<LocalDate> missedAppointments) {}

    /** At least this, or that part of the monthly fee, whichever is more. */
    public record Rate(Money minimum, long percent) {
        long cents(@Nullable Money monthlyFee) {
            if (monthlyFee == null) {
                return minimum.cents();
            }
            long part = BigDecimal.valueOf(monthlyFee.cents())
                    .multiply(BigDecimal.valueOf(percent))
                    .divide(HUNDRED, 0, RoundingMode.HALF_UP)
                    .longValueExact();
            return Math.max(minimum.cents(), part);
        }
    }

    /** The rates in force. */
    public interface Rates {

        /**
         * What one event or day earns.
         *
         * @param day counted from the day after the report; 0 for what is no day of a row
         * @param claimedOn the day the claim arose
         */
        Rate of(Trigger trigger, int day, LocalDate claimedOn);
    }

    /**
     * What has come together.
     *
     * @param since the first day that earned something; null as long as none did
     */
    public record Accrual(Money total, @Nullable LocalDate since) {}

    /** What is owed up to and including today, or the day of the restoration. Never less on a later day. */
    public static Accrual accrued(Claim claim, LocalDate today, Rates rates) {
        if (claim.customersFault()) {
            return new Accrual(Money.ZERO, null);
        }
        long cents = 0;
        LocalDate since = null;
        if (claim.running() && claim.complete()) {
            LocalDate restored = claim.restoredOn();
            LocalDate last = restored == null || restored.isAfter(today) ? today : restored;
            for (int day = 1;
                    day <= MOST_DAYS && !claim.reportedOn().plusDays(day).isAfter(last);
                    day++) {
                long earned =
                        rates.of(Trigger.OUTAGE_DAY, day, claim.reportedOn()).cents(claim.monthlyFee());
                since = since == null && earned > 0 ? claim.reportedOn().plusDays(day) : since;
                cents += earned;
            }
        }
        for (LocalDate missed : claim.missedAppointments()) {
            if (!missed.isAfter(today)) {
                long earned = rates.of(Trigger.MISSED_APPOINTMENT, 0, missed).cents(claim.monthlyFee());
                since = earned > 0 && (since == null || missed.isBefore(since)) ? missed : since;
                cents += earned;
            }
        }
        return new Accrual(new Money(cents), since);
    }
}
