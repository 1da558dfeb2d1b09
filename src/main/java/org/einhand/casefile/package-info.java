/** What is known about a case: people, contacts, remedies, the matter. The only home of personal data, sealed per customer. */
@ApplicationModule(displayName = "Case file", allowedDependencies = "kernel")
@NullMarked
package org.einhand.casefile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
