package org.einhand.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Business time: what it is, and moving it on. */
@RestController
@RequestMapping("/sandbox/clock")
@Profile("sandbox")
class ClockController {

    private static final Duration LONGEST = Duration.ofDays(400);

    private final SandboxClock clock;
    private final ClockWalk walk;

    ClockController(SandboxClock clock, ClockWalk walk) {
        this.clock = clock;
        this.walk = walk;
    }

    record Now(Instant now) {}

    record Advance(@Nullable String advance) {}

    @GetMapping
    Now now() {
        return new Now(clock.instant());
    }

    @PostMapping
    Now advance(@RequestBody Advance request) {
        return new Now(walk.advance(duration(request.advance())));
    }

    private static Duration duration(@Nullable String text) {
        try {
            Duration duration = Duration.parse(text == null ? "" : text);
            if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException none) {
            // the sentence below says what is expected
        }
        throw Problem.invalid(
                "/advance", "must be an ISO 8601 duration such as PT26H or P7D, not negative, at most P400D");
    }
}
