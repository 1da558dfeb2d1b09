/** What every room shares: money, time and calendars, problems, who is acting, and the ports to decisions and running cases. */
@ApplicationModule(
        displayName = "Kernel",
        allowedDependencies = {})
@NullMarked
package org.einhand.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
