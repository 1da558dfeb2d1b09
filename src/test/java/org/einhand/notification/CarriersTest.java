package org.einhand.notification;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.web.client.RestClient;

@DisplayName("A mail on its way out")
class CarriersTest {

    private static final String CASE = "E26-000123-4";
    private static final UUID ID = UUID.fromString("6f2d1c0a-7c55-4a53-9c1e-3c1c0c5b8f10");

    private final MailServer server = new MailServer();

    @Test
    @DisplayName("is plain text, and the same as HTML")
    void hasBothForms() throws Exception {
        MimeMultipart both =
                (MimeMultipart) sent(BrandTest.brand("name", "Kaufhaus Nord")).getContent();

        assertThat(both.getContentType()).startsWith("multipart/alternative");
        assertThat(both.getCount()).isEqualTo(2);
        assertThat(both.getBodyPart(0).isMimeType("text/plain")).isTrue();
        assertThat(both.getBodyPart(0).getContent()).asString().contains("Grüße");
        assertThat(both.getBodyPart(1).isMimeType("text/html")).isTrue();
        assertThat(both.getBodyPart(1).getContent()).asString().contains("Grüße", "<html lang=\"de\"");
    }

    @Test
    @DisplayName("brings the logo along, so that nothing is fetched when it is opened")
    void bringsTheLogo() throws Exception {
        byte[] picture = BrandTest.mark();
        Brand brand = BrandTest.brand(
                "name",
                "Kaufhaus Nord",
                "logo",
                "data:image/png;base64," + Base64.getEncoder().encodeToString(picture));
        MimeMultipart both = (MimeMultipart) sent(brand).getContent();
        MimeMultipart html = (MimeMultipart) both.getBodyPart(1).getContent();

        assertThat(html.getContentType()).startsWith("multipart/related");
        assertThat(html.getBodyPart(0).getContent()).asString().contains("src=\"cid:logo\"", "alt=\"Kaufhaus Nord\"");
        BodyPart logo = html.getBodyPart(1);
        assertThat(logo.getHeader("Content-ID")).containsExactly("<logo>");
        assertThat(logo.isMimeType("image/png")).isTrue();
        assertThat(logo.getInputStream().readAllBytes()).isEqualTo(picture);
    }

    @Test
    @DisplayName("can be told and threaded by its headers")
    void hasItsHeaders() throws Exception {
        MimeMessage mail = sent(BrandTest.brand("name", "Kaufhaus Nord"));

        assertThat(mail.getHeader("X-Einhand-Notification")).containsExactly(ID.toString());
        assertThat(mail.getMessageID()).isEqualTo("<" + ID + "@shop.example>");
        assertThat(mail.getHeader("References")).containsExactly("<" + CASE + "@shop.example>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getSubject()).contains(CASE);
        assertThat(mail.getFrom()[0]).hasToString("Kaufhaus Nord <service@shop.example>");
    }

    private MimeMessage sent(Brand brand) throws Exception {
        MessageText text = new MessageTexts(brand)
                .write(MessageTextsTest.full("promise", java.util.Locale.GERMAN, "x")
                        .build());
        new Carriers(
                        server,
                        backend -> URI.create("http://127.0.0.1:1"),
                        RestClient.builder(),
                        Clock.fixed(Instant.parse("2026-11-23T08:30:00Z"), ZoneOffset.UTC),
                        brand,
                        "service@shop.example")
                .carry(new Carriers.Outgoing(ID, CASE, "email", "erika@example.org", text));
        MimeMessage taken = server.taken;
        if (taken == null) {
            throw new AssertionError("nothing was sent");
        }
        return taken;
    }

    /** Takes what it is given, as a server would get it. */
    private static final class MailServer extends JavaMailSenderImpl {

        private @Nullable MimeMessage taken;

        @Override
        protected void doSend(MimeMessage[] messages, Object @Nullable [] originals) {
            try {
                messages[0].saveChanges();
            } catch (jakarta.mail.MessagingException e) {
                throw new IllegalStateException(e);
            }
            taken = messages[0];
        }
    }
}
