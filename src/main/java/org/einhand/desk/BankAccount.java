package org.einhand.desk;

/**
 * A bank account as it was given.
 *
 * @param iban ISO 13616, without blanks
 * @param name whose account it is said to be
 */
public record BankAccount(String iban, String name) {

    /** Nothing of it in logs. */
    @Override
    public String toString() {
        return "a bank account";
    }
}
