package org.einhand.desk;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.Channel;
import org.einhand.casefile.Contacts;
import org.einhand.casefile.Ledger;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.IncomingEvents;
import org.einhand.notification.Notifications;
import org.einhand.promise.Promises;
import org.springframework.stereotype.Component;

/** Reads a case for operations. */
@Component
class OperationsFile {

    /** What nobody has had word of yet. */
    private static final Set<String> AWAITED = Set.of("requested", "ordered", "pending");

    private final Contacts contacts;
    private final Remedies remedies;
    private final Ledger ledger;
    private final Promises promises;
    private final Notifications notifications;
    private final Timeline timeline;
    private final IncomingEvents events;

    OperationsFile(
            Contacts contacts,
            Remedies remedies,
            Ledger ledger,
            Promises promises,
            Notifications notifications,
            Timeline timeline,
            IncomingEvents events) {
        this.contacts = contacts;
        this.remedies = remedies;
        this.ledger = ledger;
        this.promises = promises;
        this.notifications = notifications;
        this.timeline = timeline;
        this.events = events;
    }

    OperationsView.Case of(CaseFile file) {
        List<Contacts.Contact> all = contacts.of(file).stream()
                .filter(contact -> contact.channel() != Channel.EVENT)
                .toList();
        return new OperationsView.Case(
                file.caseNumber(),
                file.type(),
                file.state(),
                file.outcome(),
                file.blockedBy(),
                file.owner(),
                file.openedAt(),
                file.updatedAt(),
                file.needBy(),
                promises.current(file)
                        .map(promise -> new OperationsView.Promise(
                                promise.what(), promise.dueAt(), promise.state(), promise.version()))
                        .orElse(null),
                new CaseView.CountsView(
                        (int) all.stream().filter(Contacts.Contact::inbound).count(),
                        (int) all.stream().filter(Contacts.Contact::isOpen).count(),
                        file.handoffs(),
                        file.continuations(),
                        file.consultations(),
                        remedies.matter(file).failedAttempts(),
                        (int) all.stream().filter(Contacts.Contact::retold).count()),
                remedies.of(file).stream().map(remedy -> remedy(file, remedy)).toList(),
                notifications.of(file).stream()
                        .map(each -> new OperationsView.Notification(
                                each.id(), each.event(), each.channel(), each.state(), each.at()))
                        .toList(),
                events.of(file.id()),
                timeline.of(file).stream()
                        .map(entry -> new OperationsView.Entry(entry.at(), entry.kind(), by(entry.actor())))
                        .toList());
    }

    private OperationsView.Remedy remedy(CaseFile file, Remedies.Remedy remedy) {
        return new OperationsView.Remedy(
                remedy.id(),
                remedy.action(),
                remedy.state(),
                remedy.authority(),
                remedy.failure(),
                Stream.concat(
                                remedies.orders(file).stream()
                                        .filter(order -> order.remedyId().equals(remedy.id()))
                                        .map(OperationsFile::order),
                                ledger.of(file).stream()
                                        .filter(payout -> remedy.id().equals(payout.remedyId()))
                                        .map(OperationsFile::order))
                        .toList(),
                remedy.requestedAt(),
                remedy.effectiveAt());
    }

    private static OperationsView.Order order(Remedies.BackendOrder order) {
        return new OperationsView.Order(
                order.backend(), order.reference(), order.state().word());
    }

    private static OperationsView.Order order(Ledger.Payout payout) {
        return new OperationsView.Order(
                "payments", payout.reference(), payout.state().word());
    }

    /** Orders and payouts that are under way, the newest first. */
    List<OperationsView.Order> awaited(CaseFile file) {
        List<OperationsView.Order> all = Stream.concat(
                        remedies.orders(file).stream().map(OperationsFile::order),
                        ledger.of(file).stream().map(OperationsFile::order))
                .filter(order -> AWAITED.contains(order.state()))
                .toList();
        return Stream.iterate(all.size() - 1, at -> at >= 0, at -> at - 1)
                .map(all::get)
                .toList();
    }

    /** Staff by their id, everybody else by what they are. */
    private static String by(Actor actor) {
        return actor.kind() == Actor.Kind.CUSTOMER ? "customer" : actor.id();
    }
}
