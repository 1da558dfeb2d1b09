package org.einhand.caseflow;

/** Keys of the process models and of the elements that code looks for. */
final class Models {

    static final String CASE = "case";
    static final String CUSTOMER_NOTIFICATION = "customer-notification";
    static final String PAYOUT = "payout";
    static final String REFUND_DEADLINE = "refund-deadline";
    static final String CUSTODY_WATCH = "custody-watch";
    static final String CONSULTATION = "consultation";
    static final String HANDOFF = "handoff";
    static final String CUSTOMER_CALL = "customer-call";
    static final String PROMISE_WATCH_TIMER = "promise-due-soon";

    private Models() {}
}
