package org.einhand.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.einhand.authority.Authorities;
import org.einhand.authority.DecisionRecords;
import org.einhand.casefile.Address;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.Contacts;
import org.einhand.casefile.Identified;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.SubjectKind;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.CaseSignals;
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
 * and the sum already spent is read under the lock on the case.
 */
@Component
public class Decisions {

    /** Actions that are built; all of them settle. */
    public static final Set<String> ACTIONS =
            Set.of("redeliver-standard", "redeliver-express", "redeliver-pickup-point", "replace-item");

    private final CaseFiles files;
    private final Contacts contacts;
    private final Remedies remedies;
    private final Timeline timeline;
    private final Authorities authorities;
    private final DecisionRecords records;
    private final Promising promising;
    private final Conversations conversations;
    private final Addresses addresses;
    private final Logistics logistics;
    private final CaseSignals signals;
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
            Promising promising,
            Conversations conversations,
            Addresses addresses,
            Logistics logistics,
            CaseSignals signals,
            UnitOfWork unitOfWork,
            Words words,
            Clock clock) {
        this.files = files;
        this.contacts = contacts;
        this.remedies = remedies;
        this.timeline = timeline;
        this.authorities = authorities;
        this.records = records;
        this.promising = promising;
        this.conversations = conversations;
        this.addresses = addresses;
        this.logistics = logistics;
        this.signals = signals;
        this.unitOfWork = unitOfWork;
        this.words = words;
        this.clock = clock;
    }

    /** What a remedy would promise the customer. */
    public record Promised(String what, Instant dueAt) {}

    /**
     * One thing an agent may or may not do now.
     *
     * @param limit goodwill left for this agent in this case
     * @param cost what it costs us
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
            Promised promise,
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
        Stock stock = ask(seen.subject().item());
        return unitOfWork.run(() -> {
            CaseFile file = files.get(caseNumber);
            Authorities.Answer answer = authorities.ask(file, level);
            PromiseTerms.Terms terms = promising.terms(file);
            List<Option> options = new ArrayList<>();
            for (Authorities.Grant grant : answer.grants().values()) {
                if (ACTIONS.contains(grant.action())) {
                    options.add(option(file, grant, answer.limitLeft(), terms, stock));
                }
            }
            return options;
        });
    }

    private Option option(CaseFile file, Authorities.Grant grant, Money left, PromiseTerms.Terms terms, Stock stock) {
        PromiseTerms.Term term = terms.on(PromiseTerms.Occasion.DECIDED, grant.action());
        String missing = missing(file, grant.action(), stock);
        boolean possible = missing == null;
        Boolean meets = meetsNeedBy(file, term.dueAt());
        String reason = Boolean.FALSE.equals(meets)
                ? grant.reason() + " It arrives after the customer's date."
                : grant.reason();
        return new Option(
                grant.action(),
                possible ? grant.permission() : Authorities.Permission.UNAVAILABLE,
                grant.owed(),
                left,
                grant.cost(),
                new Promised(words.promised(file, term.what()), term.dueAt()),
                meets,
                possible ? reason : unavailableBecause(String.valueOf(missing)),
                possible ? grant.missing() : missing,
                grant.legalBasis(),
                grant.rule(),
                grant.approvers());
    }

    /** What nobody's authority could change; null if nothing stands in the way. */
    private @Nullable String missing(CaseFile file, String action, Stock stock) {
        if (file.isClosed()) {
            return "open-case";
        }
        if (file.subject().kind() != SubjectKind.ORDER) {
            return "order";
        }
        if (remedies.underWay(file).isPresent()) {
            return "remedy-in-progress";
        }
        if (!file.addressConfirmed() && contacts.identifiedNow(file) == Identified.NONE) {
            return "identification";
        }
        return stock.isOut() && !action.equals("replace-item") ? "stock" : null;
    }

    private static String unavailableBecause(String missing) {
        return switch (missing) {
            case "open-case" -> "The case is closed.";
            case "order" -> "The case is not about an order.";
            case "remedy-in-progress" -> "Another remedy is under way; one at a time.";
            case "identification" -> "The customer was not identified, so no address can be confirmed.";
            case "stock" -> "The item is out of stock.";
            default -> "Not possible: " + missing + " is missing.";
        };
    }

    private static @Nullable Boolean meetsNeedBy(CaseFile file, Instant due) {
        LocalDate needBy = file.needBy();
        return needBy == null ? null : !LocalDate.ofInstant(due, Calendars.ZONE).isAfter(needBy);
    }

    /** What logistics says about stock; silence is not "out of stock". */
    record Stock(@Nullable Integer available) {
        boolean isOut() {
            return available != null && available <= 0;
        }
    }

    private Stock ask(@Nullable String item) {
        if (item == null) {
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
     */
    public record Command(
            String action,
            @Nullable Money amount,
            @Nullable String note,
            @Nullable Address address,
            @Nullable String itemId,
            @Nullable String pickupPointId,
            Remedies.@Nullable Window window) {}

    /**
     * Decides for a remedy and starts it.
     *
     * @throws Problem 403 {@code forbidden}, {@code authority-missing}; 409 {@code case-closed}, {@code not-owner},
     *     {@code remedy-in-progress}; 422 {@code action-unavailable}, {@code amount-invalid}, {@code address-not-confirmed},
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
        String item = files.get(caseNumber).subject().item();
        return new Prepared(command, level, ask(command.action().equals("replace-item") ? command.itemId() : item));
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
        Authorities.Answer answer = authorities.ask(file, level);
        Authorities.Grant grant = granted(answer, command.action());
        if (file.owner() != null && !file.owner().equals(actor.id())) {
            throw new Problem("not-owner", 409, "The case is in the hands of " + file.owner() + ".")
                    .with("owner", file.owner());
        }
        if (remedies.underWay(file).isPresent()) {
            throw new Problem("remedy-in-progress", 409, "Another remedy is under way; one at a time.");
        }
        Address address = checkedContent(file, command, grant, stock);
        if (file.owner() == null) {
            conversations.own(file, actor, false);
        }
        if (command.address() != null && !command.address().equals(file.address())) {
            addresses.confirm(file, command.address(), actor);
        }
        return begin(
                file,
                new Choice(
                        command,
                        address,
                        Remedies.Authority.DIRECT,
                        grant.owed(),
                        grant.goodwill(),
                        grant.rule(),
                        grant.reason()),
                actor,
                answer.ruleVersion(),
                answer.inputs());
    }

    private static Authorities.Grant granted(Authorities.Answer answer, String action) {
        Authorities.Grant grant = answer.grants().get(action);
        if (grant == null || grant.permission() == Authorities.Permission.UNAVAILABLE) {
            throw unavailable(
                    grant == null ? "rule" : grant.missing() == null ? "rule" : grant.missing(),
                    "No rule allows " + action + ".");
        }
        if (grant.permission() == Authorities.Permission.APPROVAL) {
            throw new Problem("authority-missing", 403, grant.reason())
                    .with("missing", grant.missing() == null ? "authority" : grant.missing())
                    .with("approvers", grant.approvers())
                    .with("limit", answer.limitLeft())
                    .with("cost", grant.cost());
        }
        return grant;
    }

    private static Problem unavailable(String missing, String detail) {
        return new Problem("action-unavailable", 422, detail).with("missing", missing);
    }

    private Address checkedContent(CaseFile file, Command command, Authorities.Grant grant, Stock stock) {
        if (command.amount() != null) {
            throw new Problem("amount-invalid", 422, "The action " + grant.action() + " takes no amount.");
        }
        if (file.subject().kind() != SubjectKind.ORDER) {
            throw unavailable("order", unavailableBecause("order"));
        }
        if (command.address() != null
                && !command.address().equals(file.address())
                && contacts.identifiedNow(file) == Identified.NONE) {
            throw new Problem(
                    "identification-needed",
                    422,
                    "An address counts only from a customer who was identified in this contact.");
        }
        Address address = command.address() == null ? file.address() : command.address();
        if (address == null) {
            throw new Problem(
                    "address-not-confirmed",
                    422,
                    "Nobody identified has confirmed where the shipment goes. Give the address.");
        }
        if (stock.isOut()) {
            throw unavailable("stock", unavailableBecause("stock"));
        }
        return address;
    }

    private record Choice(
            Command command,
            Address address,
            Remedies.Authority authority,
            boolean owed,
            Money goodwill,
            String rule,
            String reason) {}

    private Remedies.Remedy begin(
            CaseFile file, Choice choice, Actor actor, String ruleVersion, Map<String, @Nullable Object> inputs) {
        Command command = choice.command();
        Remedies.Remedy remedy = remedies.begin(
                file,
                new Remedies.Remedy(
                        UUID.randomUUID(),
                        file.id(),
                        command.action(),
                        true,
                        Remedies.State.IN_PROGRESS,
                        actor,
                        choice.authority(),
                        choice.owed(),
                        choice.rule(),
                        choice.reason(),
                        null,
                        choice.goodwill(),
                        command.itemId(),
                        command.pickupPointId(),
                        command.window(),
                        null,
                        false,
                        clock.instant(),
                        null,
                        null,
                        null,
                        command.note(),
                        choice.address()));
        remedies.ordering(file, remedy.id(), "logistics", addresses.reference(file, remedy));
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        outputs.put("owed", choice.owed());
        outputs.put("goodwill", choice.goodwill().cents());
        outputs.put("authority", choice.authority().word());
        records.add(file, remedy.id(), command.action(), actor, ruleVersion, choice.rule(), inputs, outputs);
        timeline.add(
                file,
                Timeline.Kind.DECISION,
                actor,
                command.action() + (command.note() == null ? "" : ": " + command.note()) + " (" + choice.reason()
                        + ")");
        contacts.answerOpening(file);
        promising.decided(file, command.action(), actor);
        files.state(file, CaseState.WAITING, null);
        signals.decided(String.valueOf(file.flow()), remedy.id());
        return remedies.find(file, remedy.id()).orElseThrow();
    }

    /**
     * The rules decide, without a person: only where {@code redelivery-terms} say so, and only when logistics says that the item is
     * there.
     *
     * @return the remedy; empty if a person is to decide after all
     */
    public Optional<Remedies.Remedy> straightThrough(
            String caseNumber,
            String action,
            String rule,
            String reason,
            Map<String, @Nullable Object> inputs,
            String ruleVersion) {
        CaseFile file = files.lock(caseNumber);
        Stock stock = ask(file.subject().item());
        Address address = file.address();
        if (address == null
                || stock.available() == null
                || stock.isOut()
                || file.withdrawnAt() != null
                || file.owner() != null) {
            return Optional.empty();
        }
        Command command = new Command(action, null, null, null, null, null, null);
        return Optional.of(begin(
                file,
                new Choice(command, address, Remedies.Authority.AUTOMATIC, true, Money.ZERO, rule, reason),
                Actor.EINHAND,
                ruleVersion,
                inputs));
    }

    /** One remedy of a case; 404 if there is none. */
    public Remedies.Remedy remedy(String caseNumber, UUID id) {
        return remedies.find(files.get(caseNumber), id)
                .orElseThrow(() -> Problem.notFound("There is no such remedy in case " + caseNumber + "."));
    }

    private static Level levelOf(Actor actor) {
        return actor.level().orElseThrow(() -> Problem.forbidden("Only agents decide."));
    }
}
