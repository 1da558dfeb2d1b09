/** What we said, by when: made, kept, renewed before it lapses, or broken. */
@ApplicationModule(
        displayName = "Promise",
        allowedDependencies = {"kernel", "casefile"})
@NullMarked
package org.einhand.promise;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
