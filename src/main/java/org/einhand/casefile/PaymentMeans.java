package org.einhand.casefile;

import org.einhand.kernel.Worded;

/** How the purchase was paid. */
public enum PaymentMeans implements Worded {
    CARD,
    PAYPAL,
    INVOICE,
    BANK_TRANSFER,
    INSTALMENTS
}
