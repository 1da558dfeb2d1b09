package org.einhand.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Sql;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What somebody told us while we do not know which customer it is: a handle, a number, an address not on file. It waits with its
 * clock running, sealed with a key of its own, until somebody says whose it is; then that key is gone.
 */
@Component
public class UnidentifiedContacts {

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Attachments attachments;
    private final InboundMails mails;
    private final Clock clock;

    UnidentifiedContacts(JdbcClient jdbc, Vault vault, Attachments attachments, InboundMails mails, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.attachments = attachments;
        this.mails = mails;
        this.clock = clock;
    }

    /** What became of it. */
    public enum State implements Worded {
        WAITING,
        JOINED,
        OPENED,
        DISCARDED
    }

    /**
     * One of them.
     *
     * @param sender a handle, an address or a number, as the channel says; null once it is settled, or where it is hidden
     * @param text what was told; null once it is settled
     * @param dueAt by when it is to be answered, whoever it is
     * @param answer what somebody answered before it was known whose it is
     */
    public record Unidentified(
            UUID id,
            Channel channel,
            Instant arrivedAt,
            Instant dueAt,
            Actor postedBy,
            State state,
            @Nullable UUID mail,
            @Nullable UUID caseId,
            @Nullable UUID contactId,
            @Nullable String settledBy,
            @Nullable String sender,
            @Nullable String text,
            Contacts.@Nullable Answer answer) {}

    /** What is sealed of it. */
    record Words(@Nullable String sender, String text) {}

    /** It waits from now on. */
    public UUID waits(Actor by, Channel channel, String text, Contacts.Arrival arrival, Instant dueAt) {
        UUID id = UUID.randomUUID();
        byte[] key = vault.freshKey();
        jdbc.sql("""
                insert into unidentified_contact (id, channel, arrived_at, due_at, posted_by_kind, posted_by, state, mail_id,
                    wrapped_key, sealed)
                values (:id, :channel, :arrivedAt, :dueAt, :kind, :by, 'waiting', :mail, :key, :sealed)""")
                .param("id", id)
                .param("channel", channel.word())
                .param("arrivedAt", Sql.time(arrival.at()))
                .param("dueAt", Sql.time(dueAt))
                .param("kind", by.kind().name())
                .param("by", by.id())
                .param("mail", arrival.mail())
                .param("key", key)
                .param("sealed", vault.keys(key).sealJson(new Words(arrival.sender(), text)))
                .update();
        attachments.keepFor(id, vault.keys(key), arrival.attachments());
        return id;
    }

    public Optional<Unidentified> find(UUID id) {
        return jdbc.sql("select * from unidentified_contact where id = ?")
                .param(id)
                .query(this::read)
                .optional();
    }

    /** As {@link #find}, locked until the transaction ends: nobody else settles it meanwhile. */
    public Optional<Unidentified> lock(UUID id) {
        return jdbc.sql("select * from unidentified_contact where id = ? for update")
                .param(id)
                .query(this::read)
                .optional();
    }

    /** What came along with one that waits. */
    public List<Attachments.Piece> pieces(UUID id) {
        return jdbc.sql("select wrapped_key from unidentified_contact where id = ? and wrapped_key is not null")
                .param(id)
                .query(byte[].class)
                .optional()
                .map(key -> attachments.piecesFor(id, vault.keys(key)))
                .orElse(List.of());
    }

    /** A page of them: what has to be answered first comes first. */
    public List<Unidentified> list(State state, int page, int size) {
        return jdbc.sql("""
                        select * from unidentified_contact where state = :state
                        order by due_at, id limit :size offset :skip""")
                .param("state", state.word())
                .param("size", size)
                .param("skip", (long) page * size)
                .query(this::read)
                .list();
    }

    public long count(State state) {
        return jdbc.sql("select count(*) from unidentified_contact where state = ?")
                .param(state.word())
                .query(Long.class)
                .single();
    }

    /** Somebody answered it while nobody knows whose it is. The first answer counts. */
    public void answered(UUID id, Actor by, String text) {
        byte[] key = jdbc.sql("select wrapped_key from unidentified_contact where id = ?")
                .param(id)
                .query(byte[].class)
                .single();
        jdbc.sql("""
                update unidentified_contact set answered_at = ?, answered_by = ?, sealed_answer = ?
                where id = ? and state = 'waiting' and answered_at is null""")
                .params(Sql.time(clock.instant()), by.id(), vault.keys(key).seal(text), id)
                .update();
    }

    /** It is a contact of a case now. Its mail, if it was one, goes there too. */
    public void settled(Unidentified waiting, State state, Actor by, CaseFile file, UUID contact) {
        settle(waiting, state, by, null, file.id(), contact);
        if (waiting.mail() != null) {
            mails.belongsTo(waiting.mail(), file, state.word());
        }
    }

    /** It is nothing for us: what it said is gone. */
    public void discarded(Unidentified waiting, Actor by, String why) {
        settle(waiting, State.DISCARDED, by, why, null, null);
        if (waiting.mail() != null) {
            mails.done(waiting.mail(), "discarded");
        }
    }

    private void settle(
            Unidentified waiting,
            State state,
            Actor by,
            @Nullable String why,
            @Nullable UUID caseId,
            @Nullable UUID contact) {
        jdbc.sql("""
                update unidentified_contact set state = :state, settled_at = :now, settled_by = :by, settled_why = :why,
                    case_id = :case, contact_id = :contact, wrapped_key = null, sealed = null, sealed_answer = null
                where id = :id""")
                .param("state", state.word())
                .param("now", Sql.time(clock.instant()))
                .param("by", by.id())
                .param("why", why)
                .param("case", caseId)
                .param("contact", contact)
                .param("id", waiting.id())
                .update();
        attachments.forget(waiting.id());
    }

    private Unidentified read(ResultSet row, int index) throws SQLException {
        byte[] key = row.getBytes("wrapped_key");
        Words words = key == null ? null : vault.keys(key).openJson(row.getBytes("sealed"), Words.class);
        return new Unidentified(
                Sql.uuid(row, "id"),
                Sql.requiredWord(row, "channel", Channel.class),
                Sql.requiredInstant(row, "arrived_at"),
                Sql.requiredInstant(row, "due_at"),
                new Actor(Actor.Kind.valueOf(row.getString("posted_by_kind")), row.getString("posted_by"), Set.of()),
                Sql.requiredWord(row, "state", State.class),
                row.getObject("mail_id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getObject("contact_id", UUID.class),
                row.getString("settled_by"),
                words == null ? null : words.sender(),
                words == null ? null : words.text(),
                answer(row, key));
    }

    private Contacts.@Nullable Answer answer(ResultSet row, byte @Nullable [] key) throws SQLException {
        byte[] sealed = row.getBytes("sealed_answer");
        return key == null || sealed == null
                ? null
                : new Contacts.Answer(
                        Sql.requiredInstant(row, "answered_at"),
                        new Actor(Actor.Kind.STAFF, row.getString("answered_by"), Set.of()),
                        vault.keys(key).open(sealed));
    }
}
