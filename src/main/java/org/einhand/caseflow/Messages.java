package org.einhand.caseflow;

/** Names of the messages that the models wait for; past tense, as they tell what happened. */
final class Messages {

    static final String CONTACT_RECEIVED = "contact-received";
    static final String CASE_CALLED_OFF = "case-called-off";
    static final String CASE_REOPENED = "case-reopened";
    static final String OBJECTION_WAIVED = "objection-waived";
    static final String ADDRESS_CONFIRMED = "address-confirmed";
    static final String BANK_DETAILS_NEEDED = "bank-details-needed";
    static final String BANK_DETAILS_GIVEN = "bank-details-given";
    static final String BANK_DETAILS_SETTLED = "bank-details-settled";
    static final String PROMISE_MADE = "promise-made";
    static final String ACCOMPANYING_DECIDED = "accompanying-decided";
    static final String CALL_MOVED = "call-moved";
    static final String REMEDY_CALLED_OFF = "remedy-called-off";

    static final String CASE_CLOSED = "case-closed";

    private Messages() {}
}
