package org.einhand.statuspage;

import java.text.Collator;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.einhand.kernel.Calendars;
import org.jspecify.annotations.Nullable;

/** The page's words in one language. */
class Wording {

    private static final List<String> NEIGHBOURS = List.of("DE", "AT", "CH");
    private static final Wording GERMAN =
            new Wording(Locale.GERMANY, "EEEE, d. MMMM uuuu, HH:mm 'Uhr'", "d. MMMM uuuu, HH:mm 'Uhr'");
    private static final Wording ENGLISH =
            new Wording(Locale.UK, "EEEE, d MMMM uuuu, HH:mm '(German time)'", "d MMMM uuuu, HH:mm");

    private final Locale locale;
    private final ResourceBundle words;
    private final DateTimeFormatter due;
    private final DateTimeFormatter past;

    /** A country to choose. */
    public record Country(String code, String name) {}

    private Wording(Locale locale, String due, String past) {
        this.locale = locale;
        this.words = ResourceBundle.getBundle(
                "messages.status",
                Locale.forLanguageTag(locale.getLanguage()),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        this.due = DateTimeFormatter.ofPattern(due, locale).withZone(Calendars.ZONE);
        this.past = DateTimeFormatter.ofPattern(past, locale).withZone(Calendars.ZONE);
    }

    /** The wording asked for, else that of the case: German, or English for everybody else. */
    static Wording of(@Nullable String asked, Locale language) {
        String wanted = "de".equals(asked) || "en".equals(asked) ? asked : language.getLanguage();
        return "de".equals(wanted) ? GERMAN : ENGLISH;
    }

    public String language() {
        return locale.getLanguage();
    }

    public boolean knows(String key) {
        return words.containsKey(key);
    }

    public String text(String key, Object... arguments) {
        return new MessageFormat(words.getString(key), locale).format(arguments);
    }

    /** The special wording of a kind, such as of a case's type, where there is one. */
    public String textFor(String key, String kind) {
        return text(knows(key + "." + kind) ? key + "." + kind : key);
    }

    /** A time by which something is due, with its day of the week. */
    public String due(Instant at) {
        return due.format(at);
    }

    /** A stretch of time on one day. */
    public String window(Instant from, Instant to) {
        boolean german = locale.equals(Locale.GERMANY);
        return DateTimeFormatter.ofPattern(german ? "EEEE, d. MMMM, HH:mm" : "EEEE, d MMMM, HH:mm", locale)
                        .withZone(Calendars.ZONE)
                        .format(from)
                + DateTimeFormatter.ofPattern(german ? "'–'HH:mm 'Uhr'" : "'–'HH:mm '(German time)'", locale)
                        .withZone(Calendars.ZONE)
                        .format(to);
    }

    /** A time that has passed. */
    public String past(Instant at) {
        return past.format(at);
    }

    /** All countries, those most asked for first. */
    public List<Country> countries() {
        Comparator<Country> byName = Comparator.comparing(Country::name, Collator.getInstance(locale));
        return Stream.concat(
                        NEIGHBOURS.stream().map(this::country),
                        Arrays.stream(Locale.getISOCountries())
                                .filter(code -> !NEIGHBOURS.contains(code))
                                .map(this::country)
                                .sorted(byName))
                .toList();
    }

    private Country country(String code) {
        return new Country(code, new Locale.Builder().setRegion(code).build().getDisplayCountry(locale));
    }
}
