package org.einhand.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Money on the wire and in the house. */
class MoneyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({"0, 0.00", "1, 0.01", "10, 0.10", "4990, 49.90", "100000, 1000.00", "99999999999999, 999999999999.99"})
    void centsAreWrittenWithExactlyTwoDigits(long cents, String amount) throws JsonProcessingException {
        String wire = "{\"amount\":\"%s\",\"currency\":\"EUR\"}".formatted(amount);

        assertThat(JSON.readTree(JSON.writeValueAsString(new Money(cents)))).isEqualTo(JSON.readTree(wire));
        assertThat(JSON.readValue(wire, Money.class)).isEqualTo(new Money(cents));
    }

    @Test
    void whatIsWrittenCanBeRead() throws JsonProcessingException {
        for (long cents : new Random(7).longs(1000, 0, 100_000_000_000L).toArray()) {
            Money money = new Money(cents);
            assertThat(JSON.readValue(JSON.writeValueAsString(money), Money.class))
                    .isEqualTo(money);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "49",
                "49.9",
                "49.900",
                "49,90",
                "-1.00",
                "+1.00",
                ".50",
                "1e2",
                " 1.00",
                "1.00 ",
                "NaN",
                "1 000.00",
                "1000000000000.00",
                "٤٩.٩٠"
            })
    void whatIsNoAmountIsRefused(String amount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.of(amount, "EUR"))
                .withMessageContaining("two digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"USD", "eur", "", "EURO"})
    void onlyEurosAreTaken(String currency) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1.00", currency));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"amount\":\"1.00\"}", "{\"currency\":\"EUR\"}"})
    void bothPartsAreNeeded(String wire) {
        assertThatExceptionOfType(JsonProcessingException.class).isThrownBy(() -> JSON.readValue(wire, Money.class));
    }

    @Test
    void anAmountIsNeverNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(-1));
    }
}
