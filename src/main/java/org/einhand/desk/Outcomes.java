package org.einhand.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.einhand.casefile.Address;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.Channel;
import org.einhand.casefile.Ledger;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.CaseSignals;
import org.einhand.kernel.Problem;
import org.einhand.notification.Notifications;
import org.einhand.promise.PromiseTerms;
import org.einhand.promise.Promises;
import org.einhand.remedy.BackendFailure;
import org.einhand.remedy.activation.Lines;
import org.einhand.remedy.activation.Provisioning;
import org.einhand.remedy.shop.Shop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What comes of a case and its remedies: known, proven, failed, delayed, stopped; in the end solved and told. */
@Component
public class Outcomes {

    /** What of the things that are on their way is money. */
    private static final Set<String> MONEY = Set.of("refund", "cancellation");

    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);

    private final CaseFiles files;
    private final Remedies remedies;
    private final Ledger ledger;
    private final Timeline timeline;
    private final Promising promising;
    private final Promises promises;
    private final Telling telling;
    private final Notifications notifications;
    private final Conversations conversations;
    private final Addresses addresses;
    private final BankAccounts bankAccounts;
    private final OutgoingEvents outgoing;
    private final CaseSignals signals;
    private final Shop shop;
    private final ExchangeTerms exchangeTerms;
    private final Diagnosing diagnosing;
    private final Lines lines;
    private final Words words;
    private final Agreed agreed;
    private final Naming naming;
    private final Clock clock;

    Outcomes(
            CaseFiles files,
            Remedies remedies,
            Ledger ledger,
            Timeline timeline,
            Promising promising,
            Promises promises,
            Telling telling,
            Notifications notifications,
            Conversations conversations,
            Addresses addresses,
            BankAccounts bankAccounts,
            OutgoingEvents outgoing,
            CaseSignals signals,
            Shop shop,
            ExchangeTerms exchangeTerms,
            Diagnosing diagnosing,
            Lines lines,
            Words words,
            Agreed agreed,
            Naming naming,
            Clock clock) {
        this.files = files;
        this.remedies = remedies;
        this.ledger = ledger;
        this.timeline = timeline;
        this.promising = promising;
        this.promises = promises;
        this.telling = telling;
        this.notifications = notifications;
        this.conversations = conversations;
        this.addresses = addresses;
        this.bankAccounts = bankAccounts;
        this.outgoing = outgoing;
        this.signals = signals;
        this.shop = shop;
        this.exchangeTerms = exchangeTerms;
        this.diagnosing = diagnosing;
        this.lines = lines;
        this.words = words;
        this.agreed = agreed;
        this.naming = naming;
        this.clock = clock;
    }

    /**
     * Asks the shop what it knows of the case's subject, and the network how the line stands. While they do not say, figures stay
     * claimed and there is no diagnosis.
     */
    public void lookUp(String caseNumber) {
        CaseFile file = files.get(caseNumber);
        String subject = file.subject().id();
        if (subject == null) {
            return;
        }
        Optional<Provisioning.Service> service = diagnosing.ask(file);
        Optional<Shop.Known> known = look(file, subject);
        CaseFile locked = files.lock(file.caseNumber());
        service.ifPresent(answer -> diagnosing.note(locked, answer));
        known.ifPresent(found -> learn(locked, found));
        bankAccounts.askIfNeeded(caseNumber);
    }

    private Optional<Shop.Known> look(CaseFile file, String subject) {
        if (!file.known().isEmpty()) {
            return Optional.empty();
        }
        try {
            return shop.look(file.subject().kind(), subject, file.subject().line());
        } catch (BackendFailure later) {
            LOG.info("{}: {} It is asked again later.", file, later.getMessage());
            return Optional.empty();
        }
    }

    private void learn(CaseFile file, Shop.Known found) {
        ledger.purchase(file, new Ledger.Purchase(found.lines(), isSomebodyElses(file, found)));
        if (isSomebodyElses(file, found)) {
            timeline.add(
                    file,
                    Timeline.Kind.EVENT,
                    Actor.backend("orders"),
                    "The shop knows this order under another customer: her address and contact data were not taken");
            files.known(file, found.subject().withoutAddress(), null, null);
            return;
        }
        files.known(file, found.subject(), found.email(), found.mobile());
        files.linkByParcels(file, found.trackingCodes());
    }

    private static boolean isSomebodyElses(CaseFile file, Shop.Known found) {
        return found.customerId() != null
                && !found.customerId().equals(file.customer().id());
    }

    /** Whether the shop says that the order is another customer's, or does not say at all. */
    boolean maySomebodyElseOwnIt(CaseFile file) {
        String subject = file.subject().id();
        if (subject == null) {
            return false;
        }
        try {
            return shop.look(file.subject().kind(), subject, file.subject().line())
                    .filter(found -> isSomebodyElses(file, found))
                    .isPresent();
        } catch (BackendFailure silence) {
            return true;
        }
    }

    /** Tells the shop the confirmed address, for the next order. */
    public void writeAddressBack(String caseNumber) {
        CaseFile file = files.get(caseNumber);
        Address address = file.address();
        if (address != null
                && !shop.changeAddress(
                        file.customer().id(), address, "address-" + file.id() + "-" + address.hashCode())) {
            timeline.add(file, Timeline.Kind.ADDRESS, Actor.backend("orders"), "The shop does not know this customer");
        }
    }

    /** The contact on file hears that an address was changed. */
    public void tellAddressChanged(String caseNumber) {
        CaseFile file = files.get(caseNumber);
        Address address = file.address();
        if (address != null) {
            telling.tell(new Telling.Message(
                    file,
                    "contact-changed",
                    "address-" + address.hashCode(),
                    null,
                    facts -> facts.changedWhat("address")));
        }
    }

    /**
     * The address that a remedy waits for.
     *
     * @throws Problem 409 {@code case-closed}
     */
    public void clarifyAddress(String caseNumber, Actor actor, Address address) {
        CaseFile file = files.lock(caseNumber);
        if (file.isClosed()) {
            throw Problem.caseClosed(caseNumber);
        }
        addresses.confirm(file, address, actor);
    }

    /** Proof from outside: the remedy took effect; if it settles the case, the promise is kept. */
    void proven(CaseFile file, Remedies.Remedy remedy, Actor reporter) {
        remedies.effective(remedy.id());
        if (remedy.settling() && !PurchaseWithdrawals.overtakes(file, remedy)) {
            promising.kept(file);
        }
        files.touch(file);
        timeline.add(file, Timeline.Kind.REMEDY, reporter, remedy.action() + " took effect");
        outgoing.remedy(file, "remedy.effective", remedy, null);
    }

    /** What was thought to be done is not, after the customer was told so: counted, and the case opens again. */
    void failedAfterAll(CaseFile file, Remedies.Remedy remedy, String failure, Actor reporter) {
        remedies.failed(remedy.id(), failure, false);
        timeline.add(file, Timeline.Kind.REMEDY, reporter, remedy.action() + " failed after all: " + failure);
        outgoing.remedy(file, "remedy.failed", remedy, failure);
        conversations.reopen(file);
    }

    /** It did not work: counted, told the same day, and the case is open again. Needs the lock on the case. */
    void failed(CaseFile file, Remedies.Remedy remedy, String failure, boolean customersFault, Actor reporter) {
        failed(file, remedy, failure, failure, customersFault, reporter);
    }

    /**
     * As {@link #failed(CaseFile, Remedies.Remedy, String, boolean, Actor)}.
     *
     * @param told the word by which the customer is told why, where the failure itself says nothing to her
     */
    void failed(
            CaseFile file,
            Remedies.Remedy remedy,
            String failure,
            String told,
            boolean customersFault,
            Actor reporter) {
        remedies.failed(remedy.id(), failure, customersFault);
        files.touch(file);
        timeline.add(
                file,
                Timeline.Kind.REMEDY,
                reporter,
                remedy.action() + " failed: " + failure + (customersFault ? " (not ours)" : ""));
        outgoing.remedy(file, "remedy.failed", remedy, failure);
        if (!remedy.settling()) {
            return;
        }
        files.state(file, CaseState.OPEN, null);
        if (file.withdrawnAt() != null) {
            return;
        }
        promising.renewed(
                file,
                promising
                        .terms(file)
                        .on(PromiseTerms.Occasion.REMEDY_FAILED, remedy.action())
                        .because(told),
                Actor.EINHAND,
                false);
        bankAccounts.askIfNeeded(file.caseNumber());
    }

    /** The remedy was stopped before anything happened. Needs the lock on the case. */
    void stopped(CaseFile file, UUID remedyId, Actor reporter) {
        remedies.cancelled(remedyId);
        timeline.add(file, Timeline.Kind.REMEDY, reporter, "Stopped before it went out");
        files.touch(file);
    }

    /**
     * It cannot be stopped any more, and the customer is told so: after "no more help needed" what will still come, after the end of
     * her purchase that this changes nothing. Money that goes back to her then anyway is no news. Needs the lock on the case.
     *
     * @param what what is on its way, a word such as {@code parcel}
     */
    void tooLateToStop(CaseFile file, UUID remedyId, String what, Actor reporter) {
        timeline.add(file, Timeline.Kind.REMEDY, reporter, "Too late to stop: the " + what + " is on its way");
        files.touch(file);
        boolean purchaseCalledOff = file.withdrawnAt() == null;
        if (purchaseCalledOff && MONEY.contains(what)) {
            return;
        }
        telling.tell(new Telling.Message(
                file,
                "reply",
                "too-late-" + remedyId,
                null,
                facts -> facts.replyText(words.tooLateToStop(file, purchaseCalledOff ? "purchase-called-off" : what))));
    }

    /** It takes longer: the customer hears the new time before the old one passes. */
    void delayed(CaseFile file, @Nullable Instant estimated, Actor reporter) {
        promises.current(file)
                .filter(Promises.Promise::isOpen)
                .ifPresent(promise -> delayed(file, promise, estimated, reporter));
    }

    private void delayed(CaseFile file, Promises.Promise promise, @Nullable Instant estimated, Actor reporter) {
        PromiseTerms.Term term = promising
                .terms(file)
                .after(promise.dueAt())
                .on(PromiseTerms.Occasion.DELAYED, null)
                .of(promise.what());
        if (estimated != null && estimated.isAfter(clock.instant())) {
            term = term.by(estimated);
        }
        promising.renewed(file, term, reporter, false);
    }

    /**
     * The network tells when it expects the line to work: that becomes the promise, whatever was promised before, with its reason.
     *
     * @param because why the time is new, a word or words of the network's; null if it does not say
     */
    void expected(CaseFile file, @Nullable Instant estimated, @Nullable String because, Actor reporter) {
        promises.current(file).filter(Promises.Promise::isOpen).ifPresent(promise -> {
            Instant ahead = estimated != null && estimated.isAfter(clock.instant()) ? estimated : null;
            PromiseTerms.Term term = promising
                    .terms(file)
                    .after(promise.dueAt())
                    .on(PromiseTerms.Occasion.RENEWED, null)
                    .of(Promising.lineWorks(promise.what(), ahead != null))
                    .because(because);
            promising.renewed(file, ahead == null ? term : term.by(ahead), reporter, false);
        });
    }

    /** The good news, written; the model has it sent and goes on once it was accepted. */
    public UUID writeSolved(String caseNumber) {
        CaseFile file = files.lock(caseNumber);
        Optional<Remedies.Remedy> proven =
                remedies.latestSettling(file).filter(latest -> latest.state() == Remedies.State.EFFECTIVE);
        Lines.Line line = lines.of(file);
        if (proven.isEmpty() && !line.works()) {
            throw new IllegalStateException("Nothing proves that " + caseNumber + " is solved");
        }
        String achieved = proven.map(remedy -> agreed.achieved(file, remedy))
                .orElseGet(() -> words.achieved(file, Activations.LINE_WORKS));
        String once = "after-" + remedies.of(file).size() + (line.restorations() > 1 ? "-" + line.restorations() : "");
        return telling.write(new Telling.Message(
                        file,
                        "solved",
                        once,
                        null,
                        facts -> facts.solved(achieved, clock.instant().plus(OBJECTION))))
                .orElseThrow(() ->
                        new IllegalStateException("The customer was told already that " + caseNumber + " is solved"));
    }

    /** How long a solved case waits for an objection; the model's timer says the same. */
    static final Duration OBJECTION = Duration.ofDays(7);

    /** The effect is proven and the customer was told. */
    public void solved(String caseNumber) {
        CaseFile file = files.lock(caseNumber);
        files.state(file, CaseState.SOLVED, null);
        naming.solved(file);
        bankAccounts.noLongerAsked(file);
        timeline.add(file, Timeline.Kind.STATE, Actor.EINHAND, "Solved; the customer was told");
        outgoing.add(file, "case.solved");
    }

    /** Tells the customer something that the model calls for. */
    public void tell(String caseNumber, String event) {
        CaseFile file = files.get(caseNumber);
        Promises.Promise promise = promises.current(file).orElseThrow();
        switch (event) {
            case "receipt" -> openingReceipt(file, promise);
            case "promise" -> tellPromise(file, promise);
            case "closed" ->
                telling.tell(new Telling.Message(
                        file,
                        event,
                        "",
                        null,
                        facts -> facts.outcome(String.valueOf(
                                file.outcome() == null ? null : file.outcome().word()))));
            default -> throw new IllegalArgumentException("The model asks to tell " + event);
        }
    }

    /** A remedy that took effect before it was carried out promises nothing more. */
    private void tellPromise(CaseFile file, Promises.Promise promise) {
        if (promise.isOpen()) {
            telling.tell(new Telling.Message(
                    file,
                    "promise",
                    String.valueOf(promise.version()),
                    null,
                    facts -> facts.promise(agreed.promised(file, promise), promise.dueAt())
                            .notice(repairNotice(file))));
        }
    }

    /** What she has to know before a repair, for purchases of which the law says so. */
    private @Nullable String repairNotice(CaseFile file) {
        boolean repair = remedies.underWay(file)
                .filter(remedy -> remedy.action().equals("repair"))
                .isPresent();
        return repair && exchangeTerms.of(file).repairNotice() ? words.notice(file, "repair") : null;
    }

    private void openingReceipt(CaseFile file, Promises.Promise promise) {
        boolean event = file.channel() == Channel.EVENT;
        String reason = file.fact("reason");
        telling.tell(new Telling.Message(
                file,
                "receipt",
                "opening",
                file.channel().word(),
                facts -> facts.contact(event ? null : file.concern(), file.openedAt(), promise.dueAt())
                        .promise(agreed.promised(file, promise), promise.dueAt())
                        .addressNeeded(Opening.addressMissing(file))
                        .parcelEvent(
                                event ? Arrays.asList("returned", "lost").contains(reason) ? reason : null : null)));
    }

    /** The receipt for a later contact. */
    public void tellReceipt(String caseNumber, UUID contactId) {
        conversations.receipt(files.get(caseNumber), contactId);
    }

    /** Looks after the case's promise: before it lapses the customer gets a new time, or a lead is called in. */
    public void watchPromise(String caseNumber) {
        Optional<Provisioning.Service> service = diagnosing.ask(files.get(caseNumber));
        CaseFile file = files.lock(caseNumber);
        service.ifPresent(answer -> diagnosing.note(file, answer));
        promising.watch(file, clock.instant());
    }

    /** Somebody tried to call the customer. Reached means told; a lead who speaks with her gives a new time. */
    public void calledBack(String callFlow, UUID notificationId, Actor caller, boolean reached, @Nullable String note) {
        Notifications.Notification call = notifications.find(notificationId).orElseThrow();
        CaseFile file = files.lock(call.caseId());
        timeline.add(
                file,
                Timeline.Kind.CONTACT,
                caller,
                (reached ? "Spoke with the customer" : "Did not reach the customer")
                        + (note == null ? "" : ": " + note));
        if (reached) {
            notifications.toldByPhone(notificationId);
            boolean unsolved = file.state() == CaseState.OPEN || file.state() == CaseState.WAITING;
            if (call.event().equals("call") && unsolved) {
                promising.newTimeByPhone(file, caller);
            }
        }
        signals.calledBack(callFlow, reached);
    }
}
