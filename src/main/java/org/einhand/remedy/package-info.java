/** Doing it: one port and one HTTP adapter for each back end, idempotent by our reference. */
@ApplicationModule(
        displayName = "Remedy",
        allowedDependencies = {"kernel", "casefile"})
@NullMarked
package org.einhand.remedy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
