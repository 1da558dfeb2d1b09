package org.einhand.desk;

import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.kernel.CaseSignals;
import org.einhand.kernel.Colleagues;
import org.einhand.notification.Brand;
import org.einhand.notification.MessageFacts;
import org.einhand.notification.Notifications;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes what the customer is to be told and has it sent. The same thing is told once. */
@Component
class Telling {

    private final CaseFiles files;
    private final Notifications notifications;
    private final CaseSignals signals;
    private final StatusLinks links;
    private final Colleagues colleagues;
    private final Brand brand;

    Telling(
            CaseFiles files,
            Notifications notifications,
            CaseSignals signals,
            StatusLinks links,
            Colleagues colleagues,
            Brand brand) {
        this.files = files;
        this.notifications = notifications;
        this.signals = signals;
        this.links = links;
        this.colleagues = colleagues;
        this.brand = brand;
    }

    /** One message about a case. */
    record Message(
            CaseFile file,
            String event,
            String once,
            @Nullable String answersChannel,
            UnaryOperator<MessageFacts.Builder> facts) {}

    /** Puts the message on file without sending it; empty if it was told before. */
    Optional<UUID> write(Message message) {
        CaseFile file = message.file();
        MessageFacts.Builder known = MessageFacts.of(
                        message.event(), Words.language(file), file.caseNumber(), brand.name(), links.of(file))
                .customerName(file.customer().name())
                .matter(file.concern(), file.subject().item(), file.subject().id())
                .ownerName(file.owner() == null ? null : colleagues.nameForCustomers(file.owner()));
        return notifications.write(
                file, message.facts().apply(known).build(), message.answersChannel(), message.once());
    }

    /** A message that was carried did not arrive: it is sent another way. */
    void notArrived(Notifications.Notification notification) {
        notifications.reported(notification.id(), false);
        if (notification.state() == Notifications.State.ACCEPTED) {
            notifications.again(notification.id());
            signals.tell(files.byId(notification.caseId()).caseNumber(), notification.id());
        }
    }

    /** Puts the message on file and has it sent. */
    void tell(Message message) {
        write(message).ifPresent(id -> signals.tell(message.file().caseNumber(), id));
    }
}
