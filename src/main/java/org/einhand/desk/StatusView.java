package org.einhand.desk;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.einhand.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * A case as its customer sees it through the link. It holds nothing a stranger could use: no name of the customer, no address,
 * phone, e-mail or bank details, and no messages.
 *
 * @param language the language of the case
 * @param type the case's type, such as {@code redelivery}
 * @param outcome how a closed case ended: {@code solved}, {@code withdrawn} or {@code cancelled}
 * @param owner who looks after the case, as customers may know her
 * @param concern the customer's words, made safe by {@link Discretion}
 * @param item what it is about
 * @param course what it is on its way to: the process of the remedy decided last, such as {@code refund}; else that of its type
 * @param remedy the action under way, such as {@code swap-at-door}; null: none is decided
 * @param steps the way of the case; empty if it ended without a solution
 * @param visit when somebody is at her door
 * @param promise the promise that holds now
 * @param answerBy by when an open contact is answered
 * @param objectionUntil of a solved case: until when she can simply say that it is not
 * @param addressNeeded whether nothing can be sent before she confirmed an address
 * @param codeValidUntil until when a code for the address that was sent and not yet used is valid; null: none
 * @param purchase whether the customer can withdraw from the purchase here, or has done so
 * @param bankDetails whether an account is needed or given; null: neither
 * @param callBack when she can be called, and what is agreed; null once the case is closed
 * @param done what happened, oldest first
 * @param money what is paid to her and was paid, oldest first
 */
public record StatusView(
        String caseNumber,
        Locale language,
        String type,
        State state,
        @Nullable String outcome,
        Instant openedAt,
        @Nullable String owner,
        @Nullable String concern,
        @Nullable String item,
        String course,
        @Nullable String remedy,
        List<Step> steps,
        @Nullable Window visit,
        @Nullable Promised promise,
        @Nullable Instant answerBy,
        @Nullable Instant objectionUntil,
        boolean addressNeeded,
        @Nullable Instant codeValidUntil,
        Purchase purchase,
        @Nullable BankDetails bankDetails,
        @Nullable CallBack callBack,
        List<Done> done,
        List<Payment> money) {

    /** The case's state. */
    public enum State {
        OPEN,
        WAITING,
        SOLVED,
        CLOSED
    }

    /** The purchase a case is about. */
    public enum Purchase {
        /** It is about none, or about one that cannot be withdrawn from here any more. */
        NONE,
        STANDING,
        WITHDRAWN
    }

    /**
     * One step of the way.
     *
     * @param name such as {@code decided} or {@code device-received}
     * @param at when it was done, as far as that is known
     */
    public record Step(String name, Mark mark, @Nullable Instant at) {

        /** How it stands with a step. */
        public enum Mark {
            DONE,
            NOW,
            NEXT
        }
    }

    /** A time between two times. */
    public record Window(Instant from, Instant to) {}

    /**
     * Money for the customer.
     *
     * @param amount in cents
     * @param reason what it is for, worded in the language of the case
     * @param means the word for the way it goes: {@code original}, {@code bank-transfer} or {@code credit}
     * @param at when it was booked
     */
    public record Payment(
            Money amount,
            String reason,
            String means,
            Standing standing,
            @Nullable Instant at) {

        /** Where a payment stands. */
        public enum Standing {
            PREPARED,
            ON_ITS_WAY,
            BOOKED,
            /** We look after it; what is owed stays owed. */
            FAILED
        }
    }

    /**
     * How it stands with the account for her money.
     *
     * @param needed whether she is asked for one
     * @param refused whether the bank knows the one she gave under another name
     * @param ending the last four characters of the IBAN on file; null: none is
     * @param codeValidUntil until when a code for bank details that was sent and not yet used is valid; null: none
     */
    public record BankDetails(
            boolean needed,
            boolean refused,
            @Nullable String ending,
            @Nullable Instant codeValidUntil) {}

    /**
     * A call to the customer.
     *
     * @param ending the last digits of the number on file; null: there is none, so nobody can call
     * @param agreed the window in which we call; null: none is agreed
     * @param unanswered whether we called and she did not answer, so that she is asked for another time
     * @param offered windows that she can choose
     */
    public record CallBack(
            @Nullable String ending, @Nullable Window agreed, boolean unanswered, List<Window> offered) {}

    /**
     * What we said, by when.
     *
     * @param what worded in the language of the case
     * @param reason why it was renewed, worded in the language of the case
     * @param broken whether the time passed without what was promised
     */
    public record Promised(
            String what, Instant dueAt, @Nullable String reason, boolean broken) {}

    /**
     * Something that happened.
     *
     * @param action the action of the contract it concerns, such as {@code redeliver-express}
     */
    public record Done(Instant at, What what, @Nullable String action) {}

    /** What can have happened, as far as it means something to the customer. */
    public enum What {
        RECEIVED,
        PARCEL_EVENT,
        CONTACT_RECEIVED,
        ANSWERED,
        ADDRESS_ASKED,
        ADDRESS_CONFIRMED,
        BANK_DETAILS_ASKED,
        BANK_DETAILS_GIVEN,
        DECIDED,
        DEVICE_COLLECTED,
        DEVICE_RECEIVED,
        DEVICE_INSPECTED,
        REPLACEMENT_INSPECTED,
        DISPATCHED,
        ORDERED,
        DELAYED,
        FAILED,
        STOPPED,
        BEING_CHECKED,
        REFUSED,
        PROVEN,
        PROMISE_MADE,
        PROMISE_RENEWED,
        PROMISE_BROKEN,
        HANDED_ON,
        SOLVED,
        OBJECTED,
        CALLED_OFF,
        PURCHASE_WITHDRAWN,
        CLOSED
    }
}
