package org.einhand.intake;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.einhand.kernel.Actor;
import org.einhand.kernel.IncomingEvents;
import org.einhand.kernel.OnWatch;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks after events that fit nothing: tried again or put aside, by somebody who says why. */
@Component
class EventCare implements IncomingEvents, OnWatch {

    private final InboundEvents events;
    private final EventCorrelation correlation;

    EventCare(InboundEvents events, EventCorrelation correlation) {
        this.events = events;
        this.correlation = correlation;
    }

    /**
     * The event of that id.
     *
     * @throws Problem 404; 400 if several sources have one
     */
    InboundEvents.Stored find(String id, @Nullable String source) {
        List<InboundEvents.Stored> found = events.find(id, source);
        if (found.isEmpty()) {
            throw Problem.notFound("There is no such event.");
        }
        if (found.size() > 1) {
            throw Problem.invalid("/source", "is required: several sources have an event of this id");
        }
        return found.get(0);
    }

    InboundEvents.Stored replay(InboundEvents.Stored event, Actor by, String reason) {
        handle(event, InboundEvents.State.STORED, by, reason);
        correlation.bring(event, false);
        return find(event.id(), event.source());
    }

    InboundEvents.Stored discard(InboundEvents.Stored event, Actor by, String reason) {
        handle(event, InboundEvents.State.DISCARDED, by, reason);
        return find(event.id(), event.source());
    }

    private void handle(InboundEvents.Stored event, InboundEvents.State state, Actor by, String reason) {
        if (!events.handled(event, state, by, reason)) {
            throw new Problem(
                            "event-not-unmatched",
                            409,
                            "The event is " + event.state().word() + ".")
                    .with("state", event.state().word());
        }
    }

    @Override
    public Heard replay(String source, String id, Actor by, String reason) {
        return heard(replay(find(id, source), by, reason));
    }

    @Override
    public Heard discard(String source, String id, Actor by, String reason) {
        return heard(discard(find(id, source), by, reason));
    }

    @Override
    public List<Heard> of(UUID caseId) {
        return events.of(caseId).stream().map(EventCare::heard).toList();
    }

    @Override
    public List<Heard> unmatched(int most) {
        return events.list(InboundEvents.State.UNMATCHED, 0, most).items().stream()
                .map(EventCare::heard)
                .toList();
    }

    @Override
    public Count count() {
        Instant oldest = events.oldestUnmatched().orElse(null);
        return new Count(
                "unmatched-events",
                events.list(InboundEvents.State.UNMATCHED, 0, 1).total(),
                oldest);
    }

    private static Heard heard(InboundEvents.Stored event) {
        return new Heard(
                event.source(),
                event.id(),
                event.type(),
                event.subject(),
                event.state().word(),
                event.attempts(),
                event.happenedAt(),
                event.receivedAt());
    }
}
