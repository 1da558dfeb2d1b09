package org.einhand.platform;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Business time is the machine's time, except in the sandbox, which brings a clock of its own. */
@Configuration
@Profile("!sandbox")
class SystemClock {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
