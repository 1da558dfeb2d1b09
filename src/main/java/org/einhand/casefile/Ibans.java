package org.einhand.casefile;

import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.iban4j.CountryCode;
import org.iban4j.IbanUtil;

/**
 * Finds account numbers in what people type. Only what is an IBAN to the last check digit counts, however it is spaced, so that
 * order numbers stay as they are.
 */
public final class Ibans {

    private static final Pattern BEGINNING = Pattern.compile("(?<![A-Za-z0-9])[A-Za-z]{2}\\d{2}");
    private static final int SHOWN = 4;

    private Ibans() {}

    /** The text with every IBAN down to its last four characters. */
    public static String masked(String text) {
        return replaced(text, iban -> "•••• " + iban.substring(iban.length() - SHOWN));
    }

    /** The text with every IBAN replaced; the replacement gets it in capital letters, without blanks. */
    public static String replaced(String text, UnaryOperator<String> replacement) {
        Matcher beginnings = BEGINNING.matcher(text);
        StringBuilder result = new StringBuilder();
        int copied = 0;
        while (beginnings.find()) {
            int start = beginnings.start();
            int end = start < copied ? -1 : endOf(text, start);
            if (end > 0) {
                result.append(text, copied, start).append(replacement.apply(letters(text.substring(start, end))));
                copied = end;
            }
        }
        return copied == 0 ? text : result.append(text, copied, text.length()).toString();
    }

    /** Where the IBAN that begins there ends; -1 if there is none. */
    private static int endOf(String text, int start) {
        CountryCode country =
                CountryCode.getByCode(text.substring(start, start + 2).toUpperCase(Locale.ROOT));
        if (country == null || !IbanUtil.isSupportedCountry(country)) {
            return -1;
        }
        int missing = IbanUtil.getIbanLength(country);
        int end = start;
        while (missing > 0 && end < text.length()) {
            char next = text.charAt(end);
            if (isLetterOrDigit(next)) {
                missing--;
            } else if (!isBetween(next)) {
                return -1;
            }
            end++;
        }
        boolean whole = missing == 0 && (end == text.length() || !isLetterOrDigit(text.charAt(end)));
        return whole && IbanUtil.isValid(letters(text.substring(start, end))) ? end : -1;
    }

    private static String letters(String spaced) {
        return spaced.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static boolean isBetween(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '-' || c == '.' || c == '/';
    }
}
