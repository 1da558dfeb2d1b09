/** What is known about a case; the only home of personal data. */
@ApplicationModule(displayName = "Case file")
@NullMarked
package org.einhand.casefile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
