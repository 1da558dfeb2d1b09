package org.einhand.insight;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.einhand.casefile.CaseType;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Problem.FieldError;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;

/** Reads a query and gathers everything that is wrong with it; pointers are the names of the parameters. */
final class Asked {

    /** Books are kept for ten years; nothing older is on file. */
    private static final Duration LONGEST = Duration.ofDays(3653);

    private static final Duration LONGEST_AHEAD = Duration.ofDays(7);
    private static final int LARGEST_SIZE = 200;

    private final List<FieldError> errors = new ArrayList<>();

    /**
     * From one instant up to another, which no longer belongs to it. A date stands for the whole day in Berlin: from its beginning, up
     * to its end.
     *
     * @param from left out: so long before the end
     * @param to left out: now
     */
    Span span(@Nullable String from, @Nullable String to, Duration usual, Instant now) {
        Instant end = time("to", to, 1, now);
        Instant begin = time("from", from, 0, end.minus(usual));
        if (errors.isEmpty() && !begin.isBefore(end)) {
            wrong("from", "must be before `to`");
        } else if (errors.isEmpty() && Duration.between(begin, end).compareTo(LONGEST) > 0) {
            wrong("to", "must be at most " + LONGEST.toDays() + " days after `from`");
        }
        return new Span(begin, end);
    }

    /** A time that is asked about; the end is not part of it. */
    record Span(Instant from, Instant to) {}

    private Instant time(String name, @Nullable String value, int daysAfterDate, Instant otherwise) {
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        try {
            Instant read = value.length() == 10
                    ? LocalDate.parse(value)
                            .plusDays(daysAfterDate)
                            .atStartOfDay(Calendars.ZONE)
                            .toInstant()
                    : OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
            int year = read.atZone(Calendars.ZONE).getYear();
            if (year >= 1970 && year <= 2200) {
                return read;
            }
        } catch (DateTimeException none) {
            // told below
        }
        wrong(name, "must be a date such as \"2026-12-01\" or a time such as \"2026-12-01T09:30:00Z\"");
        return otherwise;
    }

    @Nullable
    CaseType type(@Nullable String value) {
        return word("type", value, CaseType.class);
    }

    <E extends Enum<E> & Worded> @Nullable E word(String name, @Nullable String value, Class<E> type) {
        if (value == null || value.isBlank()) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.word().equals(value)) {
                return constant;
            }
        }
        wrong(
                name,
                "must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Worded::word)
                                .collect(Collectors.joining(", ")));
        return null;
    }

    /** How far ahead somebody looks. */
    Duration within(@Nullable String value, Duration usual) {
        if (value == null || value.isBlank()) {
            return usual;
        }
        try {
            Duration read = Duration.parse(value);
            if (!read.isNegative() && read.compareTo(LONGEST_AHEAD) <= 0) {
                return read;
            }
        } catch (DateTimeException none) {
            // told below
        }
        wrong("within", "must be a duration such as \"PT30M\", at most " + LONGEST_AHEAD.toDays() + " days");
        return usual;
    }

    int page(@Nullable String value) {
        return number("page", value, 0, 0, 1_000_000);
    }

    int size(@Nullable String value) {
        return number("size", value, 50, 1, LARGEST_SIZE);
    }

    private int number(String name, @Nullable String value, int usual, int least, int most) {
        if (value == null || value.isBlank()) {
            return usual;
        }
        try {
            int read = Integer.parseInt(value);
            if (read >= least && read <= most) {
                return read;
            }
        } catch (NumberFormatException none) {
            // told below
        }
        wrong(name, "must be a whole number from " + least + " to " + most);
        return usual;
    }

    void wrong(String name, String detail) {
        errors.add(new FieldError("/" + name, detail));
    }

    /**
     * Ends the reading.
     *
     * @throws Problem {@code invalid-request} if anything was wrong
     */
    void check() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }
}
