/** Who works on a customer now: one customer, one hand, across all her cases and channels. */
@ApplicationModule(
        displayName = "Hand",
        allowedDependencies = {"kernel", "casefile"})
@NullMarked
package org.einhand.hand;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
