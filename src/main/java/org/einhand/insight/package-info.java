/** What supervisors watch and what the company learns: lists of what is due, key figures, metrics. Reads only; nobody uses it. */
@ApplicationModule(
        displayName = "Insight",
        allowedDependencies = {"kernel", "casefile"})
@NullMarked
package org.einhand.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
