/** Telling the customer: what, over which channel, in which words, and whether it got there. */
@ApplicationModule(
        displayName = "Notification",
        allowedDependencies = {"kernel", "casefile"})
@NullMarked
package org.einhand.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
