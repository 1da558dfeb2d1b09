/** The customer's page behind a capability link. */
@ApplicationModule(displayName = "Status page")
@NullMarked
package org.einhand.statuspage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
