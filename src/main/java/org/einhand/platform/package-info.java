/** The ground the house stands on: how the engine is set up, who may come in by which door, how problems are told. */
@ApplicationModule(
        displayName = "Platform",
        allowedDependencies = {"kernel", "desk", "webhook"})
@NullMarked
package org.einhand.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
