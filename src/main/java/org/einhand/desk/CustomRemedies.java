package org.einhand.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einhand.authority.Authorities;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Ledger;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.CaseSignals;
import org.einhand.kernel.Colleagues;
import org.einhand.kernel.Level;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Problem.FieldError;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What fits no grid: who does what by when, in the agent's own words; and remedies that only the rules know by name. A person carries
 * it out, her word is the proof. Carries {@code custom-remedy.bpmn} out.
 */
@Component
public class CustomRemedies implements Handling {

    private static final int DAYS_AHEAD = 60;

    private final CaseFiles files;
    private final Remedies remedies;
    private final Ledger ledger;
    private final Timeline timeline;
    private final Outcomes outcomes;
    private final Payouts payouts;
    private final Colleagues colleagues;
    private final CaseSignals signals;
    private final Clock clock;

    CustomRemedies(
            CaseFiles files,
            Remedies remedies,
            Ledger ledger,
            Timeline timeline,
            Outcomes outcomes,
            Payouts payouts,
            Colleagues colleagues,
            CaseSignals signals,
            Clock clock) {
        this.files = files;
        this.remedies = remedies;
        this.ledger = ledger;
        this.timeline = timeline;
        this.outcomes = outcomes;
        this.payouts = payouts;
        this.colleagues = colleagues;
        this.signals = signals;
        this.clock = clock;
    }

    @Override
    public Action.Process process() {
        return Action.Process.CUSTOM_REMEDY;
    }

    @Override
    public @Nullable String missing(CaseFile file, Action action, Decisions.Stock stock) {
        return null;
    }

    @Override
    public Decided checked(CaseFile file, Decisions.Command command, Authorities.Grant grant, Decisions.Stock stock) {
        List<FieldError> errors = new ArrayList<>();
        if (command.promiseBy() != null) {
            flawIn(command.promiseBy()).ifPresent(flaw -> errors.add(new FieldError("/parameters/promiseBy", flaw)));
        }
        if (command.doer() != null) {
            flawIn(command.doer()).ifPresent(flaw -> errors.add(new FieldError("/parameters/doer", flaw)));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        checkAmount(command, grant);
        return new Decided(
                new Remedies.Particulars(null, null, null, null, command.text(), command.promiseBy(), command.doer()),
                command.amount());
    }

    private Optional<String> flawIn(LocalDate promiseBy) {
        if (!Decisions.endOf(promiseBy).isAfter(clock.instant())) {
            return Optional.of("must be today or later; at 20:00 the day is over");
        }
        LocalDate last = LocalDate.ofInstant(clock.instant(), Calendars.ZONE).plusDays(DAYS_AHEAD);
        return promiseBy.isAfter(last)
                ? Optional.of("must be at most " + DAYS_AHEAD + " days ahead, " + last + " at the latest")
                : Optional.empty();
    }

    private Optional<String> flawIn(String doer) {
        List<String> groups = colleagues.workingGroups();
        return groups.contains(doer) || colleagues.works(doer)
                ? Optional.empty()
                : Optional.of("must be one of the groups " + String.join(", ", groups)
                        + ", or the user id of somebody who belongs to one of them");
    }

    /** The rules count a gift, or say what is owed; nothing above that is paid. */
    private static void checkAmount(Decisions.Command command, Authorities.Grant grant) {
        Money counted = grant.owed() ? grant.cost() : grant.goodwill();
        if (command.amount() != null && command.amount().cents() > counted.cents()) {
            throw new Problem(
                    "amount-invalid",
                    422,
                    "The rules count " + counted.amount() + " " + counted.currency() + " for " + command.action()
                            + "; the amount must not be more.");
        }
    }

    @Override
    public void begun(CaseFile file, Remedies.Remedy remedy) {
        // nothing is ordered: a person gets the task
    }

    /** Nothing is ordered, so nobody outside reports. */
    @Override
    public boolean heard(
            CaseFile file, Remedies.Remedy remedy, Remedies.BackendOrder order, OutsideEvents.Report report) {
        return false;
    }

    /** Who carries a remedy out: a group, else a user; the owner of the case where nobody was named. */
    public record Doer(@Nullable String group, @Nullable String user) {

        boolean is(Actor actor) {
            return group == null ? actor.id().equals(user) : actor.in(group);
        }
    }

    /** Who carries a remedy out. */
    public Doer doer(UUID remedyId) {
        CaseFile file = files.byId(remedies.caseOf(remedyId));
        return doer(file, remedies.find(file, remedyId).orElseThrow());
    }

    private Doer doer(CaseFile file, Remedies.Remedy remedy) {
        String named = remedy.particulars().doer();
        if (named == null) {
            return new Doer(null, file.owner());
        }
        return colleagues.workingGroups().contains(named) ? new Doer(named, null) : new Doer(null, named);
    }

    /**
     * Refuses the work to those whose it is not: it is the doer's; the owner of the case and leads may see it through for her.
     *
     * @throws Problem 403 {@code forbidden}
     */
    public void mayTake(UUID remedyId, Actor actor) {
        CaseFile file = files.byId(remedies.caseOf(remedyId));
        mayCarryOut(file, remedies.find(file, remedyId).orElseThrow(), actor);
    }

    private void mayCarryOut(CaseFile file, Remedies.Remedy remedy, Actor actor) {
        Doer doer = doer(file, remedy);
        if (!doer.is(actor) && !actor.id().equals(file.owner()) && !actor.in(Level.LEAD.group())) {
            throw Problem.forbidden("This is the work of " + (doer.group() == null ? doer.user() : doer.group()) + ".");
        }
    }

    /**
     * Somebody says what came of it. Done is proof; the customer's silence closes the case. Not done: the owner decides anew.
     *
     * @param taskFlow the running process that asked her
     * @param note in words; needed where it was not done
     * @throws Problem 403 {@code forbidden}; 409 {@code case-closed}, {@code not-waiting}; 400 {@code invalid-request}
     */
    public void carriedOut(UUID remedyId, String taskFlow, Actor by, boolean done, @Nullable String note) {
        CaseFile file = files.lock(remedies.caseOf(remedyId));
        if (file.isClosed()) {
            throw Problem.caseClosed(file.caseNumber());
        }
        Remedies.Remedy remedy = remedies.find(file, remedyId).orElseThrow();
        if (remedy.state() != Remedies.State.IN_PROGRESS) {
            throw new Problem("not-waiting", 409, "Nobody waits for this any more.");
        }
        mayCarryOut(file, remedy, by);
        DecisionRequests.checkNote(note);
        if (!done && note == null) {
            throw Problem.invalid("/note", "is required: say why not");
        }
        timeline.add(
                file,
                Timeline.Kind.REMEDY,
                by,
                (done ? "Done: " : "Not done: ") + remedy.action() + (note == null ? "" : ": " + note));
        if (!done) {
            outcomes.failed(file, remedy, "not-carried-out", false, by);
        } else if (remedy.amount() == null) {
            outcomes.proven(file, remedy, by);
        } else {
            payouts.request(file, remedy, Ledger.Kind.CREDIT, remedy.amount(), Ledger.Means.CREDIT, "agreed");
        }
        signals.carriedOut(taskFlow, done);
    }

    /** Whether money goes with it that is still to be paid; it is the last thing to be done. */
    public boolean isMoneyToPay(UUID remedyId) {
        return ledger.ofRemedy(remedyId).isPresent();
    }

    /** The customer needs it no more: nobody has to do it. */
    public void calledOff(UUID remedyId) {
        CaseFile file = files.lock(remedies.caseOf(remedyId));
        outcomes.stopped(file, remedyId, Actor.EINHAND);
    }
}
