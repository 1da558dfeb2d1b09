package org.einhand.intake;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.einhand.desk.OutsideEvents;
import org.einhand.kernel.Problem;
import org.einhand.kernel.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Brings stored events to what waits for them. The effect of an event and the note that it was brought are one transaction, so it
 * happens once, whatever fails and whoever else tries.
 */
@Component
class EventCorrelation {

    private static final Logger LOG = LoggerFactory.getLogger(EventCorrelation.class);

    /** Longer than bringing an event can take. */
    private static final Duration CLAIM = Duration.ofSeconds(60);

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5));

    /** References and message ids of ours; the event may have been faster than our own note of them. */
    private static final Pattern OURS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(-\\d+)?");

    private static final int TRIES_FOR_OURS = 3;

    private final InboundEvents events;
    private final OutsideEvents outside;
    private final UnitOfWork unitOfWork;

    EventCorrelation(InboundEvents events, OutsideEvents outside, UnitOfWork unitOfWork) {
        this.events = events;
        this.outside = outside;
        this.unitOfWork = unitOfWork;
    }

    /** Brings the next event that is due; false if there is none. */
    boolean next() {
        Optional<InboundEvents.Stored> event = events.claim(CLAIM);
        event.ifPresent(claimed -> bring(
                claimed,
                claimed.attempts() < TRIES_FOR_OURS
                        && claimed.subject() != null
                        && OURS.matcher(claimed.subject()).matches()));
        return event.isPresent();
    }

    /**
     * Brings one event, claimed by the caller.
     *
     * @param mayBeEarly whether what it fits may still come
     */
    void bring(InboundEvents.Stored event, boolean mayBeEarly) {
        try {
            OutsideEvents.Asked asked = outside.ask(new OutsideEvents.Report(
                    event.source(), event.type(), event.subject(), event.data(), event.happenedAt()));
            unitOfWork.run(() -> {
                if (events.lock(event)) {
                    Optional<UUID> caseId = outside.bring(asked);
                    if (caseId.isPresent()) {
                        events.done(event, caseId.get());
                    } else if (mayBeEarly) {
                        events.later(event, WAITS.get(0), "nobody waits for it yet");
                    } else {
                        events.unmatched(event);
                    }
                }
            });
        } catch (RuntimeException failure) {
            Duration wait = WAITS.get(Math.min(Math.max(event.attempts(), 1), WAITS.size()) - 1);
            LOG.warn("Event {} of {} is tried again in {}: {}", event.id(), event.source(), wait, failure.toString());
            events.later(
                    event,
                    wait,
                    failure instanceof Problem problem
                            ? problem.slug()
                            : failure.getClass().getSimpleName());
        }
    }
}
