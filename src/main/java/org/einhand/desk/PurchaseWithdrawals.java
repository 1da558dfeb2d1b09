package org.einhand.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.CaseType;
import org.einhand.casefile.Channel;
import org.einhand.casefile.Contacts;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.SubjectKind;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.CaseSignals;
import org.einhand.promise.Promises;
import org.springframework.stereotype.Component;

/**
 * The customer withdraws from the purchase (BGB §355, and by the button of §356a). That is a declaration of hers: it counts from the
 * moment it is here, gets its receipt with content, date and time at once, and is decided on by a person like every other contact.
 */
@Component
class PurchaseWithdrawals {

    /** The fact that rules about money read: the day on which the withdrawal was received, such as {@code 2026-11-24}. */
    static final String RECEIVED_ON = "purchaseWithdrawnOn";

    private static final String RECEIVED_AT = "purchaseWithdrawnAt";

    private final CaseFiles files;
    private final Contacts contacts;
    private final Remedies remedies;
    private final Timeline timeline;
    private final FirstResponse firstResponse;
    private final Promises promises;
    private final Promising promising;
    private final Telling telling;
    private final CallingOff callingOff;
    private final Refunds refunds;
    private final CaseProgress progress;
    private final CaseSignals signals;
    private final Words words;

    PurchaseWithdrawals(
            CaseFiles files,
            Contacts contacts,
            Remedies remedies,
            Timeline timeline,
            FirstResponse firstResponse,
            Promises promises,
            Promising promising,
            Telling telling,
            CallingOff callingOff,
            Refunds refunds,
            CaseProgress progress,
            CaseSignals signals,
            Words words) {
        this.files = files;
        this.contacts = contacts;
        this.remedies = remedies;
        this.timeline = timeline;
        this.firstResponse = firstResponse;
        this.promises = promises;
        this.promising = promising;
        this.telling = telling;
        this.callingOff = callingOff;
        this.refunds = refunds;
        this.progress = progress;
        this.signals = signals;
        this.words = words;
    }

    /** When the withdrawal was received, to the millisecond; empty if there is none. */
    static Optional<Instant> receivedAt(CaseFile file) {
        return Optional.ofNullable(file.fact(RECEIVED_AT)).map(Instant::parse);
    }

    /** Whether the withdrawal came after a remedy was decided that gives no money back: then that remedy settles nothing any more. */
    static boolean overtakes(CaseFile file, Remedies.Remedy remedy) {
        return !givesMoneyBack(remedy)
                && receivedAt(file)
                        .filter(at -> !at.isBefore(remedy.requestedAt()))
                        .isPresent();
    }

    private static boolean givesMoneyBack(Remedies.Remedy remedy) {
        return Action.of(remedy.action()).process() == Action.Process.REFUND;
    }

    /** Whether there is a purchase that can be withdrawn from here, and was not yet. */
    static boolean isPossible(CaseFile file) {
        return !file.isClosed() && file.subject().kind() == SubjectKind.ORDER && !isDeclared(file);
    }

    /** Whether the customer has declared it, here or when the case was opened. */
    static boolean isDeclared(CaseFile file) {
        return receivedAt(file).isPresent()
                || file.type() == CaseType.REFUND && "withdrawal".equals(file.fact("reason"));
    }

    /**
     * Takes the declaration. Said twice it is one. Needs the lock on the case.
     *
     * @throws org.einhand.kernel.Problem 422 {@code action-unavailable} if the case is about no order
     */
    void declare(CaseFile file) {
        if (file.subject().kind() != SubjectKind.ORDER) {
            throw Decisions.unavailable("order");
        }
        if (isDeclared(file)) {
            return;
        }
        Contacts.Contact contact = noted(file);
        learn(file, contact.at());
        CaseFile known = files.byId(file.id());
        Optional<Remedies.Remedy> underWay = remedies.underWay(known);
        if (underWay.filter(PurchaseWithdrawals::givesMoneyBack).isEmpty()) {
            files.state(known, CaseState.OPEN, null);
            promising.first(known, Actor.EINHAND);
            underWay.ifPresent(remedy -> callingOff.ask(remedy));
        }
        receipt(known, contact);
        if (known.state() == CaseState.SOLVED) {
            timeline.add(known, Timeline.Kind.STATE, Actor.EINHAND, "Opened again");
            signals.reopened(String.valueOf(known.flow()));
        }
        refunds.watchDeadline(known);
        signals.urgent(String.valueOf(known.flow()), progress.priority(known.caseNumber()));
    }

    private void learn(CaseFile file, Instant received) {
        String day = LocalDate.ofInstant(received, Calendars.ZONE).toString();
        files.fact(file, RECEIVED_AT, received.truncatedTo(ChronoUnit.MILLIS).toString());
        files.fact(file, RECEIVED_ON, day);
        if (file.type() == CaseType.REFUND && file.fact("reason") == null) {
            files.fact(file, "reason", "withdrawal");
            if (file.fact("claimReceivedOn") == null) {
                files.fact(file, "claimReceivedOn", day);
            }
        }
    }

    /** A press of a button takes nothing away from how well we know her: she counts as identified as in her last contact. */
    private Contacts.Contact noted(CaseFile file) {
        String said = words.purchaseWithdrawn(file);
        timeline.add(file, Timeline.Kind.CONTACT, Actor.CUSTOMER, said);
        return contacts.inbound(
                file,
                Actor.CUSTOMER,
                Channel.SELF_SERVICE,
                contacts.identifiedNow(file),
                said,
                false,
                firstResponse.dueFor(Channel.SELF_SERVICE),
                false);
    }

    private void receipt(CaseFile file, Contacts.Contact contact) {
        Optional<Promises.Promise> promise = promises.current(file).filter(Promises.Promise::isOpen);
        telling.tell(new Telling.Message(
                file,
                "receipt",
                contact.id().toString(),
                contact.channel().word(),
                facts -> facts.contact(contact.text(), contact.at(), contact.dueAt())
                        .promise(
                                promise.map(open -> words.promised(file, open.what()))
                                        .orElse(null),
                                promise.map(Promises.Promise::dueAt).orElse(null))
                        .purchaseWithdrawn(true)));
    }
}
