package org.einhand.caseflow;

import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.einhand.casefile.Ledger;
import org.einhand.desk.Payouts;
import org.einhand.desk.Refunds;
import org.springframework.stereotype.Component;

/** The hands of the models {@code refund}, {@code payout} and {@code refund-deadline}. */
@Component("refundSteps")
public class RefundSteps {

    private final Refunds refunds;
    private final Payouts payouts;

    RefundSteps(Refunds refunds, Payouts payouts) {
        this.refunds = refunds;
        this.payouts = payouts;
    }

    /** Whether the purchase is called off first. */
    public boolean isCancellation(DelegateExecution execution) {
        return refunds.isCancellation(remedyId(execution));
    }

    /** Calls the purchase off in the shop. Throws the BPMN error {@code refused}. */
    public void callOff(DelegateExecution execution) {
        if (!refunds.callOff(remedyId(execution))) {
            throw new BpmnError("refused");
        }
    }

    /** Whether there is money to pay. */
    public boolean isMoneyToPay(DelegateExecution execution) {
        return refunds.isMoneyToPay(remedyId(execution));
    }

    /** Whether the money goes to a bank account. */
    public boolean isTransfer(DelegateExecution execution) {
        return refunds.isTransfer(remedyId(execution));
    }

    /** Tries to stop it before money goes its way. */
    public void stopRefund(DelegateExecution execution) {
        refunds.stop(remedyId(execution));
    }

    /** The payout's process runs from now on; messages find it by its id. */
    public void payoutBegun(DelegateExecution execution) {
        payouts.begun(reference(execution), execution.getProcessInstanceId());
    }

    /** Writes what the customer gets and what for; answers the id of the notification. */
    public String explain(DelegateExecution execution) {
        return payouts.explain(reference(execution)).toString();
    }

    /** How long booking waits for the explanation. */
    public Date explainBy(DelegateExecution execution) {
        return Date.from(payouts.explainBy(reference(execution)));
    }

    /** The money waits no longer; the explanation goes on by itself. */
    public void explanationGoesOn(DelegateExecution execution) {
        payouts.explanationGoesOn(reference(execution));
    }

    /** Has it paid. Throws the BPMN error {@code refused}. */
    public void book(DelegateExecution execution) {
        if (payouts.book(reference(execution)) == Ledger.State.FAILED) {
            throw new BpmnError("refused");
        }
    }

    /** Whether it is booked. */
    public boolean isBooked(DelegateExecution execution) {
        return payouts.state(reference(execution)) == Ledger.State.BOOKED;
    }

    /** Tries to stop the payout. */
    public void stopPayout(DelegateExecution execution) {
        payouts.stop(reference(execution));
    }

    /** Whether it was stopped in time. */
    public boolean isStopped(DelegateExecution execution) {
        return payouts.state(reference(execution)) == Ledger.State.CANCELLED;
    }

    /** When the owner is reminded of the legal time. */
    public Date warnAt(DelegateExecution execution) {
        return Date.from(refunds.warning(caseNumber(execution)).orElseThrow());
    }

    /** When the legal time is over. */
    public Date dueAt(DelegateExecution execution) {
        return Date.from(refunds.deadline(caseNumber(execution)).orElseThrow());
    }

    /** Whether the refund is still to come. */
    public boolean isStillDue(DelegateExecution execution) {
        return refunds.isDue(caseNumber(execution));
    }

    public void warnOfDeadline(DelegateExecution execution) {
        refunds.warn(caseNumber(execution));
    }

    public void deadlineMissed(DelegateExecution execution) {
        refunds.missed(caseNumber(execution));
    }

    private String reference(DelegateExecution execution) {
        String owed = (String) execution.getVariable(Variables.PAYOUT_REFERENCE);
        return owed == null ? payouts.referenceOf(remedyId(execution)) : owed;
    }

    private static UUID remedyId(DelegateExecution execution) {
        return UUID.fromString((String) execution.getVariable(Variables.REMEDY_ID));
    }

    private static String caseNumber(DelegateExecution execution) {
        return execution.getProcessBusinessKey();
    }
}
