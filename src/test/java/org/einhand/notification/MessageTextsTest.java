package org.einhand.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.einhand.kernel.Money;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Message texts")
class MessageTextsTest {

    private static final String CASE = "E26-000123-4";
    private static final String LINK = "https://hilfe.example.org/status/0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
    private static final Instant DUE = Instant.parse("2026-11-24T19:00:00Z");
    private static final List<String> EVENTS = List.of(
            "receipt",
            "public-reply",
            "reply",
            "promise",
            "promise-renewed",
            "missing-details",
            "handed-on",
            "money",
            "solved",
            "closed",
            "objection-received",
            "contact-changed",
            "call-back",
            "call",
            "code");

    private final MessageTexts texts = new MessageTexts(brand());

    /** The shop of these tests, with more properties than it has. */
    static Brand brand(String... more) {
        return BrandTest.brand(Stream.concat(
                        Stream.of(
                                "name",
                                "Kaufhaus Nord",
                                "phone",
                                "+49 40 123456",
                                "imprint",
                                "Kaufhaus Nord GmbH, Hafenstraße 1, 20095 Hamburg"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    static List<String> events() {
        return EVENTS;
    }

    static Stream<Arguments> everyText() {
        return EVENTS.stream()
                .flatMap(event -> Stream.of(Locale.GERMANY, Locale.ENGLISH, Locale.forLanguageTag("fr-CH"))
                        .map(language -> Arguments.of(event, language)));
    }

    @ParameterizedTest
    @MethodSource("everyText")
    @DisplayName("every event is worded in both languages and carries the case number")
    void wordsEveryEvent(String event, Locale language) {
        MessageText message =
                texts.write(full(event, language, "Mein Paket ist weg.").build());

        assertThat(message.subject()).contains(CASE).doesNotContain("\n");
        assertThat(List.of(message.subject(), message.text(), message.html(), message.shortText()))
                .allSatisfy(words -> assertThat(words).doesNotContain("${", "[[", " th:", "<th:", "null"));
        if (!event.equals("public-reply")) {
            assertThat(message.text()).contains(CASE, LINK, "Erika Beispiel");
            assertThat(message.html()).contains(CASE, LINK, "Erika Beispiel");
            assertThat(message.shortText()).contains(CASE).endsWith(" " + LINK);
        }
        if (!event.endsWith("reply")) {
            assertThat(message.shortText()).hasSizeLessThanOrEqualTo(MessageTexts.SHORT_TEXT_LIMIT);
        }
        if (!language.getLanguage().equals("de")) {
            assertThat(message.text()).doesNotContain(" Uhr", "Sie ", "Fall ");
            assertThat(message.html()).contains("<html lang=\"en\" dir=\"ltr\">");
        }
    }

    @ParameterizedTest
    @MethodSource("everyText")
    @DisplayName("every event can be worded while next to nothing is known")
    void wordsEveryEventWithoutDetails(String event, Locale language) {
        MessageText message = texts.write(MessageFacts.of(event, language, CASE, "Kaufhaus Nord", LINK)
                .promise(event.startsWith("promise") ? "Express" : null, null)
                .code("123456", null)
                .build());

        assertThat(List.of(message.subject(), message.text(), message.html(), message.shortText()))
                .allSatisfy(words -> assertThat(words).isNotBlank().doesNotContain("${", "[[", " th:", "<th:", "null"));
    }

    @ParameterizedTest
    @MethodSource("everyText")
    @DisplayName("what people typed is never markup, and never breaks a text")
    void escapesWhatPeopleTyped(String event, Locale language) {
        String hostile =
                "<script>alert(1)</script> & \"]]>\" [[${caseNumber}]] \u0000\u0007\uFFFE\uD800 <button href='x'/>";
        MessageText message = texts.write(full(event, language, hostile)
                .customerName("<script>alert(2)</script>")
                .build());

        assertThat(message.html()).doesNotContain("<script", "<button");
        assertThat(message.text()).doesNotContain("&lt;", "&amp;", "\u0007");
    }

    @ParameterizedTest
    @CsvSource({
        "moved,neue zeit",
        "nobody-called,tut uns leid",
        "not-reached,nicht erreicht",
        "cancelled,keinen anruf mehr"
    })
    @DisplayName("what became of a call is said in one message of its own")
    void saysWhatBecameOfACall(String change, String said) {
        MessageText message = texts.write(
                full("call-back", Locale.GERMAN, "x").callChange(change).build());
        assertThat((message.subject() + message.text()).toLowerCase(Locale.ROOT))
                .contains(said)
                .doesNotContain("zur vereinbarten zeit an. wer");
        assertThat(message.shortText()).hasSizeLessThanOrEqualTo(MessageTexts.SHORT_TEXT_LIMIT);
    }

    @Test
    @DisplayName("dates are written out, in German time")
    void writesDatesOut() {
        assertThat(texts.write(full("promise", Locale.GERMAN, "x").build()).text())
                .contains("spätestens Dienstag, 24. November 2026, 20:00 Uhr");
        assertThat(texts.write(full("promise", Locale.US, "x").build()).text())
                .contains("by Tuesday, 24 November 2026, 20:00 at the latest", "All times are German time");
    }

    @Test
    @DisplayName(
            "a receipt says what came in, when, what happens next, by when and who looks after it, and that it is no answer")
    void receiptIsComplete() {
        String receipt = texts.write(full("receipt", Locale.GERMAN, "Erste Zeile\nZweite Zeile")
                        .parcelEvent(null)
                        .build())
                .text();

        assertThat(receipt)
                .contains(
                        "> Erste Zeile\n> Zweite Zeile",
                        "Eingegangen: Montag, 23. November 2026, 09:30 Uhr",
                        "So geht es weiter: Express-Paket an Ihre Adresse – spätestens Dienstag, 24. November 2026, 20:00 Uhr",
                        "Zuständig für Ihren Fall: Anna Agentin",
                        "noch keine Antwort",
                        "Bitte bestätigen Sie die Adresse");
    }

    @Test
    @DisplayName("a parcel that comes back is told before the customer has to ask")
    void tellsOfTheReturningParcel() {
        MessageFacts.Builder facts = full("receipt", Locale.GERMAN, "shipment.returned");

        assertThat(texts.write(facts.parcelEvent("returned").build()))
                .satisfies(message -> assertThat(message.subject()).startsWith("Ihr Paket kommt zurück"))
                .satisfies(message ->
                        assertThat(message.text()).contains("schon bemerkt").doesNotContain("> ", "Ihre Nachricht"));
        assertThat(texts.write(facts.parcelEvent("lost").build()).subject()).contains("verloren gegangen");
    }

    @Test
    @DisplayName("a withdrawal from the purchase is confirmed with content, date and time, on every channel")
    void confirmsAWithdrawal() {
        MessageFacts.Builder facts = full(
                        "receipt", Locale.GERMAN, "Ich widerrufe den Kauf: Smartphone X, Bestellung O-77001.")
                .parcelEvent(null)
                .addressNeeded(true)
                .purchaseWithdrawn(true);
        MessageText german = texts.write(facts.build());

        assertThat(german.subject()).startsWith("Ihr Widerruf ist eingegangen");
        assertThat(german.text())
                .contains(
                        "> Ich widerrufe den Kauf: Smartphone X, Bestellung O-77001.",
                        "Eingegangen: Montag, 23. November 2026, 09:30 Uhr")
                .doesNotContain("Bitte bestätigen Sie die Adresse", "keine Hilfe mehr");
        assertThat(german.shortText()).contains("Ich widerrufe den Kauf", "23. November 2026");
        MessageText english =
                texts.write(full("receipt", Locale.ENGLISH, "I withdraw from the purchase: order O-77001.")
                        .parcelEvent(null)
                        .purchaseWithdrawn(true)
                        .build());
        assertThat(english.subject()).startsWith("We have received your withdrawal");
        assertThat(english.text()).contains("> I withdraw from the purchase", "Received: ");
    }

    @Test
    @DisplayName("a renewed promise names the new time, the old one and the reason, and says sorry")
    void renewedPromiseGivesItsReason() {
        assertThat(texts.write(full("promise-renewed", Locale.GERMAN, "x").build())
                        .text())
                .contains("entschuldigen", "Grund: Der Paketdienst meldet eine Verspätung.", "Bisher zugesagt: ");
    }

    @Test
    @DisplayName("the agent's own words are never cut")
    void agentsWordsStayWhole() {
        String answer = "Ihr Paket ist heute unterwegs. ".repeat(40).strip();

        assertThat(texts.write(full("reply", Locale.GERMAN, "x")
                                .replyText(answer)
                                .build())
                        .shortText())
                .contains(answer);
    }

    @Test
    @DisplayName("what anybody may read carries no name and no number, and the link it was given")
    void publicReplyIsDiscreet() {
        MessageText message =
                texts.write(full("public-reply", Locale.GERMAN, "x").build());

        assertThat(message.text() + message.shortText()).doesNotContain(CASE, "Erika", "O-77001", "Smartphone");
        assertThat(message.shortText()).endsWith(" " + LINK);
    }

    @Test
    @DisplayName("a line break in a name does not become a mail header")
    void subjectIsOneLine() {
        assertThat(texts.write(full("handed-on", Locale.GERMAN, "x")
                                .ownerName("Anna\r\nBcc: x@example.org")
                                .build())
                        .subject())
                .doesNotContain("\r", "\n");
    }

    @Test
    @DisplayName("what happens next, and when, comes before everything else")
    void saysFirstWhatHappensNext() {
        for (String event : List.of("receipt", "promise", "promise-renewed", "objection-received", "handed-on")) {
            MessageText message = texts.write(full(event, Locale.GERMAN, "x").build());
            assertThat(message.text())
                    .containsSubsequence(
                            "Express-Paket an Ihre Adresse – spätestens Dienstag, 24. November 2026, 20:00 Uhr",
                            "Guten Tag Erika Beispiel");
            assertThat(message.html()).containsSubsequence("<h1", "spätestens Dienstag, 24. November", "Guten Tag");
        }
    }

    @Test
    @DisplayName("a mail has its heading without the number, which stands above it")
    void putsTheNumberAbove() {
        assertThat(texts.write(full("solved", Locale.GERMAN, "x").build()).html())
                .containsSubsequence(">Fall " + CASE + "</td>", ">Ihr Fall ist gelöst</h1>");
        assertThat(texts.write(full("public-reply", Locale.GERMAN, "x").build()).html())
                .as("what anybody may read")
                .doesNotContain(">Fall " + CASE, ">Case " + CASE);
    }

    @Test
    @DisplayName("samples for people to look at are written to the build folder")
    void writesSamples() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "message-samples"));
        for (String event : EVENTS) {
            for (Locale language : List.of(Locale.GERMAN, Locale.ENGLISH)) {
                MessageText message =
                        texts.write(full(event, language, "Mein Paket ging an die alte Adresse.\nBitte helfen Sie mir!")
                                .parcelEvent(null)
                                .build());
                String name = event + "-" + language.getLanguage();
                Files.writeString(folder.resolve(name + ".html"), message.html());
                Files.writeString(
                        folder.resolve(name + ".txt"),
                        message.subject() + "\n\n" + message.text() + "\n" + message.shortText());
                assertThat(folder.resolve(name + ".html")).isNotEmptyFile();
            }
        }
        MessageText withdrawal =
                texts.write(full("receipt", Locale.GERMAN, "Ich widerrufe den Kauf: Smartphone X, Bestellung O-77001.")
                        .parcelEvent(null)
                        .promise("Wir sagen Ihnen, was wir tun", DUE)
                        .purchaseWithdrawn(true)
                        .build());
        Files.writeString(folder.resolve("receipt-of-a-withdrawal.html"), withdrawal.html());
        Files.writeString(
                folder.resolve("receipt-of-a-withdrawal.txt"),
                withdrawal.subject() + "\n\n" + withdrawal.text() + "\n" + withdrawal.shortText());
    }

    static MessageFacts.Builder full(String event, Locale language, String typed) {
        return MessageFacts.of(event, language, CASE, "Kaufhaus Nord", LINK)
                .customerName("Erika Beispiel")
                .matter("Lieferung an die falsche Adresse", "Smartphone X", "O-77001")
                .contact(typed, Instant.parse("2026-11-23T08:30:00Z"), Instant.parse("2026-11-23T16:30:00Z"))
                .ownerName("Anna Agentin")
                .promise("Express-Paket an Ihre Adresse", DUE)
                .renewed("Der Paketdienst meldet eine Verspätung.", DUE.minusSeconds(86_400))
                .replyText(typed)
                .addressNeeded(true)
                .parcelEvent("returned")
                .solved("Ihr Paket wurde zugestellt.", DUE.plusSeconds(7 * 86_400))
                .outcome("solved")
                .code("482 913", DUE)
                .changedWhat("address")
                .call(DUE, DUE.plusSeconds(7200))
                .money(new Money(4990), "Gutschrift für die Verspätung");
    }
}
