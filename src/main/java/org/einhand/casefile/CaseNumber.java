package org.einhand.casefile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number the customer is given: year, running number of at least six digits, check digit (Luhn over year and running number),
 * such as {@code E26-000123-0}. A mistyped digit or two swapped neighbours are noticed.
 */
final class CaseNumber {

    private static final Pattern FORM = Pattern.compile("E(\\d{2})-?(\\d{6,})-?(\\d)");

    /** As it stands in a text. */
    private static final Pattern IN_TEXT = Pattern.compile("(?<![\\p{L}\\d])[Ee]\\d{2}-?\\d{6,12}-?\\d(?!\\d)");

    private CaseNumber() {}

    static String of(int year, long running) {
        String digits = "%02d%06d".formatted(year % 100, running);
        return "E%s-%s-%d".formatted(digits.substring(0, 2), digits.substring(2), luhn(digits));
    }

    /** The number in its written form if what somebody typed is one. */
    static Optional<String> parse(String typed) {
        Matcher matcher = FORM.matcher(typed.trim().toUpperCase(Locale.ROOT));
        if (!matcher.matches() || luhn(matcher.group(1) + matcher.group(2)) != Integer.parseInt(matcher.group(3))) {
            return Optional.empty();
        }
        return Optional.of("E%s-%s-%s".formatted(matcher.group(1), matcher.group(2), matcher.group(3)));
    }

    /** The numbers that stand in a text, in their written form, each once; what does not add up is none. */
    static List<String> in(String text) {
        return IN_TEXT.matcher(text)
                .results()
                .flatMap(found -> parse(found.group()).stream())
                .distinct()
                .toList();
    }

    private static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return (10 - sum % 10) % 10;
    }
}
