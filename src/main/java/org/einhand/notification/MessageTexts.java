package org.einhand.notification;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Words a message. The words of an event stand once per language in {@code templates/notification/<language>/<event>.xml}; plain
 * text, HTML mail and short text are made from them, so they cannot say different things. Times are those of Europe/Berlin.
 */
@Component
public class MessageTexts {

    /** Longest short text, except where the agent's own words are longer: those are never cut. */
    static final int SHORT_TEXT_LIMIT = 300;

    /** By which a mail refers to the logo that it brings along. */
    static final String LOGO = "logo";

    /** Everybody reads it: nothing of the case stands in it. */
    private static final String PUBLIC = "public-reply";

    private static final Set<String> AGENTS_WORDS = Set.of("reply", PUBLIC);

    private final SpringTemplateEngine templates = new SpringTemplateEngine();
    private final Brand brand;

    public MessageTexts(Brand brand) {
        this.brand = brand;
        templates.addTemplateResolver(resolver("words/*", TemplateMode.XML, 1));
        templates.addTemplateResolver(resolver("layout", TemplateMode.HTML, 2));
    }

    /** Words the message in the customer's language. */
    public MessageText write(MessageFacts facts) {
        Locale language = facts.language().getLanguage().equals("de") ? Locale.GERMANY : Locale.UK;
        Map<String, @Nullable Object> words = words(facts, language);
        MessageOutline outline = MessageOutline.read(templates.process(
                "words/" + language.getLanguage() + "/" + facts.event(), new Context(language, words)));
        words.put("outline", outline);
        words.put("brand", brand);
        words.put("light", brand.light());
        words.put("dark", brand.dark());
        words.put("discreet", facts.event().equals(PUBLIC));
        String html = templates.process("layout", new Context(language, words));
        return new MessageText(outline.subject(), outline.plainText(), html, shortText(outline, facts));
    }

    private static String shortText(MessageOutline outline, MessageFacts facts) {
        String link = " " + facts.statusUrl();
        String words = outline.shortWords();
        int room = SHORT_TEXT_LIMIT - link.length();
        if (words.length() > room && !AGENTS_WORDS.contains(facts.event())) {
            int end = Character.isHighSurrogate(words.charAt(room - 2)) ? room - 2 : room - 1;
            words = words.substring(0, end) + "…";
        }
        return words + link;
    }

    private Map<String, @Nullable Object> words(MessageFacts facts, Locale language) {
        Map<String, @Nullable Object> words = new HashMap<>();
        words.put("language", language.getLanguage());
        words.put("caseNumber", facts.caseNumber());
        words.put("brandName", printable(facts.brandName()));
        words.put("statusUrl", printable(facts.statusUrl()));
        words.put("phone", brand.phone());
        words.put("customerName", printable(facts.customerName()));
        words.put("concern", printable(facts.concern()));
        words.put("item", printable(facts.item()));
        words.put("subjectId", printable(facts.subjectId()));
        words.put("contactText", printable(facts.contactText()));
        words.put("contactAt", time(facts.contactAt(), language));
        words.put("firstAnswerBy", time(facts.firstAnswerBy(), language));
        words.put("ownerName", printable(facts.ownerName()));
        words.put("promiseWhat", printable(facts.promiseWhat()));
        words.put("promiseDue", time(facts.promiseDue(), language));
        words.put("promiseReason", printable(facts.promiseReason()));
        words.put("previousDue", time(facts.previousDue(), language));
        words.put("replyText", printable(facts.replyText()));
        words.put("addressNeeded", facts.addressNeeded());
        words.put("bankDetails", facts.bankDetails());
        words.put("parcelEvent", facts.parcelEvent());
        words.put("effect", printable(facts.effect()));
        words.put("objectionUntil", time(facts.objectionUntil(), language));
        words.put("outcome", facts.outcome());
        words.put("code", facts.code());
        words.put("codeValidUntil", time(facts.codeValidUntil(), language));
        words.put("changedWhat", printable(facts.changedWhat()));
        words.put("callFrom", time(facts.callFrom(), language));
        words.put("callTo", time(facts.callTo(), language));
        words.put("callChange", facts.callChange());
        words.put("amount", money(facts.amount(), language));
        words.put("notice", printable(facts.notice()));
        words.put("amountReason", printable(facts.amountReason()));
        words.put("purchaseWithdrawn", facts.purchaseWithdrawn());
        return words;
    }

    private static @Nullable String time(@Nullable Instant at, Locale language) {
        if (at == null) {
            return null;
        }
        String pattern =
                language.equals(Locale.GERMANY) ? "EEEE, d. MMMM uuuu, HH:mm 'Uhr'" : "EEEE, d MMMM uuuu, HH:mm";
        return DateTimeFormatter.ofPattern(pattern, language)
                .withZone(Calendars.ZONE)
                .format(at);
    }

    private static @Nullable String money(@Nullable Money amount, Locale language) {
        if (amount == null) {
            return null;
        }
        NumberFormat format = NumberFormat.getCurrencyInstance(language);
        format.setCurrency(Currency.getInstance(Money.CURRENCY));
        return format.format(new BigDecimal(amount.amount()));
    }

    /** Leaves out what cannot be shown: control characters and halves of characters. Blank counts as not known. */
    private static @Nullable String printable(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        StringBuilder shown = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .filter(point -> point == '\n' || point == '\t' || isShowable(point))
                .forEach(shown::appendCodePoint);
        return shown.toString().strip();
    }

    private static boolean isShowable(int point) {
        return !Character.isISOControl(point)
                && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                && (point & 0xFFFE) != 0xFFFE;
    }

    private static ClassLoaderTemplateResolver resolver(String names, TemplateMode mode, int order) {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(MessageTexts.class.getClassLoader());
        resolver.setPrefix("templates/notification/");
        resolver.setSuffix(mode == TemplateMode.XML ? ".xml" : ".html");
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding("UTF-8");
        resolver.setResolvablePatterns(Set.of(names));
        resolver.setOrder(order);
        return resolver;
    }
}
