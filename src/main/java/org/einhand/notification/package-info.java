/** Telling the customer: which words, over which channel, and the proof that they arrived. */
@ApplicationModule(
        displayName = "Notification",
        allowedDependencies = {"kernel", "casefile"})
@NullMarked
package org.einhand.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
