package org.einhand.statuspage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.einhand.support.Chromium;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.einhand.support.Reader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The customer's page in a real browser: on a phone that runs no scripts, and read by those who need it accessible. */
@EinhandTest
class CustomersPageTest {

    private static Chromium chromium;

    private final House house;

    CustomersPageTest(@LocalServerPort int port) {
        this.house = new House(port);
    }

    @BeforeAll
    static void openABrowser() {
        chromium = new Chromium();
    }

    @AfterAll
    static void closeIt() {
        chromium.close();
    }

    @BeforeEach
    void everythingAsUsual() {
        house.behave("logistics", "auto");
    }

    private static ObjectNode form() {
        ObjectNode form = House.redelivery("self-service", "shop-login");
        form.put("concern", "Das Paket kam nicht an, es ging an meine alte Adresse.");
        return form;
    }

    @Test
    void she_gives_her_address_on_a_phone_without_scripts() {
        House.Answer opened = house.post("intake", "/api/cases", form()).expect(201);
        String number = opened.text("/caseNumber");
        String url = opened.text("/statusUrl");
        canBeUsed(url);
        try (Reader customer = Reader.onAPhoneWithoutScripts(chromium)) {
            Page page = customer.open(url);
            assertThat(heading(page, "So geht es weiter")).isVisible();
            assertThat(page.locator("[aria-current=step]")).containsText("Wir suchen die beste Lösung");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Lieferadresse bestätigen"))
                    .press("Enter");
            press(page, "Code schicken");
            assertThat(page.locator("#notice")).containsText("Wir haben Ihnen einen Code geschickt");

            page.getByLabel("Code").fill(codeOf(number));
            page.getByLabel("Straße und Hausnummer").fill("Neuer Weg 2");
            page.getByLabel("Postleitzahl").fill("1011");
            page.getByLabel("Ort", new Page.GetByLabelOptions().setExact(true)).fill("Berlin");
            press(page, "Adresse bestätigen");
            Locator error = page.locator("#errors a");
            assertThat(error).hasText("Eine deutsche Postleitzahl hat fünf Ziffern.");
            error.press("Enter");
            assertThat(page.locator("#postalCode:target")).isVisible();
            customer.picture("status-page-error-phone");

            page.getByLabel("Postleitzahl").fill("10115");
            press(page, "Adresse bestätigen");
            assertThat(page.locator("#notice")).containsText("die Adresse ist bestätigt");
            assertThat(page.getByLabel("Postleitzahl")).hasCount(0);
            customer.picture("status-page-phone");
        }
        JsonNode file = house.look(number);
        assertThat(file.path("addressConfirmed").asBoolean()).isTrue();
        assertThat(file.path("blockedBy").isNull()).isTrue();
        house.message(number, "contact-changed");
    }

    @Test
    void what_has_to_be_mended_is_told_to_everybody() {
        House.Answer opened = house.post("intake", "/api/cases", form()).expect(201);
        for (ColorScheme paper : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            try (Reader customer = Reader.of(chromium, 375, paper)) {
                Page page = customer.open(opened.text("/statusUrl"));
                if (paper == ColorScheme.LIGHT) {
                    press(page, "Code schicken");
                }
                page.getByLabel("Code").fill("1");
                press(page, "Adresse bestätigen");
                assertThat(page.locator("#errors")).isFocused();
                assertThat(page.getByLabel("Postleitzahl")).hasAttribute("aria-describedby", "postalCode-error");
                customer.canUseIt();
            }
        }
    }

    @Test
    void she_says_not_solved_on_a_phone_without_scripts() {
        ObjectNode form = form();
        form.with("facts").set("correctedAddress", House.address("Neuer Weg 2", "10115", "Berlin"));
        House.Answer opened = house.post("intake", "/api/cases", form).expect(201);
        String number = opened.text("/caseNumber");
        String url = opened.text("/statusUrl");
        house.decide("agent", number, "redeliver-express").expect(201);
        house.ordered(number);
        canBeUsed(url);
        picture(url, 1024, ColorScheme.LIGHT, "status-page");
        picture(url, 1024, ColorScheme.DARK, "status-page-dark");
        house.advance(Duration.ofHours(25));
        house.untilState(number, "solved");
        canBeUsed(url);
        try (Reader customer = Reader.onAPhoneWithoutScripts(chromium)) {
            Page page = customer.open(url);
            assertThat(page.locator(".lead").first()).containsText("Ihr Fall ist gelöst");
            assertThat(page.locator(".steps li").last()).hasClass(Pattern.compile("step-DONE"));
            customer.picture("status-page-solved-phone");
            page.getByLabel("Was stimmt noch nicht?").fill("Im Paket war das falsche Gerät.");
            press(page, "Nicht gelöst: Nachricht schicken");
            assertThat(page.locator("#notice")).containsText("Ihre Nachricht ist angekommen");
        }
        JsonNode again = house.untilState(number, "open");
        assertThat(again.path("owner").asText()).isEqualTo("agent");
        house.message(number, "objection-received");
    }

    @Test
    void she_ends_the_case_without_scripts_after_being_asked_once_more() {
        House.Answer opened = house.post("intake", "/api/cases", form()).expect(201);
        String url = opened.text("/statusUrl");
        canBeUsed(url + "/no-more-help");
        canBeUsed(url + "/withdrawal");
        try (Reader customer = Reader.onAPhoneWithoutScripts(chromium)) {
            Page page = customer.open(url);
            press(page, "Ich brauche keine Hilfe mehr");
            assertThat(heading(page, "Brauchen Sie wirklich keine Hilfe mehr?")).isVisible();
            press(page, "Ja, Fall beenden");
            house.untilState(opened.text("/caseNumber"), "closed");
            customer.open(url);
            assertThat(page.locator(".lead").first()).containsText("Ihr Fall ist abgeschlossen");
            assertThat(page.locator("form")).hasCount(0);
        }
        canBeUsed(url);
    }

    @Test
    void a_link_that_leads_nowhere_says_so_to_everybody() {
        String url = house.post("intake", "/api/cases", form()).expect(201).text("/statusUrl");
        canBeUsed(url.substring(0, url.lastIndexOf('/')) + "/unknown");
    }

    @Test
    void every_target_is_large_enough_for_a_thumb_and_nothing_is_wider_than_a_small_phone() {
        String url = house.post("intake", "/api/cases", form()).expect(201).text("/statusUrl");
        try (Reader customer = Reader.of(chromium, 320, ColorScheme.LIGHT)) {
            Page page = customer.open(url);
            customer.canUseIt();
            for (Locator target :
                    page.locator("main button, main .button, .languages a").all()) {
                assertThat(target.boundingBox().height)
                        .as("height of %s", target.textContent())
                        .isGreaterThanOrEqualTo(44);
            }
        }
    }

    /** On light and on dark paper, in both languages. */
    private void canBeUsed(String url) {
        try (Reader german = Reader.of(chromium, 375, ColorScheme.LIGHT);
                Reader english = Reader.of(chromium, 1024, ColorScheme.DARK)) {
            german.open(url);
            german.canUseIt();
            english.open(url + "?lang=en");
            english.canUseIt();
        }
    }

    private static void picture(String url, int width, ColorScheme paper, String name) {
        try (Reader reader = Reader.of(chromium, width, paper)) {
            reader.open(url);
            reader.picture(name);
        }
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .press("Enter");
    }

    private String codeOf(String number) {
        Matcher code = Pattern.compile("\\b(\\d{6})\\b")
                .matcher(house.message(number, "code").path("text").asText());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }
}
