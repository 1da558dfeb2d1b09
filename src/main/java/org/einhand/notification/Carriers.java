package org.einhand.notification;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.einhand.kernel.BackendAddresses;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** Hands messages over: e-mail by SMTP; SMS, messenger and answers in public to the messaging back end. */
@Component
class Carriers {

    private final JavaMailSender mail;
    private final BackendAddresses addresses;
    private final RestClient http;
    private final Clock clock;
    private final String sender;
    private final Brand brand;

    Carriers(
            JavaMailSender mail,
            BackendAddresses addresses,
            RestClient.Builder http,
            Clock clock,
            Brand brand,
            @Value("${einhand.mail.from:service@einhand.example}") String sender) {
        this.mail = mail;
        this.addresses = addresses;
        this.http = http.build();
        this.clock = clock;
        this.sender = sender;
        this.brand = brand;
    }

    /** A message on its way out; its id stays the same over every repeat. */
    record Outgoing(UUID id, String caseNumber, String channel, String to, MessageText text) {}

    /**
     * Hands a message over and returns once it was accepted.
     *
     * @throws Undeliverable if it was refused for good; anything else may be tried again
     */
    void carry(Outgoing message) {
        if (message.channel().equals("email")) {
            byMail(message);
        } else {
            byMessenger(message);
        }
    }

    private void byMail(Outgoing message) {
        try {
            MimeMessage mime = new StableIdMessage(
                    mail.createMimeMessage(), messageId(message.id().toString()));
            MimeMessageHelper helper = new MimeMessageHelper(mime, StandardCharsets.UTF_8.name());
            helper.setFrom(new InternetAddress(sender, brand.name(), StandardCharsets.UTF_8.name()));
            helper.setTo(message.to());
            helper.setSubject(message.text().subject());
            helper.setSentDate(Date.from(clock.instant()));
            mime.setContent(content(message.text()));
            mime.setHeader("X-Einhand-Notification", message.id().toString());
            mime.setHeader("Auto-Submitted", "auto-generated");
            mime.setHeader("References", messageId(message.caseNumber()));
            mail.send(mime);
        } catch (MailSendException refused) {
            if (refusedForGood(refused)) {
                throw new Undeliverable("email: refused for good by the mail server");
            }
            throw refused;
        } catch (MessagingException | UnsupportedEncodingException | MailException failure) {
            throw new IllegalStateException(
                    "The mail server did not take the message: " + failure.getMessage(), failure);
        }
    }

    /** Plain text, and the same as HTML, which brings the logo along: nothing is fetched when the mail is opened. */
    private MimeMultipart content(MessageText text) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text.text(), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(text.html(), StandardCharsets.UTF_8.name(), "html");
        Logo logo = brand.logo();
        if (logo == null || !logo.isForMail()) {
            return new MimeMultipart("alternative", plain, html);
        }
        MimeBodyPart picture = new MimeBodyPart();
        picture.setDataHandler(new DataHandler(new ByteArrayDataSource(logo.content(), logo.mediaType())));
        picture.setContentID("<" + MessageTexts.LOGO + ">");
        picture.setDisposition(Part.INLINE);
        MimeBodyPart htmlWithPicture = new MimeBodyPart();
        htmlWithPicture.setContent(new MimeMultipart("related", html, picture));
        return new MimeMultipart("alternative", plain, htmlWithPicture);
    }

    /** The same message never gets another Message-ID, so that a repeat can be told by mail servers and readers. */
    private String messageId(String local) {
        return "<" + local + "@" + sender.substring(sender.indexOf('@') + 1) + ">";
    }

    private static final class StableIdMessage extends MimeMessage {
        private final String id;

        StableIdMessage(MimeMessage empty, String id) {
            super(empty.getSession());
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    private static boolean refusedForGood(MailSendException failure) {
        for (Throwable cause : failure.getFailedMessages().isEmpty()
                ? new Exception[] {failure}
                : failure.getFailedMessages().values().toArray(new Exception[0])) {
            for (Throwable at = cause; at != null; at = nextOf(at)) {
                if (at instanceof org.eclipse.angus.mail.smtp.SMTPAddressFailedException address
                        && address.getReturnCode() >= 500) {
                    return true;
                }
            }
        }
        return false;
    }

    private static @Nullable Throwable nextOf(Throwable failure) {
        return failure instanceof MessagingException chained && chained.getNextException() != null
                ? chained.getNextException()
                : failure.getCause();
    }

    private void byMessenger(Outgoing message) {
        try {
            http.post()
                    .uri(addresses.of("messaging") + "/messages")
                    .contentType(MediaType.APPLICATION_JSON)
                    .header("Idempotency-Key", message.id().toString())
                    .body(Map.of(
                            "reference", message.id().toString(),
                            "channel", message.channel(),
                            "to", message.to(),
                            "text", message.text().shortText()))
                    .retrieve()
                    .toBodilessEntity();
        } catch (HttpClientErrorException refused) {
            throw new Undeliverable(message.channel() + ": refused with " + refused.getStatusCode());
        }
    }
}
