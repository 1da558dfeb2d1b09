/** Where agents work: what Tasklist shows beside a task, and the calls behind it. */
@ApplicationModule(
        displayName = "Workplace",
        allowedDependencies = {"kernel", "casefile", "desk"})
@NullMarked
package org.einhand.workplace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
