/** What holds it together outside the business: engine configuration, security, addresses. */
@ApplicationModule(displayName = "Platform")
@NullMarked
package org.einhand.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
