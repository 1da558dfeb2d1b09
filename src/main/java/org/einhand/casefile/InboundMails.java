package org.einhand.casefile;

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
 * Mail as it came, and what became of it. It is stored first and brought to its case afterwards; whoever is going to bring one
 * claims it for a while. Each has a key of its own until it is known whose it is, then it is sealed with hers.
 */
@Component
public class InboundMails {

    private static final String DUE = "state = 'stored' and (next_try_at is null or next_try_at <= :now)";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Clock clock;

    InboundMails(JdbcClient jdbc, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
    }

    /** What became of a mail. */
    public enum State implements Worded {
        /** It is still to be brought. */
        STORED,
        DONE,
        /** It cannot be brought, or is nothing for a case; a person looks at it. */
        SET_ASIDE,
        DISCARDED
    }

    /**
     * One mail, without what is in it.
     *
     * @param size in bytes
     * @param outcome a word: what became of it, or why it was not brought
     */
    public record Mail(
            UUID id,
            Instant arrivedAt,
            long size,
            State state,
            int attempts,
            @Nullable String outcome,
            @Nullable UUID caseId) {}

    /**
     * Stores a mail; the same one once more changes nothing.
     *
     * @param fingerprint a hash of what makes it this one mail
     * @return false if it was stored before
     */
    public boolean store(byte[] fingerprint, Instant arrivedAt, byte[] original) {
        byte[] key = vault.freshKey();
        return insert(
                fingerprint,
                arrivedAt,
                original.length,
                State.STORED,
                null,
                key,
                vault.keys(key).sealBytes(original));
    }

    /** Notes a mail that could not be read from the mailbox and stays there. */
    public void notRead(byte[] fingerprint, Instant arrivedAt, long size, String why) {
        insert(fingerprint, arrivedAt, size, State.SET_ASIDE, why, null, null);
    }

    private boolean insert(
            byte[] fingerprint,
            Instant arrivedAt,
            long size,
            State state,
            @Nullable String outcome,
            byte @Nullable [] key,
            byte @Nullable [] sealed) {
        return jdbc.sql("""
                        insert into inbound_mail (id, fingerprint, arrived_at, size, state, outcome, wrapped_key, sealed_original)
                        values (:id, :fingerprint, :arrivedAt, :size, :state, :outcome, :key, :sealed) on conflict (fingerprint) do nothing""")
                        .param("id", UUID.randomUUID())
                        .param("fingerprint", fingerprint)
                        .param("arrivedAt", Sql.time(arrivedAt))
                        .param("size", size)
                        .param("state", state.word())
                        .param("outcome", outcome)
                        .param("key", key)
                        .param("sealed", sealed)
                        .update()
                == 1;
    }

    /** The next mail that is to be brought now; nobody else gets it for so long. */
    public Optional<Mail> claim(Duration claim) {
        return jdbc.sql("""
                        update inbound_mail set claimed_until = clock_timestamp() + make_interval(secs => :claim),
                            attempts = attempts + 1
                        where id = (select id from inbound_mail where """ + " " + DUE + """
                             and (claimed_until is null or claimed_until < clock_timestamp())
                            order by arrival limit 1 for update skip locked)
                        returning *""")
                .param("claim", claim.toSeconds())
                .param("now", Sql.time(clock.instant()))
                .query(InboundMails::read)
                .optional();
    }

    /** Locks a mail that is still to be brought; false if somebody brought it meanwhile. */
    public boolean lock(UUID id) {
        return jdbc.sql("select 1 from inbound_mail where id = ? and state = 'stored' for update")
                .param(id)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** The mail as it came, of one that nobody's customer wrote so far; empty if there is nothing of it here. */
    public Optional<byte[]> original(UUID id) {
        return jdbc.sql(
                        "select wrapped_key, sealed_original from inbound_mail where id = ? and wrapped_key is not null and sealed_original is not null")
                .param(id)
                .query((row, index) ->
                        vault.keys(row.getBytes("wrapped_key")).openBytes(row.getBytes("sealed_original")))
                .optional();
    }

    /** The mail as it came, of one that is a contact of that case. */
    public Optional<byte[]> original(CaseFile file, UUID id) {
        return jdbc.sql(
                        "select sealed_original from inbound_mail where id = ? and case_id = ? and wrapped_key is null and sealed_original is not null")
                .params(id, file.id())
                .query((row, index) -> file.keys().openBytes(row.getBytes("sealed_original")))
                .optional();
    }

    /** It belongs to a case: from now on it is sealed with the key of the case's customer. */
    public void belongsTo(UUID id, CaseFile file, String outcome) {
        Optional<byte[]> original = original(id);
        jdbc.sql("""
                update inbound_mail set state = 'done', outcome = :outcome, case_id = :case, next_try_at = null, claimed_until = null,
                    wrapped_key = null, sealed_original = :sealed
                where id = :id""")
                .param("outcome", outcome)
                .param("case", file.id())
                .param("sealed", original.map(file.keys()::sealBytes).orElse(null))
                .param("id", id)
                .update();
    }

    /** It waits, as it came, until somebody says whose it is. */
    public void waits(UUID id) {
        settle(id, State.DONE, "unidentified");
    }

    /** There is nothing to be done with it: it is not kept. */
    public void done(UUID id, String outcome) {
        settle(id, State.DONE, outcome);
        forget(id);
    }

    public void setAside(UUID id, String why) {
        settle(id, State.SET_ASIDE, why);
    }

    private void settle(UUID id, State state, String outcome) {
        jdbc.sql(
                        "update inbound_mail set state = ?, outcome = ?, next_try_at = null, claimed_until = null where id = ?")
                .params(state.word(), outcome, id)
                .update();
    }

    /** What it said can be read no more. */
    void forget(UUID id) {
        jdbc.sql("update inbound_mail set wrapped_key = null, sealed_original = null where id = ?")
                .param(id)
                .update();
    }

    /** It could not be brought; it is tried again later. */
    public void later(UUID id, Duration wait, String why) {
        jdbc.sql(
                        "update inbound_mail set next_try_at = ?, outcome = ?, claimed_until = null where id = ? and state = 'stored'")
                .params(Sql.time(clock.instant().plus(wait)), why, id)
                .update();
    }

    /** Somebody wants a mail that was set aside tried again; false if it is not set aside, or not here. */
    public boolean replay(UUID id, Actor by, String why) {
        return jdbc.sql("""
                        update inbound_mail set state = 'stored', attempts = 0, handled_by = ?, handled_why = ?
                        where id = ? and state = 'set-aside' and sealed_original is not null""").params(by.id(), why, id).update() == 1;
    }

    /** Somebody says that a mail that was set aside is of no use: it is not kept. False if it is not set aside. */
    public boolean discard(UUID id, Actor by, String why) {
        return jdbc.sql("""
                        update inbound_mail set state = 'discarded', handled_by = ?, handled_why = ?, wrapped_key = null, sealed_original = null
                        where id = ? and state = 'set-aside'""").params(by.id(), why, id).update() == 1;
    }

    public Optional<Mail> find(UUID id) {
        return jdbc.sql("select * from inbound_mail where id = ?")
                .param(id)
                .query(InboundMails::read)
                .optional();
    }

    /** A page of mails, the newest first. */
    public List<Mail> list(@Nullable State state, int page, int size) {
        return jdbc.sql("""
                        select * from inbound_mail where (cast(:state as text) is null or state = :state)
                        order by arrival desc limit :size offset :skip""")
                .param("state", Sql.word(state))
                .param("size", size)
                .param("skip", (long) page * size)
                .query(InboundMails::read)
                .list();
    }

    public long count(@Nullable State state) {
        return jdbc.sql("select count(*) from inbound_mail where (cast(:state as text) is null or state = :state)")
                .param("state", Sql.word(state))
                .query(Long.class)
                .single();
    }

    /** When the next retry is due, of those that are not due yet. */
    public Optional<Instant> nextTry() {
        return jdbc.sql(
                        "select next_try_at from inbound_mail where state = 'stored' and next_try_at > ? order by 1 limit 1")
                .params(Sql.time(clock.instant()))
                .query((row, index) -> Sql.requiredInstant(row, "next_try_at"))
                .optional();
    }

    /** Whether a mail waits to be brought now, or is being brought. */
    public boolean isSomethingDue() {
        return jdbc.sql("select exists (select 1 from inbound_mail where " + DUE + ")")
                .param("now", Sql.time(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    private static Mail read(ResultSet row, int index) throws SQLException {
        return new Mail(
                Sql.uuid(row, "id"),
                Sql.requiredInstant(row, "arrived_at"),
                row.getLong("size"),
                Sql.requiredWord(row, "state", State.class),
                row.getInt("attempts"),
                row.getString("outcome"),
                row.getObject("case_id", UUID.class));
    }
}
