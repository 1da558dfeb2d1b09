package org.einhand.desk;

import java.util.Optional;
import java.util.UUID;
import org.einhand.casefile.CaseFile;

/** Where transfers go. Nothing is transferred to an account that was not cleared for that remedy. */
interface PayoutAccounts {

    /** The account to which a remedy's money may go; empty as long as none is cleared. */
    Optional<BankAccount> clearedFor(CaseFile file, UUID remedyId);
}
