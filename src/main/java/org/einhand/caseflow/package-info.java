/** The bridge to the models: answers the kernel's ports with the engine, and lends the models' steps their hands. */
@ApplicationModule(
        displayName = "Case flow",
        allowedDependencies = {"kernel", "desk", "casefile", "notification"})
@NullMarked
package org.einhand.caseflow;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
