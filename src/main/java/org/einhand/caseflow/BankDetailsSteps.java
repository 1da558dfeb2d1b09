package org.einhand.caseflow;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.einhand.desk.AccountChecks;
import org.einhand.desk.BankAccounts;
import org.springframework.stereotype.Component;

/** The hands of the models where bank details are asked for, given and looked at. */
@Component("bankDetailsSteps")
public class BankDetailsSteps {

    private final BankAccounts accounts;
    private final AccountChecks checks;

    BankDetailsSteps(BankAccounts accounts, AccountChecks checks) {
        this.accounts = accounts;
        this.checks = checks;
    }

    /** Tells the customer that we need an account, and where to give it. */
    public void ask(DelegateExecution execution) {
        accounts.tellNeeded(execution.getProcessBusinessKey(), false);
    }

    /** Tells her once more. */
    public void remind(DelegateExecution execution) {
        accounts.tellNeeded(execution.getProcessBusinessKey(), true);
    }

    /** Whether she was not reached yet, or a refund waits for the account. */
    public boolean stillAsking(DelegateExecution execution) {
        return accounts.isAsking(execution.getProcessBusinessKey());
    }

    /** The contact on file hears that an account was given. */
    public void tellGiven(DelegateExecution execution) {
        accounts.tellGiven(execution.getProcessBusinessKey());
    }

    /** Whether there is an account that the remedy's money may go to, as far as the bank is concerned. */
    public boolean onFile(DelegateExecution execution) {
        return accounts.onFile(remedyId(execution));
    }

    /** The remedy cannot go on without an account: she is asked for one. */
    public void askFor(DelegateExecution execution) {
        accounts.askFor(remedyId(execution));
    }

    /** Asks the bank whose the account is. */
    public void checkPayee(DelegateExecution execution) {
        checks.checkPayee(execution.getProcessBusinessKey());
    }

    /** Asks the rule who has to look at the account: {@code payout} is {@code direct}, {@code second-person} or {@code ask-again}. */
    public void askWhoLooks(DelegateExecution execution) {
        execution.setVariable(Variables.PAYOUT, checks.askWhoLooks(remedyId(execution)));
    }

    /** The customer needs it no more before money was sent. */
    public void calledOff(DelegateExecution execution) {
        checks.calledOff(remedyId(execution));
    }

    private static UUID remedyId(DelegateExecution execution) {
        return UUID.fromString((String) execution.getVariable(Variables.REMEDY_ID));
    }
}
