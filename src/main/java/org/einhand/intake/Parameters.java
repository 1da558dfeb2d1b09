package org.einhand.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.einhand.desk.TypedText;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Problem.FieldError;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;

/** Reads the query of a list and gathers everything that is wrong with it; pointers are the names of the parameters. */
final class Parameters {

    private static final int LONGEST = 254;
    private static final int USUAL_SIZE = 50;
    private static final int LARGEST_SIZE = 200;

    private final List<FieldError> errors = new ArrayList<>();

    /** Which part of a list is wanted. */
    record Slice(int page, int size) {}

    @Nullable
    String text(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        Optional<String> flaw = value.length() > LONGEST
                ? Optional.of("must have at most " + LONGEST + " characters")
                : TypedText.flawInLine(value);
        flaw.ifPresent(detail -> wrong(name, detail));
        return flaw.isPresent() ? null : value;
    }

    <E extends Enum<E> & Worded> @Nullable E word(String name, @Nullable String value, Class<E> type) {
        if (value == null || value.isBlank()) {
            return null;
        }
        Optional<E> found = Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.word().equals(value))
                .findFirst();
        if (found.isEmpty()) {
            wrong(
                    name,
                    "must be one of "
                            + Arrays.stream(type.getEnumConstants())
                                    .map(Worded::word)
                                    .collect(Collectors.joining(", ")));
        }
        return found.orElse(null);
    }

    @Nullable
    Instant time(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
        } catch (DateTimeException none) {
            wrong(name, "must be a time such as \"2026-12-01T09:30:00Z\"");
            return null;
        }
    }

    Slice slice(@Nullable String page, @Nullable String size) {
        return new Slice(number("page", page, 0, 0, 1_000_000), number("size", size, USUAL_SIZE, 1, LARGEST_SIZE));
    }

    private int number(String name, @Nullable String value, int otherwise, int least, int most) {
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // told below
        }
        wrong(name, "must be a whole number from " + least + " to " + most);
        return otherwise;
    }

    private void wrong(String name, String detail) {
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
