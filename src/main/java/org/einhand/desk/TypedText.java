package org.einhand.desk;

import java.util.Optional;

/** What may stand in a text that somebody typed, on whichever face. */
public final class TypedText {

    private TypedText() {}

    /** What is wrong with a text of several lines; empty if nothing is. */
    public static Optional<String> flawInProse(String text) {
        return flaw(text, true);
    }

    /** What is wrong with a text of one line; empty if nothing is. */
    public static Optional<String> flawInLine(String text) {
        return flaw(text, false);
    }

    private static Optional<String> flaw(String text, boolean lines) {
        if (text.codePoints().anyMatch(character -> Character.isISOControl(character) && !isBreak(character))) {
            return Optional.of("must not contain control characters");
        }
        if (!lines && text.codePoints().anyMatch(TypedText::isBreak)) {
            return Optional.of("must be one line");
        }
        if (text.codePoints().anyMatch(character -> character >= 0xD800 && character <= 0xDFFF)) {
            return Optional.of("must be well-formed Unicode");
        }
        return Optional.empty();
    }

    private static boolean isBreak(int character) {
        return character == '\n' || character == '\r' || character == '\t';
    }
}
