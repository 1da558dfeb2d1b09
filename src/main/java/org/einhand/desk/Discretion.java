package org.einhand.desk;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.einhand.casefile.Ibans;

/**
 * Takes out of free text what a stranger could use: addresses of any kind, numbers, and words known to be personal. Rather too
 * much than too little.
 */
public final class Discretion {

    private static final String HIDDEN = "•••";
    private static final int LONGEST = 300;
    private static final int SHORTEST_WORD = 3;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

    private static final List<Pattern> PERSONAL = List.of(
            Pattern.compile("\\S+@\\S+", FLAGS),
            Pattern.compile("(https?://|www\\.)\\S+", FLAGS),
            Pattern.compile("\\b[A-Z]{2}\\d{2}( ?[A-Z0-9]{4}){2,7}( ?[A-Z0-9]{1,3})?\\b"),
            Pattern.compile(
                    "\\b[\\p{L}.-]*(straße|strasse|str\\.|weg|platz|allee|gasse|ring|ufer|damm|chaussee|steig|pfad|markt|hof|street|road|avenue|lane)\\s*\\d+(\\s?[a-z]\\b)?",
                    FLAGS),
            Pattern.compile("\\b\\d+[a-z]?\\s+\\p{L}+\\s+(street|road|avenue|lane)\\b", FLAGS),
            Pattern.compile(
                    "\\b(am|an der|an den|auf der|im|in der|zum|zur|alte[rn]?)\\s+\\p{L}[\\p{L}-]+\\s+\\d+(\\s?[a-z]\\b)?",
                    FLAGS),
            Pattern.compile("\\b\\d{4,5}\\s+\\p{Lu}[\\p{L}-]+", Pattern.UNICODE_CHARACTER_CLASS),
            Pattern.compile("\\+?\\d[\\d\\s()/.-]{2,}\\d", FLAGS));

    private Discretion() {}

    /**
     * The text without what a stranger could use, at most 300 characters.
     *
     * @param known what the case file knows to be personal: name, street, city, numbers; each word of them is taken out
     */
    public static String conceal(String text, Collection<String> known) {
        String discreet = Ibans.replaced(text, iban -> HIDDEN);
        for (String personal : known) {
            discreet = withoutWords(discreet, personal);
        }
        for (Pattern pattern : PERSONAL) {
            discreet = pattern.matcher(discreet).replaceAll(HIDDEN);
        }
        discreet = discreet.strip();
        return discreet.codePointCount(0, discreet.length()) <= LONGEST
                ? discreet
                : discreet.substring(0, discreet.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    private static String withoutWords(String text, String personal) {
        String rest = text;
        for (String word : personal.strip().split("[\\s,;]+", -1)) {
            if (word.length() >= SHORTEST_WORD) {
                rest = Pattern.compile("(?<!\\p{L})" + Pattern.quote(word) + "(?!\\p{L})", FLAGS)
                        .matcher(rest)
                        .replaceAll(HIDDEN);
            }
        }
        return rest;
    }
}
