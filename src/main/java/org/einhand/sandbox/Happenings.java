package org.einhand.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.einhand.kernel.DueWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatusCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * What will happen outside: a parcel arrives, a refund is booked. When its time has come it is reported to the front door, by
 * one node, with the same event id however often it has to be tried.
 */
@Component
@Profile("sandbox")
class Happenings implements DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(Happenings.class);
    private static final TypeReference<Map<String, Object>> DATA = new TypeReference<>() {};
    private static final int TRIES = 20;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final JdbcClient database;
    private final Clock clock;
    private final SignedEvents events;
    private final ObjectMapper json;

    Happenings(SandboxSchema schema, DataSource database, Clock clock, SignedEvents events, ObjectMapper json) {
        this.database = JdbcClient.create(database);
        this.clock = clock;
        this.events = events;
        this.json = json;
    }

    /** Plans one; takes part in the caller's transaction. */
    void schedule(Backend source, String reference, String type, Instant at, Map<String, ?> data) {
        database.sql("insert into sandbox.happening (event_id, source, type, reference, data, happens_at, due_at)"
                        + " values (?, ?, ?, ?, ?::jsonb, ?, ?)")
                .params(UUID.randomUUID().toString(), source.path(), type, reference, write(data), utc(at), utc(at))
                .update();
    }

    /** Something else happens instead of all that was planned for that reference, and happens now. */
    void insteadNow(Backend source, String reference, String type, Map<String, ?> data) {
        drop(source, reference);
        schedule(source, reference, type, clock.instant(), data);
    }

    /**
     * Drops what is planned for that reference.
     *
     * @return false if some of it is being reported at this moment
     */
    boolean drop(Backend source, String reference) {
        database.sql("delete from sandbox.happening where source = ? and reference = ? and ended is null"
                        + " and (leased_until is null or leased_until < clock_timestamp())")
                .params(source.path(), reference)
                .update();
        return !database.sql("select exists (select 1 from sandbox.happening where source = ? and reference = ?"
                        + " and ended is null)")
                .params(source.path(), reference)
                .query(Boolean.class)
                .single();
    }

    /** Reports everything that is due now. */
    void reportDue() {
        for (Optional<Happening> due = lease(); due.isPresent(); due = lease()) {
            report(due.get());
        }
    }

    @Override
    public Optional<Instant> nextDue() {
        return database.sql("select due_at from sandbox.happening where ended is null and due_at > ?"
                        + " order by due_at limit 1")
                .param(utc(clock.instant()))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    @Override
    public boolean busy() {
        return database.sql("select exists (select 1 from sandbox.happening where ended is null and due_at <= ?)")
                .param(utc(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    private Optional<Happening> lease() {
        return database.sql("update sandbox.happening set leased_until = clock_timestamp() + interval '30 seconds'"
                        + " where sequence = (select sequence from sandbox.happening where ended is null and due_at <= ?"
                        + " and (leased_until is null or leased_until < clock_timestamp())"
                        + " order by due_at, sequence limit 1 for update skip locked)"
                        + " returning sequence, event_id, source, type, reference, data, happens_at, attempts")
                .param(utc(clock.instant()))
                .query((row, number) -> new Happening(
                        row.getLong("sequence"),
                        new SignedEvents.Event(
                                row.getString("event_id"),
                                row.getString("source"),
                                row.getString("type"),
                                row.getString("reference"),
                                row.getObject("happens_at", OffsetDateTime.class)
                                        .toInstant(),
                                read(row.getString("data"))),
                        row.getInt("attempts") + 1))
                .optional();
    }

    private void report(Happening happening) {
        String why;
        try {
            HttpStatusCode status = events.send(happening.event());
            if (status.is2xxSuccessful()) {
                sent(happening);
                return;
            }
            why = "answer " + status.value();
            if (status.is4xxClientError() && status.value() != 404 && status.value() != 429) {
                end(happening, "refused");
                LOG.warn("The front door refuses {}: {}", happening.event(), why);
                return;
            }
        } catch (RestClientException | IllegalStateException unreachable) {
            why = unreachable.toString();
        }
        putOff(happening, why);
    }

    private void sent(Happening happening) {
        SignedEvents.Event event = happening.event();
        end(happening, "sent");
        database.sql(
                        "update sandbox.placement set state = ? where backend = ? and reference = ? and state <> 'cancelled'")
                .params(event.type().substring(event.type().lastIndexOf('.') + 1), event.source(), event.subject())
                .update();
    }

    private void end(Happening happening, String how) {
        database.sql("update sandbox.happening set ended = ?, attempts = ?, leased_until = null where sequence = ?")
                .params(how, happening.attempt(), happening.sequence())
                .update();
    }

    private void putOff(Happening happening, String why) {
        if (happening.attempt() >= TRIES) {
            end(happening, "given-up");
            LOG.warn("Nobody takes {}, given up: {}", happening.event(), why);
            return;
        }
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(happening.attempt(), 12));
        Duration pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        LOG.info("Nobody takes {} yet, again in {}: {}", happening.event().type(), pause, why);
        database.sql("update sandbox.happening set due_at = ?, attempts = ?, leased_until = null where sequence = ?")
                .params(utc(clock.instant().plus(pause)), happening.attempt(), happening.sequence())
                .update();
    }

    private String write(Map<String, ?> data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("This can't be written as JSON", impossible);
        }
    }

    private Map<String, Object> read(@Nullable String data) {
        try {
            return json.readValue(data, DATA);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("This was written as JSON", impossible);
        }
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record Happening(long sequence, SignedEvents.Event event, int attempt) {}
}
