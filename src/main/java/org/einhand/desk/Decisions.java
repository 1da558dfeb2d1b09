package org.einhand.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.einhand.authority.Authorities;
import org.einhand.authority.DecisionRecords;
import org.einhand.authority.Reviews;
import org.einhand.casefile.Address;
import org.einhand.casefile.BlockedBy;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.Contacts;
import org.einhand.casefile.Identified;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.SubjectKind;
import org.einhand.casefile.Timeline;
import org.einhand.hand.Hands;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.CaseSignals;
import org.einhand.kernel.DecisionTables;
import org.einhand.kernel.Level;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.einhand.kernel.UnitOfWork;
import org.einhand.promise.PromiseTerms;
import org.einhand.remedy.BackendCalls;
import org.einhand.remedy.BackendFailure;
import org.einhand.remedy.delivery.Logistics;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What an agent may do, and doing it. The same checks bind every face: they use what is on file, never what a form says is allowed,
 * and the sums already spent are read under the locks on the case and on the ledger of goodwill.
 */
@Component
public class Decisions {

    private static final LocalTime END_OF_DAY = LocalTime.of(20, 0);

    private final CaseFiles files;
    private final Contacts contacts;
    private final Remedies remedies;
    private final Timeline timeline;
    private final Authorities authorities;
    private final DecisionRecords records;
    private final Reviews reviews;
    private final Impartiality impartiality;
    private final ApprovalTimes approvalTimes;
    private final Hands hands;
    private final Promising promising;
    private final Conversations conversations;
    private final Addresses addresses;
    private final BankAccounts bankAccounts;
    private final Handlings handlings;
    private final List<Circumstance> circumstances;
    private final Logistics logistics;
    private final CaseSignals signals;
    private final CallingOff callingOff;
    private final UnitOfWork unitOfWork;
    private final Words words;
    private final Clock clock;

    Decisions(
            CaseFiles files,
            Contacts contacts,
            Remedies remedies,
            Timeline timeline,
            Authorities authorities,
            DecisionRecords records,
            Reviews reviews,
            Impartiality impartiality,
            ApprovalTimes approvalTimes,
            Hands hands,
            Promising promising,
            Conversations conversations,
            Addresses addresses,
            BankAccounts bankAccounts,
            Handlings handlings,
            List<Circumstance> circumstances,
            Logistics logistics,
            CaseSignals signals,
            CallingOff callingOff,
            UnitOfWork unitOfWork,
            Words words,
            Clock clock) {
        this.files = files;
        this.contacts = contacts;
        this.remedies = remedies;
        this.timeline = timeline;
        this.authorities = authorities;
        this.records = records;
        this.reviews = reviews;
        this.impartiality = impartiality;
        this.approvalTimes = approvalTimes;
        this.hands = hands;
        this.promising = promising;
        this.conversations = conversations;
        this.addresses = addresses;
        this.bankAccounts = bankAccounts;
        this.handlings = handlings;
        this.circumstances = circumstances;
        this.logistics = logistics;
        this.signals = signals;
        this.callingOff = callingOff;
        this.unitOfWork = unitOfWork;
        this.words = words;
        this.clock = clock;
    }

    /** What a remedy would promise the customer. */
    public record Promised(String what, Instant dueAt) {}

    /**
     * One thing an agent may or may not do now.
     *
     * @param limit goodwill left for this agent in this case: the smallest of what the limits leave her
     * @param cost what it costs us
     * @param promise what the customer would be promised; null for what accompanies another remedy
     * @param meetsNeedBy whether it arrives by the day she needs it; null if she named none
     * @param missing what is missing, a word; null if nothing is
     * @param approvers groups that may say yes
     */
    public record Option(
            String action,
            Authorities.Permission permission,
            boolean owed,
            Money limit,
            Money cost,
            @Nullable Promised promise,
            @Nullable Boolean meetsNeedBy,
            String reason,
            @Nullable String missing,
            @Nullable String legalBasis,
            String rule,
            List<String> approvers) {}

    /** The options of an agent in a case. */
    public List<Option> options(String caseNumber, Actor actor) {
        Level level = levelOf(actor);
        CaseFile seen = files.get(caseNumber);
        Stock stock = ask(seen, seen.subject().item());
        return unitOfWork.run(() -> {
            CaseFile file = files.get(caseNumber);
            Authorities.Answer answer = authorities.ask(file, actor, level, inputs(file, null));
            boolean ownCase = impartiality.isCustomer(file, actor.id());
            PromiseTerms.Terms terms = promising.terms(file);
            boolean identified = contacts.identifiedNow(file) != Identified.NONE;
            boolean underWay = remedies.underWay(file).isPresent();
            List<Option> options = new ArrayList<>();
            for (Authorities.Grant grant : answer.grants().values()) {
                Action action = Action.of(grant.action());
                if (handlings.areBuiltFor(action)) {
                    String missing = ownCase ? "other-person" : missing(file, action, stock, identified, underWay);
                    options.add(
                            option(file, action, grant, missing, answer.left().of(action.takesAmount()), terms));
                }
            }
            return options;
        });
    }

    private Option option(
            CaseFile file,
            Action action,
            Authorities.Grant grant,
            @Nullable String missing,
            Money left,
            PromiseTerms.Terms terms) {
        PromiseTerms.Term term = action.settling() ? terms.on(PromiseTerms.Occasion.DECIDED, grant.action()) : null;
        boolean possible = missing == null;
        Boolean meets = term == null ? null : meetsNeedBy(file, term.dueAt());
        String notice = handlings.of(action).notice(file, action);
        String reason = grant.reason()
                + (notice == null ? "" : " " + notice)
                + (Boolean.FALSE.equals(meets) ? " It arrives after the customer's date." : "");
        return new Option(
                grant.action(),
                possible ? grant.permission() : Authorities.Permission.UNAVAILABLE,
                grant.owed(),
                left,
                grant.cost(),
                term == null ? null : new Promised(words.promised(file, term.what()), term.dueAt()),
                meets,
                missing == null ? reason : unavailableBecause(missing),
                possible ? grant.missing() : missing,
                grant.legalBasis(),
                grant.rule(),
                grant.approvers());
    }

    /** What nobody's authority could change; null if nothing stands in the way. */
    private @Nullable String missing(CaseFile file, Action action, Stock stock, boolean identified, boolean underWay) {
        if (file.isClosed()) {
            return "open-case";
        }
        if (underWay && action.settling() && !stopsWhatIsUnderWay(action)) {
            return "remedy-in-progress";
        }
        String missing = handlings.of(action).missing(file, action, stock);
        return missing == null && movesMoney(action) && !identified ? "identification" : missing;
    }

    /** Calling the purchase off stops what is under way; everything else that settles waits for it. */
    private static boolean stopsWhatIsUnderWay(Action action) {
        return action.word().equals("cancel-order");
    }

    private static boolean movesMoney(Action action) {
        return action.process() == Action.Process.REFUND || action.process() == Action.Process.PAYOUT;
    }

    private static String unavailableBecause(String missing) {
        return switch (missing) {
            case "open-case" -> "The case is closed.";
            case "other-person" -> "This is your own case: a colleague decides in it.";
            case "order" -> "The case is not about an order.";
            case "contract" -> "The case is not about a contract.";
            case "remedy-in-progress" -> "Another remedy is under way; one at a time.";
            case "identification" -> "The customer was not identified in this contact.";
            case "stock" -> "The item is out of stock.";
            case "device" -> "There is no device that this could be done with.";
            case "nothing-left" -> "Everything that was paid and is owed has been refunded.";
            case "phone" -> "There is no phone number of the customer on file.";
            case "known-amount" -> "It is not known what was paid.";
            case "refund-window" -> "The payment is too old to go back the way it came; only a transfer is left.";
            case "purchase" -> "The purchase was called off already.";
            default -> "Not possible: " + missing + " is missing.";
        };
    }

    /** 422: nobody's authority could change it. */
    static Problem unavailable(String missing) {
        return new Problem("action-unavailable", 422, unavailableBecause(missing)).with("missing", missing);
    }

    private static @Nullable Boolean meetsNeedBy(CaseFile file, Instant due) {
        LocalDate needBy = file.needBy();
        return needBy == null ? null : !LocalDate.ofInstant(due, Calendars.ZONE).isAfter(needBy);
    }

    /** What the authority rules are given beyond what every case has. */
    private Map<String, @Nullable Object> inputs(CaseFile file, @Nullable Command command) {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        Money amount = command == null ? null : command.amount();
        inputs.put("amount", amount == null ? 0 : amount.cents());
        circumstances.forEach(circumstance -> circumstance.tell(file, command, inputs));
        return inputs;
    }

    /** What logistics says about stock; silence is not "out of stock". */
    record Stock(@Nullable Integer available) {
        boolean isOut() {
            return available != null && available <= 0;
        }
    }

    private Stock ask(CaseFile file, @Nullable String item) {
        if (item == null || file.subject().kind() != SubjectKind.ORDER) {
            return new Stock(null);
        }
        try {
            return new Stock(logistics.stock(item));
        } catch (BackendFailure | BackendCalls.Refused silence) {
            return new Stock(null);
        }
    }

    /**
     * What an agent decides.
     *
     * @param amount money, for actions that take some
     * @param address where to send it; giving one confirms it
     * @param itemId what is sent instead, for {@code replace-item}
     * @param window when somebody is there, or null
     * @param text what is to be done, for a remedy in the agent's own words
     * @param promiseBy by which day
     * @param doer the group or user who does it
     * @param account a bank account that the agent took down
     * @param atNight whether the customer asked for a time in the quiet hours herself
     */
    public record Command(
            String action,
            @Nullable Money amount,
            @Nullable String note,
            @Nullable Address address,
            @Nullable String itemId,
            @Nullable String pickupPointId,
            Remedies.@Nullable Window window,
            @Nullable String text,
            @Nullable LocalDate promiseBy,
            @Nullable String doer,
            @Nullable BankAccount account,
            boolean atNight) {

        /** A call in that window, by the owner of the case. */
        static Command call(Instant from, Instant to) {
            Remedies.Window window = new Remedies.Window(from, to);
            return new Command(CallBacks.ACTION, null, null, null, null, null, window, null, null, null, null, false);
        }

        /** An action that is given nothing. */
        static Command of(String action) {
            return new Command(action, null, null, null, null, null, null, null, null, null, null, false);
        }
    }

    /**
     * Decides for a remedy and starts it, or asks for the yes that it needs.
     *
     * @throws Problem 403 {@code forbidden}, {@code authority-missing}; 409 {@code case-closed}, {@code not-owner},
     *     {@code held-by-other}, {@code remedy-in-progress}; 422 {@code action-unavailable}, {@code amount-invalid}, {@code address-not-confirmed},
     *     {@code identification-needed}
     */
    public Remedies.Remedy decide(String caseNumber, Actor actor, Command command) {
        return decide(caseNumber, actor, prepare(caseNumber, actor, command));
    }

    /** A decision about to be taken, with what was asked outside for it. */
    public record Prepared(Command command, Level level, Stock stock) {}

    /**
     * Asks outside what a decision needs to know; for callers that decide in a transaction of their own, which must not wait for
     * other systems.
     *
     * @throws Problem 403 {@code forbidden}, 404
     */
    public Prepared prepare(String caseNumber, Actor actor, Command command) {
        Level level = levelOf(actor);
        CaseFile file = files.get(caseNumber);
        boolean ships = Action.of(command.action()).ships();
        String item = command.itemId() == null ? file.subject().item() : command.itemId();
        return new Prepared(command, level, ships ? ask(file, item) : new Stock(null));
    }

    /** As {@link #decide(String, Actor, Command)}, without asking anybody. */
    public Remedies.Remedy decide(String caseNumber, Actor actor, Prepared prepared) {
        return unitOfWork.run(
                () -> decide(files.lock(caseNumber), actor, prepared.level(), prepared.command(), prepared.stock()));
    }

    private Remedies.Remedy decide(CaseFile file, Actor actor, Level level, Command command, Stock stock) {
        if (file.isClosed()) {
            throw Problem.caseClosed(file.caseNumber());
        }
        impartiality.check(file, actor.id());
        Action action = Action.of(command.action());
        Authorities.Answer answer = authorities.askToSpend(file, actor, level, inputs(file, command));
        Authorities.Grant grant = answer.grants().get(command.action());
        if (grant == null && Action.ofContract(command.action()).isEmpty()) {
            throw Problem.invalid(
                    "/action",
                    "must be one of " + String.join(", ", answer.grants().keySet()));
        }
        if (grant != null && grant.isBeyondEverybody()) {
            throw authorityMissing(answer, grant);
        }
        if (file.owner() != null && !file.owner().equals(actor.id())) {
            throw new Problem("not-owner", 409, "The case is in the hands of " + file.owner() + ".")
                    .with("owner", file.owner());
        }
        hands.working(file.customer().id(), actor);
        Optional<Remedies.Remedy> underWay = action.settling() ? remedies.underWay(file) : Optional.empty();
        boolean asks = grant != null && grant.permission() == Authorities.Permission.APPROVAL;
        if (underWay.isPresent() && (!mayReplace(action, underWay.get()) || asks)) {
            throw new Problem("remedy-in-progress", 409, "Another remedy is under way; one at a time.");
        }
        if (grant == null
                || grant.permission() == Authorities.Permission.UNAVAILABLE
                || !handlings.areBuiltFor(action)) {
            throw unavailable(grant == null || grant.missing() == null ? "rule" : grant.missing());
        }
        Handling.Decided decided = checked(file, command, action, grant, stock);
        if (file.owner() == null) {
            conversations.own(file, actor, false);
        }
        if (command.address() != null && !command.address().equals(file.address())) {
            addresses.confirm(file, command.address(), actor);
        }
        if (command.account() != null) {
            bankAccounts.given(file, command.account(), actor);
        }
        return begin(
                file,
                new Choice(action, decided, command.note(), Remedies.Authority.DIRECT, grant),
                actor,
                answer.ruleVersion(),
                answer.inputs());
    }

    private static boolean mayReplace(Action action, Remedies.Remedy underWay) {
        return stopsWhatIsUnderWay(action)
                && !underWay.action().equals(action.word())
                && underWay.state() == Remedies.State.IN_PROGRESS
                && underWay.flow() != null;
    }

    private static Problem authorityMissing(Authorities.Answer answer, Authorities.Grant grant) {
        return new Problem("authority-missing", 403, grant.reason())
                .with("missing", grant.missing() == null ? "authority" : grant.missing())
                .with("approvers", grant.approvers())
                .with("limit", answer.left().of(Action.of(grant.action()).takesAmount()))
                .with("cost", grant.cost());
    }

    private Handling.Decided checked(
            CaseFile file, Command command, Action action, Authorities.Grant grant, Stock stock) {
        if (command.amount() != null && !action.takesAmount()) {
            throw new Problem("amount-invalid", 422, "The action " + action.word() + " takes no amount.");
        }
        if (command.amount() != null && command.amount().cents() == 0) {
            throw new Problem("amount-invalid", 422, "The amount must be more than nothing.");
        }
        boolean money = movesMoney(action) || command.amount() != null;
        if (money && contacts.identifiedNow(file) == Identified.NONE) {
            throw new Problem(
                    "identification-needed",
                    422,
                    "Money moves only for a customer who was identified in this contact.");
        }
        return handlings.of(action).checked(file, command, grant, stock);
    }

    private record Choice(
            Action action,
            Handling.Decided decided,
            @Nullable String note,
            Remedies.Authority authority,
            Authorities.Grant grant) {
        boolean asks() {
            return grant.permission() == Authorities.Permission.APPROVAL;
        }

        @Nullable
        String text() {
            return decided.particulars().text();
        }
    }

    private Remedies.Remedy begin(
            CaseFile file, Choice choice, Actor actor, String ruleVersion, Map<String, @Nullable Object> inputs) {
        Action action = choice.action();
        Authorities.Grant grant = choice.grant();
        Remedies.Remedy remedy = remedies.begin(
                file,
                new Remedies.Remedy(
                        UUID.randomUUID(),
                        file.id(),
                        action.word(),
                        action.settling(),
                        choice.asks() ? Remedies.State.AWAITING_APPROVAL : Remedies.State.IN_PROGRESS,
                        actor,
                        choice.authority(),
                        grant.owed(),
                        grant.rule(),
                        grant.reason(),
                        choice.decided().amount(),
                        grant.goodwill(),
                        choice.decided().particulars(),
                        choice.note(),
                        choice.asks() ? grant.approvers() : List.of(),
                        null,
                        null,
                        null,
                        false,
                        clock.instant(),
                        null,
                        null,
                        null));
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        outputs.put("owed", grant.owed());
        outputs.put("goodwill", grant.goodwill().cents());
        outputs.put("authority", choice.authority().word());
        outputs.put("permission", grant.permission().word());
        outputs.put("missing", grant.missing());
        records.add(file, remedy.id(), action.word(), actor, ruleVersion, grant.rule(), inputs, outputs);
        timeline.add(
                file,
                Timeline.Kind.DECISION,
                actor,
                action.word()
                        + (choice.text() == null ? "" : ": " + choice.text())
                        + (choice.note() == null ? "" : ": " + choice.note())
                        + " (" + grant.reason() + ")"
                        + (choice.asks() ? "; asked for a yes: " + String.join(", ", grant.approvers()) : ""));
        if (choice.asks()) {
            approvalTimes.begin(
                    file, remedy, grant.approvers(), grant.missing() == null ? "authority" : grant.missing());
            if (action.settling()) {
                files.state(file, CaseState.OPEN, BlockedBy.APPROVAL);
            }
        } else {
            started(file, remedy, actor);
            if (choice.authority() == Remedies.Authority.DIRECT) {
                reviews.sample(remedy);
            }
        }
        signal(file, remedy);
        return remedies.find(file, remedy.id()).orElseThrow();
    }

    /** The process hears of it; what is under way is asked to stop first. */
    private void signal(CaseFile file, Remedies.Remedy remedy) {
        String flow = String.valueOf(file.flow());
        if (!remedy.settling()) {
            signals.accompanied(flow, remedy.id());
            return;
        }
        Optional<Remedies.Remedy> before =
                remedies.underWay(file).filter(other -> !other.id().equals(remedy.id()));
        if (before.isPresent()) {
            callingOff.ask(before.get());
        } else {
            signals.decided(flow, remedy.id());
        }
    }

    /** Nothing stands between the decision and carrying it out any more. Needs the lock on the case. */
    void started(CaseFile file, Remedies.Remedy remedy, Actor by) {
        handlings.of(remedy.action()).begun(file, remedy);
        if (!remedy.settling()) {
            files.touch(file);
            return;
        }
        contacts.answerOpening(file);
        promising.decided(file, term(file, remedy), by);
        files.state(file, CaseState.WAITING, null);
    }

    /** When a day that was promised is over for the customer. */
    static Instant endOf(LocalDate day) {
        return day.atTime(END_OF_DAY).atZone(Calendars.ZONE).toInstant();
    }

    /** What is promised with a remedy; a day or a window that was agreed with the customer goes before the rules. */
    private PromiseTerms.Term term(CaseFile file, Remedies.Remedy remedy) {
        PromiseTerms.Term term = promising.terms(file).on(PromiseTerms.Occasion.DECIDED, remedy.action());
        Remedies.Particulars particulars = remedy.particulars();
        if (particulars.promiseBy() != null) {
            // a yes may come after the day that was agreed
            Instant agreed = endOf(particulars.promiseBy());
            return agreed.isAfter(clock.instant()) ? term.by(agreed) : term;
        }
        return particulars.window() == null
                ? term
                : term.by(particulars.window().to());
    }

    /**
     * The rules decide, without a person.
     *
     * @return the remedy; empty if a person is to decide after all
     */
    Optional<Remedies.Remedy> automatically(
            CaseFile file, DecisionTables.Rule rule, Map<String, @Nullable Object> inputs, String ruleVersion) {
        Action action = Action.of(rule.requiredText("action"));
        Command command = Command.of(action.word());
        Stock stock = action.ships() ? ask(file, file.subject().item()) : new Stock(null);
        if (action.ships() && stock.available() == null || file.withdrawnAt() != null || file.owner() != null) {
            return Optional.empty();
        }
        Authorities.Grant grant =
                Authorities.Grant.owedByRule(action.word(), rule.requiredText("rule"), rule.requiredText("reason"));
        try {
            Handling.Decided decided = checked(file, command, action, grant, stock);
            return Optional.of(begin(
                    file,
                    new Choice(action, decided, null, Remedies.Authority.AUTOMATIC, grant),
                    Actor.EINHAND,
                    ruleVersion,
                    inputs));
        } catch (Problem aPersonDecides) {
            return Optional.empty();
        }
    }

    /**
     * The customer decides herself, on her page, for something that the rules leave to everybody. Needs the lock on the case.
     *
     * @throws Problem as {@link #decide(String, Actor, Command)}
     */
    Remedies.Remedy decidedByCustomer(CaseFile file, Command command) {
        Action action = Action.of(command.action());
        Authorities.Answer answer = authorities.ask(file, Actor.CUSTOMER, Level.TRAINEE, inputs(file, command));
        Authorities.Grant grant = answer.grants().get(command.action());
        if (grant == null || grant.permission() != Authorities.Permission.DIRECT) {
            throw unavailable(grant == null || grant.missing() == null ? "rule" : grant.missing());
        }
        Handling.Decided decided = checked(file, command, action, grant, new Stock(null));
        return begin(
                file,
                new Choice(action, decided, null, Remedies.Authority.DIRECT, grant),
                Actor.CUSTOMER,
                answer.ruleVersion(),
                answer.inputs());
    }

    /** One remedy of a case; 404 if there is none. */
    public Remedies.Remedy remedy(String caseNumber, UUID id) {
        return remedies.find(files.get(caseNumber), id)
                .orElseThrow(() -> Problem.notFound("There is no such remedy in case " + caseNumber + "."));
    }

    /**
     * Goodwill that an agent may still give today on her own word.
     *
     * @throws Problem 403 {@code forbidden}
     */
    public Money leftToday(Actor agent) {
        return authorities.leftToday(agent, levelOf(agent));
    }

    private static Level levelOf(Actor actor) {
        return actor.level().orElseThrow(() -> Problem.forbidden("Only agents decide."));
    }
}
