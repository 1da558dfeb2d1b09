package org.einhand.desk;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.einhand.casefile.Address;
import org.einhand.kernel.Problem;

/**
 * What a customer can ask for with nothing but the link to her case. A token that is wrong, expired, revoked or of another case
 * is unknown: reading answers empty, everything else throws {@link Problem} {@code not-found}.
 */
public interface CustomerDesk {

    /** What the customer may see. Changes nothing. */
    Optional<StatusView> look(String token);

    /**
     * Whether somebody may show behind this link who she is: the link that we give in public. It tells nothing about the case; the
     * language is all there is to know.
     */
    Optional<Locale> askedWho(String token);

    /**
     * Sends a code to the contact on file of the case behind a link that was given in public.
     *
     * @throws Problem as {@link #requestCode}
     */
    void requestCodeToIdentify(String token);

    /**
     * She is who is on file: what she wrote in public counts as hers, and goes on in private. Answers the link to her page.
     *
     * @throws Problem as {@link #confirmAddress}
     */
    String identify(String token, String code);

    /**
     * Sends a one-time code to the contact on file; an earlier code for the same purpose is no longer valid.
     *
     * @throws Problem {@code too-many-attempts} (429) after too many codes in a short time, {@code case-closed}
     */
    void requestCode(String token, CodePurpose purpose);

    /**
     * Takes the address as confirmed by the customer and tells the contact on file of the change.
     *
     * @param code the digits of the code, without spaces
     * @throws Problem {@code code-wrong} or {@code code-expired} (422), {@code too-many-attempts} (429), {@code case-closed}, or
     *     {@code invalid-request} with pointers such as {@code /postalCode}
     */
    void confirmAddress(String token, String code, Address address);

    /**
     * Takes the account as the one that money for this customer goes to, and tells the contact on file of the change.
     *
     * @param code the digits of a code for bank details, without spaces
     * @param iban as typed; blanks do not matter
     * @param name whose account it is
     * @throws Problem as {@link #confirmAddress}, with the pointers {@code /iban} and {@code /name}; {@code payout-begun} (409) while
     *     money is on its way to the account that was given before
     */
    void giveBankDetails(String token, String code, String iban, String name);

    /**
     * The customer chooses when she is called, or another time for the call that is agreed.
     *
     * @param from start of one of the windows that the page offers
     * @param to its end
     * @throws Problem {@code invalid-request} with the pointer {@code /from} or {@code /to} if the window is not free any more;
     *     {@code action-unavailable} (422) without a phone number on file; {@code too-many-attempts} (429), {@code case-closed}
     */
    void chooseCallBack(String token, Instant from, Instant to);

    /**
     * The customer needs no call any more; without one agreed nothing happens.
     *
     * @throws Problem {@code case-closed}
     */
    void callOffCallBack(String token);

    /**
     * The customer says that it is not solved, or that something is not right.
     *
     * @param text her words, 1 to 4000 characters
     * @throws Problem {@code case-closed}
     */
    void notSolved(String token, String text);

    /**
     * The customer needs no more help: what is under way is stopped where it can be; a solved case closes.
     *
     * @throws Problem {@code case-closed}
     */
    void noMoreHelp(String token);

    /**
     * The customer withdraws from the purchase: what is under way is stopped where it can be, and what she is owed is decided on in
     * this case. Said twice it is one withdrawal.
     *
     * @throws Problem {@code case-closed}; {@code action-unavailable} (422) if the case is about no order
     */
    void withdrawFromPurchase(String token);
}
