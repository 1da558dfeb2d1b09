package org.einhand.intake.mailbox;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/** Makes text that people can read of what mail programs send. */
final class MailText {

    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Set<String> OWN_LINE = Set.of(
            "p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre",
            "section");

    /** How mail programs mark what was written before. */
    private static final String EARLIER =
            "blockquote[type=cite], blockquote.gmail_quote, div.gmail_quote_container, div.gmail_quote, div.moz-cite-prefix, "
                    + "div.yahoo_quoted, #appendonsend ~ *, #divRplyFwdMsg, #divRplyFwdMsg ~ *, #mail-editor-reference-message-container";

    private static final Pattern SAYS_WHO_WROTE =
            Pattern.compile("(?s)^\\s*(Am|On|Le|El)\\s.{5,250}(schrieb|wrote|a écrit|escribió).{0,200}:\\s*$");
    private static final Pattern LINE_ABOVE_EARLIER = Pattern.compile(
            "^\\s*-{2,}\\s*(Ursprüngliche Nachricht|Original ?Message|Originalnachricht|Message d'origine)\\s*-{2,}\\s*$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern FROM_LINE = Pattern.compile("^\\s*\\*?(Von|From):\\*?\\s.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern SENT_LINE =
            Pattern.compile("^\\s*\\*?(Gesendet|Datum|Sent|Date):\\*?\\s.*", Pattern.CASE_INSENSITIVE);
    private static final int LINES_OF_A_HEAD = 4;

    /** Stands where a line was taken out; no mail has it any more by then. */
    private static final String DROPPED = "\u0000";

    private MailText() {}

    /** Bytes as text: in the encoding they claim to have, else in the one they can be. */
    static String decode(byte[] bytes, @Nullable String claimed) {
        Charset named = charset(claimed);
        for (Charset charset : named == null || named.equals(StandardCharsets.US_ASCII)
                ? List.of(StandardCharsets.UTF_8)
                : List.of(named, StandardCharsets.UTF_8)) {
            try {
                return charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException another) {
                // the next one
            }
        }
        return new String(bytes, WESTERN);
    }

    private static @Nullable Charset charset(@Nullable String name) {
        try {
            return name == null ? null : Charset.forName(name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return null;
        }
    }

    /** Without what cannot be shown, and with plain line breaks. */
    static String clean(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\u00a0', ' ')
                .codePoints()
                .filter(point -> point == '\n'
                        || point == '\t'
                        || !Character.isISOControl(point)
                                && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE))
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }

    /** The words of an HTML mail, a line for each of its blocks; without what was written before. */
    static String ofHtml(String html) {
        Document document = Jsoup.parse(html);
        document.select("script, style, head, title, template, noscript").remove();
        String whole = text(document);
        document.select(EARLIER).remove();
        String fresh = text(document);
        return fresh.isBlank() ? whole : fresh;
    }

    private static String text(Document document) {
        StringBuilder text = new StringBuilder();
        document.body().traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode words) {
                    text.append(words.getWholeText().replaceAll("\\s+", " "));
                } else if (node instanceof Element element && OWN_LINE.contains(element.normalName())) {
                    text.append(element.normalName().equals("li") ? "\n- " : "\n");
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof Element element
                        && OWN_LINE.contains(element.normalName())
                        && !element.normalName().equals("br")) {
                    text.append('\n');
                }
            }
        });
        return text.toString()
                .replaceAll("[ \\t]+\\n", "\n")
                .replaceAll("\\n[ \\t]+", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    /**
     * What is new in a mail: without the mails below it and the quotes above it. Answers between quotes keep the quotes, for they
     * are not to be understood without. A mail that is nothing but quotes stays as it is.
     */
    static String fresh(String whole) {
        List<String> lines = new ArrayList<>(whole.lines().toList());
        cutEarlierMails(lines);
        if (!answersBetweenQuotes(lines)) {
            dropQuotes(lines);
        }
        String fresh = String.join("\n", lines).replaceAll("\\n{3,}", "\n\n").strip();
        return fresh.isEmpty() ? whole.strip() : fresh;
    }

    private static void cutEarlierMails(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (LINE_ABOVE_EARLIER.matcher(lines.get(i)).matches() || isHeadOfEarlier(lines, i)) {
                lines.subList(i, lines.size()).clear();
                return;
            }
        }
    }

    /** Lines such as {@code From:}, {@code Sent:} one below the other. */
    private static boolean isHeadOfEarlier(List<String> lines, int at) {
        return at > 0
                && FROM_LINE.matcher(lines.get(at)).matches()
                && lines.subList(at + 1, Math.min(lines.size(), at + LINES_OF_A_HEAD)).stream()
                        .anyMatch(line -> SENT_LINE.matcher(line).matches());
    }

    private static boolean answersBetweenQuotes(List<String> lines) {
        int blocks = 0;
        boolean inQuote = false;
        boolean ownSinceQuote = false;
        for (String line : lines) {
            if (isQuote(line)) {
                if (!inQuote && (blocks == 0 || ownSinceQuote)) {
                    blocks++;
                }
                inQuote = true;
                ownSinceQuote = false;
            } else if (!line.isBlank()) {
                ownSinceQuote = ownSinceQuote || blocks > 0;
                inQuote = false;
            }
        }
        return blocks > 1 && ownSinceQuote;
    }

    private static void dropQuotes(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (isQuote(lines.get(i))) {
                dropWhoWrote(lines, i);
            }
        }
        lines.removeIf(line -> isQuote(line) || line.equals(DROPPED));
    }

    /** The line, or the two or three, that say who wrote what is quoted below. */
    private static void dropWhoWrote(List<String> lines, int quote) {
        int end = quote;
        while (end > 0 && lines.get(end - 1).isBlank()) {
            end--;
        }
        for (int start = end - 1; start >= Math.max(0, end - 3); start--) {
            if (SAYS_WHO_WROTE
                    .matcher(String.join("\n", lines.subList(start, end)))
                    .matches()) {
                for (int i = start; i < end; i++) {
                    lines.set(i, DROPPED);
                }
                return;
            }
        }
    }

    private static boolean isQuote(String line) {
        return line.stripLeading().startsWith(">");
    }
}
