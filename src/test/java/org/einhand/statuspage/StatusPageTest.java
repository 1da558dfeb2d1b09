package org.einhand.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.einhand.casefile.Address;
import org.einhand.casefile.CaseType;
import org.einhand.desk.Action;
import org.einhand.desk.CodePurpose;
import org.einhand.desk.CustomerDesk;
import org.einhand.desk.StatusView;
import org.einhand.desk.StatusView.Done;
import org.einhand.desk.StatusView.Payment;
import org.einhand.desk.StatusView.Promised;
import org.einhand.desk.StatusView.Purchase;
import org.einhand.desk.StatusView.State;
import org.einhand.desk.StatusView.Step;
import org.einhand.desk.StatusView.What;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.einhand.notification.Brand;
import org.einhand.notification.BrandConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureWebMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.thymeleaf.spring6.ISpringTemplateEngine;

@DisplayName("The status page")
@SpringBootTest(
        classes = StatusPageTest.FakeDesk.class,
        properties = {
            "einhand.brand.name=Kaufhaus Nord",
            "einhand.brand.phone=+49 40 123456",
            "spring.main.banner-mode=off"
        })
@AutoConfigureMockMvc(addFilters = true)
@AutoConfigureWebMvc
@ImportAutoConfiguration(ThymeleafAutoConfiguration.class)
@Import({
    StatusPage.class,
    StatusStyle.class,
    StatusHeaders.class,
    BrandConfiguration.class,
    StatusPageTest.OpenDoor.class
})
class StatusPageTest {

    private static final String TOKEN = "wq8sD3u1Zt0xkP-L_9aBcd";
    private static final String PUBLIC_TOKEN = "pq8sD3u1Zt0xkP-L_9aBcd";
    private static final String PAGE = "/status/" + TOKEN;
    private static final List<String> STEPS = List.of(
            "told",
            "noticed",
            "decided",
            "preparing",
            "under-way",
            "arrived",
            "solved",
            "device-collected",
            "device-received",
            "device-repaired",
            "replacement-checked");
    private static final Instant DUE = Instant.parse("2026-11-24T19:00:00Z");

    @Autowired
    private MockMvcTester browser;

    @Autowired
    private FakeDesk desk;

    @Autowired
    private ISpringTemplateEngine templates;

    @BeforeEach
    void freshDesk() {
        desk.view = waiting();
        desk.calls.clear();
        desk.refusal = null;
    }

    @Test
    @DisplayName("says first what happens next and by when, then what was understood and done")
    void showsTheCase() throws IOException {
        String page = shown(PAGE, "waiting");

        assertThat(page)
                .containsSubsequence(
                        "So geht es weiter",
                        "Express-Paket an Ihre Adresse",
                        "Dienstag, 24. November 2026, 20:00 Uhr",
                        "Wo Ihr Fall steht",
                        "aria-current=\"step\"",
                        "Unterwegs",
                        "Was wir verstanden haben",
                        "Smartphone X",
                        "E26-000123-4",
                        "Was bisher geschehen ist",
                        "Neue Lieferung per Express: ",
                        "Stimmt etwas nicht?",
                        "Ich brauche keine Hilfe mehr");
        assertThat(desk.calls).isEmpty();
    }

    @Test
    @DisplayName("behind the link that is given in public there is nothing but the question who it is")
    void asksWhoItIs() throws IOException {
        String path = "/status/" + PUBLIC_TOKEN;
        assertThat(shown(path, "identify"))
                .contains("Zeigen Sie uns, dass Sie es sind", "Code anfordern", path + "/identify-code")
                .doesNotContain("E26-", "Smartphone", "Was bisher geschehen ist");
        assertThat(shown(path + "?lang=en", "identify-english")).contains("Show us that it is you");
        assertThat(shown(path + "?done=code-sent", "identify-code")).contains("name=\"code\"", path + "/identify\"");
        assertThat(browser.post().uri(path + "/identify-code").exchange()).hasStatus(303);
        assertThat(browser.post().uri(path + "/identify").param("code", " ").exchange())
                .hasStatus(422);
        assertThat(browser.post()
                        .uri(path + "/identify")
                        .param("code", "123 456")
                        .exchange())
                .hasStatus(303)
                .headers()
                .hasValue("Location", "https://hilfe.example.org" + PAGE);
        assertThat(desk.calls).containsExactly("code to identify", "identify 123456");
        assertThat(browser.post()
                        .uri(PAGE + "/identify")
                        .param("code", "123456")
                        .exchange())
                .hasStatus(404);
        desk.refusal = new Problem("code-wrong", 422, "no");
        assertThat(browser.post().uri(path + "/identify").param("code", "1").exchange())
                .hasStatus(422)
                .bodyText()
                .contains("Fehler:", "aria-invalid");
    }

    @Test
    @DisplayName("follows the language of the case, and the reader's choice")
    void speaksTwoLanguages() throws IOException {
        assertThat(shown(PAGE + "?lang=en", "english"))
                .contains(
                        "<html lang=\"en\">", "What happens next", "<span lang=\"de\">Express-Paket", "(German time)");
        assertThat(shown(PAGE + "?lang=xx", "waiting")).contains("<html lang=\"de\">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/status/unknown",
                "/status/" + TOKEN + "x",
                "/status/" + TOKEN + "/other",
                "/status/unknown/no-more-help",
                "/status/unknown/withdrawal",
                "/status/unknown/address",
                "/status/logo",
                "/status",
                "/status/",
                "/status/a/b/c"
            })
    @DisplayName("whatever is not the page of a known link gets one and the same answer")
    void answersUnknownLinksAlike(String address) throws Exception {
        MvcTestResult first = browser.get().uri("/status/first").exchange();
        MvcTestResult other = browser.get().uri(address).exchange();

        assertThat(other).hasStatus(404);
        assertThat(other.getResponse().getContentAsByteArray())
                .isEqualTo(first.getResponse().getContentAsByteArray());
        assertThat(headers(other)).isEqualTo(headers(first));
        assertThat(browser.post().uri("/status/unknown/not-solved").param("text", "x"))
                .hasStatus(404);
        Files.writeString(samples().resolve("gone.html"), looks(other));
    }

    @Test
    @DisplayName("runs nothing foreign, is not kept, not indexed, and does not tell where the reader came from")
    void isWellSealed() {
        assertThat(browser.get().uri(PAGE))
                .hasHeader("Cache-Control", "no-store")
                .hasHeader("Referrer-Policy", "no-referrer")
                .hasHeader("X-Robots-Tag", "noindex, nofollow")
                .headers()
                .hasValue(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(browser.get().uri(PAGE)).bodyText().doesNotContain("<script", "style=\"", "onclick");
        assertThat(browser.get().uri("/status/style.css"))
                .hasStatusOk()
                .hasContentTypeCompatibleWith("text/css")
                .bodyText()
                .contains("--band: #17594a", "--primary: #7fd1bb");
    }

    @Test
    @DisplayName("shows the logo from its own address")
    void servesTheLogo() {
        String picture =
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        Brand brand = new Binder(new MapConfigurationPropertySource(
                        Map.of("einhand.brand.logo", "data:image/png;base64," + picture)))
                .bindOrCreate("einhand.brand", Brand.class);
        ResponseEntity<byte[]> logo = new StatusPage(desk, brand, templates).logo();

        assertThat(logo.getHeaders().getContentType()).isEqualTo(MediaType.IMAGE_PNG);
        assertThat(logo.getBody()).isEqualTo(Base64.getDecoder().decode(picture));
        assertThat(new String(
                        Objects.requireNonNull(new StatusPage(desk, brand, templates)
                                .anythingElse()
                                .getBody()),
                        StandardCharsets.UTF_8))
                .contains("<img src=\"/status/logo\" alt=\"Einhand\"");
    }

    @Test
    @DisplayName("an address takes a code first, then code and address together, each followed by a redirect")
    void takesAnAddress() throws IOException {
        desk.view = addressNeeded(null);
        assertThat(shown(PAGE, "address-1")).contains("Code schicken").doesNotContain("name=\"street\"");

        assertThat(browser.post().uri(PAGE + "/address-code"))
                .hasStatus(303)
                .hasHeader("Location", PAGE + "?done=code-sent#notice");
        assertThat(shown(PAGE + "?done=code-sent", "address-2"))
                .contains("id=\"notice\"", "name=\"street\"")
                .doesNotContain("Schritt 1 von 2");

        assertThat(browser.post()
                        .uri(PAGE + "/address")
                        .param("code", " 482 913")
                        .param("street", "Neue Straße 5")
                        .param("postalCode", "20095")
                        .param("city", "Hamburg")
                        .param("country", "DE")
                        .param("lang", "en"))
                .hasStatus(303)
                .hasHeader("Location", PAGE + "?done=address&lang=en#notice");
        assertThat(desk.calls)
                .containsExactly("code", "482913 " + new Address(null, "Neue Straße 5", "20095", "Hamburg", "DE"));
    }

    private static final StatusView.Window NINE =
            new StatusView.Window(Instant.parse("2026-11-25T08:00:00Z"), Instant.parse("2026-11-25T10:00:00Z"));
    private static final StatusView.Window ELEVEN =
            new StatusView.Window(Instant.parse("2026-11-25T10:00:00Z"), Instant.parse("2026-11-25T12:00:00Z"));

    @Test
    @DisplayName("she chooses when she is called among the windows that are free, without a code")
    void takesATimeForACall() throws IOException {
        desk.view = called(new StatusView.CallBack("678", null, false, List.of(NINE, ELEVEN)));
        assertThat(shown(PAGE, "call-1"))
                .contains(
                        "Sollen wir Sie anrufen?",
                        "die auf 678 endet",
                        "<legend>Freie Zeiten</legend>",
                        "type=\"radio\"",
                        "value=\"2026-11-25T08:00:00Z/2026-11-25T10:00:00Z\"",
                        "Mittwoch, 25. November, 09:00–11:00 Uhr",
                        "Mittwoch, 25. November, 11:00–13:00 Uhr")
                .doesNotContain("Anruf absagen");
        assertThat(shown(PAGE + "?lang=en", "call-1-en"))
                .contains("Shall we call you?", "Wednesday, 25 November, 09:00–11:00 (German time)");

        assertThat(browser.post().uri(PAGE + "/call-back").param("window", "2026-11-25T08:00:00Z/2026-11-25T10:00:00Z"))
                .hasStatus(303)
                .hasHeader("Location", PAGE + "?done=call-back#notice");
        assertThat(desk.calls).containsExactly("call from 2026-11-25T08:00:00Z to 2026-11-25T10:00:00Z");
        assertThat(browser.post().uri(PAGE + "/call-back"))
                .hasStatus(422)
                .bodyText()
                .contains("href=\"#window\"", "Bitte wählen Sie eine Zeit.");
        assertThat(browser.post().uri(PAGE + "/call-back").param("window", "tomorrow"))
                .hasStatus(400)
                .bodyText()
                .contains("Diese Zeit ist nicht mehr frei.");
        desk.refusal = Problem.invalid("/from", "must be a window that is still free");
        assertThat(browser.post().uri(PAGE + "/call-back").param("window", "2026-11-25T08:00:00Z/2026-11-25T10:00:00Z"))
                .hasStatus(400)
                .bodyText()
                .contains("href=\"#window\"", "Diese Zeit ist nicht mehr frei.");
    }

    @Test
    @DisplayName("a call that is agreed can be moved and, after one question, called off")
    void showsTheCallThatIsAgreed() throws IOException {
        desk.view = called(new StatusView.CallBack("678", NINE, false, List.of(ELEVEN)));
        assertThat(shown(PAGE, "call-2"))
                .contains(
                        "Unser Anruf bei Ihnen",
                        "Wir rufen Sie an: Mittwoch, 25. November, 09:00–11:00 Uhr",
                        "Passt die Zeit nicht?",
                        "Anruf absagen");
        assertThat(browser.get().uri(PAGE + "/no-call")).bodyText().contains("Möchten Sie den Anruf absagen?");
        assertThat(desk.calls).isEmpty();
        assertThat(browser.post().uri(PAGE + "/no-call").param("confirmed", "yes"))
                .hasStatus(303)
                .hasHeader("Location", PAGE + "?done=no-call#notice");
        assertThat(desk.calls).containsExactly("no call");
    }

    @Test
    @DisplayName("who could not be reached is asked for another time; without a number nobody can call")
    void asksForAnotherTimeForTheCall() throws IOException {
        desk.view = called(new StatusView.CallBack("678", null, true, List.of(NINE)));
        assertThat(shown(PAGE, "call-3")).contains("leider nicht erreicht", "09:00–11:00 Uhr");
        desk.view = called(new StatusView.CallBack("678", null, false, List.of()));
        assertThat(shown(PAGE, "call-4"))
                .contains("keine Zeit für einen Anruf frei")
                .doesNotContain("type=\"radio\"");
        desk.view = called(new StatusView.CallBack(null, null, false, List.of()));
        assertThat(shown(PAGE, "call-5")).contains("keine Telefonnummer").doesNotContain("type=\"radio\"");
    }

    @Test
    @DisplayName("what is missing is said at the field and on top, and what was typed stays")
    void namesWhatIsMissing() throws IOException {
        desk.view = addressNeeded(DUE);
        MvcTestResult result = browser.post()
                .uri(PAGE + "/address")
                .param("code", "482913")
                .param("street", "<b>Neue Straße 5")
                .param("postalCode", "2009")
                .exchange();

        assertThat(result).hasStatus(422);
        Files.writeString(samples().resolve("address-errors.html"), looks(result));
        assertThat(result)
                .bodyText()
                .contains(
                        "<title>Fehler: ",
                        "href=\"#postalCode\"",
                        "aria-describedby=\"postalCode-error\"",
                        "Eine deutsche Postleitzahl hat fünf Ziffern.",
                        "value=\"&lt;b&gt;Neue Straße 5\"",
                        "value=\"482913\"");
        assertThat(desk.calls).isEmpty();
    }

    @Test
    @DisplayName("a wrong code is said at the code; the address stays, the code does not")
    void refusesAWrongCode() {
        desk.view = addressNeeded(DUE);
        desk.refusal = new Problem("code-wrong", 422, "The code is wrong.");

        assertThat(sendAddress()).hasStatus(422).bodyText().contains("Dieser Code stimmt nicht", "value=\"Hamburg\"");
        desk.refusal = Problem.invalid("/address/street", "is not known");
        assertThat(sendAddress()).hasStatus(400).bodyText().contains("id=\"street-error\"");
        desk.refusal = new Problem("too-many-attempts", 429, "Too many.");
        assertThat(sendAddress()).hasStatus(429).bodyText().contains("zu viele Versuche");
        desk.refusal = Problem.notFound("gone meanwhile");
        assertThat(sendAddress()).hasStatus(404);
    }

    @Test
    @DisplayName("bank details take a code of their own first, then code and account together")
    void takesBankDetails() throws IOException {
        desk.view = bankDetails(true, false, null, null);
        assertThat(shown(PAGE, "account-1"))
                .contains("Ihre Bankverbindung", "Code schicken", "/bank-details-code\"")
                .doesNotContain("name=\"iban\"", "brauchen wir nichts von Ihnen");

        assertThat(browser.post().uri(PAGE + "/bank-details-code"))
                .hasStatus(303)
                .hasHeader("Location", PAGE + "?done=bank-code-sent#notice");
        assertThat(shown(PAGE + "?done=bank-code-sent", "account-2"))
                .contains("id=\"notice\"", "name=\"iban\"", "id=\"bank-name\"")
                .doesNotContain("name=\"street\"", "Schritt 1 von 2");

        assertThat(sendAccount("DE02 1203 0000 0000 2020 51", "Jörg Ångström-Łukasz"))
                .hasStatus(303)
                .hasHeader("Location", PAGE + "?done=bank-details#notice");
        assertThat(desk.calls)
                .containsExactly("code for bank-details", "482913 DE02 1203 0000 0000 2020 51 Jörg Ångström-Łukasz");
        assertThat(browser.get().uri(PAGE + "/bank-details")).hasStatus(303);
        assertThat(browser.get().uri(PAGE + "/bank-details-code")).hasStatus(303);
        assertThat(browser.post().uri("/status/unknown/bank-details-code")).hasStatus(404);
        assertThat(browser.post().uri("/status/unknown/bank-details")).hasStatus(404);
    }

    @Test
    @DisplayName("of an account that was given only its end is shown, in both languages")
    void showsOnlyTheEndOfAnAccount() throws IOException {
        desk.view = bankDetails(false, false, "2051", null);
        assertThat(shown(PAGE, "account-given"))
                .contains(
                        "Angegeben, endet auf 2051.", "Andere Bankverbindung angeben", "brauchen wir nichts von Ihnen");
        assertThat(shown(PAGE + "?lang=en", "account-given-en")).contains("Given, ends in 2051.");
        desk.view = bankDetails(true, true, "2051", null);
        assertThat(shown(PAGE, "account-refused"))
                .contains("das auf 2051 endet", "nicht unter dem angegebenen Namen", "Code schicken");
    }

    @Test
    @DisplayName("what is wrong with an account is said at the field; an IBAN that was typed is never shown again")
    void namesWhatIsWrongWithAnAccount() throws IOException {
        desk.view = bankDetails(true, false, null, DUE);
        MvcTestResult missing =
                browser.post().uri(PAGE + "/bank-details").param("name", " ").exchange();
        assertThat(missing).hasStatus(422).bodyText().contains("bank-code-error", "bank-name-error", "iban-error");
        assertThat(desk.calls).isEmpty();

        desk.refusal = Problem.invalid("/iban", "is no IBAN: its check digits do not fit");
        MvcTestResult wrong = sendAccount("DE02120300000000202052", "Erika <b>Beispiel");
        Files.writeString(samples().resolve("account-errors.html"), looks(wrong));
        assertThat(wrong)
                .hasStatus(400)
                .bodyText()
                .contains("href=\"#iban\"", "id=\"iban-error\"", "keine gültige IBAN", "Erika &lt;b&gt;Beispiel")
                .doesNotContain("DE02120300000000202052", "202052", "id=\"code-error\"");
        desk.refusal = new Problem("code-wrong", 422, "The code is wrong.");
        assertThat(sendAccount("DE02120300000000202051", "Erika Beispiel"))
                .hasStatus(422)
                .bodyText()
                .contains("id=\"bank-code-error\"", "Dieser Code stimmt nicht")
                .doesNotContain("202051", "value=\"482913\"");
        desk.refusal = new Problem("payout-begun", 409, "Money is on its way.");
        assertThat(sendAccount("DE02120300000000202051", "Erika Beispiel"))
                .hasStatus(409)
                .bodyText()
                .contains("schon auf dem Weg");
    }

    @Test
    @DisplayName("not solved: the words go to the desk; without words the page asks for some")
    void takesAnObjection() throws IOException {
        desk.view = solved();
        assertThat(shown(PAGE, "solved")).contains("Nicht gelöst?", "bis Dienstag, 1. Dezember 2026");

        assertThat(browser.post().uri(PAGE + "/not-solved").param("text", "  "))
                .hasStatus(422)
                .bodyText()
                .contains("id=\"text-error\"");
        assertThat(browser.post().uri(PAGE + "/not-solved").param("text", "Es fehlt\r\ndas Kabel"))
                .hasStatus(303);
        assertThat(desk.calls).containsExactly("not solved: Es fehlt\ndas Kabel");
    }

    @Test
    @DisplayName("no more help: asks before it does so")
    void asksBeforeEnding() throws IOException {
        MvcTestResult question = browser.post().uri(PAGE + "/no-more-help").exchange();
        assertThat(question).hasStatusOk().bodyText().contains("wirklich keine Hilfe mehr", "name=\"confirmed\"");
        Files.writeString(samples().resolve("confirm.html"), looks(question));
        assertThat(browser.get().uri(PAGE + "/no-more-help?confirmed=yes")).hasStatusOk();
        assertThat(desk.calls).isEmpty();

        assertThat(browser.post().uri(PAGE + "/no-more-help").param("confirmed", "yes"))
                .hasStatus(303)
                .hasHeader("Location", PAGE + "?done=no-more-help#notice");
        assertThat(desk.calls).containsExactly("no more help");
    }

    @Test
    @DisplayName("withdrawing from the purchase is a button of its own, and asks before it does so")
    void takesAWithdrawal() throws IOException {
        assertThat(shown(PAGE, "waiting"))
                .containsSubsequence("Vertrag widerrufen", "Ich brauche keine Hilfe mehr")
                .contains("action=\"" + PAGE + "/withdrawal\"", "action=\"" + PAGE + "/no-more-help\"");

        MvcTestResult question = browser.post().uri(PAGE + "/withdrawal").exchange();
        assertThat(question)
                .hasStatusOk()
                .bodyText()
                .contains("wirklich widerrufen", "Widerruf bestätigen", "Smartphone X", "kein Geld bewegt")
                .doesNotContain("Fall beenden");
        Files.writeString(samples().resolve("withdrawal.html"), looks(question));
        assertThat(browser.get().uri(PAGE + "/withdrawal?confirmed=yes&lang=en"))
                .hasStatusOk()
                .bodyText()
                .contains("Confirm withdrawal");
        assertThat(desk.calls).isEmpty();

        assertThat(browser.post().uri(PAGE + "/withdrawal").param("confirmed", "yes"))
                .hasStatus(303)
                .hasHeader("Location", PAGE + "?done=withdrawal#notice");
        assertThat(desk.calls).containsExactly("withdrawn from the purchase");
        assertThat(shown(PAGE + "?done=withdrawal", "withdrawn")).contains("Ihr Widerruf ist eingegangen.");
    }

    @Test
    @DisplayName("a purchase is withdrawn once; without one there is no such button")
    void withdrawsOnce() throws IOException {
        desk.view = of(waiting(), Purchase.WITHDRAWN);
        assertThat(shown(PAGE, "withdrawn"))
                .doesNotContain("Vertrag widerrufen", "Ihr Kauf bleibt dabei bestehen")
                .contains("Ihren Widerruf nimmt das nicht zurück");
        assertThat(browser.get().uri(PAGE + "/withdrawal"))
                .bodyText()
                .contains("schon widerrufen")
                .doesNotContain("Widerruf bestätigen");
        assertThat(browser.get().uri(PAGE + "/no-more-help"))
                .bodyText()
                .contains("Ihr Widerruf bleibt bestehen")
                .doesNotContain("Ihr Kauf wird dadurch nicht storniert");

        desk.view = of(waiting(), Purchase.NONE);
        assertThat(shown(PAGE, "no-purchase")).doesNotContain("widerrufen");
        assertThat(browser.get().uri(PAGE + "/withdrawal")).bodyText().doesNotContain("Widerruf bestätigen");
        desk.refusal = new Problem("case-closed", 409, "Closed.");
        assertThat(browser.post().uri(PAGE + "/withdrawal").param("confirmed", "yes"))
                .hasStatus(409)
                .bodyText()
                .contains("schon abgeschlossen");
    }

    @Test
    @DisplayName("a closed case offers nothing that would be refused")
    void closedCaseHasNoForms() throws IOException {
        desk.view = closed();

        assertThat(shown(PAGE, "closed"))
                .contains("Ihr Fall ist abgeschlossen.")
                .doesNotContain("<form");
    }

    @Test
    @DisplayName("every state, stage, event and type has its words in both languages")
    void hasWordsForEverything() {
        for (Locale language : List.of(Locale.GERMAN, Locale.ENGLISH)) {
            Wording say = Wording.of(null, language);
            assertThat(State.values()).allMatch(state -> say.knows("state." + state));
            assertThat(What.values()).allMatch(what -> say.knows("what." + what));
            for (CaseType type : CaseType.values()) {
                assertThat(say.knows("type." + type.word())).as("%s", type).isTrue();
            }
            for (Action action : Action.all()) {
                assertThat(List.of("action.", "what.DECIDED.", "what.PROVEN.", "what.FAILED."))
                        .as("%s in %s", action.word(), language)
                        .allMatch(key -> say.knows(key + action.word()));
                if (action.settling()) {
                    assertThat(List.of("under-way", "arrived"))
                            .as("%s in %s", action.process(), language)
                            .allMatch(
                                    step -> say.knows("step." + action.process().word() + "." + step)
                                            || say.knows("step." + action.word() + "." + step));
                }
                StatusView view = aCase().course(action).build();
                for (Step.Mark mark : Step.Mark.values()) {
                    assertThat(STEPS)
                            .allSatisfy(step -> assertThat(say.step(view, new Step(step, mark, null)))
                                    .isNotBlank());
                }
            }
        }
    }

    private MvcTestResult sendAccount(String iban, String name) {
        return browser.post()
                .uri(PAGE + "/bank-details")
                .param("code", "482 913")
                .param("name", name)
                .param("iban", iban)
                .exchange();
    }

    private MvcTestResult sendAddress() {
        return browser.post()
                .uri(PAGE + "/address")
                .param("code", "482913")
                .param("street", "Neue Straße 5")
                .param("postalCode", "20095")
                .param("city", "Hamburg")
                .exchange();
    }

    private String shown(String address, String sample) throws IOException {
        MvcTestResult result = browser.get().uri(address).exchange();
        assertThat(result).hasStatusOk();
        String page = looks(result);
        Files.writeString(samples().resolve(sample + ".html"), page);
        return page;
    }

    /** The page as a file that finds its style sheet beside it. */
    private String looks(MvcTestResult result) throws IOException {
        Files.writeString(
                samples().resolve("style.css"),
                browser.get()
                        .uri("/status/style.css")
                        .exchange()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8));
        return result.getResponse()
                .getContentAsString(StandardCharsets.UTF_8)
                .replace("/status/style.css", "style.css");
    }

    private static Path samples() throws IOException {
        return Files.createDirectories(Path.of("target", "status-samples"));
    }

    private static List<String> headers(MvcTestResult result) {
        return result.getResponse().getHeaderNames().stream()
                .sorted()
                .map(name -> name + ": " + result.getResponse().getHeaders(name))
                .toList();
    }

    private static Sample aCase() {
        return new Sample();
    }

    private static StatusView waiting() {
        return aCase().promise(new Promised("Express-Paket an Ihre Adresse", DUE, null, false))
                .build();
    }

    private static StatusView addressNeeded(@Nullable Instant codeValidUntil) {
        Sample sample = aCase().promise(new Promised(
                "Neue Lieferung, sobald Sie Ihre Adresse bestätigt haben",
                DUE,
                "Der Paketdienst meldet eine Verspätung.",
                false));
        sample.state = State.OPEN;
        sample.steps = undecided();
        sample.addressNeeded = true;
        sample.codeValidUntil = codeValidUntil;
        return sample.build();
    }

    private static StatusView bankDetails(
            boolean needed, boolean refused, @Nullable String ending, @Nullable Instant codeValidUntil) {
        Sample sample = aCase();
        sample.state = State.OPEN;
        sample.type = "refund";
        sample.steps = undecided();
        sample.bankDetails = new StatusView.BankDetails(needed, refused, ending, codeValidUntil);
        return sample.build();
    }

    private static StatusView solved() {
        Sample sample = aCase();
        sample.state = State.SOLVED;
        sample.steps = steps("told", "decided", "under-way", "arrived", "solved");
        sample.objectionUntil = DUE.plusSeconds(7 * 86_400);
        return sample.build();
    }

    private static StatusView closed() {
        Sample sample = aCase();
        sample.state = State.CLOSED;
        sample.outcome = "solved";
        sample.steps = steps("told", "decided", "under-way", "arrived", "solved");
        sample.purchase = Purchase.NONE;
        return sample.build();
    }

    private static StatusView of(StatusView view, Purchase purchase) {
        Sample sample = aCase().promise(view.promise());
        sample.purchase = purchase;
        return sample.build();
    }

    private static List<Step> undecided() {
        return steps("told", ">decided", "under-way", "arrived", "solved");
    }

    /** Steps by their names; the one after the arrow is the one we are at. */
    private static List<Step> steps(String... names) {
        List<Step> steps = new ArrayList<>();
        boolean open = false;
        for (String name : names) {
            boolean now = name.startsWith(">");
            Step.Mark mark = now ? Step.Mark.NOW : open ? Step.Mark.NEXT : Step.Mark.DONE;
            Instant at = mark == Step.Mark.DONE ? DUE.minusSeconds(86_400L * (names.length - steps.size())) : null;
            open |= now;
            steps.add(new Step(now ? name.substring(1) : name, mark, at));
        }
        return steps;
    }

    /** A parcel that is on its way again, and what is different about other cases. */
    private static final class Sample {

        private static final Instant OPENED = Instant.parse("2026-11-23T08:30:00Z");

        private String type = "redelivery";
        private State state = State.WAITING;
        private @Nullable String outcome;
        private String course = "redelivery";
        private @Nullable String remedy = "redeliver-express";
        private List<Step> steps = steps("told", "decided", ">under-way", "arrived", "solved");
        private StatusView.@Nullable Window visit;
        private @Nullable Promised promise;
        private @Nullable Instant objectionUntil;
        private boolean addressNeeded;
        private @Nullable Instant codeValidUntil;
        private Purchase purchase = Purchase.STANDING;
        private StatusView.@Nullable BankDetails bankDetails;
        private StatusView.@Nullable CallBack callBack;
        private List<Done> done = List.of(
                new Done(OPENED, What.RECEIVED, null),
                new Done(OPENED.plusSeconds(3600), What.DECIDED, "redeliver-express"),
                new Done(OPENED.plusSeconds(7200), What.ORDERED, "redeliver-express"));
        private List<Payment> money = List.of();

        Sample promise(@Nullable Promised held) {
            promise = held;
            return this;
        }

        Sample course(Action action) {
            course = action.process().word();
            remedy = action.word();
            return this;
        }

        StatusView build() {
            return new StatusView(
                    "E26-000123-4",
                    Locale.GERMAN,
                    type,
                    state,
                    outcome,
                    OPENED,
                    "Anna Agentin",
                    "Mein Paket ging an die alte Adresse, bitte an ••• schicken.",
                    "Smartphone X",
                    course,
                    remedy,
                    steps,
                    visit,
                    promise,
                    null,
                    objectionUntil,
                    addressNeeded,
                    codeValidUntil,
                    purchase,
                    bankDetails,
                    callBack,
                    done,
                    money);
        }
    }

    /** The page of every kind of case while its remedy is under way, and what stands there once it worked or did not. */
    @ParameterizedTest
    @MethodSource("courses")
    @DisplayName("every kind of case says in plain words how far it got")
    void tellsEveryKind(String type, String action, String stage) throws IOException {
        desk.view = about(type, action);
        String german = shown(PAGE, "course-" + action);
        assertThat(german)
                .contains(stage, "Vertrag widerrufen")
                .doesNotContain("Wir haben entschieden.", "Das wurde ausgeführt.", "Das hat nicht geklappt.");
        assertThat(shown(PAGE + "?lang=en", "course-" + action + "-en"))
                .doesNotContain("We have made a decision.", "This was carried out.", "This did not work.");
    }

    static Stream<Arguments> courses() {
        return Stream.of(
                Arguments.of("redelivery", "redeliver-standard", "Unterwegs"),
                Arguments.of("device-exchange", "swap-at-door", "Neues Gerät ist unterwegs"),
                Arguments.of("contract-activation", "retrigger-activation", "Wird freigeschaltet"),
                Arguments.of("refund", "refund-bank-transfer", "Zahlung veranlasst"),
                Arguments.of("redelivery", "cancel-order", "Zahlung veranlasst"),
                Arguments.of("other", "custom-remedy", "In Arbeit"));
    }

    private static StatusView called(StatusView.@Nullable CallBack callBack) {
        Sample sample = aCase().course(Action.of("redeliver-standard"))
                .promise(waiting().promise());
        sample.callBack = callBack;
        return sample.build();
    }

    private static StatusView about(String type, String action) {
        Sample sample = aCase().course(Action.of(action)).promise(waiting().promise());
        Instant opened = Sample.OPENED;
        sample.type = type;
        sample.done = List.of(
                new Done(opened, What.RECEIVED, null),
                new Done(opened.plusSeconds(600), What.DECIDED, action),
                new Done(opened.plusSeconds(900), What.FAILED, action),
                new Done(opened.plusSeconds(1200), What.BEING_CHECKED, "goodwill-credit"),
                new Done(opened.plusSeconds(1500), What.PROVEN, action));
        return sample.build();
    }

    @Test
    @DisplayName("the way shows what is done, what we are at and what is to come, station by station of a device")
    void showsTheWayOfADevice() throws IOException {
        Sample sample = aCase().course(Action.of("exchange-after-return"))
                .promise(new Promised("Ihr Ersatzgerät wird zugestellt", DUE, null, false));
        sample.type = "device-exchange";
        sample.steps =
                steps("told", "decided", "device-collected", ">device-received", "under-way", "arrived", "solved");
        desk.view = sample.build();

        assertThat(shown(PAGE, "exchange"))
                .containsSubsequence(
                        "Sie haben es uns gesagt",
                        "(erledigt)",
                        "Ihr Gerät ist abgeschickt",
                        "aria-current=\"step\"",
                        "Ihr Gerät ist auf dem Weg zu uns",
                        "(daran arbeiten wir)",
                        "Neues Gerät ist unterwegs",
                        "(kommt noch)",
                        "Gelöst");
    }

    @Test
    @DisplayName("an exchange at the door says between which times")
    void showsTheTimeOfAVisit() throws IOException {
        Sample sample = aCase().course(Action.of("swap-at-door"))
                .promise(new Promised("Wir bringen das neue Gerät und nehmen das alte mit", DUE, null, false));
        sample.type = "device-exchange";
        sample.visit = new StatusView.Window(DUE.minusSeconds(14_400), DUE);
        desk.view = sample.build();

        assertThat(shown(PAGE, "swap"))
                .containsSubsequence(
                        "Der Austausch an Ihrer Tür:", "Dienstag, 24. November 2026, zwischen 16:00 und 20:00 Uhr");
        assertThat(shown(PAGE + "?lang=en", "swap-en"))
                .contains("Tuesday, 24 November 2026, between 16:00 and 20:00 (German time)");
    }

    @Test
    @DisplayName("money is shown with its reason, its way and where it stands")
    void showsMoneyWithItsReason() throws IOException {
        Sample sample = aCase().course(Action.of("refund-original-means"));
        sample.type = "refund";
        sample.money = List.of(
                new Payment(
                        new Money(49_900), "Erstattung Ihrer Zahlung", "original", Payment.Standing.ON_ITS_WAY, null),
                new Payment(
                        new Money(1500),
                        "Gutschrift als Entgegenkommen für Ihre Mühe",
                        "credit",
                        Payment.Standing.BOOKED,
                        DUE));
        desk.view = sample.build();

        assertThat(shown(PAGE, "money"))
                .containsSubsequence(
                        "Geld für Sie",
                        "499,00\u00a0€",
                        "Erstattung Ihrer Zahlung",
                        "Ist unterwegs",
                        "15,00\u00a0€",
                        "Gebucht am",
                        "24. November 2026, 20:00 Uhr",
                        "als Gutschrift");
        assertThat(shown(PAGE + "?lang=en", "money-en")).contains("€499.00", "<span lang=\"de\">Erstattung");
    }

    /** The page needs no sign-in and no session: the link is the key. */
    @TestConfiguration(proxyBeanMethods = false)
    static class OpenDoor {

        @Bean
        SecurityFilterChain statusPages(HttpSecurity http) throws Exception {
            return http.securityMatcher("/status", "/status/**")
                    .csrf(AbstractHttpConfigurer::disable)
                    .requestCache(AbstractHttpConfigurer::disable)
                    .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    /** A desk that knows one link. */
    static class FakeDesk implements CustomerDesk {

        private StatusView view = waiting();
        private final List<String> calls = new ArrayList<>();
        private @Nullable Problem refusal;

        @Override
        public Optional<StatusView> look(String token) {
            return token.equals(TOKEN) ? Optional.of(view) : Optional.empty();
        }

        @Override
        public Optional<java.util.Locale> askedWho(String token) {
            return token.equals(PUBLIC_TOKEN) ? Optional.of(java.util.Locale.GERMAN) : Optional.empty();
        }

        @Override
        public void requestCodeToIdentify(String token) {
            take("code to identify");
        }

        @Override
        public String identify(String token, String code) {
            take("identify " + code);
            return "https://hilfe.example.org/status/" + TOKEN;
        }

        @Override
        public void requestCode(String token, CodePurpose purpose) {
            take(purpose == CodePurpose.ADDRESS ? "code" : "code for " + purpose.word());
        }

        @Override
        public void giveBankDetails(String token, String code, String iban, String name) {
            take(code + " " + iban + " " + name);
        }

        @Override
        public void confirmAddress(String token, String code, Address address) {
            take(code + " " + address);
        }

        @Override
        public void chooseCallBack(String token, Instant from, Instant to) {
            take("call from " + from + " to " + to);
        }

        @Override
        public void callOffCallBack(String token) {
            take("no call");
        }

        @Override
        public void notSolved(String token, String text) {
            take("not solved: " + text);
        }

        @Override
        public void noMoreHelp(String token) {
            take("no more help");
        }

        @Override
        public void withdrawFromPurchase(String token) {
            take("withdrawn from the purchase");
        }

        private void take(String call) {
            if (refusal != null) {
                throw refusal;
            }
            calls.add(call);
        }
    }
}
