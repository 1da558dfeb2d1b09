package org.einhand.desk;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.einhand.casefile.Channel;
import org.einhand.kernel.DecisionTables;
import org.springframework.stereotype.Component;

/** By when a contact is to be answered: the {@code first-response} rules. */
@Component
class FirstResponse {

    private final DecisionTables tables;
    private final Clock clock;

    FirstResponse(DecisionTables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    Instant dueFor(Channel channel) {
        return dueFor(channel, clock.instant());
    }

    /** Counted from when it reached us, whenever it came to be on file. */
    Instant dueFor(Channel channel, Instant arrivedAt) {
        long minutes = tables.latest("first-response")
                .first(new HashMap<>(Map.of("channel", channel.word())))
                .number("minutes");
        return arrivedAt.plusSeconds(minutes * 60);
    }
}
