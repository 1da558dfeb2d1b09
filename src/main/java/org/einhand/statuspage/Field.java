package org.einhand.statuspage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form on the page. Its label stands in the page's words under {@code field.<id>}, a hint, if there is one, under
 * {@code field.<id>.hint}.
 *
 * @param id of the element on the page; refusals link to it
 * @param name under which it is sent
 * @param missing the words for leaving it out; null: it may be left out
 * @param autocomplete what browsers may fill it with
 */
record Field(
        String id,
        String name,
        Kind kind,
        int longest,
        @Nullable String missing,
        String autocomplete) {

    private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));
    private static final int LONGEST_CODE = 20;

    /** How a field is filled in. */
    enum Kind {
        /** A one-time code; it is not shown again once it was tried. */
        CODE,
        LINE,
        /** A line that is never shown again. */
        SECRET,
        COUNTRY,
        /** Several lines. */
        WORDS,
        /** One of the windows for a call, as {@code <from>/<to>}. */
        WINDOW
    }

    static Field code(String id) {
        return new Field(id, "code", Kind.CODE, LONGEST_CODE, "error.code-missing", "one-time-code");
    }

    /** What was sent for it, tidied up. */
    String read(@Nullable String sent) {
        String typed = sent == null ? "" : sent.replace("\r\n", "\n").strip();
        return switch (kind) {
            case CODE -> typed.replaceAll("[\\s-]", "");
            case COUNTRY -> typed.isEmpty() ? "DE" : typed;
            default -> typed;
        };
    }

    /** The words for what has to be mended. */
    @Nullable
    String flaw(String value) {
        if (value.isEmpty()) {
            return missing;
        }
        if (value.length() > longest) {
            return "error.too-long";
        }
        if (value.codePoints().anyMatch(this::isUnusable)) {
            return "error.characters";
        }
        return kind == Kind.COUNTRY && !COUNTRIES.contains(value) ? "error.country" : null;
    }

    private boolean isUnusable(int point) {
        return Character.isISOControl(point) && !(kind == Kind.WORDS && (point == '\n' || point == '\t'));
    }
}
