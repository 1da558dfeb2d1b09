/** The front door for systems: cases, contacts and decisions over HTTP, and what happens outside, as signed events. */
@ApplicationModule(
        displayName = "Intake",
        allowedDependencies = {"kernel", "casefile", "authority", "promise", "hand", "notification", "desk"})
@NullMarked
package org.einhand.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
