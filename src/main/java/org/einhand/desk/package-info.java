/** The use cases: whatever a face can ask for, one transaction each. */
@ApplicationModule(displayName = "Desk")
@NullMarked
package org.einhand.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
