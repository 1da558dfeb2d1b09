package org.einhand.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.einhand.casefile.CaseFile;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Calendars;
import org.einhand.promise.Promises;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sentences that agents use again and again, filled from the case. Process owners keep them in two files, {@code …_de.properties} and
 * {@code …_en.properties}, whose place is {@code einhand.text-blocks}; a change shows at once. A block is named by the type of case
 * it is for, or {@code any}: {@code redelivery.late.title}, {@code redelivery.late.text}.
 */
@Component
public class TextBlocks {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final String TEXT = ".text";

    private final CaseViews views;
    private final Promises promises;
    private final Agreed agreed;
    private final ResourceLoader resources;
    private final String location;

    TextBlocks(
            CaseViews views,
            Promises promises,
            Agreed agreed,
            ResourceLoader resources,
            @Value("${einhand.text-blocks:classpath:desk/text-blocks}") String location) {
        this.views = views;
        this.promises = promises;
        this.agreed = agreed;
        this.resources = resources;
        this.location = location;
    }

    /** A block as it can be sent. */
    public record Block(String key, String title, String text) {}

    /**
     * The blocks for a case, in the customer's language; one that speaks of what the case does not have is left out. They hold no
     * personal data: the message around them greets the customer by her name.
     */
    @Transactional(readOnly = true)
    public List<Block> of(String caseNumber, Actor agent) {
        CaseFile file = views.readable(caseNumber, agent);
        Properties blocks = load(Words.language(file));
        Map<String, @Nullable String> values = values(file);
        return new TreeSet<>(blocks.stringPropertyNames())
                .stream()
                        .filter(name -> name.endsWith(TEXT))
                        .map(name -> name.substring(0, name.length() - TEXT.length()))
                        .filter(key -> key.startsWith("any.")
                                || key.startsWith(file.type().word() + "."))
                        .map(key -> new Block(
                                key,
                                blocks.getProperty(key + ".title", key),
                                filled(blocks.getProperty(key + TEXT), values)))
                        .filter(block -> !block.text().isEmpty())
                        .toList();
    }

    private Map<String, @Nullable String> values(CaseFile file) {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("caseNumber", file.caseNumber());
        values.put("item", file.subject().item());
        values.put("order", file.subject().id());
        Promises.Promise promise =
                promises.current(file).filter(Promises.Promise::isOpen).orElse(null);
        values.put("promise", promise == null ? null : agreed.promised(file, promise));
        values.put("due", promise == null ? null : time(promise.dueAt(), Words.language(file)));
        values.put("trackingCode", file.fact("trackingCode"));
        return values;
    }

    private static String time(Instant instant, Locale language) {
        String pattern = language.equals(Locale.GERMAN) ? "EEEE, d. MMMM, HH:mm 'Uhr'" : "EEEE, d MMMM, HH:mm";
        return DateTimeFormatter.ofPattern(pattern, language).format(instant.atZone(Calendars.ZONE));
    }

    private static String filled(String text, Map<String, @Nullable String> values) {
        StringBuilder told = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            String value = values.get(placeholder.group(1));
            if (value == null) {
                return "";
            }
            placeholder.appendReplacement(told, Matcher.quoteReplacement(value));
        }
        return placeholder.appendTail(told).toString().strip();
    }

    private Properties load(Locale language) {
        try {
            return PropertiesLoaderUtils.loadProperties(new EncodedResource(
                    resources.getResource(location + "_" + language.getLanguage() + ".properties"),
                    StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The text blocks at " + location + " cannot be read", unreadable);
        }
    }
}
