package org.einhand.remedy.activation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.einhand.casefile.CaseFile;
import org.einhand.kernel.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What we know about the line a case is about. Words are the network's; nothing of it is personal. */
@Component
public class Lines {

    private final JdbcClient jdbc;
    private final Clock clock;

    Lines(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One line.
     *
     * @param diagnosis null as long as the network said nothing
     * @param heardAt when the network last reported something by itself
     * @param restoredAt when the network saw it work; null if it does not, or does not any more
     * @param restorations how often it was seen to come back
     */
    public record Line(
            @Nullable Diagnosis diagnosis,
            @Nullable Instant heardAt,
            @Nullable Instant restoredAt,
            int restorations) {

        static final Line UNKNOWN = new Line(null, null, null, 0);

        public boolean works() {
            return restoredAt != null;
        }

        /** When the network expects it to work, and why then; null if it does not say, or the line works. */
        public @Nullable Instant expected() {
            return works() || diagnosis == null ? null : diagnosis.estimatedActivation();
        }
    }

    /**
     * What the network said, and what it means to an agent.
     *
     * @param expectedBecause why it is expected then, a word or words
     * @param meaning one sentence
     * @param advice the action that helps, a word; null if none does
     * @param reason why that one
     */
    public record Diagnosis(
            String status,
            @Nullable String blockedBy,
            @Nullable Instant estimatedActivation,
            @Nullable String expectedBecause,
            String meaning,
            @Nullable String advice,
            @Nullable String reason,
            String rule,
            Instant askedAt) {}

    public Line of(CaseFile file) {
        return jdbc.sql("select * from line where case_id = ?")
                .param(file.id())
                .query(Lines::read)
                .optional()
                .orElse(Line.UNKNOWN);
    }

    /** The newest word replaces the one before. Needs the lock on the case. */
    public void diagnosed(CaseFile file, Diagnosis diagnosis) {
        jdbc.sql("""
                insert into line (case_id, status, blocked_by, estimated_for, expected_because, meaning, advice, advice_reason, rule,
                    asked_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (case_id) do update set status = excluded.status, blocked_by = excluded.blocked_by,
                    estimated_for = excluded.estimated_for, expected_because = excluded.expected_because,
                    meaning = excluded.meaning, advice = excluded.advice, advice_reason = excluded.advice_reason,
                    rule = excluded.rule, asked_at = excluded.asked_at""")
                .params(Arrays.asList(
                        file.id(),
                        diagnosis.status(),
                        diagnosis.blockedBy(),
                        Sql.time(diagnosis.estimatedActivation()),
                        diagnosis.expectedBecause(),
                        diagnosis.meaning(),
                        diagnosis.advice(),
                        diagnosis.reason(),
                        diagnosis.rule(),
                        Sql.time(diagnosis.askedAt())))
                .update();
    }

    /** The network reported something by itself. Needs the lock on the case. */
    public void heard(CaseFile file) {
        Instant now = clock.instant();
        jdbc.sql("""
                insert into line (case_id, heard_at) values (?, ?)
                on conflict (case_id) do update set heard_at = excluded.heard_at""").params(file.id(), Sql.time(now)).update();
    }

    /** The network saw the line work at that time. Needs the lock on the case. */
    public void restored(CaseFile file, Instant at) {
        jdbc.sql("""
                insert into line (case_id, restored_at, restorations) values (?, ?, 1)
                on conflict (case_id) do update set restored_at = excluded.restored_at, restorations = line.restorations + 1""").params(file.id(), Sql.time(at)).update();
    }

    /** It was said to work and does not. Needs the lock on the case. */
    public void brokenAgain(CaseFile file) {
        jdbc.sql("update line set restored_at = null where case_id = ?")
                .param(file.id())
                .update();
    }

    /** A technician did not come. The same time told twice is one appointment. Needs the lock on the case. */
    public void appointmentMissed(CaseFile file, Instant at) {
        jdbc.sql("insert into missed_appointment (case_id, at) values (?, ?) on conflict do nothing")
                .params(file.id(), Sql.time(at))
                .update();
    }

    /** When technicians did not come, oldest first. */
    public List<Instant> missedAppointments(CaseFile file) {
        return jdbc.sql("select at from missed_appointment where case_id = ? order by at")
                .param(file.id())
                .query((row, index) -> Sql.requiredInstant(row, "at"))
                .list();
    }

    private static Line read(ResultSet row, int index) throws SQLException {
        String status = row.getString("status");
        return new Line(
                status == null
                        ? null
                        : new Diagnosis(
                                status,
                                row.getString("blocked_by"),
                                Sql.instant(row, "estimated_for"),
                                row.getString("expected_because"),
                                row.getString("meaning"),
                                row.getString("advice"),
                                row.getString("advice_reason"),
                                row.getString("rule"),
                                Sql.requiredInstant(row, "asked_at")),
                Sql.instant(row, "heard_at"),
                Sql.instant(row, "restored_at"),
                row.getInt("restorations"));
    }
}
