package org.einhand.kernel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** An enum whose constants are written as lower-case words with hyphens outside: in JSON, in rules and in the database. */
public interface Worded {

    String name();

    /** The word, such as {@code social-public}. */
    @JsonValue
    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The constant for a word.
     *
     * @throws IllegalArgumentException if there is none
     */
    static <E extends Enum<E> & Worded> E of(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
