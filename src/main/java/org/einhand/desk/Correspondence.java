package org.einhand.desk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseType;
import org.einhand.casefile.Channel;
import org.einhand.casefile.Contacts;
import org.einhand.casefile.Identified;
import org.einhand.casefile.InboundMails;
import org.einhand.casefile.NewCase;
import org.einhand.casefile.SubjectKind;
import org.einhand.casefile.Timeline;
import org.einhand.casefile.UnidentifiedContacts;
import org.einhand.kernel.Actor;
import org.einhand.notification.Notifications;
import org.springframework.stereotype.Component;

/**
 * Brings a mail where it belongs: to the case it names, to the one it answers, to the only open one of its sender; else it opens a
 * case for a customer we know, or waits until somebody says whose it is. Nobody is identified by an address in a mail.
 */
@Component
public class Correspondence {

    /** What stands before the {@code @} of our own Message-IDs. */
    private static final Pattern NOTIFICATION =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final Pattern REPLY = Pattern.compile("(re|aw|antw)(\\[\\d+])?\\s*:", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 4000;

    private final CaseFiles files;
    private final Timeline timeline;
    private final InboundMails mails;
    private final UnidentifiedContacts unidentified;
    private final Conversations conversations;
    private final Opening opening;
    private final Notifications notifications;
    private final Telling telling;

    Correspondence(
            CaseFiles files,
            Timeline timeline,
            InboundMails mails,
            UnidentifiedContacts unidentified,
            Conversations conversations,
            Opening opening,
            Notifications notifications,
            Telling telling) {
        this.files = files;
        this.timeline = timeline;
        this.mails = mails;
        this.unidentified = unidentified;
        this.conversations = conversations;
        this.opening = opening;
        this.notifications = notifications;
        this.telling = telling;
    }

    /** Who, or what, wrote a mail. */
    public enum Nature {
        PERSON,
        /** A machine, or to many at once; it is never answered. */
        AUTOMATIC,
        /** The post says that something of ours was not delivered. */
        BOUNCE
    }

    /**
     * A mail, read.
     *
     * @param id under which it is stored
     * @param subject one line, may be empty
     * @param text what is new in it, at most 4,000 characters, not empty
     * @param threads what stands before the {@code @} of the Message-IDs it answers or reports on, the nearest first
     * @param arrival when and from whom, and what came along
     */
    public record Mail(
            UUID id, Nature nature, String subject, String text, List<String> threads, Contacts.Arrival arrival) {}

    /** Brings a stored mail; everything it brings about is in the caller's transaction. */
    public void bring(Mail mail) {
        switch (mail.nature()) {
            case BOUNCE -> bounced(mail);
            case AUTOMATIC -> byMachine(mail);
            case PERSON -> byPerson(mail);
        }
    }

    private void byPerson(Mail mail) {
        Optional<CaseFile> named = named(mail);
        Optional<CaseFile> found =
                named.filter(file -> !file.isClosed()).or(() -> named.isPresent() ? Optional.empty() : ofSender(mail));
        if (found.isPresent()) {
            join(found.get(), mail);
            return;
        }
        Optional<CaseFile> earlier = named.isPresent() ? named.filter(file -> isFrom(file, mail)) : known(mail);
        if (earlier.isPresent()) {
            open(earlier.get(), named.isPresent(), mail);
        } else {
            unidentified.waits(
                    Actor.CUSTOMER,
                    Channel.EMAIL,
                    words(mail),
                    mail.arrival(),
                    conversations.due(Channel.EMAIL, mail.arrival()));
            mails.waits(mail.id());
        }
    }

    /** The case whose number it gives, or one of whose messages it answers. */
    private Optional<CaseFile> named(Mail mail) {
        return Stream.<Supplier<Optional<CaseFile>>>of(
                        () -> files.mentioned(mail.subject()), () -> answered(mail), () -> files.mentioned(mail.text()))
                .flatMap(look -> look.get().stream())
                .findFirst();
    }

    private Optional<CaseFile> answered(Mail mail) {
        return mail.threads().stream()
                .flatMap(thread -> files
                        .find(thread)
                        .or(() -> notification(thread).map(notification -> files.byId(notification.caseId())))
                        .stream())
                .findFirst();
    }

    private Optional<Notifications.Notification> notification(String thread) {
        return Optional.of(thread.toLowerCase(Locale.ROOT))
                .filter(local -> NOTIFICATION.matcher(local).matches())
                .map(UUID::fromString)
                .flatMap(notifications::find);
    }

    /** The only open case of whoever is on file with that address; of several, the only one that it speaks of. */
    private Optional<CaseFile> ofSender(Mail mail) {
        List<CaseFile> open =
                ofCustomer(mail).stream().filter(file -> !file.isClosed()).toList();
        if (open.size() > 1) {
            String said = (mail.subject() + "\n" + mail.text()).toLowerCase(Locale.ROOT);
            open = open.stream().filter(file -> speaksOf(said, file)).toList();
        }
        return open.size() == 1 ? Optional.of(open.get(0)) : Optional.empty();
    }

    private static boolean speaksOf(String said, CaseFile file) {
        return Stream.of(file.subject().id(), file.fact("trackingCode"), file.fact("deviceId"))
                .filter(Objects::nonNull)
                .anyMatch(number -> said.contains(number.toLowerCase(Locale.ROOT)));
    }

    /** The newest case of the customer who is on file with that address. */
    private Optional<CaseFile> known(Mail mail) {
        return ofCustomer(mail).stream().findFirst();
    }

    /** Every case under that address, the newest first; none if several customers share it. */
    private List<CaseFile> ofCustomer(Mail mail) {
        String sender = mail.arrival().sender();
        List<CaseFile> all = sender == null ? List.of() : files.writtenFrom(sender);
        return all.stream().map(file -> file.customer().id()).distinct().count() == 1 ? all : List.of();
    }

    private static boolean isFrom(CaseFile file, Mail mail) {
        String sender = mail.arrival().sender();
        return sender != null && file.isAddressOf(sender);
    }

    private void join(CaseFile found, Mail mail) {
        CaseFile file = files.lock(found.id());
        if (file.isClosed()) {
            // it was closed since we looked: look again
            byPerson(mail);
            return;
        }
        conversations.cameIn(
                file,
                Actor.CUSTOMER,
                new Conversations.Inbound(Channel.EMAIL, Identified.NONE, words(mail), false, true, mail.arrival()));
        mails.belongsTo(mail.id(), file, "joined");
    }

    /** A new case of a customer we know; about the same subject if it names a case that is closed, so that the matter goes on. */
    private void open(CaseFile earlier, boolean sameMatter, Mail mail) {
        CaseFile.Subject subject = sameMatter
                ? earlier.subject()
                : new CaseFile.Subject(SubjectKind.NONE, null, null, null, null, null, null, null, null, null, null);
        Opening.Opened opened = opening.open(
                new NewCase(
                        CaseType.OTHER,
                        Channel.EMAIL,
                        Identified.NONE,
                        Actor.CUSTOMER,
                        null,
                        earlier.customer(),
                        subject,
                        words(mail),
                        null,
                        JsonNodeFactory.instance.objectNode(),
                        null),
                mail.arrival());
        mails.belongsTo(mail.id(), opened.file(), opened.joined() ? "joined" : "opened");
    }

    /** Nobody waits for an answer, but the owner may want to know. */
    private void byMachine(Mail mail) {
        Optional<CaseFile> named = named(mail);
        if (named.isEmpty()) {
            mails.setAside(mail.id(), "automatic");
            return;
        }
        CaseFile file = files.lock(named.get().id());
        timeline.add(file, Timeline.Kind.EVENT, Actor.CUSTOMER, "Automatic mail: " + words(mail));
        mails.belongsTo(mail.id(), file, "automatic");
    }

    /** A message of ours did not arrive: it is tried on another channel. */
    private void bounced(Mail mail) {
        Optional<Notifications.Notification> ours = mail.threads().stream()
                .flatMap(thread -> notification(thread).stream())
                .findFirst();
        if (ours.isEmpty()) {
            mails.setAside(mail.id(), "bounce");
            return;
        }
        CaseFile file = files.lock(ours.get().caseId());
        timeline.add(
                file,
                Timeline.Kind.NOTIFICATION,
                Actor.EINHAND,
                "The mail \"%s\" came back undelivered".formatted(ours.get().event()));
        notifications.find(ours.get().id()).ifPresent(telling::notArrived);
        mails.belongsTo(mail.id(), file, "bounce");
    }

    /** What she wrote, below its subject unless that only repeats ours. */
    private static String words(Mail mail) {
        String subject = mail.subject().strip();
        boolean answer = REPLY.matcher(subject).lookingAt();
        String whole = subject.isEmpty() || answer || mail.text().equals(subject)
                ? mail.text()
                : subject + "\n\n" + mail.text();
        return whole.length() <= LONGEST ? whole : mail.text();
    }
}
