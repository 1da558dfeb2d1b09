/** Where agents and operations work: what Tasklist shows beside a task and Cockpit beside a process, and the calls behind it. */
@ApplicationModule(
        displayName = "Workplace",
        allowedDependencies = {"kernel", "casefile", "desk"})
@NullMarked
package org.einhand.workplace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
