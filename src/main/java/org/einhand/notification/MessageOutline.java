package org.einhand.notification;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A message before it takes shape: its subject, its short words, and its blocks in order.
 *
 * @param subject one line
 * @param shortWords the message in a sentence or two, without the link
 * @param blocks paragraphs, facts, quotes and links
 */
record MessageOutline(String subject, String shortWords, List<Block> blocks) {

    /**
     * One piece of a message.
     *
     * @param kind {@code p}, {@code key} (what matters most), {@code facts}, {@code quote} (the customer's words), {@code words}
     *     (the agent's words), {@code code} or {@code button}
     * @param text the words
     * @param label a heading over {@code key}, else empty
     * @param due by when, for {@code key}, else empty
     * @param href where a button leads, else empty
     * @param facts names and values, for {@code facts} only
     */
    record Block(String kind, String text, String label, String due, String href, List<Fact> facts) {

        private static final List<String> KEEPS_LINES = List.of("quote", "words");

        static Block of(Element element) {
            String kind = element.getTagName();
            String text = element.getTextContent();
            return new Block(
                    kind,
                    KEEPS_LINES.contains(kind) ? text.strip() : oneLine(text),
                    element.getAttribute("name"),
                    element.getAttribute("due"),
                    element.getAttribute("href"),
                    kind.equals("facts")
                            ? children(element).stream().map(Fact::of).toList()
                            : List.of());
        }

        /** The lines of a text that keeps its line breaks. */
        public List<String> lines() {
            return text.lines().toList();
        }

        boolean isEmpty() {
            return kind.equals("facts") ? facts.isEmpty() : text.isEmpty() && due.isEmpty();
        }

        String plainText() {
            return switch (kind) {
                case "facts" ->
                    facts.stream()
                            .map(fact -> fact.name() + ": " + fact.value())
                            .collect(Collectors.joining("\n"));
                case "quote" -> lines().stream().map(line -> "> " + line).collect(Collectors.joining("\n"));
                case "key" ->
                    (label.isEmpty() ? "" : label + ": ") + text + (text.isEmpty() || due.isEmpty() ? "" : " – ") + due;
                case "button" -> text + ":\n" + href;
                default -> text;
            };
        }
    }

    /** A name and its value, such as the case number. */
    record Fact(String name, String value) {

        static Fact of(Element element) {
            return new Fact(element.getAttribute("name"), oneLine(element.getTextContent()));
        }
    }

    /** Reads what a template of words was rendered to. */
    static MessageOutline read(String xml) {
        String subject = "";
        String shortWords = "";
        List<Block> blocks = new ArrayList<>();
        for (Element element : children(parse(xml))) {
            switch (element.getTagName()) {
                case "subject" -> subject = oneLine(element.getTextContent());
                case "short" -> shortWords = oneLine(element.getTextContent());
                default -> {
                    Block block = Block.of(element);
                    if (!block.isEmpty()) {
                        blocks.add(block);
                    }
                }
            }
        }
        return new MessageOutline(subject, shortWords, List.copyOf(blocks));
    }

    /** The subject without the case number, which a mail shows elsewhere. */
    public String heading(String caseNumber) {
        return subject.replaceAll(" \\([^()]*\\)$", "").replace(" " + caseNumber, "");
    }

    String plainText() {
        return blocks.stream().map(Block::plainText).collect(Collectors.joining("\n\n", "", "\n"));
    }

    private static Element parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("A template of words is not well-formed", e);
        }
    }

    private static List<Element> children(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
