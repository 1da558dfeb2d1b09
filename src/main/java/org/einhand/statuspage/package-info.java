/** The customer's page behind a capability link. */
@ApplicationModule(
        displayName = "Status page",
        allowedDependencies = {"kernel", "casefile", "desk", "notification"})
@NullMarked
package org.einhand.statuspage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
