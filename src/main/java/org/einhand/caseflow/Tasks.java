package org.einhand.caseflow;

/** Keys of the user tasks that use cases complete. */
final class Tasks {

    static final String DECIDE = "decide";
    static final String CLARIFY_ADDRESS = "clarify-address";
    static final String APPROVE = "approve";
    static final String CARRY_OUT = "carry-out";
    static final String CALL_BACK = "call-back";
    static final String ANSWER_CONSULTATION = "answer-consultation";
    static final String ACCEPT_HANDOFF = "accept-handoff";

    private Tasks() {}
}
