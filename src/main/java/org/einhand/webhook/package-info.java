/** Telling other systems what happened: who listens, what waits for each of them, and its delivery with retries. */
@ApplicationModule(
        displayName = "Webhook",
        allowedDependencies = {"kernel", "casefile"})
@NullMarked
package org.einhand.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
