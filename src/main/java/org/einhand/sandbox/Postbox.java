package org.einhand.sandbox;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;

/** The mailbox that customers write to in the sandbox: an IMAP server on a free port of this machine, emptied by every start. */
final class Postbox implements AutoCloseable {

    static final String USER = "service";
    private static final String ADDRESS = "service@einhand.example";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final GreenMailUser user;

    Postbox() {
        server.start();
        user = server.setUser(ADDRESS, USER, USER);
    }

    int port() {
        return server.getImap().getPort();
    }

    /** Puts a mail in, as it came over the wire. */
    void deliver(byte[] mail) {
        try {
            user.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)));
        } catch (MessagingException none) {
            throw Problem.invalid("", "must be a mail: header lines, an empty line, and the text");
        }
    }

    /** Puts a simple mail in. */
    void deliver(String from, String subject, String text, @Nullable String inReplyTo) {
        try {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
            mail.setFrom(new InternetAddress(from, true));
            mail.setRecipients(MimeMessage.RecipientType.TO, ADDRESS);
            mail.setSubject(subject, StandardCharsets.UTF_8.name());
            mail.setText(text, StandardCharsets.UTF_8.name());
            mail.setSentDate(new Date());
            if (inReplyTo != null) {
                mail.setHeader("In-Reply-To", inReplyTo);
            }
            mail.saveChanges();
            user.deliver(mail);
        } catch (MessagingException none) {
            throw Problem.invalid("/from", "must be an e-mail address");
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
