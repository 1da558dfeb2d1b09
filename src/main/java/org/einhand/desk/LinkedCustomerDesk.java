package org.einhand.desk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.einhand.casefile.Address;
import org.einhand.casefile.BankDetails;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.Channel;
import org.einhand.casefile.Contacts;
import org.einhand.casefile.Custody;
import org.einhand.casefile.Ledger;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Colleagues;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Sql;
import org.einhand.kernel.UnitOfWork;
import org.einhand.promise.CallWindows;
import org.einhand.promise.Promises;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The customer's side of a case, behind her link. */
@Component
class LinkedCustomerDesk implements CustomerDesk {

    /** Enough for her to know which of her numbers it is, and of no use to anybody else. */
    private static final int SHOWN_DIGITS = 3;

    private final StatusLinks links;
    private final CaseFiles files;
    private final Contacts contacts;
    private final Remedies remedies;
    private final Promises promises;
    private final Timeline timeline;
    private final Custody custody;
    private final Ledger ledger;
    private final Journey journey;
    private final Conversations conversations;
    private final PurchaseWithdrawals withdrawals;
    private final Addresses addresses;
    private final BankAccounts bankAccounts;
    private final Decisions decisions;
    private final CallBacks callBacks;
    private final OneTimeCodes codes;
    private final Telling telling;
    private final Words words;
    private final Agreed agreed;
    private final Colleagues colleagues;
    private final UnitOfWork unitOfWork;

    LinkedCustomerDesk(
            StatusLinks links,
            CaseFiles files,
            Contacts contacts,
            Remedies remedies,
            Promises promises,
            Timeline timeline,
            Custody custody,
            Ledger ledger,
            Journey journey,
            Conversations conversations,
            PurchaseWithdrawals withdrawals,
            Addresses addresses,
            BankAccounts bankAccounts,
            Decisions decisions,
            CallBacks callBacks,
            OneTimeCodes codes,
            Telling telling,
            Words words,
            Agreed agreed,
            Colleagues colleagues,
            UnitOfWork unitOfWork) {
        this.links = links;
        this.files = files;
        this.contacts = contacts;
        this.remedies = remedies;
        this.promises = promises;
        this.timeline = timeline;
        this.custody = custody;
        this.ledger = ledger;
        this.journey = journey;
        this.conversations = conversations;
        this.withdrawals = withdrawals;
        this.addresses = addresses;
        this.bankAccounts = bankAccounts;
        this.decisions = decisions;
        this.callBacks = callBacks;
        this.codes = codes;
        this.telling = telling;
        this.words = words;
        this.agreed = agreed;
        this.colleagues = colleagues;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Optional<StatusView> look(String token) {
        return links.open(token).map(this::view);
    }

    @Override
    public Optional<Locale> askedWho(String token) {
        return links.openToIdentify(token).filter(file -> !file.isClosed()).map(Words::language);
    }

    @Override
    public void requestCodeToIdentify(String token) {
        unitOfWork.run(() -> {
            CaseFile file = lockOpen(links.openToIdentify(token));
            sendCode(file, CodePurpose.IDENTIFY, links.toIdentify(file));
        });
    }

    @Override
    public String identify(String token, String code) {
        withCode(() -> lockOpen(links.openToIdentify(token)), CodePurpose.IDENTIFY, code, conversations::identified);
        return unitOfWork.run(() -> links.of(lockOpen(links.openToIdentify(token))));
    }

    @Override
    public void requestCode(String token, CodePurpose purpose) {
        unitOfWork.run(() -> {
            CaseFile file = lockOpen(token);
            sendCode(file, purpose, links.of(file));
        });
    }

    private void sendCode(CaseFile file, CodePurpose purpose, String link) {
        OneTimeCodes.Issued issued = codes.issue(file, purpose);
        telling.tell(new Telling.Message(
                file,
                "code",
                purpose.word() + "-" + issued.validUntil(),
                null,
                facts -> facts.code(issued.code(), issued.validUntil())
                        .changedWhat(purpose.word())
                        .link(link)));
    }

    @Override
    public void confirmAddress(String token, String code, Address given) {
        Address address = AddressRules.check(given);
        withCode(token, CodePurpose.ADDRESS, code, file -> addresses.confirm(file, address, Actor.CUSTOMER));
    }

    @Override
    public void giveBankDetails(String token, String code, String iban, String name) {
        BankAccount account = BankAccountRules.check(iban, name);
        withCode(token, CodePurpose.BANK_DETAILS, code, file -> bankAccounts.given(file, account, Actor.CUSTOMER));
    }

    /** Does it if the code is right; every try with a code is counted. */
    private void withCode(String token, CodePurpose purpose, String code, Consumer<CaseFile> work) {
        withCode(() -> lockOpen(token), purpose, code, work);
    }

    private void withCode(Supplier<CaseFile> locked, CodePurpose purpose, String code, Consumer<CaseFile> work) {
        OneTimeCodes.Outcome outcome = unitOfWork.run(() -> {
            CaseFile file = locked.get();
            OneTimeCodes.Outcome tried = codes.use(file, purpose, code);
            if (tried == OneTimeCodes.Outcome.RIGHT) {
                work.accept(file);
            }
            return tried;
        });
        switch (outcome) {
            case RIGHT -> {
                // done
            }
            case WRONG -> throw new Problem("code-wrong", 422, "This is not the code we sent.");
            case EXPIRED -> throw new Problem("code-expired", 422, "The code is no longer good.");
            case TOO_MANY -> throw new Problem("too-many-attempts", 429, "Too many wrong codes.");
        }
    }

    @Override
    public void chooseCallBack(String token, Instant from, Instant to) {
        unitOfWork.run(() -> {
            CaseFile file = lockOpen(token);
            Optional<Remedies.Remedy> agreed = callBacks.agreed(file);
            if (agreed.isPresent()) {
                callBacks.move(file, agreed.get(), Actor.CUSTOMER, new CallBacks.Move(from, to, null, false), "");
            } else {
                decisions.decidedByCustomer(file, Decisions.Command.call(from, to));
            }
        });
    }

    @Override
    public void callOffCallBack(String token) {
        unitOfWork.run(() -> {
            CaseFile file = lockOpen(token);
            callBacks.agreed(file).ifPresent(call -> callBacks.callOff(file, call, Actor.CUSTOMER));
        });
    }

    @Override
    public void notSolved(String token, String text) {
        unitOfWork.run(
                () -> conversations.object(lockOpen(token).caseNumber(), Actor.CUSTOMER, Channel.SELF_SERVICE, text));
    }

    @Override
    public void noMoreHelp(String token) {
        unitOfWork.run(
                () -> conversations.withdraw(lockOpen(token).caseNumber(), Actor.CUSTOMER, "said on the status page"));
    }

    @Override
    public void withdrawFromPurchase(String token) {
        unitOfWork.run(() -> withdrawals.declare(lockOpen(token)));
    }

    private CaseFile lockOpen(String token) {
        return lockOpen(links.open(token));
    }

    private CaseFile lockOpen(Optional<CaseFile> behindLink) {
        CaseFile file = behindLink.orElseThrow(() -> Problem.notFound("There is no such page."));
        CaseFile locked = files.lock(file.id());
        if (locked.isClosed()) {
            throw Problem.caseClosed(locked.caseNumber());
        }
        return locked;
    }

    private StatusView view(CaseFile file) {
        List<Remedies.Remedy> tried = remedies.of(file);
        List<Promises.Promise> promised = promises.of(file);
        List<Contacts.Contact> said = contacts.of(file);
        boolean solved = file.state() == CaseState.SOLVED;
        return new StatusView(
                file.caseNumber(),
                Words.language(file),
                file.type().word(),
                StatusView.State.valueOf(file.state().name()),
                Sql.word(file.outcome()),
                file.openedAt(),
                file.owner() == null ? null : colleagues.nameForCustomers(file.owner()),
                file.channel() == Channel.EVENT ? null : Discretion.conceal(file.concern(), personal(file)),
                file.subject().item(),
                course(file, tried),
                Journey.standing(file, tried).map(Remedies.Remedy::action).orElse(null),
                journey.of(file, tried),
                visit(file, tried),
                promised.isEmpty() || file.isClosed() ? null : promised(file, promised.get(promised.size() - 1)),
                said.stream()
                        .filter(Contacts.Contact::isOpen)
                        .map(Contacts.Contact::dueAt)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                solved && file.solvedAt() != null ? file.solvedAt().plus(Outcomes.OBJECTION) : null,
                !file.isClosed() && Opening.addressMissing(file),
                codes.validUntil(file, CodePurpose.ADDRESS).orElse(null),
                purchase(file),
                bankDetails(file),
                callBack(file),
                done(file, tried, promised, said),
                money(file));
    }

    private StatusView.@Nullable BankDetails bankDetails(CaseFile file) {
        Optional<BankDetails.Account> given = bankAccounts.current(file);
        boolean needed = !file.isClosed() && bankAccounts.isAsking(file);
        if (!needed && given.isEmpty()) {
            return null;
        }
        return new StatusView.BankDetails(
                needed,
                given.filter(account -> !account.usable()).isPresent(),
                given.map(BankDetails.Account::lastFour).orElse(null),
                codes.validUntil(file, CodePurpose.BANK_DETAILS).orElse(null));
    }

    private StatusView.@Nullable CallBack callBack(CaseFile file) {
        if (file.isClosed()) {
            return null;
        }
        String number = file.customer().mobile();
        if (number == null) {
            return new StatusView.CallBack(null, null, false, List.of());
        }
        Optional<CallWindows.CallWindow> current = callBacks.agreed(file).flatMap(callBacks::window);
        StatusView.Window agreed = current.filter(CallWindows.CallWindow::isOpen)
                .map(window -> new StatusView.Window(window.from(), window.to()))
                .orElse(null);
        List<StatusView.Window> offered = callBacks.offeredOnHerPage(file).stream()
                .map(free -> new StatusView.Window(free.from(), free.to()))
                .filter(window -> !window.equals(agreed))
                .toList();
        return new StatusView.CallBack(
                number.substring(number.length() - SHOWN_DIGITS),
                agreed,
                current.filter(window -> window.state() == CallWindows.State.KEPT)
                        .isPresent(),
                offered);
    }

    private static List<String> personal(CaseFile file) {
        Address delivery = file.subject().deliveryAddress();
        Address address = file.address();
        return Stream.of(
                        file.customer().name(),
                        file.customer().email(),
                        file.customer().mobile(),
                        delivery == null ? null : delivery.line(),
                        address == null ? null : address.line())
                .filter(Objects::nonNull)
                .toList();
    }

    private StatusView.Promised promised(CaseFile file, Promises.Promise promise) {
        return new StatusView.Promised(
                Discretion.conceal(agreed.promised(file, promise), personal(file)),
                promise.dueAt(),
                words.reason(file, promise.reason()),
                promise.state() == Promises.State.BROKEN);
    }

    private static StatusView.Purchase purchase(CaseFile file) {
        if (PurchaseWithdrawals.isDeclared(file)) {
            return StatusView.Purchase.WITHDRAWN;
        }
        return PurchaseWithdrawals.isPossible(file) ? StatusView.Purchase.STANDING : StatusView.Purchase.NONE;
    }

    /** What the case is on its way to: what was decided last, else what its type is usually settled with. */
    private static String course(CaseFile file, List<Remedies.Remedy> tried) {
        return latestSettling(tried)
                .map(remedy -> Action.of(remedy.action()).process())
                .orElseGet(() -> switch (file.type()) {
                    case REDELIVERY -> Action.Process.REDELIVERY;
                    case DEVICE_EXCHANGE -> Action.Process.DEVICE_EXCHANGE;
                    case CONTRACT_ACTIVATION -> Action.Process.CONTRACT_ACTIVATION;
                    case REFUND -> Action.Process.REFUND;
                    case OTHER -> Action.Process.CUSTOM_REMEDY;
                })
                .word();
    }

    private static Optional<Remedies.Remedy> latestSettling(List<Remedies.Remedy> tried) {
        return tried.stream().filter(Remedies.Remedy::settling).reduce((earlier, later) -> later);
    }

    /** When somebody comes to her, as long as it is to come. */
    private static StatusView.@Nullable Window visit(CaseFile file, List<Remedies.Remedy> tried) {
        return Journey.standing(file, tried)
                .filter(remedy -> remedy.state() == Remedies.State.IN_PROGRESS)
                .map(remedy -> remedy.particulars().window())
                .map(window -> new StatusView.Window(window.from(), window.to()))
                .orElse(null);
    }

    private List<StatusView.Payment> money(CaseFile file) {
        return ledger.of(file).stream()
                .flatMap(payout -> standing(payout.state())
                        .map(standing -> new StatusView.Payment(
                                payout.amount(),
                                words.money(file, payout.reason()),
                                payout.means().word(),
                                standing,
                                standing == StatusView.Payment.Standing.BOOKED ? payout.endedAt() : null))
                        .stream())
                .toList();
    }

    private static Optional<StatusView.Payment.Standing> standing(Ledger.State state) {
        return switch (state) {
            case REQUESTED -> Optional.of(StatusView.Payment.Standing.PREPARED);
            case PENDING -> Optional.of(StatusView.Payment.Standing.ON_ITS_WAY);
            case BOOKED -> Optional.of(StatusView.Payment.Standing.BOOKED);
            case FAILED -> Optional.of(StatusView.Payment.Standing.FAILED);
            case CANCELLED -> Optional.empty();
        };
    }

    private List<StatusView.Done> done(
            CaseFile file, List<Remedies.Remedy> tried, List<Promises.Promise> promised, List<Contacts.Contact> said) {
        List<StatusView.Done> done = new ArrayList<>();
        note(
                done,
                file.openedAt(),
                file.channel() == Channel.EVENT ? StatusView.What.PARCEL_EVENT : StatusView.What.RECEIVED,
                null);
        Instant withdrawn = PurchaseWithdrawals.receivedAt(file).orElse(null);
        said.stream()
                .skip(1)
                .filter(contact -> !contact.at().truncatedTo(ChronoUnit.MILLIS).equals(withdrawn))
                .forEach(contact -> note(
                        done,
                        contact.at(),
                        contact.inbound() ? StatusView.What.CONTACT_RECEIVED : StatusView.What.ANSWERED,
                        null));
        timeline.of(file).forEach(entry -> given(entry).ifPresent(what -> note(done, entry.at(), what, null)));
        tried.forEach(remedy -> note(done, remedy));
        custody.of(file).forEach(stop -> seen(stop).ifPresent(what -> note(done, stop.at(), what, null)));
        for (Promises.Promise promise : promised) {
            if (promise.renewals() > 0) {
                note(done, promise.madeAt(), StatusView.What.PROMISE_RENEWED, null);
            }
            if (promise.state() == Promises.State.BROKEN) {
                note(done, promise.dueAt(), StatusView.What.PROMISE_BROKEN, null);
            }
        }
        note(done, file.solvedAt(), StatusView.What.SOLVED, null);
        note(done, file.withdrawnAt(), StatusView.What.CALLED_OFF, null);
        note(done, withdrawn, StatusView.What.PURCHASE_WITHDRAWN, null);
        done.sort(Comparator.comparing(StatusView.Done::at));
        return done;
    }

    /** What a station of a device means to her; that one was lost is told with the remedy that failed by it. */
    private static Optional<StatusView.What> seen(Custody.Stop stop) {
        boolean hers = stop.what() == Custody.What.DEVICE;
        return switch (stop.station()) {
            case COLLECTED -> Optional.of(StatusView.What.DEVICE_COLLECTED);
            case RECEIVED -> Optional.of(StatusView.What.DEVICE_RECEIVED);
            case INSPECTED ->
                Optional.of(hers ? StatusView.What.DEVICE_INSPECTED : StatusView.What.REPLACEMENT_INSPECTED);
            case DISPATCHED -> Optional.of(StatusView.What.DISPATCHED);
            default -> Optional.empty();
        };
    }

    private static void note(List<StatusView.Done> done, Remedies.Remedy remedy) {
        Instant end = remedy.endedAt();
        switch (remedy.state()) {
            case AWAITING_APPROVAL -> note(done, remedy.requestedAt(), StatusView.What.BEING_CHECKED, remedy.action());
            case REFUSED -> note(done, end, StatusView.What.REFUSED, remedy.action());
            case IN_PROGRESS -> note(done, remedy.requestedAt(), StatusView.What.DECIDED, remedy.action());
            case EFFECTIVE -> {
                note(done, remedy.requestedAt(), StatusView.What.DECIDED, remedy.action());
                note(done, remedy.effectiveAt(), StatusView.What.PROVEN, remedy.action());
            }
            case FAILED -> {
                note(done, remedy.requestedAt(), StatusView.What.DECIDED, remedy.action());
                note(done, end, StatusView.What.FAILED, remedy.action());
            }
            case CANCELLED -> {
                if (remedy.approvers().isEmpty() || remedy.answeredBy() != null) {
                    note(done, remedy.requestedAt(), StatusView.What.DECIDED, remedy.action());
                }
                note(done, end, StatusView.What.STOPPED, remedy.action());
            }
        }
    }

    /** What was asked for or given, as far as an entry of the timeline tells of that. */
    private static Optional<StatusView.What> given(Timeline.Entry entry) {
        return switch (entry.kind()) {
            case ADDRESS ->
                Optional.of(
                        entry.actor().kind() == Actor.Kind.BACKEND
                                ? StatusView.What.ADDRESS_ASKED
                                : StatusView.What.ADDRESS_CONFIRMED);
            case BANK_DETAILS ->
                switch (entry.actor().kind()) {
                    case CUSTOMER, STAFF -> Optional.of(StatusView.What.BANK_DETAILS_GIVEN);
                    case SYSTEM -> Optional.of(StatusView.What.BANK_DETAILS_ASKED);
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    private static void note(
            List<StatusView.Done> done, @Nullable Instant at, StatusView.What what, @Nullable String action) {
        if (at != null) {
            done.add(new StatusView.Done(at, what, action));
        }
    }
}
