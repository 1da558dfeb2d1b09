package org.einhand.handoff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Vault;
import org.einhand.kernel.Sql;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The questions that owners of cases asked specialists, and what these answered. */
@Component
public class Consultations {

    private final JdbcClient jdbc;
    private final CaseFiles files;
    private final Clock clock;

    Consultations(JdbcClient jdbc, CaseFiles files, Clock clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.clock = clock;
    }

    /** Where a question stands. */
    public enum State implements Worded {
        /** Somebody is expected to answer in time. */
        OPEN,
        /** Nobody did; the owner decides within wider authority. An answer is still welcome. */
        UNANSWERED,
        ANSWERED,
        /** The case was closed before anybody answered. */
        ENDED
    }

    /**
     * One question.
     *
     * @param specialism the group of specialists that is asked
     * @param onTheLine whether the customer waited on the line when it was asked
     * @param step which of the rules' times is running
     * @param then what the rules do when it is over
     * @param dueAt by when it is to be answered
     * @param alsoAsked groups that are asked besides the specialists by now
     * @param callBackOfferedAt since when the customer is to be offered a call-back instead of waiting; null: she need not be
     * @param flow id of the running process that asks
     */
    public record Consultation(
            UUID id,
            UUID caseId,
            String specialism,
            boolean onTheLine,
            State state,
            ConsultationTimes.Step step,
            ConsultationTimes.Next then,
            Instant dueAt,
            List<String> alsoAsked,
            @Nullable Instant callBackOfferedAt,
            String askedBy,
            Instant askedAt,
            @Nullable String answeredBy,
            @Nullable Instant answeredAt,
            @Nullable String flow,
            String question,
            @Nullable String answer) {

        /** Whether an answer still lands. */
        public boolean awaitsAnswer() {
            return state == State.OPEN || state == State.UNANSWERED;
        }

        /** Every group whose members may answer now. */
        public List<String> asked() {
            List<String> groups = new ArrayList<>(List.of(specialism));
            groups.addAll(alsoAsked);
            return groups;
        }
    }

    public Consultation add(
            CaseFile file,
            String specialism,
            boolean onTheLine,
            ConsultationTimes.Time time,
            String askedBy,
            String question) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                insert into consultation (id, case_id, specialism, on_the_line, state, step, then_do, due_at, asked_by, asked_at,
                    sealed_question)
                values (:id, :case, :specialism, :onTheLine, 'open', :step, :then, :due, :by, :now, :question)""")
                .param("id", id)
                .param("case", file.id())
                .param("specialism", specialism)
                .param("onTheLine", onTheLine)
                .param("step", time.step().word())
                .param("then", time.then().word())
                .param("due", Sql.time(time.dueAt()))
                .param("by", askedBy)
                .param("now", Sql.time(clock.instant()))
                .param("question", file.keys().seal(question))
                .update();
        return find(file, id).orElseThrow();
    }

    public void running(UUID id, String flow) {
        jdbc.sql("update consultation set flow = ? where id = ?")
                .params(flow, id)
                .update();
    }

    /** Another of the rules' times runs from now on. */
    public void goesOn(UUID id, ConsultationTimes.Time time) {
        jdbc.sql("update consultation set step = ?, then_do = ?, due_at = ? where id = ?")
                .params(time.step().word(), time.then().word(), Sql.time(time.dueAt()), id)
                .update();
    }

    /** More people are asked. */
    public void alsoAsk(UUID id, List<String> groups) {
        jdbc.sql("update consultation set also_asked = ? where id = ?")
                .params(String.join(",", groups), id)
                .update();
    }

    public void callBackOffered(UUID id) {
        jdbc.sql("update consultation set call_back_at = ? where id = ?")
                .params(Sql.time(clock.instant()), id)
                .update();
    }

    /** Everybody had time, and nobody answered. */
    public void unanswered(UUID id) {
        jdbc.sql("update consultation set state = 'unanswered' where id = ? and state = 'open'")
                .param(id)
                .update();
    }

    public void answered(CaseFile file, UUID id, String by, String answer) {
        jdbc.sql("""
                update consultation set state = 'answered', answered_by = ?, answered_at = ?, sealed_answer = ? where id = ?""")
                .params(by, Sql.time(clock.instant()), file.keys().seal(answer), id)
                .update();
    }

    /** Nobody needs an answer any more. */
    public void ended(UUID id) {
        jdbc.sql("update consultation set state = 'ended' where id = ? and state in ('open', 'unanswered')")
                .param(id)
                .update();
    }

    /** All questions of a case, oldest first. */
    public List<Consultation> of(CaseFile file) {
        Vault.Keys keys = file.keys();
        return jdbc.sql("select * from consultation where case_id = ? order by asked_at, id")
                .param(file.id())
                .query((row, index) -> read(row, keys))
                .list();
    }

    public Optional<Consultation> find(CaseFile file, UUID id) {
        Vault.Keys keys = file.keys();
        return jdbc.sql("select * from consultation where id = ? and case_id = ?")
                .params(id, file.id())
                .query((row, index) -> read(row, keys))
                .optional();
    }

    /** The question, whatever case it belongs to. */
    public Consultation byId(UUID id) {
        CaseFile file = files.byId(jdbc.sql("select case_id from consultation where id = ?")
                .param(id)
                .query(UUID.class)
                .single());
        return find(file, id).orElseThrow();
    }

    /** Whether a question in this case went unanswered, and still is. */
    public boolean isAnyUnanswered(CaseFile file) {
        return jdbc.sql("select exists (select 1 from consultation where case_id = ? and state = 'unanswered')")
                .param(file.id())
                .query(Boolean.class)
                .single();
    }

    private static Consultation read(ResultSet row, Vault.Keys keys) throws SQLException {
        String also = row.getString("also_asked");
        byte[] answer = row.getBytes("sealed_answer");
        return new Consultation(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "case_id"),
                row.getString("specialism"),
                row.getBoolean("on_the_line"),
                Sql.requiredWord(row, "state", State.class),
                Sql.requiredWord(row, "step", ConsultationTimes.Step.class),
                Sql.requiredWord(row, "then_do", ConsultationTimes.Next.class),
                Sql.requiredInstant(row, "due_at"),
                also == null ? List.of() : List.of(also.split(",")),
                Sql.instant(row, "call_back_at"),
                row.getString("asked_by"),
                Sql.requiredInstant(row, "asked_at"),
                row.getString("answered_by"),
                Sql.instant(row, "answered_at"),
                row.getString("flow"),
                keys.open(row.getBytes("sealed_question")),
                answer == null ? null : keys.open(answer));
    }
}
