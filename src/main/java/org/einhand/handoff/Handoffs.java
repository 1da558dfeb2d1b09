package org.einhand.handoff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
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

/** Cases that were offered to somebody else, each with everything the receiver has to know. One offer at a time. */
@Component
public class Handoffs {

    private final JdbcClient jdbc;
    private final CaseFiles files;
    private final Clock clock;

    Handoffs(JdbcClient jdbc, CaseFiles files, Clock clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.clock = clock;
    }

    /** Where an offer stands. */
    public enum State implements Worded {
        OFFERED,
        ACCEPTED,
        RETURNED,
        /** The case was closed before anybody answered. */
        ENDED
    }

    /**
     * What goes with the case. Computed when it is handed on, so that nobody's memory is needed.
     *
     * @param facts what is known, and whether it is known or only claimed
     * @param tried remedies so far and what came of them
     * @param promised what the customer was promised, the current promise last
     * @param owed what she is owed by law or by our own rules
     * @param doNotAskAgain what she told, proved or gave already
     */
    public record Contract(
            List<String> facts,
            List<String> tried,
            List<String> promised,
            List<String> owed,
            List<String> doNotAskAgain) {}

    /**
     * What is offered.
     *
     * @param insisted whether the agent insisted although the rules saw no need
     * @param rule the rule that answered whether it was needed
     */
    public record Offer(
            String to,
            String by,
            boolean insisted,
            Instant dueAt,
            String rule,
            String reason,
            @Nullable String note,
            Contract contract) {}

    /**
     * One offer and what came of it.
     *
     * @param leadAskedAt since when it waits for a lead, because nobody of the group answered in time; null: it does not
     * @param answer what the receiver said to it
     * @param flow id of the running process that asks her
     */
    public record Handoff(
            UUID id,
            UUID caseId,
            Offer offer,
            Instant offeredAt,
            State state,
            @Nullable Instant leadAskedAt,
            @Nullable String answeredBy,
            @Nullable Instant answeredAt,
            @Nullable String answer,
            @Nullable String flow) {

        public boolean isOpen() {
            return state == State.OFFERED;
        }
    }

    public Handoff add(CaseFile file, Offer offer) {
        UUID id = UUID.randomUUID();
        Vault.Keys keys = file.keys();
        jdbc.sql("""
                insert into handoff (id, case_id, to_group, handed_by, offered_at, insisted, state, due_at, rule, sealed_reason,
                    sealed_note, sealed_contract)
                values (:id, :case, :to, :by, :now, :insisted, 'offered', :due, :rule, :reason, :note, :contract)""")
                .param("id", id)
                .param("case", file.id())
                .param("to", offer.to())
                .param("by", offer.by())
                .param("now", Sql.time(clock.instant()))
                .param("insisted", offer.insisted())
                .param("due", Sql.time(offer.dueAt()))
                .param("rule", offer.rule())
                .param("reason", keys.seal(offer.reason()))
                .param("note", offer.note() == null ? null : keys.seal(offer.note()))
                .param("contract", keys.sealJson(offer.contract()))
                .update();
        return find(file, id).orElseThrow();
    }

    public void running(UUID id, String flow) {
        jdbc.sql("update handoff set flow = ? where id = ?").params(flow, id).update();
    }

    /** Nobody answered in time: it waits for a lead from now on. */
    public void leadAsked(UUID id, Instant dueAt) {
        jdbc.sql("update handoff set lead_asked_at = ?, due_at = ? where id = ?")
                .params(Sql.time(clock.instant()), Sql.time(dueAt), id)
                .update();
    }

    public void answered(CaseFile file, UUID id, boolean accepted, String by, @Nullable String answer) {
        jdbc.sql("update handoff set state = ?, answered_by = ?, answered_at = ?, sealed_answer = ? where id = ?")
                .params(
                        (accepted ? State.ACCEPTED : State.RETURNED).word(),
                        by,
                        Sql.time(clock.instant()),
                        answer == null ? null : file.keys().seal(answer),
                        id)
                .update();
    }

    /** Nobody has to take it any more. */
    public void ended(UUID id) {
        jdbc.sql("update handoff set state = 'ended' where id = ? and state = 'offered'")
                .param(id)
                .update();
    }

    /** All offers of a case, oldest first. */
    public List<Handoff> of(CaseFile file) {
        Vault.Keys keys = file.keys();
        return jdbc.sql("select * from handoff where case_id = ? order by offered_at, id")
                .param(file.id())
                .query((row, index) -> read(row, keys))
                .list();
    }

    /** The offer that waits for an answer. */
    public Optional<Handoff> open(CaseFile file) {
        return of(file).stream().filter(Handoff::isOpen).findFirst();
    }

    public Optional<Handoff> find(CaseFile file, UUID id) {
        Vault.Keys keys = file.keys();
        return jdbc.sql("select * from handoff where id = ? and case_id = ?")
                .params(id, file.id())
                .query((row, index) -> read(row, keys))
                .optional();
    }

    /** The offer, whatever case it belongs to. */
    public Handoff byId(UUID id) {
        CaseFile file = files.byId(jdbc.sql("select case_id from handoff where id = ?")
                .param(id)
                .query(UUID.class)
                .single());
        return find(file, id).orElseThrow();
    }

    private static Handoff read(ResultSet row, Vault.Keys keys) throws SQLException {
        byte[] note = row.getBytes("sealed_note");
        byte[] answer = row.getBytes("sealed_answer");
        return new Handoff(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "case_id"),
                new Offer(
                        row.getString("to_group"),
                        row.getString("handed_by"),
                        row.getBoolean("insisted"),
                        Sql.requiredInstant(row, "due_at"),
                        row.getString("rule"),
                        keys.open(row.getBytes("sealed_reason")),
                        note == null ? null : keys.open(note),
                        keys.openJson(row.getBytes("sealed_contract"), Contract.class)),
                Sql.requiredInstant(row, "offered_at"),
                Sql.requiredWord(row, "state", State.class),
                Sql.instant(row, "lead_asked_at"),
                row.getString("answered_by"),
                Sql.instant(row, "answered_at"),
                answer == null ? null : keys.open(answer),
                row.getString("flow"));
    }
}
