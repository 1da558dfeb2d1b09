package org.einhand.desk;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.einhand.casefile.CaseFile;
import org.einhand.kernel.Calendars;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** Says what rules and records hold as words ({@code express-redelivery}) in the customer's language: German or English. */
@Component
public class Words {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm", Locale.ENGLISH);

    private final ResourceBundleMessageSource bundle = new ResourceBundleMessageSource();

    Words() {
        bundle.setBasename("desk/words");
        bundle.setDefaultEncoding("UTF-8");
        bundle.setFallbackToSystemLocale(false);
    }

    /** German for everybody whose language is German, English for all others. */
    public static Locale language(CaseFile file) {
        return Locale.forLanguageTag(file.customer().language()).getLanguage().equals("de")
                ? Locale.GERMAN
                : Locale.ENGLISH;
    }

    /** A time as colleagues read it on the timeline: the shop's time zone, to the minute. */
    static String time(Instant instant) {
        return TIME.format(instant.atZone(Calendars.ZONE));
    }

    public String promised(CaseFile file, String what) {
        return say("promise." + what, file, what);
    }

    /**
     * A reason: a word, or a word and what a system outside gives as the cause, {@code network-says: porting is late}. What we have
     * words for is said in the customer's language, the rest as it came.
     */
    @SuppressWarnings("NullAway") // the fallback may be null, and so may the answer
    public @Nullable String reason(CaseFile file, @Nullable String reason) {
        if (reason == null) {
            return null;
        }
        int colon = reason.indexOf(": ");
        if (colon < 0) {
            return say("reason." + reason, file, null);
        }
        String cause = reason.substring(colon + 2).replaceAll("[.\\s]+$", "");
        String told = bundle.getMessage("cause." + cause, null, cause, language(file));
        return bundle.getMessage("reason." + reason.substring(0, colon), new Object[] {told}, null, language(file));
    }

    public @Nullable String achieved(CaseFile file, String action) {
        return say("achieved." + action, file, null);
    }

    /** What happened to a parcel before the customer said a word, in the language of the shop. */
    String parcel(String happened) {
        return bundle.getMessage("parcel." + happened, null, Locale.GERMAN);
    }

    /** What a customer declares who withdraws from her purchase. */
    String purchaseWithdrawn(CaseFile file) {
        CaseFile.Subject subject = file.subject();
        return bundle.getMessage(
                subject.item() == null ? "purchase-withdrawn" : "purchase-withdrawn.item",
                new Object[] {subject.id(), subject.item()},
                language(file));
    }

    /** That something cannot be stopped any more, such as a {@code parcel}. */
    String tooLateToStop(CaseFile file, String what) {
        return say("too-late-to-stop." + what, file, null);
    }

    /** What money is for. */
    String money(CaseFile file, String reason) {
        String said = say("money." + reason, file, null);
        return said == null ? say("money.other", file, null) : said;
    }

    /** What the law wants the customer to know before something is done, such as a {@code repair}. */
    @Nullable
    String notice(CaseFile file, String what) {
        return say("notice." + what, file, null);
    }

    /** That we still wait for something of hers, such as {@code device-label}. */
    String reminder(CaseFile file, String what) {
        return say("remind." + what, file, null);
    }

    /** That some of what she sent along could not be taken. */
    String notTaken(CaseFile file, List<String> names) {
        return bundle.getMessage("not-taken", new Object[] {String.join(", ", names)}, language(file));
    }

    String newLink(CaseFile file) {
        return say("new-link", file, null);
    }

    @SuppressWarnings("NullAway") // the fallback may be null, and so may the answer
    private String say(String key, CaseFile file, @Nullable String otherwise) {
        return bundle.getMessage(key, null, otherwise, language(file));
    }
}
