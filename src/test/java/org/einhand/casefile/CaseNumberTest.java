package org.einhand.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The number customers are given, and mistype. */
class CaseNumberTest {

    @Test
    void aNumberHasItsYearSixDigitsAndACheckDigit() {
        assertThat(CaseNumber.of(2026, 123)).matches("E26-000123-\\d");
        assertThat(CaseNumber.of(2026, 12_345_678)).matches("E26-12345678-\\d");
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void whatWeGaveOutIsFoundHoweverItIsTyped(String number) {
        assertThat(CaseNumber.parse(number)).contains(number);
        assertThat(CaseNumber.parse("  " + number.toLowerCase(java.util.Locale.ROOT) + " "))
                .contains(number);
        assertThat(CaseNumber.parse(number.replace("-", ""))).contains(number);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void oneWrongDigitIsNoticed(String number) {
        for (int place = 0; place < number.length(); place++) {
            char digit = number.charAt(place);
            for (char wrong = '0'; Character.isDigit(digit) && wrong <= '9'; wrong++) {
                if (wrong != digit) {
                    assertThat(CaseNumber.parse(number.substring(0, place) + wrong + number.substring(place + 1)))
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void twoSwappedNeighboursAreNoticed(String number) {
        for (int place = 4; place < 9; place++) {
            char one = number.charAt(place);
            char other = number.charAt(place + 1);
            boolean nineAndZero = (one == '0' && other == '9') || (one == '9' && other == '0');
            if (one != other && !nineAndZero && Character.isDigit(one) && Character.isDigit(other)) {
                assertThat(CaseNumber.parse(number.substring(0, place) + other + one + number.substring(place + 2)))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "E26", "O-77001", "26-000123-0", "E26-00123-0", "E26-000123", "E26-000123-0-1"})
    void otherWordsAreNoNumber(String typed) {
        assertThat(CaseNumber.parse(typed)).isEmpty();
    }

    static Stream<String> numbers() {
        return LongStream.concat(LongStream.of(1, 9, 90, 123, 999_999, 1_000_000), LongStream.range(4711, 4731))
                .mapToObj(running -> CaseNumber.of(2026, running));
    }
}
