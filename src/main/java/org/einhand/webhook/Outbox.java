package org.einhand.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.kernel.OnWatch;
import org.einhand.kernel.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What others are told, written in the transaction of the change it tells of, once for each who listens to it. Nothing is written
 * where nobody does. What is about one case reaches each listener in its order.
 */
@Component
public class Outbox implements OnWatch {

    /** After that time an event is deleted, whatever became of it. */
    private static final Duration KEPT = Duration.ofDays(30);

    private static final String DUE = """
            d.subscriber = :subscriber and d.state = 'pending' and (d.next_try_at is null or d.next_try_at <= :now)
            and not exists (select 1 from outgoing_delivery b
                where b.state = 'pending' and b.subscriber = d.subscriber and b.case_id = d.case_id and b.arrival < d.arrival)""";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Subscribers subscribers;
    private final Clock clock;

    Outbox(JdbcClient jdbc, ObjectMapper json, Subscribers subscribers, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.subscribers = subscribers;
        this.clock = clock;
    }

    /** Whether anybody wants to hear of that type. */
    public boolean isHeard(String type) {
        return !subscribers.of(type).isEmpty();
    }

    /** Tells it to all who listen. Needs the lock on the case; the data hold nothing personal. */
    public void add(CaseFile file, String type, Map<String, @Nullable Object> data) {
        List<String> listeners = subscribers.of(type);
        if (listeners.isEmpty()) {
            return;
        }
        jdbc.sql("""
                with event as (
                    insert into outgoing_event (id, type, case_id, happened_at, data)
                    values (:id, :type, :case, :now, cast(:data as jsonb)) returning id, case_id, arrival)
                insert into outgoing_delivery (event_id, subscriber, case_id, arrival, state)
                select event.id, listener, event.case_id, event.arrival, 'pending' from event, unnest(:listeners) listener""")
                .param("id", UUID.randomUUID())
                .param("type", type)
                .param("case", file.id())
                .param("now", Sql.time(clock.instant()))
                .param("data", written(data))
                .param("listeners", listeners.toArray(String[]::new))
                .update();
    }

    private String written(Map<String, @Nullable Object> data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("An event cannot be written", failure);
        }
    }

    /**
     * An event on its way to one listener.
     *
     * @param attempts how often it was tried, this time included
     */
    record Parcel(UUID id, String subscriber, String type, Instant happenedAt, JsonNode data, int attempts) {

        /** The case it is about. */
        String caseNumber() {
            return data.path("caseNumber").asText();
        }
    }

    /** The next event that a listener is to be told now; nobody else gets it for so long. */
    Optional<Parcel> claim(String subscriber, Duration claim) {
        return jdbc.sql("""
                        with claimed as (
                            update outgoing_delivery set claimed_until = clock_timestamp() + make_interval(secs => :claim),
                                attempts = attempts + 1
                            where (event_id, subscriber) = (select d.event_id, d.subscriber from outgoing_delivery d where """ + " " + DUE + """
                                 and (d.claimed_until is null or d.claimed_until < clock_timestamp())
                                order by d.arrival limit 1 for update skip locked)
                            returning event_id, subscriber, attempts)
                        select e.id, c.subscriber, e.type, e.happened_at, e.data, c.attempts
                        from claimed c join outgoing_event e on e.id = c.event_id""")
                .param("claim", claim.toSeconds())
                .param("subscriber", subscriber)
                .param("now", Sql.time(clock.instant()))
                .query(this::read)
                .optional();
    }

    private Parcel read(ResultSet row, int index) throws SQLException {
        try {
            return new Parcel(
                    Sql.uuid(row, "id"),
                    row.getString("subscriber"),
                    row.getString("type"),
                    Sql.requiredInstant(row, "happened_at"),
                    json.readTree(row.getString("data")),
                    row.getInt("attempts"));
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("An event cannot be read", failure);
        }
    }

    void delivered(Parcel parcel) {
        ended(parcel, "delivered", null);
    }

    /** It was tried often enough. */
    void givenUp(Parcel parcel, String answer) {
        ended(parcel, "failed", answer);
    }

    private void ended(Parcel parcel, String state, @Nullable String answer) {
        jdbc.sql("""
                update outgoing_delivery set state = :state, answer = :answer, ended_at = :now, next_try_at = null, claimed_until = null
                where event_id = :event and subscriber = :subscriber and state = 'pending'""")
                .param("state", state)
                .param("answer", answer)
                .param("now", Sql.time(clock.instant()))
                .param("event", parcel.id())
                .param("subscriber", parcel.subscriber())
                .update();
    }

    void later(Parcel parcel, Duration wait, String answer) {
        jdbc.sql("""
                update outgoing_delivery set next_try_at = :next, answer = :answer, claimed_until = null
                where event_id = :event and subscriber = :subscriber and state = 'pending'""")
                .param("next", Sql.time(clock.instant().plus(wait)))
                .param("answer", answer)
                .param("event", parcel.id())
                .param("subscriber", parcel.subscriber())
                .update();
    }

    /** When the next retry is due, of those that are not due yet. */
    Optional<Instant> nextTry(String subscriber) {
        return jdbc.sql("""
                        select min(next_try_at) as next from outgoing_delivery
                        where subscriber = ? and state = 'pending' and next_try_at > ? having min(next_try_at) is not null""")
                .params(subscriber, Sql.time(clock.instant()))
                .query((row, index) -> Sql.requiredInstant(row, "next"))
                .optional();
    }

    /** Whether something waits to be told now, or is being told. */
    boolean isSomethingDue(String subscriber) {
        return jdbc.sql("select exists (select 1 from outgoing_delivery d where " + DUE + ")")
                .param("subscriber", subscriber)
                .param("now", Sql.time(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    /** What a listener did not take although it was asked, or was given up. */
    @Override
    public Count count() {
        return jdbc.sql("""
                        select count(*) as count, min(e.happened_at) as oldest
                        from outgoing_delivery d join outgoing_event e on e.id = d.event_id
                        where d.state = 'failed' or d.state = 'pending' and d.answer is not null""")
                .query((row, index) ->
                        new Count("undelivered-events", row.getLong("count"), Sql.instant(row, "oldest")))
                .single();
    }

    /** Takes up once more what was given up; answers how much that is. */
    public int again() {
        return jdbc.sql("""
                update outgoing_delivery set state = 'pending', attempts = 0, next_try_at = null, ended_at = null
                where state = 'failed'""").update();
    }

    /** Deletes what is old, also what was meant for listeners that are in no list any more. */
    void clear() {
        jdbc.sql("delete from outgoing_event where happened_at < ?")
                .param(Sql.time(clock.instant().minus(KEPT)))
                .update();
    }
}
