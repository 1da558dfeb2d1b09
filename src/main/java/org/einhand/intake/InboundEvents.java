package org.einhand.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Sql;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Events as they came in, and what became of them. They are stored first and brought to their case afterwards. Who is going to bring
 * one claims it for a while; what is about the same thing waits for what came before it.
 */
@Component
class InboundEvents {

    private static final String DUE = """
            e.state = 'stored' and (e.next_try_at is null or e.next_try_at <= :now)
            and not exists (select 1 from inbound_event b
                where b.state = 'stored' and b.source = e.source and b.about = e.about and b.arrival < e.arrival)""";
    private static final String UNCLAIMED = " and (e.claimed_until is null or e.claimed_until < clock_timestamp())";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    InboundEvents(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** What became of an event. */
    enum State implements Worded {
        /** It is still to be brought. */
        STORED,
        DONE,
        /** It fits nothing we know of. */
        UNMATCHED,
        DISCARDED
    }

    /**
     * An event as it is kept.
     *
     * @param outcome why it was not brought yet, a word
     */
    record Stored(
            String source,
            String id,
            String type,
            @Nullable String subject,
            JsonNode data,
            Instant happenedAt,
            Instant receivedAt,
            State state,
            int attempts,
            @Nullable UUID caseId,
            @Nullable String outcome) {}

    /** Stores an event; the same event once more changes nothing. */
    void store(CloudEvent event) {
        jdbc.sql("""
                insert into inbound_event (source, id, type, subject, about, data, happened_at, received_at, state)
                values (:source, :id, :type, :subject, :about, cast(:data as jsonb), :happenedAt, :now, 'stored')
                on conflict do nothing""")
                .param("source", event.source())
                .param("id", event.id())
                .param("type", event.type())
                .param("subject", event.subject())
                .param("about", event.about())
                .param("data", event.data().toString())
                .param("happenedAt", Sql.time(event.time()))
                .param("now", Sql.time(clock.instant()))
                .update();
    }

    /** The next event that is to be brought now; nobody else gets it for so long. */
    Optional<Stored> claim(Duration claim) {
        return jdbc.sql("""
                        update inbound_event set claimed_until = clock_timestamp() + make_interval(secs => :claim),
                            attempts = attempts + 1
                        where (source, id) = (select e.source, e.id from inbound_event e where """ + " " + DUE + UNCLAIMED + """
                         order by e.arrival limit 1 for update skip locked)
                        returning *""")
                .param("claim", claim.toSeconds())
                .param("now", Sql.time(clock.instant()))
                .query(this::read)
                .optional();
    }

    /** Locks an event that is still to be brought; false if somebody brought it meanwhile. */
    boolean lock(Stored event) {
        return jdbc.sql("select 1 from inbound_event where source = ? and id = ? and state = 'stored' for update")
                .params(event.source(), event.id())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    void done(Stored event, UUID caseId) {
        jdbc.sql("""
                update inbound_event set state = 'done', case_id = ?, outcome = null, next_try_at = null, claimed_until = null
                where source = ? and id = ?""").params(caseId, event.source(), event.id()).update();
    }

    void unmatched(Stored event) {
        jdbc.sql("""
                update inbound_event set state = 'unmatched', outcome = null, next_try_at = null, claimed_until = null
                where source = ? and id = ?""").params(event.source(), event.id()).update();
    }

    /** It could not be brought; it is tried again later. */
    void later(Stored event, Duration wait, String outcome) {
        jdbc.sql("""
                update inbound_event set next_try_at = ?, outcome = ?, claimed_until = null
                where source = ? and id = ? and state = 'stored'""")
                .params(Sql.time(clock.instant().plus(wait)), outcome, event.source(), event.id())
                .update();
    }

    /** Somebody wants an unmatched event tried again, or put aside; false if it is not unmatched any more. */
    boolean handled(Stored event, State state, Actor by, String reason) {
        return jdbc.sql("""
                        update inbound_event set state = :state, handled_by = :by, handled_why = :reason, next_try_at = null,
                            claimed_until = case when :state = 'stored' then clock_timestamp() + interval '60 seconds' end
                        where source = :source and id = :id and state = 'unmatched'""")
                        .param("state", state.word())
                        .param("by", by.id())
                        .param("reason", reason)
                        .param("source", event.source())
                        .param("id", event.id())
                        .update()
                == 1;
    }

    /** Events of that id; sources number theirs independently. */
    List<Stored> find(String id, @Nullable String source) {
        return jdbc.sql(
                        "select * from inbound_event where id = :id and (cast(:source as text) is null or source = :source) order by arrival")
                .param("id", id)
                .param("source", source)
                .query(this::read)
                .list();
    }

    /** A page of events, the newest first. */
    Listed<Stored> list(@Nullable State state, int page, int size) {
        String where = " from inbound_event where (cast(:state as text) is null or state = :state)";
        List<Stored> items = jdbc.sql("select *" + where + " order by arrival desc limit :size offset :skip")
                .param("state", Sql.word(state))
                .param("size", size)
                .param("skip", (long) page * size)
                .query(this::read)
                .list();
        long total = jdbc.sql("select count(*)" + where)
                .param("state", Sql.word(state))
                .query(Long.class)
                .single();
        return new Listed<>(items, page, size, total);
    }

    /** Those that were brought to a case, in the order of their arrival. */
    List<Stored> of(UUID caseId) {
        return jdbc.sql("select * from inbound_event where case_id = ? order by arrival")
                .param(caseId)
                .query(this::read)
                .list();
    }

    /** Since when the oldest of those is here that fit nothing. */
    Optional<Instant> oldestUnmatched() {
        return jdbc.sql("select received_at from inbound_event where state = 'unmatched' order by arrival limit 1")
                .query((row, index) -> Sql.requiredInstant(row, "received_at"))
                .optional();
    }

    /** When the next retry is due, of those that are not due yet. */
    Optional<Instant> nextTry() {
        return jdbc.sql(
                        "select next_try_at from inbound_event where state = 'stored' and next_try_at > ? order by 1 limit 1")
                .params(Sql.time(clock.instant()))
                .query((row, index) -> Sql.requiredInstant(row, "next_try_at"))
                .optional();
    }

    /** Whether an event waits to be brought now, or is being brought. */
    boolean isSomethingDue() {
        return jdbc.sql("select exists (select 1 from inbound_event e where " + DUE + ")")
                .param("now", Sql.time(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    private Stored read(ResultSet row, int index) throws SQLException {
        try {
            return new Stored(
                    row.getString("source"),
                    row.getString("id"),
                    row.getString("type"),
                    row.getString("subject"),
                    json.readTree(row.getString("data")),
                    Sql.requiredInstant(row, "happened_at"),
                    Sql.requiredInstant(row, "received_at"),
                    Sql.requiredWord(row, "state", State.class),
                    row.getInt("attempts"),
                    row.getObject("case_id", UUID.class),
                    row.getString("outcome"));
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a stored event cannot be read", failure);
        }
    }
}
