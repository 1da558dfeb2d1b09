package org.einhand.kernel;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Port to the running case. Every call happens in the caller's transaction: what is on file and what the process knows are
 * committed together or not at all.
 */
public interface CaseSignals {

    /** Starts the process of a case that has just been filed; answers the id under which it runs. */
    String opened(String caseNumber);

    /** A contact came in on a case that is already running. */
    void contactReceived(String flow, UUID contactId);

    /** An agent, or a rule, decided on a settling remedy; the open {@code decide} task is done with. */
    void decided(String flow, UUID remedyId);

    /** The case has an owner now: the open {@code decide} task becomes theirs, and a call that waits for the owner. */
    void owned(String flow, String owner);

    /** The customer says it is not solved after all. */
    void reopened(String flow);

    /** The customer needs no more help; {@code remedyFlow} is the remedy under way, if there is one. */
    void calledOff(String flow);

    /** The customer is content before the days for an objection have passed. */
    void objectionWaived(String flow);

    /** An agent decided on something that accompanies the case and settles nothing. */
    void accompanied(String flow, UUID remedyId);

    /** Somebody said yes or no; {@code approvalFlow} is the process that asks. */
    void approvalAnswered(String approvalFlow, boolean approved);

    /** Nobody answered so far: those groups are asked now, and it is due by then. */
    void askFurther(String approvalFlow, List<String> groups, int priority, Instant due);

    /**
     * Word about a remedy, from outside or from a person.
     *
     * @param remedyFlow id of the remedy's own running process
     * @param message the message its model waits for: what happened, in the past tense, such as {@code shipment-delivered}
     */
    void heard(String remedyFlow, String message);

    /** The work of a person is done, or not; {@code taskFlow} is the process whose task it was. */
    void carriedOut(String taskFlow, boolean done);

    /** The remedy under way is to be stopped where it still can be. */
    void remedyCalledOff(String remedyFlow);

    /** The customer, or the agent for her, gave the address the remedy was waiting for. */
    void addressClarified(String remedyFlow);

    /** An address was confirmed: the contact on file and the shop are told. */
    void addressConfirmed(String flow);

    /** Bank details are to be asked for: the customer is told, reminded, and called in the end. */
    void bankDetailsNeeded(String flow);

    /** Bank details were given: the contact on file is told, and the bank is asked about them. */
    void bankDetailsGiven(String flow);

    /** Nobody has to ask for bank details any more. */
    void bankDetailsSettled(String flow);

    /** The owner is away, and somebody stands in for her: the open {@code decide} task is among her tasks too. */
    void standIn(String flow, String colleague);

    /** A promise was made; the case looks at it again at that time. */
    void promised(String flow, Instant lookAt);

    /** By when the customer was promised to hear of it: the open {@code decide} task is due then. */
    void dueBy(String flow, Instant due);

    /** It became more urgent: the open {@code decide} task gets that priority; the higher, the sooner. */
    void urgent(String flow, int priority);

    /** A message to the customer is written and is to be sent. */
    void tell(String caseNumber, UUID notificationId);

    /** Money is owed without a remedy: its payout runs beside the case and outlives it. */
    void payOut(String caseNumber, String reference);

    /** A legal time for a refund runs from now on, and somebody watches it. */
    void refundDeadline(String caseNumber);

    /** The open tasks of a case come first now; they are due by then. */
    void pressing(String caseNumber, Instant due);
    /**
     * A device is out there that no running remedy waits for: it is looked after until it turns up, beside the case and beyond its end.
     *
     * @param remedyId the remedy that sent for it; null if it was reported from outside
     */
    void deviceOutstanding(String caseNumber, @Nullable UUID remedyId);

    /** Specialists are asked something; answers the id under which the asking runs. */
    String consulted(String caseNumber, UUID consultationId);

    /** Somebody answered; {@code consultationFlow} is the process that asks. */
    void consultationAnswered(String consultationFlow);

    /** The case is offered to somebody else; answers the id under which the offer runs. */
    String handoffOffered(String caseNumber, UUID handoffId);

    /** Somebody accepted the case, or returned it; {@code handoffFlow} is the process that asks. */
    void handoffAnswered(String handoffFlow, boolean accepted);

    /** The open task of that process is to be done by another time. */
    void taskDueBy(String taskFlow, Instant due);

    /** Whoever has the open task of that process lets it go: these groups, and no others, are asked for it now. */
    void askedAnew(String taskFlow, List<String> groups, Instant due, int priority);

    /** The case is closed: nobody has to do the open task of that process. */
    void noLongerAsked(String taskFlow);

    /** The owner does not decide herself: the open {@code decide} task waits for any agent. */
    void anybodyDecides(String flow);

    /** Somebody tried to call the customer; {@code callFlow} is the call's own running process. */
    void calledBack(String callFlow, boolean reached);

    /** Another window was agreed for the call. */
    void callMoved(String callFlow);

    /** Nobody has called, and the window closes: the task is free for a lead, and comes first. */
    void callEscalated(String callFlow);
}
