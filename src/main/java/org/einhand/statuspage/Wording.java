package org.einhand.statuspage;

import java.math.BigDecimal;
import java.text.Collator;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.einhand.desk.StatusView;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.Money;
import org.jspecify.annotations.Nullable;

/** The page's words in one language. */
class Wording {

    private static final List<String> NEIGHBOURS = List.of("DE", "AT", "CH");
    private static final Wording GERMAN =
            new Wording(Locale.GERMANY, "EEEE, d. MMMM uuuu", "HH:mm 'Uhr'", "d. MMMM uuuu, HH:mm 'Uhr'", "d. MMMM");
    private static final Wording ENGLISH =
            new Wording(Locale.UK, "EEEE, d MMMM uuuu", "HH:mm '(German time)'", "d MMMM uuuu, HH:mm", "d MMMM");

    private final Locale locale;
    private final ResourceBundle words;
    private final DateTimeFormatter date;
    private final DateTimeFormatter time;
    private final DateTimeFormatter clock;
    private final DateTimeFormatter past;
    private final DateTimeFormatter day;

    /** A country to choose. */
    public record Country(String code, String name) {}

    private Wording(Locale locale, String date, String time, String past, String day) {
        this.locale = locale;
        this.words = ResourceBundle.getBundle(
                "messages.status",
                Locale.forLanguageTag(locale.getLanguage()),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        this.date = format(date);
        this.time = format(time);
        this.clock = format("HH:mm");
        this.past = format(past);
        this.day = format(day);
    }

    private DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, locale).withZone(Calendars.ZONE);
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

    /** A step of the way, in the words of the remedy, of the kind of remedy, or of all, each for how it stands if there are any. */
    public String step(StatusView view, StatusView.Step step) {
        String mark = "." + step.mark().name();
        return Stream.of(view.remedy(), view.course(), "any")
                .filter(Objects::nonNull)
                .flatMap(kind ->
                        Stream.of("step." + kind + "." + step.name() + mark, "step." + kind + "." + step.name()))
                .filter(this::knows)
                .findFirst()
                .map(this::text)
                .orElseThrow();
    }

    public String money(Money amount) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(Money.CURRENCY));
        return format.format(new BigDecimal(amount.amount()));
    }

    /** A time by which something is due, with its day of the week. */
    public String due(Instant at) {
        return date.format(at) + ", " + time.format(at);
    }

    /** Two times of one day, or of two. */
    public String window(StatusView.Window window) {
        String from = date.format(window.from());
        return from.equals(date.format(window.to()))
                ? text("window", from, clock.format(window.from()), time.format(window.to()))
                : text("window.days", due(window.from()), due(window.to()));
    }

    /** The day on which something was done. */
    public String day(Instant at) {
        return day.format(at);
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
