package org.einhand.intake.mailbox;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.StoreClosedException;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.einhand.casefile.InboundMails;
import org.einhand.kernel.Mailbox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is unread from the mailbox into the database. A mail is stored before it is marked as read: whatever breaks between, it
 * is fetched again and known by its fingerprint. So several nodes may look at the same mailbox.
 */
class MailFetch {

    private static final Logger LOG = LoggerFactory.getLogger(MailFetch.class);
    private static final int AT_ONCE = 50;
    private static final int TRIES = 3;
    private static final String PATIENCE = "20000";

    private final Mailbox mailbox;
    private final InboundMails mails;
    private final Clock clock;

    /** How often a mail of that number could not be read; on this node, since it started. */
    private final Map<Long, Integer> failures = new HashMap<>();

    MailFetch(Mailbox mailbox, InboundMails mails, Clock clock) {
        this.mailbox = mailbox;
        this.mails = mails;
        this.clock = clock;
    }

    /**
     * Takes what is unread.
     *
     * @return whether something new was stored
     * @throws MessagingException if the mailbox cannot be reached
     */
    boolean fetch() throws MessagingException {
        boolean something = false;
        try (Store store = session().getStore(protocol())) {
            store.connect(
                    mailbox.host(), mailbox.port() == 0 ? -1 : mailbox.port(), mailbox.user(), mailbox.password());
            try (Folder folder = store.getFolder(mailbox.folder())) {
                folder.open(Folder.READ_WRITE);
                Message[] unread = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
                for (int i = 0; i < Math.min(unread.length, AT_ONCE); i++) {
                    something = take(folder, unread[i]) || something;
                }
            }
        }
        return something;
    }

    private boolean take(Folder folder, Message message) throws MessagingException {
        long uid = ((UIDFolder) folder).getUID(message);
        try {
            long size = message.getSize();
            byte[] original = size > mailbox.largest().toBytes() ? null : bytes(message);
            if (original == null || original.length > mailbox.largest().toBytes()) {
                return leave(folder, message, uid, size, "too-large");
            }
            boolean fresh = mails.store(fingerprint(message, original), arrivedAt(message.getReceivedDate()), original);
            message.setFlag(Flags.Flag.SEEN, true);
            failures.remove(uid);
            return fresh;
        } catch (MessageRemovedException gone) {
            return false;
        } catch (FolderClosedException | StoreClosedException cut) {
            throw cut;
        } catch (MessagingException | IOException failure) {
            int times = failures.merge(uid, 1, Integer::sum);
            LOG.warn("A mail in {} cannot be read ({} times): {}", mailbox, times, failure.toString());
            return times >= TRIES && leave(folder, message, uid, 0, "unreadable");
        }
    }

    /** It stays in the mailbox, flagged for a person to look at, and is listed. */
    private boolean leave(Folder folder, Message message, long uid, long size, String why) throws MessagingException {
        String where = mailbox + " " + ((UIDFolder) folder).getUIDValidity() + " " + uid;
        mails.notRead(
                digest().digest(where.getBytes(StandardCharsets.UTF_8)),
                arrivedAt(message.getReceivedDate()),
                size,
                why);
        Flags looked = new Flags(Flags.Flag.SEEN);
        looked.add(Flags.Flag.FLAGGED);
        message.setFlags(looked, true);
        failures.remove(uid);
        return false;
    }

    private static byte[] bytes(Message message) throws IOException, MessagingException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.max(message.getSize(), 1024));
        message.writeTo(bytes);
        return bytes.toByteArray();
    }

    /**
     * What makes it this one mail: its Message-ID with its sender, its date and its content, so that nobody can keep another's mail out by
     * sending one with the same id first. The way it took does not count: the same mail may come over two of them.
     */
    private static byte[] fingerprint(Message message, byte[] original) throws MessagingException {
        MessageDigest digest = digest();
        for (String name : new String[] {"Message-ID", "From", "Date", "Subject"}) {
            String[] values = message.getHeader(name);
            digest.update(
                    String.join("\n", values == null ? new String[0] : values).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        int body = body(original);
        digest.update(original, body, original.length - body);
        return digest.digest();
    }

    private static int body(byte[] original) {
        for (int i = 0; i + 3 < original.length; i++) {
            if (original[i] == '\r' && original[i + 1] == '\n' && original[i + 2] == '\r' && original[i + 3] == '\n') {
                return i + 4;
            }
        }
        return 0;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** When the mail server got it, in business time. */
    private Instant arrivedAt(@Nullable Date received) {
        Duration ago = received == null ? Duration.ZERO : Duration.between(received.toInstant(), Instant.now());
        return clock.instant().minus(ago.isNegative() ? Duration.ZERO : ago);
    }

    private String protocol() {
        return mailbox.tls() == Mailbox.Tls.ON ? "imaps" : "imap";
    }

    private Session session() {
        String prefix = "mail." + protocol() + ".";
        Properties properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", PATIENCE);
        properties.setProperty(prefix + "timeout", PATIENCE);
        properties.setProperty(prefix + "writetimeout", PATIENCE);
        properties.setProperty(prefix + "peek", "true");
        properties.setProperty(prefix + "partialfetch", "false");
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        boolean startTls = mailbox.tls() == Mailbox.Tls.STARTTLS;
        properties.setProperty(prefix + "starttls.enable", String.valueOf(startTls));
        properties.setProperty(prefix + "starttls.required", String.valueOf(startTls));
        return Session.getInstance(properties);
    }
}
