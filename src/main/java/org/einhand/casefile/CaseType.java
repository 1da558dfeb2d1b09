package org.einhand.casefile;

import org.einhand.kernel.Worded;

/** What the case is about. What fits no grid is {@link #OTHER}: still a case with an owner, a promise and remedies. */
public enum CaseType implements Worded {
    REDELIVERY,
    DEVICE_EXCHANGE,
    CONTRACT_ACTIVATION,
    REFUND,
    OTHER
}
