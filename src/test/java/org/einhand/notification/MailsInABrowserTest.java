package org.einhand.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.Base64;
import java.util.Locale;
import org.einhand.support.Chromium;
import org.einhand.support.Reader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Mails as they are read")
class MailsInABrowserTest {

    private static final String LOGO =
            "data:image/png;base64," + Base64.getEncoder().encodeToString(BrandTest.mark());

    private static Chromium chromium;
    private static Reader phone;
    private static Reader desk;

    private final MessageTexts texts = new MessageTexts(MessageTextsTest.brand("logo", LOGO));

    @BeforeAll
    static void openABrowser() {
        chromium = new Chromium();
        phone = Reader.of(chromium, 375, ColorScheme.LIGHT);
        desk = Reader.of(chromium, 720, ColorScheme.DARK);
    }

    @AfterAll
    static void closeIt() {
        chromium.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("org.einhand.notification.MessageTextsTest#events")
    @DisplayName("every mail can be read by everybody, on a phone and at a desk, on light and on dark paper")
    void canBeRead(String event) {
        show(phone, event, Locale.GERMAN);
        phone.canUseIt();
        phone.picture("mail-" + event + "-phone");
        show(desk, event, Locale.ENGLISH);
        desk.canUseIt();
        desk.picture("mail-" + event + "-dark");
        assertThat(desk.page().locator("html").getAttribute("lang")).isEqualTo("en");
        assertThat(desk.page().locator("img").getAttribute("alt")).isEqualTo("Kaufhaus Nord");
    }

    private void show(Reader reader, String event, Locale language) {
        String html = texts.write(MessageTextsTest.full(
                                event, language, "Mein Paket ging an die alte Adresse.\nBitte helfen Sie mir!")
                        .parcelEvent(null)
                        .build())
                .html();
        assertThat(html).as("nothing is fetched from anywhere").doesNotContain("src=\"http", "url(", "<link");
        reader.page().setContent(html.replace("cid:logo", LOGO));
    }
}
