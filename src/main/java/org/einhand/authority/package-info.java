/** What an agent may do now, alone, and what was decided on which rule. */
@ApplicationModule(
        displayName = "Authority",
        allowedDependencies = {"kernel", "casefile"})
@NullMarked
package org.einhand.authority;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
