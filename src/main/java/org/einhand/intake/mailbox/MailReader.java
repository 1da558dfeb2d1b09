package org.einhand.intake.mailbox;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.einhand.casefile.Attachments;
import org.einhand.casefile.Attachments.Piece;
import org.einhand.casefile.Contacts;
import org.einhand.desk.Correspondence;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Reads a mail, however it was put together: who wrote it, what is new in it, what it answers, and what came along. */
@Component
class MailReader {

    private static final int LONGEST_TEXT = 4000;
    private static final int LONGEST_READ = 500_000;
    private static final int LONGEST_LINE = 200;
    private static final int DEEPEST = 20;
    private static final int MOST_PARTS = 300;
    private static final int MOST_THREADS = 50;
    private static final String CUT = "\n[…] The mail is longer; the whole of it is kept with this contact.";

    private static final Pattern MESSAGE_ID = Pattern.compile("<([^<>@\\s]{1,200})@[^<>@\\s]{1,250}>");
    private static final Pattern OURS_RETURNED =
            Pattern.compile("(?im)^[>\\s]*X-Einhand-Notification:\\s*([0-9a-f-]{36})");
    private static final Pattern ID_RETURNED = Pattern.compile("(?im)^[>\\s]*Message-ID:\\s*<([0-9a-f-]{36})@");
    private static final Pattern UNDELIVERED = Pattern.compile("(?im)^Action:\\s*failed\\b");
    private static final Set<String> TO_MANY = Set.of("bulk", "list", "junk", "auto_reply");

    private final AttachmentLimits limits;
    private final String ourAddress;
    private final MimeTypes types = MimeTypes.getDefaultMimeTypes();
    private final Session session;

    MailReader(AttachmentLimits limits, @Value("${einhand.mail.from:service@einhand.example}") String ourAddress) {
        this.limits = limits;
        this.ourAddress = ourAddress;
        Properties lenient = new Properties();
        lenient.setProperty("mail.mime.address.strict", "false");
        lenient.setProperty("mail.mime.parameters.strict", "false");
        this.session = Session.getInstance(lenient);
    }

    /** A mail that nobody can make sense of. */
    static final class Unreadable extends Exception {
        Unreadable(Throwable cause) {
            super(cause);
        }
    }

    /** What stands in a mail; its parts are looked through once. */
    private final class Contents {
        final List<String> texts = new ArrayList<>();
        final List<Piece> pieces = new ArrayList<>();
        boolean undelivered;
        int parts;

        void read(Part part, int depth) throws MessagingException {
            if (depth > DEEPEST || ++parts > MOST_PARTS) {
                return;
            }
            if (part.isMimeType("message/delivery-status") || part.isMimeType("message/global-delivery-status")) {
                undelivered = undelivered || UNDELIVERED.matcher(text(part)).find();
            } else if (isAttached(part)) {
                pieces.add(piece(part));
            } else if (part.isMimeType("multipart/alternative")) {
                alternative(part, depth);
            } else if (part.isMimeType("multipart/*")) {
                for (Part each : partsOrNone(part)) {
                    read(each, depth + 1);
                }
            } else if (part.isMimeType("text/html")) {
                texts.add(MailText.ofHtml(text(part)));
            } else if (part.isMimeType("text/plain") || part.isMimeType("text/enriched")) {
                texts.add(text(part));
            } else {
                pieces.add(piece(part));
            }
        }

        /** The same thing several times over: the plain words, where there are some. */
        private void alternative(Part part, int depth) throws MessagingException {
            List<BodyPart> choices = partsOrNone(part);
            Part plain = null;
            Part best = null;
            for (BodyPart choice : choices) {
                if (choice.isMimeType("text/plain") && !text(choice).isBlank()) {
                    plain = plain == null ? choice : plain;
                }
                if (choice.isMimeType("text/html") || choice.isMimeType("multipart/*")) {
                    best = choice;
                }
            }
            if (plain != null) {
                texts.add(text(plain));
                if (best != null && best.isMimeType("multipart/*")) {
                    picturesOf(best, depth + 1);
                }
            } else if (best != null) {
                read(best, depth + 1);
            }
        }

        /** What an HTML version shows besides its words. */
        private void picturesOf(Part part, int depth) throws MessagingException {
            for (BodyPart each : depth > DEEPEST ? List.<BodyPart>of() : partsOf(part)) {
                if (each.isMimeType("multipart/*")) {
                    picturesOf(each, depth + 1);
                } else if (!each.isMimeType("text/*") || isAttached(each)) {
                    pieces.add(piece(each));
                }
            }
        }

        /** What is put together wrongly is taken as the one text it then is. */
        private List<BodyPart> partsOrNone(Part part) throws MessagingException {
            try {
                return partsOf(part);
            } catch (MessagingException malformed) {
                texts.add(text(part));
                return List.of();
            }
        }

        private Piece piece(Part part) {
            String name = name(part);
            try (InputStream in = part.getInputStream()) {
                int most = (int) limits.largest().toBytes();
                byte[] content = in.readNBytes(most + 1);
                if (content.length > most) {
                    long size = content.length + in.transferTo(java.io.OutputStream.nullOutputStream());
                    return refused(name, "application/octet-stream", size, Attachments.Refusal.SIZE);
                }
                String type = typeOf(content);
                if (content.length == 0) {
                    return refused(name, type, 0, Attachments.Refusal.UNREADABLE);
                }
                if (pieces.stream().filter(each -> each.refused() == null).count() >= limits.most()) {
                    return refused(name, type, content.length, Attachments.Refusal.COUNT);
                }
                return limits.types().contains(type)
                        ? new Piece(name, type, content.length, null, content)
                        : refused(name, type, content.length, Attachments.Refusal.TYPE);
            } catch (MessagingException | IOException | RuntimeException unreadable) {
                return refused(name, "application/octet-stream", 0, Attachments.Refusal.UNREADABLE);
            }
        }
    }

    private static Piece refused(String name, String type, long size, Attachments.Refusal why) {
        return new Piece(name, type, size, why, null);
    }

    /** Reads what is stored under that id. */
    Correspondence.Mail read(UUID id, Instant arrivedAt, byte[] original) throws Unreadable {
        try {
            MimeMessage mime = new MimeMessage(session, new ByteArrayInputStream(original));
            Contents contents = new Contents();
            contents.read(mime, 0);
            Correspondence.Nature nature = nature(mime, contents);
            String subject = line(mime.getSubject());
            return new Correspondence.Mail(
                    id,
                    nature,
                    subject,
                    text(contents, subject),
                    nature == Correspondence.Nature.BOUNCE ? returned(mime, original) : threads(mime),
                    new Contacts.Arrival(arrivedAt, null, sender(mime), id, contents.pieces));
        } catch (MessagingException | RuntimeException failure) {
            throw new Unreadable(failure);
        }
    }

    private static String text(Contents contents, String subject) {
        String whole = String.join(
                "\n\n",
                contents.texts.stream()
                        .map(text -> text.length() > LONGEST_READ ? text.substring(0, LONGEST_READ) : text)
                        .map(MailText::clean)
                        .filter(text -> !text.isBlank())
                        .toList());
        String fresh = MailText.fresh(whole);
        if (fresh.isBlank()) {
            return subject.isBlank() ? "(no text)" : subject;
        }
        if (fresh.length() <= LONGEST_TEXT) {
            return fresh;
        }
        int end = LONGEST_TEXT - CUT.length();
        return fresh.substring(0, Character.isHighSurrogate(fresh.charAt(end - 1)) ? end - 1 : end) + CUT;
    }

    /** A machine must never be answered: two of them would write to each other for ever. */
    private Correspondence.Nature nature(MimeMessage mime, Contents contents) throws MessagingException {
        if (contents.undelivered || mime.getHeader("X-Failed-Recipients") != null) {
            return Correspondence.Nature.BOUNCE;
        }
        String submitted = first(mime, "Auto-Submitted");
        String precedence = first(mime, "Precedence");
        String sender = sender(mime);
        boolean automatic = submitted != null
                        && !submitted.strip().toLowerCase(Locale.ROOT).startsWith("no")
                || precedence != null && TO_MANY.contains(precedence.strip().toLowerCase(Locale.ROOT))
                || Stream.of("List-Id", "List-Unsubscribe", "X-Autoreply", "X-Autorespond", "X-Einhand-Notification")
                        .anyMatch(name -> first(mime, name) != null)
                || "<>".equals(String.valueOf(first(mime, "Return-Path")).strip())
                || mime.isMimeType("multipart/report")
                || ourAddress.equalsIgnoreCase(sender)
                || sender != null && sender.toLowerCase(Locale.ROOT).startsWith("mailer-daemon@");
        return automatic ? Correspondence.Nature.AUTOMATIC : Correspondence.Nature.PERSON;
    }

    private static @Nullable String first(MimeMessage mime, String name) {
        try {
            String[] values = mime.getHeader(name);
            return values == null || values.length == 0 ? null : values[0];
        } catch (MessagingException none) {
            return null;
        }
    }

    private static @Nullable String sender(MimeMessage mime) {
        try {
            String from = first(mime, "From");
            Address[] addresses = from == null ? new Address[0] : InternetAddress.parseHeader(from, false);
            return Arrays.stream(addresses)
                    .filter(InternetAddress.class::isInstance)
                    .map(address -> ((InternetAddress) address).getAddress())
                    .filter(address -> address != null && address.contains("@") && address.length() <= LONGEST_LINE)
                    .map(MailReader::line)
                    .findFirst()
                    .orElse(null);
        } catch (MessagingException none) {
            return null;
        }
    }

    /** What it answers: the mail itself first, then those before, the newest first. */
    private static List<String> threads(MimeMessage mime) {
        Set<String> ids = new LinkedHashSet<>(ids(first(mime, "In-Reply-To")));
        List<String> references = ids(first(mime, "References"));
        for (int i = references.size() - 1; i >= 0 && ids.size() < MOST_THREADS; i--) {
            ids.add(references.get(i));
        }
        return List.copyOf(ids);
    }

    private static List<String> ids(@Nullable String header) {
        return header == null
                ? List.of()
                : MESSAGE_ID
                        .matcher(header)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
    }

    /** What of ours came back: it stands below the head, in the copy that the post returns. */
    private static List<String> returned(MimeMessage mime, byte[] original) {
        String raw = new String(original, StandardCharsets.ISO_8859_1);
        int head = raw.indexOf("\r\n\r\n") >= 0 ? raw.indexOf("\r\n\r\n") : Math.max(raw.indexOf("\n\n"), 0);
        String below = raw.substring(head);
        return Stream.of(
                        OURS_RETURNED.matcher(below).results().map(found -> found.group(1)),
                        ID_RETURNED.matcher(below).results().map(found -> found.group(1)),
                        threads(mime).stream())
                .flatMap(each -> each)
                .distinct()
                .limit(MOST_THREADS)
                .toList();
    }

    private String typeOf(byte[] content) throws IOException {
        try (InputStream in = TikaInputStream.get(content)) {
            return types.detect(in, new Metadata()).getBaseType().toString();
        }
    }

    private static boolean isAttached(Part part) throws MessagingException {
        if (part.isMimeType("multipart/*")) {
            return false;
        }
        String disposition;
        try {
            disposition = part.getDisposition();
        } catch (MessagingException malformed) {
            disposition = null;
        }
        return Part.ATTACHMENT.equalsIgnoreCase(disposition) || fileName(part) != null;
    }

    private static @Nullable String fileName(Part part) {
        try {
            String name = part.getFileName();
            return name == null ? null : MimeUtility.decodeText(name);
        } catch (MessagingException | UnsupportedEncodingException undecoded) {
            return null;
        }
    }

    /** The last step of its path, in one line. */
    private static String name(Part part) {
        String name = fileName(part);
        String last = name == null ? "" : line(name).replaceAll("^.*[/\\\\]", "");
        return last.isBlank() ? "unnamed" : last;
    }

    private static String line(@Nullable String text) {
        String line =
                text == null ? "" : MailText.clean(text).replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_LINE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE));
    }

    private static List<BodyPart> partsOf(Part part) throws MessagingException {
        try {
            Object content = part.getContent();
            Multipart multipart = content instanceof Multipart parsed
                    ? parsed
                    : new MimeMultipart(((MimePart) part).getDataHandler().getDataSource());
            List<BodyPart> parts = new ArrayList<>();
            for (int i = 0; i < multipart.getCount(); i++) {
                parts.add(multipart.getBodyPart(i));
            }
            return parts;
        } catch (IOException failure) {
            throw new MessagingException("a part cannot be read", failure);
        }
    }

    private static String text(Part part) throws MessagingException {
        try (InputStream in = part.getInputStream()) {
            return MailText.decode(in.readNBytes(LONGEST_READ * 4), charset(part));
        } catch (IOException undecodable) {
            return "";
        }
    }

    private static @Nullable String charset(Part part) {
        try {
            String type = part.getContentType();
            String charset = type == null ? null : new ContentType(type).getParameter("charset");
            return charset == null ? null : MimeUtility.javaCharset(charset);
        } catch (MessagingException malformed) {
            return null;
        }
    }
}
