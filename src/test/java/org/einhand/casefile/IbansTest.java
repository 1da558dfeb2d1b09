package org.einhand.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Account numbers in what people type. */
class IbansTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bitte auf DE02120300000000202051 überweisen.|Bitte auf •••• 2051 überweisen.",
                "de02 1203 0000 0000 2020 51 und danke|•••• 2051 und danke",
                "IBAN: DE02-1203-0000-0000-2020-51.|IBAN: •••• 2051.",
                "GB29NWBK60161331926819|•••• 6819",
                "NL91 ABNA 0417 1643 00, AT61 1904 3002 3457 3201|•••• 4300, •••• 3201",
                "(DE02\u00A01203\u00A00000\u00A00000\u00A02020\u00A051)|(•••• 2051)"
            })
    void areMaskedDownToTheirEnd(String typed, String shown) {
        assertThat(Ibans.masked(typed)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bestellung O-77001",
                "DE02120300000000202052",
                "DE0212030000000020205",
                "DE021203000000002020511",
                "XX02120300000000202051",
                "am 24.11.2026 um 10:15"
            })
    void whatIsNoneStaysAsItIs(String typed) {
        assertThat(Ibans.masked(typed)).isEqualTo(typed);
    }

    @Test
    void thirtyThousandCharactersTakeNoTime() {
        String long0 = "DE02 ".repeat(6000);
        assertThat(Ibans.masked(long0)).isEqualTo(long0);
    }
}
