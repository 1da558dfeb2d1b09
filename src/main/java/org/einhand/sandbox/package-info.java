/** Everything that lets Einhand run on one machine: a clock that can be moved, stand-ins for the back ends, a mail catcher, stories. */
@ApplicationModule(
        displayName = "Sandbox",
        allowedDependencies = {"kernel", "notification", "platform"})
@NullMarked
package org.einhand.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
