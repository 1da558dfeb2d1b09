/** The use cases: open, join, decide, answer, withdraw, object, take. One transaction each; everything a face can ask for. */
@ApplicationModule(
        displayName = "Desk",
        allowedDependencies = {
            "kernel",
            "casefile",
            "authority",
            "promise",
            "hand",
            "notification",
            "remedy",
            "remedy::activation",
            "remedy::delivery",
            "remedy::payout",
            "remedy::shop",
            "webhook"
        })
@NullMarked
package org.einhand.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
