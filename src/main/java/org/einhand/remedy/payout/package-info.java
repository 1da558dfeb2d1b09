/** Money: refunds, credits, and the check of an account's name. */
@NamedInterface("payout")
@NullMarked
package org.einhand.remedy.payout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
