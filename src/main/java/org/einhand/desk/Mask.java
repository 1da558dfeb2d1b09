package org.einhand.desk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.einhand.casefile.Address;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.Ibans;
import org.jspecify.annotations.Nullable;

/**
 * Hides what tells who somebody is and where she lives: the values on file, and whatever looks like an address or a number. Account
 * numbers are hidden from everybody but for their last four characters.
 */
final class Mask {

    static final String HIDDEN = "•••";
    private static final Pattern LOOKS_PERSONAL = Pattern.compile(
            "[\\w.+-]+@[\\w-]+\\.[\\w.-]+|\\+?\\d[\\d ()/-]{6,}\\d|\\b[A-Z]{2}\\d{2}[A-Z0-9 ]{11,30}\\b|\\b\\d{5}\\b");

    private final boolean hides;
    private final List<String> values = new ArrayList<>();

    private Mask(boolean hides) {
        this.hides = hides;
    }

    /** For a reader who may see everything, or for one who may not. */
    static Mask of(CaseFile file, boolean seesPersonalData) {
        Mask mask = new Mask(!seesPersonalData);
        if (mask.hides) {
            mask.learn(file);
        }
        return mask;
    }

    /** For what somebody told us of whom nothing is known but how she can be reached. */
    static Mask ofStranger(@Nullable String sender, boolean seesPersonalData) {
        Mask mask = new Mask(!seesPersonalData);
        mask.learn(sender);
        return mask;
    }

    private void learn(CaseFile file) {
        Stream.of(
                        file.customer().email(),
                        file.customer().mobile(),
                        file.onFile().email(),
                        file.onFile().mobile())
                .forEach(this::learn);
        Stream.of(file.customer().name().split("\\s+")).forEach(this::learn);
        Stream.of(file.address(), file.subject().deliveryAddress()).forEach(this::learn);
        values.sort(Comparator.comparingInt(String::length).reversed());
    }

    private void learn(@Nullable Address address) {
        if (address != null) {
            Stream.of(address.name(), address.street(), address.postalCode(), address.city())
                    .forEach(this::learn);
        }
    }

    private void learn(@Nullable String value) {
        if (value != null && value.length() > 1) {
            values.add(value);
        }
    }

    String text(String text) {
        String masked = Ibans.masked(text);
        if (!hides) {
            return masked;
        }
        for (String value : values) {
            masked = Pattern.compile(Pattern.quote(value), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(masked)
                    .replaceAll(HIDDEN);
        }
        return LOOKS_PERSONAL.matcher(masked).replaceAll(HIDDEN);
    }

    @Nullable
    String optional(@Nullable String text) {
        return text == null ? null : text(text);
    }

    /** A value that is personal as a whole. */
    @Nullable
    String whole(@Nullable String value) {
        return value == null || !hides ? value : HIDDEN;
    }

    String name(String name) {
        return hides ? HIDDEN : name;
    }

    @Nullable
    Address address(@Nullable Address address) {
        return address == null || !hides ? address : new Address(null, HIDDEN, HIDDEN, HIDDEN, address.country());
    }

    boolean hides() {
        return hides;
    }
}
