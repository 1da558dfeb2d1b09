package org.einhand.desk;

import org.einhand.casefile.CaseFile;
import org.einhand.kernel.Money;

/** Pays money that no remedy asks for, such as a compensation owed by law: explained first, booked at most once. */
interface PayoutDesk {

    /**
     * Pays an amount that is owed. Needs the lock on the case; the process does the rest.
     *
     * @param once what makes it one and the same payout, such as {@code compensation-1}; a second call with it does nothing
     * @param reason a word for what it is paid for; {@code money.<reason>} in the words for customers
     */
    void payOwed(CaseFile file, String once, Money amount, String reason);

    /** What was paid in a case under references that begin so, booked or on its way. */
    Money paid(CaseFile file, String onceBeginsWith);
}
