package org.einhand.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einhand.kernel.Sql;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What customers send along, sealed like everything of theirs. What was not taken is on file by its name only. */
@Component
public class Attachments {

    private final JdbcClient jdbc;
    private final Clock clock;

    Attachments(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Why something was not taken. */
    public enum Refusal implements Worded {
        /** It is of no kind that we take, whatever its name says. */
        TYPE,
        /** It is too large. */
        SIZE,
        /** There were too many. */
        COUNT,
        /** It could not be decoded, or is empty. */
        UNREADABLE
    }

    /**
     * One thing that came along.
     *
     * @param type its media type, found out by looking into it
     * @param size in bytes
     * @param refused why it was not taken; then it has no content
     */
    public record Piece(
            String name, String type, long size, @Nullable Refusal refused, byte @Nullable [] content) {}

    /** One thing on file. */
    public record Attachment(
            UUID id,
            UUID contactId,
            String name,
            String type,
            long size,
            Instant at,
            @Nullable Refusal refused) {}

    /** Puts what came with a contact on file. */
    void keep(CaseFile file, UUID contact, List<Piece> pieces) {
        pieces.forEach(piece -> insert(file.id(), contact, null, file.keys(), piece));
    }

    /** Puts what came with a contact of somebody we do not know on file. */
    void keepFor(UUID unidentified, Vault.Keys keys, List<Piece> pieces) {
        pieces.forEach(piece -> insert(null, null, unidentified, keys, piece));
    }

    private void insert(
            @Nullable UUID caseId, @Nullable UUID contact, @Nullable UUID unidentified, Vault.Keys keys, Piece piece) {
        jdbc.sql("""
                insert into attachment (id, case_id, contact_id, unidentified_id, at, type, size, refused, sealed_name, sealed_content)
                values (:id, :case, :contact, :unidentified, :at, :type, :size, :refused, :name, :content)""")
                .param("id", UUID.randomUUID())
                .param("case", caseId)
                .param("contact", contact)
                .param("unidentified", unidentified)
                .param("at", Sql.time(clock.instant()))
                .param("type", piece.type())
                .param("size", piece.size())
                .param("refused", Sql.word(piece.refused()))
                .param("name", keys.seal(piece.name()))
                .param("content", piece.content() == null ? null : keys.sealBytes(piece.content()))
                .update();
    }

    /** What came with a contact of somebody we do not know. */
    List<Piece> piecesFor(UUID unidentified, Vault.Keys keys) {
        return jdbc.sql("select * from attachment where unidentified_id = ? order by seq")
                .param(unidentified)
                .query((row, index) -> {
                    byte[] content = row.getBytes("sealed_content");
                    return new Piece(
                            keys.open(row.getBytes("sealed_name")),
                            row.getString("type"),
                            row.getLong("size"),
                            Sql.word(row, "refused", Refusal.class),
                            content == null ? null : keys.openBytes(content));
                })
                .list();
    }

    /** What came with a contact of somebody we do not know is gone from there. */
    void forget(UUID unidentified) {
        jdbc.sql("delete from attachment where unidentified_id = ?")
                .param(unidentified)
                .update();
    }

    /** What is on file in a case, in the order in which it came, with what was not taken. */
    public List<Attachment> of(CaseFile file) {
        Vault.Keys keys = file.keys();
        return jdbc.sql(
                        "select id, contact_id, type, size, at, refused, sealed_name from attachment where case_id = ? order by seq")
                .param(file.id())
                .query((row, index) -> read(row, keys))
                .list();
    }

    /** What came with one contact and was not taken. */
    public List<Attachment> refused(CaseFile file, UUID contact) {
        return of(file).stream()
                .filter(attachment -> attachment.refused() != null)
                .filter(attachment -> attachment.contactId().equals(contact))
                .toList();
    }

    /** One thing that was taken, with its content. */
    public record Taken(Attachment attachment, byte[] content) {}

    /** What was taken under that id in that case. */
    public Optional<Taken> find(CaseFile file, UUID id) {
        Vault.Keys keys = file.keys();
        return jdbc.sql("select * from attachment where id = ? and case_id = ? and sealed_content is not null")
                .params(id, file.id())
                .query((row, index) -> new Taken(read(row, keys), keys.openBytes(row.getBytes("sealed_content"))))
                .optional();
    }

    private static Attachment read(ResultSet row, Vault.Keys keys) throws SQLException {
        return new Attachment(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "contact_id"),
                keys.open(row.getBytes("sealed_name")),
                row.getString("type"),
                row.getLong("size"),
                Sql.requiredInstant(row, "at"),
                Sql.word(row, "refused", Refusal.class));
    }
}
