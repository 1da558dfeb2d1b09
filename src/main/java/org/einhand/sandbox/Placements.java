package org.einhand.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the stand-ins were asked to do. The same reference is one order, however often it comes; a repeat gets the first answer. */
@Component
@Profile("sandbox")
class Placements {

    private static final String SELECT = "select id, reference, state, answer, placed_at from sandbox.placement ";

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Happenings happenings;
    private final Clock clock;
    private final ObjectMapper json;

    Placements(
            SandboxSchema schema,
            DataSource database,
            PlatformTransactionManager transactions,
            Happenings happenings,
            Clock clock,
            ObjectMapper json) {
        this.database = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(transactions);
        this.happenings = happenings;
        this.clock = clock;
        this.json = json;
    }

    /**
     * An order that came in.
     *
     * @param kind what is ordered, such as {@code shipment}
     * @param idPrefix starts the id it gets
     * @param subject the order, contract or customer it is about
     */
    record Order(
            Backend backend,
            String kind,
            String idPrefix,
            String reference,
            @Nullable String subject,
            JsonNode request) {}

    /** Makes the answer of an order that is new, and plans what follows from it. */
    interface Doing {
        ObjectNode answer(String id, Instant now);
    }

    /** An order on file. */
    record Placement(String id, String reference, String state, ObjectNode answer, Instant placedAt) {

        /** What it was answered at first, with how it stands now. */
        ObjectNode view() {
            return answer.deepCopy().put("reference", reference).put("state", state);
        }
    }

    /** Does what is ordered unless that was done before; answers the first answer. */
    ObjectNode place(Order order, Doing doing) {
        return inTransaction(() -> {
            Instant now = clock.instant();
            String id = order.idPrefix() + "-" + UUID.randomUUID().toString().substring(0, 13);
            boolean isNew = database.sql("insert into sandbox.placement"
                                    + " (backend, kind, reference, id, subject, state, request, answer, placed_at)"
                                    + " values (?, ?, ?, ?, ?, 'ordered', ?::jsonb, '{}', ?) on conflict do nothing")
                            .params(
                                    order.backend().path(),
                                    order.kind(),
                                    order.reference(),
                                    id,
                                    order.subject(),
                                    order.request().toString(),
                                    Happenings.utc(now))
                            .update()
                    == 1;
            if (isNew) {
                ObjectNode answer = doing.answer(id, now);
                database.sql("update sandbox.placement set answer = ?::jsonb where id = ?")
                        .params(answer.toString(), id)
                        .update();
                return answer;
            }
            return byReference(order.backend(), order.kind(), order.reference()).answer();
        });
    }

    Placement byReference(Backend backend, String kind, String reference) {
        return database.sql(SELECT + "where backend = ? and kind = ? and reference = ?")
                .params(backend.path(), kind, reference)
                .query(rows())
                .optional()
                .orElseThrow(() -> Problem.notFound("Nothing was ordered here under the reference " + reference + "."));
    }

    /** The youngest order about that subject. */
    Optional<Placement> latest(Backend backend, String kind, String subject) {
        return database.sql(SELECT + "where backend = ? and kind = ? and subject = ? order by placed_at desc limit 1")
                .params(backend.path(), kind, subject)
                .query(rows())
                .optional();
    }

    List<Placement> since(Backend backend, String kind, Instant since) {
        return database.sql(SELECT + "where backend = ? and kind = ? and placed_at >= ? order by placed_at")
                .params(backend.path(), kind, Happenings.utc(since))
                .query(rows())
                .list();
    }

    /** Calls an order off, with all that was planned for it; too late once it has come to one of those states. */
    void cancel(Backend backend, String kind, String id, Set<String> tooLate) {
        inTransaction(() -> {
            String reference = database.sql("select reference from sandbox.placement where id = ? and kind = ?")
                    .params(id, kind)
                    .query(String.class)
                    .optional()
                    .orElseThrow(() -> Problem.notFound("There is no " + kind + " " + id + "."));
            boolean dropped = happenings.drop(backend, reference);
            if (!dropped
                    || tooLate.contains(byReference(backend, kind, reference).state())) {
                throw new Problem("too-late", 409, "It is too late to call off " + kind + " " + id + ".");
            }
            return database.sql("update sandbox.placement set state = 'cancelled' where id = ?")
                    .param(id)
                    .update();
        });
    }

    @SuppressWarnings("NullAway") // the template passes on what the work returned, which is never null here
    private <T> T inTransaction(Supplier<T> work) {
        return transaction.execute(status -> work.get());
    }

    private RowMapper<Placement> rows() {
        return (row, number) -> new Placement(
                row.getString("id"),
                row.getString("reference"),
                row.getString("state"),
                read(row.getString("answer")),
                row.getObject("placed_at", OffsetDateTime.class).toInstant());
    }

    private ObjectNode read(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("This was written as JSON", impossible);
        }
    }
}
