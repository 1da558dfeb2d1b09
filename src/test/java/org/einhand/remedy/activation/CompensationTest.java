package org.einhand.remedy.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.einhand.kernel.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days and cents of the compensation (TKG §58(3) and (4)), with the rates of the rule file written out. */
class CompensationTest {

    private static final LocalDate REPORTED = LocalDate.of(2026, 11, 2);

    private static final Compensation.Rates RATES = (trigger, day, claimedOn) -> switch (trigger) {
        case OUTAGE_DAY ->
            day < 3
                    ? new Compensation.Rate(Money.ZERO, 0)
                    : day < 5 ? new Compensation.Rate(new Money(500), 10) : new Compensation.Rate(new Money(1000), 20);
        default -> new Compensation.Rate(new Money(1000), 20);
    };

    @ParameterizedTest
    @CsvSource({
        // days after the report, fee in cents, owed in cents
        "0,3999,0",
        "1,3999,0",
        "2,3999,0",
        "3,3999,500",
        "4,3999,1000",
        "5,3999,2000",
        "6,3999,3000",
        "14,3999,11000",
        // ten percent and the minimum meet at 50 EUR
        "3,4999,500",
        "3,5000,500",
        "3,5004,500",
        "3,5005,501",
        "5,5000,2000",
        // half a cent goes up, less goes down: 10 % of 79.95 is 7.995, of 79.94 is 7.994
        "3,7995,800",
        "3,7994,799",
        "6,7999,4800",
        // twenty percent of 50.03 is 10.006
        "5,5003,2001",
        "5,5002,2000",
        "3,0,500"
    })
    void everyBegunDayUpToTheRestorationCounts(int days, long fee, long owed) {
        LocalDate restored = REPORTED.plusDays(days);

        assertThat(accrued(claim(restored, new Money(fee)), restored.plusDays(30))
                        .total())
                .isEqualTo(new Money(owed));
        assertThat(accrued(claim(null, new Money(fee)), restored).total())
                .as("not restored, the day has begun")
                .isEqualTo(new Money(owed));
    }

    @Test
    void theFirstDayThatEarnsSomethingIsTold() {
        assertThat(accrued(claim(null, null), REPORTED.plusDays(2)).since()).isNull();
        assertThat(accrued(claim(null, null), REPORTED.plusDays(3)).since()).isEqualTo(REPORTED.plusDays(3));
        assertThat(accrued(claim(null, null), REPORTED.plusDays(9)).since()).isEqualTo(REPORTED.plusDays(3));
    }

    @Test
    void aFeeThatNobodyKnowsEarnsTheLeastAmounts() {
        assertThat(accrued(claim(null, null), REPORTED.plusDays(6)).total()).isEqualTo(new Money(3000));
    }

    @Test
    void clocksThatChangeMakeNoDifference() {
        // 25 October 2026 has 25 hours, 28 March 2027 has 23
        for (LocalDate reported : List.of(LocalDate.of(2026, 10, 23), LocalDate.of(2027, 3, 26))) {
            Compensation.Claim claim =
                    new Compensation.Claim(reported, reported.plusDays(4), null, true, true, false, List.of());
            assertThat(accrued(claim, reported.plusDays(40)).total()).isEqualTo(new Money(1000));
        }
    }

    @Test
    void partialOutagesLateLinesAndHerOwnFaultEarnNoDays() {
        LocalDate later = REPORTED.plusDays(10);
        Money fee = new Money(3999);

        assertThat(accrued(new Compensation.Claim(REPORTED, null, fee, false, true, false, List.of()), later))
                .isEqualTo(nothing());
        assertThat(accrued(new Compensation.Claim(REPORTED, null, fee, true, false, false, List.of()), later))
                .isEqualTo(nothing());
        assertThat(accrued(
                        new Compensation.Claim(REPORTED, null, fee, true, true, true, List.of(REPORTED.plusDays(1))),
                        later))
                .isEqualTo(nothing());
    }

    @Test
    void everyMissedAppointmentEarnsItsOwnAlsoForANewLine() {
        List<LocalDate> missed = List.of(REPORTED.plusDays(1), REPORTED.plusDays(4));
        Compensation.Claim late = new Compensation.Claim(REPORTED, null, new Money(6000), false, false, false, missed);

        assertThat(accrued(late, REPORTED).total()).isEqualTo(Money.ZERO);
        assertThat(accrued(late, REPORTED.plusDays(1)).total()).isEqualTo(new Money(1200));
        assertThat(accrued(late, REPORTED.plusDays(4)).total()).isEqualTo(new Money(2400));
        assertThat(accrued(late, REPORTED.plusDays(4)).since()).isEqualTo(REPORTED.plusDays(1));
    }

    @Test
    void itNeverDecreasesWithTimeNorWithTheFee() {
        for (long fee : new long[] {0, 1, 4999, 5000, 5001, 9999, 123_457}) {
            long before = 0;
            for (int day = 0; day < 400; day++) {
                long now = accrued(claim(null, new Money(fee)), REPORTED.plusDays(day))
                        .total()
                        .cents();
                assertThat(now).isGreaterThanOrEqualTo(before);
                before = now;
            }
            long less = Stream.of(fee, fee + 1)
                    .mapToLong(any -> accrued(claim(null, new Money(any)), REPORTED.plusDays(20))
                            .total()
                            .cents())
                    .reduce((smaller, larger) -> larger - smaller)
                    .orElseThrow();
            assertThat(less).isNotNegative();
        }
    }

    @Test
    void aReportThatIsStillToComeEarnsNothing() {
        assertThat(accrued(claim(null, null), REPORTED.minusDays(3))).isEqualTo(nothing());
        assertThat(accrued(claim(REPORTED.minusDays(1), null), REPORTED.plusDays(30)))
                .isEqualTo(nothing());
    }

    private static Compensation.Accrual nothing() {
        return new Compensation.Accrual(Money.ZERO, null);
    }

    private static Compensation.Claim claim(@Nullable LocalDate restored, @Nullable Money fee) {
        return new Compensation.Claim(REPORTED, restored, fee, true, true, false, List.of());
    }

    private static Compensation.Accrual accrued(Compensation.Claim claim, LocalDate today) {
        return Compensation.accrued(claim, today, RATES);
    }
}
