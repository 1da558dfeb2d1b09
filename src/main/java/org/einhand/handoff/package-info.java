/** Questions to specialists that leave the case where it is, and handing a case on with everything that belongs to it. */
@ApplicationModule(
        displayName = "Handoff",
        allowedDependencies = {"kernel", "casefile"})
@NullMarked
package org.einhand.handoff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
