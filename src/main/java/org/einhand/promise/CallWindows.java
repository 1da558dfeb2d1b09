package org.einhand.promise;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.kernel.Level;
import org.einhand.kernel.Sql;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The windows in which customers were promised a call. Each is a promise of its own beside the one of the case: it is kept by calling
 * in it, renewed before it passes, or broken. Of a remedy at most one is open.
 */
@Component
public class CallWindows {

    /** Whose hours and places count where no group was asked for. */
    static final String FIRST_LINE = Level.AGENT.group();

    private final JdbcClient jdbc;
    private final Clock clock;

    CallWindows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Where a window stands. */
    public enum State implements Worded {
        OPEN,
        /** She was called in it, whether she answered or not. */
        KEPT,
        /** Another window took its place before it passed. */
        RENEWED,
        /** It passed, and nobody called. */
        BROKEN,
        /** She needs no call any more. */
        RELEASED
    }

    /**
     * One window.
     *
     * @param version counts over the remedy, from 1
     * @param group the group that calls; null: the owner of the case, or whoever goes on with it
     * @param reason a word for why it took the place of the one before, such as {@code nobody-called}
     * @param attempts how often she was called in it
     * @param triedAt when she was called last
     * @param escalatedAt when a lead was called in because nobody had called
     */
    public record CallWindow(
            UUID id,
            UUID remedyId,
            int version,
            @Nullable String group,
            Instant from,
            Instant to,
            State state,
            @Nullable String reason,
            int attempts,
            @Nullable Instant triedAt,
            @Nullable Instant escalatedAt,
            Instant madeAt) {

        public boolean isOpen() {
            return state == State.OPEN;
        }
    }

    /** A stretch of time that somebody was promised. */
    record Taken(UUID remedyId, Instant from, Instant to) {}

    /** A window is agreed; an open one of the same remedy gives way to it. Needs the lock on the case. */
    public CallWindow agree(
            CaseFile file, UUID remedyId, @Nullable String group, Instant from, Instant to, @Nullable String reason) {
        end(remedyId, State.RENEWED);
        int version = jdbc.sql("select coalesce(max(version), 0) + 1 from call_window where remedy_id = ?")
                .param(remedyId)
                .query(Integer.class)
                .single();
        CallWindow window = new CallWindow(
                UUID.randomUUID(),
                remedyId,
                version,
                group,
                from,
                to,
                State.OPEN,
                reason,
                0,
                null,
                null,
                clock.instant());
        jdbc.sql("""
                insert into call_window (id, remedy_id, case_id, version, caller_group, from_at, to_at, state, reason, made_at)
                values (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)""")
                .params(Arrays.asList(
                        window.id(),
                        remedyId,
                        file.id(),
                        version,
                        group,
                        Sql.time(from),
                        Sql.time(to),
                        reason,
                        Sql.time(window.madeAt())))
                .update();
        return window;
    }

    /** The window of a remedy that counts: the newest. */
    public Optional<CallWindow> current(UUID remedyId) {
        return jdbc.sql("select * from call_window where remedy_id = ? order by version desc limit 1")
                .param(remedyId)
                .query(CallWindows::read)
                .optional();
    }

    /** All windows of a case, in the order they were agreed. */
    public List<CallWindow> of(CaseFile file) {
        return jdbc.sql("select * from call_window where case_id = ? order by made_at, version")
                .param(file.id())
                .query(CallWindows::read)
                .list();
    }

    /** How often a window of this remedy took the place of another for that reason. */
    public int renewals(UUID remedyId, String reason) {
        return jdbc.sql("select count(*) from call_window where remedy_id = ? and reason = ?")
                .params(remedyId, reason)
                .query(Integer.class)
                .single();
    }

    /** She was called. */
    public void tried(CallWindow window) {
        jdbc.sql("update call_window set attempts = attempts + 1, tried_at = ? where id = ?")
                .params(Sql.time(clock.instant()), window.id())
                .update();
    }

    /** A lead was called in. */
    public void escalated(CallWindow window) {
        jdbc.sql("update call_window set escalated_at = ? where id = ?")
                .params(Sql.time(clock.instant()), window.id())
                .update();
    }

    /** We called as promised. */
    public void kept(UUID remedyId) {
        end(remedyId, State.KEPT);
    }

    public void broken(UUID remedyId) {
        end(remedyId, State.BROKEN);
    }

    /** Nobody has to call any more. */
    public void released(UUID remedyId) {
        end(remedyId, State.RELEASED);
    }

    private void end(UUID remedyId, State state) {
        jdbc.sql("update call_window set state = ?, ended_at = ? where remedy_id = ? and state = 'open'")
                .params(state.word(), Sql.time(clock.instant()), remedyId)
                .update();
    }

    /** Lets nobody else choose a window of that group until the transaction ends, so that no half hour is given away twice. */
    void lock(@Nullable String group) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("call-window " + (group == null ? FIRST_LINE : group))
                .query((row, index) -> 1)
                .single();
    }

    /** What is promised of a group's time between two instants. */
    List<Taken> taken(@Nullable String group, Instant from, Instant to) {
        return jdbc.sql("""
                select remedy_id, from_at, to_at from call_window
                where state = 'open' and to_at > ? and from_at < ? and coalesce(caller_group, ?) = ?""")
                .params(Sql.time(from), Sql.time(to), FIRST_LINE, group == null ? FIRST_LINE : group)
                .query((row, index) -> new Taken(
                        Sql.uuid(row, "remedy_id"),
                        Sql.requiredInstant(row, "from_at"),
                        Sql.requiredInstant(row, "to_at")))
                .list();
    }

    private static CallWindow read(ResultSet row, int index) throws SQLException {
        return new CallWindow(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "remedy_id"),
                row.getInt("version"),
                row.getString("caller_group"),
                Sql.requiredInstant(row, "from_at"),
                Sql.requiredInstant(row, "to_at"),
                Sql.requiredWord(row, "state", State.class),
                row.getString("reason"),
                row.getInt("attempts"),
                Sql.instant(row, "tried_at"),
                Sql.instant(row, "escalated_at"),
                Sql.requiredInstant(row, "made_at"));
    }
}
