package org.einhand.promise;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Sql;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The promises of each case. One is current; a new one takes the place of the one before. Whether a promise has lapsed is derived
 * from its due time; {@code broken} records that nobody kept or renewed it.
 */
@Component
public class Promises {

    private final JdbcClient jdbc;
    private final Clock clock;

    Promises(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Where a promise stands. */
    public enum State implements Worded {
        OPEN,
        KEPT,
        BROKEN,
        RENEWED
    }

    /**
     * One promise.
     *
     * @param version counts over the whole case, from 1
     * @param what a word for what was promised, such as {@code express-redelivery}
     * @param reason a word for why it replaced the one before, such as {@code parcel-came-back}
     * @param renewals how often in a row it was put off since a decision
     * @param escalatedAt when a lead was called in because it may not be put off again
     */
    public record Promise(
            UUID id,
            int version,
            String what,
            Instant dueAt,
            State state,
            @Nullable String reason,
            int renewals,
            int maxRenewals,
            int leadMinutes,
            @Nullable Instant escalatedAt,
            Actor by,
            Instant madeAt) {

        public boolean isOpen() {
            return state == State.OPEN;
        }

        /** When the customer is to hear of a new time if it is not kept by then. */
        public Instant renewAt() {
            Instant lead = dueAt.minusSeconds(leadMinutes * 60L);
            return lead.isAfter(madeAt)
                    ? lead
                    : madeAt.plusMillis(dueAt.toEpochMilli() / 2 - madeAt.toEpochMilli() / 2);
        }

        /** When somebody has to look at it again: before it lapses, and, once a lead was called in, when it lapses. */
        public Instant lookAt() {
            return escalatedAt == null ? renewAt() : dueAt;
        }

        public boolean mayBeRenewed() {
            return renewals < maxRenewals;
        }
    }

    /** Makes a promise; the one before is renewed by it, unless it was broken. Needs the lock on the case. */
    public Promise make(CaseFile file, PromiseTerms.Term term, Actor by, boolean renewal) {
        Instant now = clock.instant();
        Optional<Promise> before = current(file);
        jdbc.sql("update promise set state = 'renewed', ended_at = ? where case_id = ? and state in ('open', 'kept')")
                .params(Sql.time(now), file.id())
                .update();
        Promise promise = new Promise(
                UUID.randomUUID(),
                before.map(Promise::version).orElse(0) + 1,
                term.what(),
                term.dueAt(),
                State.OPEN,
                term.reason(),
                renewal ? before.map(Promise::renewals).orElse(0) + 1 : 0,
                term.maxRenewals(),
                term.leadMinutes(),
                null,
                by,
                now);
        jdbc.sql("""
                insert into promise (id, case_id, version, what, due_at, state, reason, renewals, max_renewals, lead_minutes,
                    actor_kind, actor, made_at)
                values (:id, :case, :version, :what, :dueAt, 'open', :reason, :renewals, :maxRenewals, :leadMinutes, :actorKind,
                    :actor, :madeAt)""")
                .param("id", promise.id())
                .param("case", file.id())
                .param("version", promise.version())
                .param("what", promise.what())
                .param("dueAt", Sql.time(promise.dueAt()))
                .param("reason", promise.reason())
                .param("renewals", promise.renewals())
                .param("maxRenewals", promise.maxRenewals())
                .param("leadMinutes", promise.leadMinutes())
                .param("actorKind", by.kind().name())
                .param("actor", by.id())
                .param("madeAt", Sql.time(now))
                .update();
        return promise;
    }

    /** Proof came in: what was promised is done. In time or late is told by the due time. */
    public void kept(CaseFile file) {
        jdbc.sql("""
                update promise set state = case when due_at >= :now then 'kept' else 'broken' end, ended_at = :now
                where case_id = :case and state = 'open'""")
                .param("now", Sql.time(clock.instant()))
                .param("case", file.id())
                .update();
    }

    /** The customer released us from it: neither kept nor broken, and nothing to watch any more. */
    public void released(CaseFile file) {
        jdbc.sql("update promise set ended_at = ? where case_id = ? and state = 'open'")
                .params(Sql.time(clock.instant()), file.id())
                .update();
    }

    public void broken(Promise promise) {
        jdbc.sql("update promise set state = 'broken', ended_at = ? where id = ?")
                .params(Sql.time(clock.instant()), promise.id())
                .update();
    }

    public void escalated(Promise promise) {
        jdbc.sql("update promise set escalated_at = ? where id = ?")
                .params(Sql.time(clock.instant()), promise.id())
                .update();
    }

    /** The current promise: the newest one. */
    public Optional<Promise> current(CaseFile file) {
        return jdbc.sql("select * from promise where case_id = ? order by version desc limit 1")
                .param(file.id())
                .query(Promises::read)
                .optional();
    }

    /** All promises of a case, oldest first. */
    public List<Promise> of(CaseFile file) {
        return jdbc.sql("select * from promise where case_id = ? order by version")
                .param(file.id())
                .query(Promises::read)
                .list();
    }

    private static Promise read(ResultSet row, int index) throws SQLException {
        return new Promise(
                Sql.uuid(row, "id"),
                row.getInt("version"),
                row.getString("what"),
                Sql.requiredInstant(row, "due_at"),
                Sql.requiredWord(row, "state", State.class),
                row.getString("reason"),
                row.getInt("renewals"),
                row.getInt("max_renewals"),
                row.getInt("lead_minutes"),
                Sql.instant(row, "escalated_at"),
                new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor"), Set.of()),
                Sql.requiredInstant(row, "made_at"));
    }
}
