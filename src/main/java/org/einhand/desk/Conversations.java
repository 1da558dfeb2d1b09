package org.einhand.desk;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.Channel;
import org.einhand.casefile.Contacts;
import org.einhand.casefile.Identified;
import org.einhand.casefile.Ledger;
import org.einhand.casefile.Outcome;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.hand.Hands;
import org.einhand.kernel.Actor;
import org.einhand.kernel.CaseSignals;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Worded;
import org.einhand.promise.PromiseTerms;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What customer and agents say to each other, and what follows from it for the case. */
@Component
public class Conversations {

    private static final List<Channel> SENT_BY_US = List.of(Channel.EMAIL, Channel.SMS, Channel.MESSENGER);

    private final CaseFiles files;
    private final Contacts contacts;
    private final Remedies remedies;
    private final Ledger ledger;
    private final Timeline timeline;
    private final CaseSignals signals;
    private final FirstResponse firstResponse;
    private final Telling telling;
    private final Promising promising;
    private final StatusLinks links;
    private final Words words;
    private final BankAccounts bankAccounts;
    private final OutgoingEvents outgoing;
    private final CallingOff callingOff;
    private final Hands hands;

    Conversations(
            CaseFiles files,
            Contacts contacts,
            Remedies remedies,
            Ledger ledger,
            Timeline timeline,
            CaseSignals signals,
            FirstResponse firstResponse,
            Telling telling,
            Promising promising,
            StatusLinks links,
            Words words,
            BankAccounts bankAccounts,
            OutgoingEvents outgoing,
            CallingOff callingOff,
            Hands hands) {
        this.files = files;
        this.contacts = contacts;
        this.remedies = remedies;
        this.ledger = ledger;
        this.timeline = timeline;
        this.signals = signals;
        this.firstResponse = firstResponse;
        this.telling = telling;
        this.promising = promising;
        this.links = links;
        this.words = words;
        this.bankAccounts = bankAccounts;
        this.outgoing = outgoing;
        this.callingOff = callingOff;
        this.hands = hands;
    }

    /**
     * Something the customer told us.
     *
     * @param retold whether she had to tell what we knew already
     * @param reopens whether a solved case is open again by it
     */
    public record Inbound(Channel channel, Identified identified, String text, boolean retold, boolean reopens) {}

    /**
     * Notes what the customer told us. It stays open until somebody answers it, and she gets a receipt.
     *
     * @throws Problem {@code case-closed}
     */
    public Contacts.Contact inbound(String caseNumber, Actor actor, Inbound inbound) {
        CaseFile file = notClosed(files.lock(caseNumber));
        if (actor.isAgent()) {
            hands.begin(file.customer().id(), actor);
            if (file.owner() == null) {
                own(file, actor, false);
            }
        }
        return cameIn(file, actor, inbound);
    }

    /** As {@link #inbound}, for a case whose lock the caller holds. */
    Contacts.Contact cameIn(CaseFile file, Actor actor, Inbound inbound) {
        Contacts.Contact contact = contacts.inbound(
                file,
                actor,
                inbound.channel(),
                inbound.identified(),
                inbound.text(),
                inbound.retold(),
                firstResponse.dueFor(inbound.channel()),
                false);
        files.touch(file);
        timeline.add(file, Timeline.Kind.CONTACT, Actor.CUSTOMER, inbound.text());
        if (inbound.reopens() && file.state() == CaseState.SOLVED) {
            reopen(file);
        }
        signals.contactReceived(String.valueOf(file.flow()), contact.id());
        return contact;
    }

    /**
     * Notes what an agent told the customer; by e-mail, SMS and messenger it is sent from here.
     *
     * @throws Problem {@code case-closed}; {@code held-by-other}; {@code invalid-request} if she has no such address or {@code answers} is no contact of
     *     this case
     */
    public Contacts.Contact outbound(
            String caseNumber, Actor actor, Channel channel, String text, @Nullable UUID answers) {
        CaseFile file = notClosed(files.lock(caseNumber));
        if (answers != null
                && contacts.find(file, answers)
                        .filter(Contacts.Contact::inbound)
                        .isEmpty()) {
            throw Problem.invalid("/answers", "must be the id of an inbound contact of this case");
        }
        String address = channel == Channel.EMAIL
                ? file.customer().email()
                : file.customer().mobile();
        if (SENT_BY_US.contains(channel) && address == null) {
            throw Problem.invalid("/channel", "the customer has no address for " + channel.word());
        }
        if (actor.isAgent()) {
            hands.working(file.customer().id(), actor);
        }
        Contacts.Contact reply = contacts.outbound(file, actor, channel, text, answers);
        files.touch(file);
        timeline.add(file, Timeline.Kind.CONTACT, actor, text);
        if (SENT_BY_US.contains(channel)) {
            telling.tell(new Telling.Message(
                    file, "reply", reply.id().toString(), channel.word(), facts -> facts.replyText(text)));
        }
        return reply;
    }

    /** One contact of a case; 404 if there is none. */
    public Contacts.Contact contact(String caseNumber, UUID id) {
        return contacts.find(files.get(caseNumber), id)
                .orElseThrow(() -> Problem.notFound("There is no such contact in case " + caseNumber + "."));
    }

    /** The receipt for a contact; the process has it sent. */
    void receipt(CaseFile file, UUID contactId) {
        contacts.find(file, contactId)
                .ifPresent(contact -> telling.tell(new Telling.Message(
                        file,
                        "receipt",
                        contactId.toString(),
                        contact.channel().word(),
                        facts -> facts.contact(contact.text(), contact.at(), contact.dueAt())
                                .addressNeeded(Opening.addressMissing(file)))));
    }

    /**
     * The customer says it is not solved: a solved case opens again for the same owner, ahead of the queue. In a case that is not
     * solved it is a contact like any other.
     *
     * @throws Problem {@code case-closed}
     */
    public CaseFile object(String caseNumber, Actor actor, Channel channel, String text) {
        CaseFile file = notClosed(files.lock(caseNumber));
        Contacts.Contact contact = contacts.inbound(
                file, actor, channel, Identified.NONE, text, false, firstResponse.dueFor(channel), false);
        files.touch(file);
        timeline.add(file, Timeline.Kind.CONTACT, Actor.CUSTOMER, "Not solved: " + text);
        if (file.state() == CaseState.SOLVED) {
            reopen(file);
        }
        telling.tell(new Telling.Message(
                file,
                "objection-received",
                contact.id().toString(),
                null,
                facts -> facts.contact(text, contact.at(), contact.dueAt())));
        return files.byId(file.id());
    }

    /** What was solved is not: open again, with a new promise. */
    void reopen(CaseFile file) {
        files.state(file, CaseState.OPEN, null);
        timeline.add(file, Timeline.Kind.STATE, Actor.EINHAND, "Opened again");
        promising.renewed(file, promising.terms(file).on(PromiseTerms.Occasion.REOPENED, null), Actor.EINHAND, false);
        signals.reopened(String.valueOf(file.flow()));
    }

    /**
     * The customer needs no more help. What is under way is stopped where it still can be; no money moves.
     *
     * @throws Problem {@code case-closed}
     */
    public CaseFile withdraw(String caseNumber, Actor actor, String reason) {
        CaseFile file = notClosed(files.lock(caseNumber));
        timeline.add(file, Timeline.Kind.STATE, actor, "No more help needed: " + reason);
        if (file.withdrawnAt() != null) {
            return file;
        }
        files.withdrawn(file);
        bankAccounts.noLongerAsked(file);
        Optional<Remedies.Remedy> remedy = remedies.underWay(file);
        if (file.state() == CaseState.SOLVED) {
            signals.objectionWaived(String.valueOf(file.flow()));
        } else if (remedy.filter(under -> remedies.isPurchaseCalledOff(under.id()))
                .isPresent()) {
            tooLate(file);
        } else if (remedy.isPresent()) {
            callingOff.ask(remedy.get());
        } else if (file.state() == CaseState.OPEN) {
            signals.calledOff(String.valueOf(file.flow()));
        }
        return files.byId(file.id());
    }

    /** The purchase is called off already: what she paid still goes back to her. */
    private void tooLate(CaseFile file) {
        telling.tell(new Telling.Message(
                file,
                "reply",
                "too-late-cancellation",
                null,
                facts -> facts.replyText(words.tooLateToStop(file, "cancellation"))));
    }

    /** Why an agent goes on with somebody else's case. */
    public enum TakingReason implements Worded {
        CUSTOMER_HERE,
        OWNER_ABSENT
    }

    /**
     * An agent goes on with the case in one step, also over another's hand: the customer is in front of her, or the owner is away.
     *
     * @throws Problem {@code case-closed}
     */
    public CaseFile take(String caseNumber, Actor actor, TakingReason reason) {
        CaseFile file = notClosed(files.lock(caseNumber));
        hands.takeOver(file.customer().id(), actor);
        if (!actor.id().equals(file.owner())) {
            own(file, actor, file.owner() != null);
            timeline.add(
                    file,
                    Timeline.Kind.OWNER,
                    actor,
                    reason == TakingReason.CUSTOMER_HERE ? "The customer is with " + actor.id() : "The owner is away");
        }
        return files.byId(file.id());
    }

    /** The case has an owner from now on. */
    void own(CaseFile file, Actor agent, boolean continuation) {
        files.owner(file, agent.id(), continuation);
        timeline.add(
                file,
                Timeline.Kind.OWNER,
                agent,
                continuation
                        ? agent.id() + " goes on with the case of " + file.owner()
                        : agent.id() + " looks after the case");
        signals.owned(String.valueOf(file.flow()), agent.id());
    }

    /** Who claims the open task of a case that nobody owns, owns it. */
    public void claimed(String caseNumber, Actor agent) {
        CaseFile file = files.lock(caseNumber);
        hands.begin(file.customer().id(), agent);
        if (!agent.id().equals(file.owner())) {
            files.owner(file, agent.id(), file.owner() != null);
            timeline.add(file, Timeline.Kind.OWNER, agent, agent.id() + " looks after the case");
        }
    }

    /** A new link to the status page, sent to the contact on file. */
    public void sendLink(String caseNumber, Actor actor) {
        CaseFile file = notClosed(files.lock(caseNumber));
        links.another(file);
        timeline.add(file, Timeline.Kind.NOTIFICATION, actor, "A new link to the status page was sent");
        telling.tell(new Telling.Message(
                file, "reply", "link-" + UUID.randomUUID(), null, facts -> facts.replyText(words.newLink(file))));
    }

    /** No link to the status page of this case opens it any more. */
    public void revokeLinks(String caseNumber, Actor actor) {
        CaseFile file = files.lock(caseNumber);
        links.revoke(file);
        timeline.add(file, Timeline.Kind.NOTIFICATION, actor, "All links to the status page were revoked");
    }

    /** The case is over: nothing more is needed, or the days for an objection have passed. The model tells the customer. */
    public void close(String caseNumber) {
        CaseFile file = files.lock(caseNumber);
        boolean solved = file.state() == CaseState.SOLVED;
        Outcome outcome = solved ? achieved(file) : Outcome.WITHDRAWN;
        files.close(file, outcome);
        if (!solved) {
            promising.released(file);
        }
        ledger.caseEnds(file);
        remedies.of(file).stream()
                .filter(remedy -> !remedy.settling() && remedy.isUnderWay())
                .filter(remedy -> !isOnItsWay(remedy))
                .forEach(remedy -> remedies.cancelled(remedy.id()));
        timeline.add(
                file,
                Timeline.Kind.STATE,
                Actor.EINHAND,
                "Closed: " + (solved ? outcome.word() : "no more help needed"));
        outgoing.closed(file, outcome);
    }

    /** Money that the provider took comes, whether the case is closed or not. */
    private boolean isOnItsWay(Remedies.Remedy remedy) {
        return ledger.ofRemedy(remedy.id())
                .filter(payout -> payout.state() == Ledger.State.PENDING)
                .isPresent();
    }

    private Outcome achieved(CaseFile file) {
        return remedies.latestSettling(file)
                        .filter(remedy -> remedies.isPurchaseCalledOff(remedy.id()))
                        .isPresent()
                ? Outcome.CANCELLED
                : Outcome.SOLVED;
    }

    private static CaseFile notClosed(CaseFile file) {
        if (file.isClosed()) {
            throw Problem.caseClosed(file.caseNumber());
        }
        return file;
    }
}
