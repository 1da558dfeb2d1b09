package org.einhand.caseflow;

/** Process variables: keys and words only, never personal data. */
final class Variables {

    /** UUID of the remedy a round decided on. */
    static final String REMEDY_ID = "remedyId";

    /** UUID of the contact a receipt is for. */
    static final String CONTACT_ID = "contactId";

    /** UUID of the notification that an instance of {@code customer-notification} sends. */
    static final String NOTIFICATION_ID = "notificationId";

    /** Who has to look at an account before money goes there. */
    static final String PAYOUT = "payout";

    /** Reference of a payout that no remedy asks for. */
    static final String PAYOUT_REFERENCE = "payoutReference";

    /** The channel chosen for a notification. */
    static final String CHANNEL = "channel";

    /** Until when a message that rings has to wait; a date, or null. */
    static final String QUIET_UNTIL = "quietUntil";

    /** The groups whose members call the customer. */
    static final String CALLERS = "callers";

    /** Whether the customer was spoken with. */
    static final String REACHED = "reached";

    /** Whether somebody said yes. */
    static final String APPROVED = "approved";

    /** Whether the work of a person is done. */
    static final String DONE = "done";

    /** UUID of the question that an instance of {@code consultation} asks. */
    static final String CONSULTATION_ID = "consultationId";

    /** UUID of the offer that an instance of {@code handoff} makes. */
    static final String HANDOFF_ID = "handoffId";

    /** Whether somebody took the case that was offered to her. */
    static final String ACCEPTED = "accepted";

    private Variables() {}
}
