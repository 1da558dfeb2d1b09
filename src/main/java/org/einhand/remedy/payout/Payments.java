package org.einhand.remedy.payout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.einhand.casefile.Ledger;
import org.einhand.kernel.Money;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;

/** Port to the payment provider. Every payout carries our reference; a reference is never paid twice. */
public interface Payments {

    /**
     * Where a transfer goes.
     *
     * @param iban ISO 13616, without blanks
     */
    record Account(String iban, String name) {

        /** Nothing of it in logs. */
        @Override
        public String toString() {
            return "a bank account";
        }
    }

    /**
     * What is to be paid.
     *
     * @param subjectId the order or contract it is about
     * @param account for a transfer; null otherwise
     * @param reason as it stands on the statement
     */
    record Order(
            String reference,
            String subjectId,
            Money amount,
            Ledger.Means means,
            @Nullable Account account,
            String reason) {}

    /** Where a refund stands with the provider. */
    enum State implements Worded {
        PENDING,
        BOOKED,
        FAILED
    }

    /** A refund that the provider has on file. */
    record Refund(
            @Nullable String refundId,
            State state,
            @Nullable String reason) {}

    /** Either a refund or the reason why there will be none. */
    record Answer(@Nullable Refund refund, @Nullable String refusal) {}

    /**
     * Has a refund paid; asks first whether the reference is known already.
     *
     * @throws org.einhand.remedy.BackendFailure if the outcome is not known; asking again with the same reference is safe
     */
    Answer pay(Order order);

    /**
     * The refund on file under a reference.
     *
     * @throws org.einhand.remedy.BackendFailure if the provider does not say
     */
    Optional<Refund> refund(String reference);

    /** References of all refunds since a time, with where they stand; for reconciliation. */
    List<Listed> since(Instant since);

    /** A refund in the provider's list. */
    record Listed(String reference, Refund refund) {}

    /** What the bank says about the name on an account. */
    enum Payee implements Worded {
        MATCH,
        CLOSE,
        NONE,
        UNAVAILABLE
    }

    /** Checks whose account it is (verification of payee). A provider that does not say counts as {@link Payee#UNAVAILABLE}. */
    Payee check(Account account);
}
