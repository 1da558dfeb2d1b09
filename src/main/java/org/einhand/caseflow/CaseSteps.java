package org.einhand.caseflow;

import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.context.Context;
import org.einhand.casefile.Remedies;
import org.einhand.desk.Activations;
import org.einhand.desk.Approvals;
import org.einhand.desk.CaseProgress;
import org.einhand.desk.Conversations;
import org.einhand.desk.Deliveries;
import org.einhand.desk.Outcomes;
import org.einhand.desk.StraightThrough;
import org.einhand.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The hands of the models {@code case} and {@code redelivery}: each step reads the case number and calls one use case. */
@Component("caseSteps")
public class CaseSteps {

    private final Outcomes outcomes;
    private final Conversations conversations;
    private final StraightThrough straightThrough;
    private final Approvals approvals;
    private final Deliveries deliveries;
    private final Activations activations;
    private final CaseProgress progress;

    CaseSteps(
            Outcomes outcomes,
            Conversations conversations,
            StraightThrough straightThrough,
            Approvals approvals,
            Deliveries deliveries,
            Activations activations,
            CaseProgress progress) {
        this.approvals = approvals;
        this.deliveries = deliveries;
        this.activations = activations;
        this.outcomes = outcomes;
        this.conversations = conversations;
        this.straightThrough = straightThrough;
        this.progress = progress;
    }

    /** Has the customer told something: {@code receipt}, {@code promise} or {@code closed}. */
    public void tell(DelegateExecution execution, String event) {
        outcomes.tell(caseNumber(execution), event);
    }

    public void tellReceipt(DelegateExecution execution) {
        outcomes.tellReceipt(
                caseNumber(execution), UUID.fromString((String) execution.getVariable(Variables.CONTACT_ID)));
    }

    public void tellAddressChanged(DelegateExecution execution) {
        outcomes.tellAddressChanged(caseNumber(execution));
    }

    public void writeAddressBack(DelegateExecution execution) {
        outcomes.writeAddressBack(caseNumber(execution));
    }

    /** Asks the shop and the network what they know. Who is down is asked again later, without an incident. */
    public void lookUp(DelegateExecution execution) {
        outcomes.lookUp(caseNumber(execution));
        activations.payWhatIsOpen(caseNumber(execution));
    }

    /** Key of the rules that say whether the case needs a person. */
    public String terms(DelegateExecution execution) {
        return straightThrough.terms(caseNumber(execution));
    }

    /** Gives those rules what they ask for, as local variables. */
    public void loadTerms(DelegateExecution execution) {
        straightThrough.inputs(caseNumber(execution)).forEach(execution::setVariableLocal);
    }

    /** Lets the rules decide, where they can. */
    public void decideByRule(DelegateExecution execution) {
        straightThrough
                .decide(caseNumber(execution))
                .ifPresent(remedyId -> execution.setVariable(Variables.REMEDY_ID, remedyId.toString()));
    }

    /** The owner of the case, to whom its tasks belong; null while nobody owns it. */
    public @Nullable String owner(DelegateExecution execution) {
        return progress.owner(caseNumber(execution));
    }

    /** By when the customer was promised to hear of it. */
    public @Nullable Date promisedBy(DelegateExecution execution) {
        return date(progress.promisedBy(caseNumber(execution)));
    }

    /** 80 for what was opened again, 60 after a failure, 50 else: the higher, the sooner. */
    public int priority(DelegateExecution execution) {
        return progress.priority(caseNumber(execution));
    }

    /** Somebody took the task: the case is hers. */
    public void claimed(DelegateTask task) {
        if (task.getAssignee() != null) {
            conversations.claimed(
                    task.getExecution().getProcessBusinessKey(),
                    new Actor(Actor.Kind.STAFF, task.getAssignee(), Set.of()));
        }
    }

    /** The process that carries the chosen remedy out. */
    public String remedyProcess(DelegateExecution execution) {
        return progress.process(remedyId(execution));
    }

    /** The remedy that was decided while another one was being stopped; null if there is none. */
    public @Nullable String decidedMeanwhile(DelegateExecution execution) {
        return progress.decidedMeanwhile(caseNumber(execution))
                .map(UUID::toString)
                .orElse(null);
    }

    /** Whether somebody has to say yes to the remedy first. */
    public boolean needsApproval(DelegateExecution execution) {
        return progress.stateOf(remedyId(execution)) == Remedies.State.AWAITING_APPROVAL;
    }

    /** Whether the remedy may be carried out. */
    public boolean mayGoOn(DelegateExecution execution) {
        return progress.stateOf(remedyId(execution)) == Remedies.State.IN_PROGRESS;
    }

    /** Groups whose members may say yes to the remedy, separated by commas. */
    public String approvers(DelegateExecution execution) {
        return progress.approvers(remedyId(execution));
    }

    /** The customer needs no more help before anybody said yes. */
    public void approvalCalledOff(DelegateExecution execution) {
        approvals.calledOff(remedyId(execution));
    }

    /** Whether the shop told what it knows. */
    public boolean known(DelegateExecution execution) {
        return progress.known(caseNumber(execution));
    }

    /** When the shop is asked again. */
    public Date lookUpAgain(DelegateExecution execution) {
        return Date.from(progress.lookUpAgain(caseNumber(execution)));
    }

    public boolean underWay(DelegateExecution execution) {
        return progress.latestRemedyIs(caseNumber(execution), Remedies.State.IN_PROGRESS);
    }

    public boolean tookEffect(DelegateExecution execution) {
        return progress.settled(caseNumber(execution));
    }

    /** Whether that is still so now that the customer was told. */
    public boolean stillSolved(DelegateExecution execution) {
        return progress.stillSettled(caseNumber(execution));
    }

    public boolean failed(DelegateExecution execution) {
        return progress.anotherRoundNeeded(caseNumber(execution));
    }

    /** Whether this very remedy was stopped; another one may have been decided meanwhile. */
    public boolean stopped(DelegateExecution execution) {
        return progress.stateOf(remedyId(execution)) == Remedies.State.CANCELLED;
    }

    /** Writes the good news; answers the id of the notification. */
    public String writeSolved(DelegateExecution execution) {
        return outcomes.writeSolved(caseNumber(execution)).toString();
    }

    public void solved(DelegateExecution execution) {
        outcomes.solved(caseNumber(execution));
    }

    public void close(DelegateExecution execution) {
        conversations.close(caseNumber(execution));
    }

    /** When the current promise is to be looked at. */
    public Date lookAtPromise(DelegateExecution execution) {
        return Date.from(progress.lookAtPromise(caseNumber(execution)));
    }

    /** Renews the promise, calls a lead in, or records that it was broken. */
    public void watchPromise(DelegateExecution execution) {
        outcomes.watchPromise(caseNumber(execution));
    }

    /** Whether there is a promise to watch. */
    public boolean promised(DelegateExecution execution) {
        return progress.promised(caseNumber(execution));
    }

    /** The remedy's process runs from now on; messages find it by its id. */
    public void remedyBegun(DelegateExecution execution) {
        progress.remedyRunning(remedyId(execution), execution.getProcessInstanceId());
    }

    /** Orders the shipment. Throws the BPMN errors {@code out-of-stock} and {@code address-rejected}. */
    public void orderShipment(DelegateExecution execution) {
        switch (deliveries.order(remedyId(execution))) {
            case OUT_OF_STOCK -> throw new BpmnError("out-of-stock");
            case ADDRESS_REJECTED -> throw new BpmnError("address-rejected");
            case ORDERED -> {
                // waits for proof
            }
        }
    }

    /** Tries to stop the shipment. */
    public void stopShipment(DelegateExecution execution) {
        deliveries.stop(remedyId(execution));
    }

    private static UUID remedyId(DelegateExecution execution) {
        return UUID.fromString((String) execution.getVariable(Variables.REMEDY_ID));
    }

    private static String caseNumber(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    /** Whether a failing job gives up after this try. */
    static boolean lastTry() {
        var job = Context.getJobExecutorContext();
        return job == null || job.getCurrentJob() == null || job.getCurrentJob().getRetries() <= 1;
    }
}
