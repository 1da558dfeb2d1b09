package org.einhand.casefile;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What somebody began to write in a case and has not sent: one per case, for whoever goes on with it. */
@Component
public class HalfWrittenNotes {

    private final JdbcClient jdbc;
    private final Clock clock;

    HalfWrittenNotes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A note nobody finished yet. */
    public record Note(String text, String writtenBy, Instant writtenAt) {}

    public Optional<Note> of(CaseFile file) {
        Vault.Keys keys = file.keys();
        return jdbc.sql("select * from half_written_note where case_id = ?")
                .param(file.id())
                .query((row, index) -> new Note(
                        keys.open(row.getBytes("sealed_text")),
                        row.getString("written_by"),
                        Sql.requiredInstant(row, "written_at")))
                .optional();
    }

    /** Keeps what is written so far instead of what was there. */
    public void keep(CaseFile file, Actor by, String text) {
        jdbc.sql("""
                insert into half_written_note (case_id, written_by, written_at, sealed_text) values (:case, :by, :at, :text)
                on conflict (case_id) do update set written_by = :by, written_at = :at, sealed_text = :text""")
                .param("case", file.id())
                .param("by", by.id())
                .param("at", Sql.time(clock.instant()))
                .param("text", file.keys().seal(text))
                .update();
    }

    public void drop(CaseFile file) {
        jdbc.sql("delete from half_written_note where case_id = ?")
                .param(file.id())
                .update();
    }
}
