package org.einhand.insight;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.einhand.casefile.CaseType;
import org.einhand.kernel.Money;
import org.einhand.kernel.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The key figures, each counted from the case file's own records when it is asked for. A share is null where there is nothing to
 * divide by.
 */
@Component
class Figures {

    /** What tells that a contact was not enough: another one about the same matter within these days. */
    private static final Duration SOON = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final Clock clock;

    Figures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What is asked.
     *
     * @param from the first instant that belongs to it
     * @param to the first instant that no longer does
     * @param type of the cases; null: any
     * @param agent whose own cases and decisions; null: everybody's
     */
    record Question(
            Instant from,
            Instant to,
            @Nullable CaseType type,
            @Nullable String agent) {

        private Map<String, Object> parameters() {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("from", Sql.time(from));
            parameters.put("to", Sql.time(to));
            if (type != null) {
                parameters.put("type", type.word());
            }
            if (agent != null) {
                parameters.put("agent", agent);
            }
            return parameters;
        }

        /** The condition on the cases that count. */
        private String cases() {
            return ofType() + (agent == null ? "" : " and c.owner = :agent");
        }

        private String ofType() {
            return type == null ? "" : " and c.type = :type";
        }
    }

    private JdbcClient.StatementSpec ask(String sql, Question question) {
        return jdbc.sql(sql).params(question.parameters());
    }

    /**
     * The share of first contacts that were enough: no other contact about the same matter, in whatever case and on whatever channel,
     * in that time. A contact is the first of a matter when nothing came in about it in the seven days before. Those whose time is
     * not over yet do not count.
     *
     * @param silence how long nothing more may come in
     */
    @Nullable
    Double firstContactResolution(Question question, Duration silence) {
        return ask("""
                select count(*) as base, count(*) filter (where not came_back) as good from (
                    select exists (
                        select 1 from case_file m join contact n on n.case_id = m.id
                        where m.matter_id = c.matter_id and n.direction = 'inbound' and n.channel <> 'event' and n.id <> k.id
                            and n.at >= k.at and n.at <= k.at + cast(:silence as interval)) as came_back
                    from contact k join case_file c on c.id = k.case_id
                    where k.direction = 'inbound' and k.channel <> 'event' and k.at >= :from and k.at < :to
                        and k.at < cast(:now as timestamptz) - cast(:silence as interval)%s
                        and not exists (
                            select 1 from case_file m join contact e on e.case_id = m.id
                            where m.matter_id = c.matter_id and e.direction = 'inbound' and e.channel <> 'event'
                                and (e.at, e.id) < (k.at, k.id)
                                and (e.case_id = c.id or e.at >= k.at - cast(:soon as interval)))) as first_contact""".formatted(question.cases()), question)
                .param("silence", silence.toHours() + " hours")
                .param("soon", SOON.toHours() + " hours")
                .param("now", Sql.time(clock.instant()))
                .query((row, index) -> share(row.getLong("good"), row.getLong("base")))
                .single()
                .value();
    }

    @Nullable
    Double firstContactResolution(Question question) {
        return firstContactResolution(question, SOON);
    }

    /** How often the cases opened in that time were handed on, on average. */
    @Nullable
    Double handoffsPerCase(Question question) {
        return ask(
                        "select count(*) as base, coalesce(sum(handoffs), 0) as good from case_file c "
                                + "where c.opened_at >= :from and c.opened_at < :to" + question.cases(),
                        question)
                .query((row, index) -> share(row.getLong("good"), row.getLong("base")))
                .single()
                .value();
    }

    /** The share of what people decided in that time that needed nobody else's yes; what rules did by themselves does not count. */
    @Nullable
    Double directDecisionShare(Question question) {
        return ask("""
                select count(*) as base, count(*) filter (where r.approvers is null) as good
                from remedy r join case_file c on c.id = r.case_id
                where r.requested_at >= :from and r.requested_at < :to and r.decided_by_kind = 'STAFF'""" + decided(question), question)
                .query((row, index) -> share(row.getLong("good"), row.getLong("base")))
                .single()
                .value();
    }

    private static String decided(Question question) {
        return question.ofType() + (question.agent() == null ? "" : " and r.decided_by = :agent");
    }

    /**
     * What became of the promises that ended in that time.
     *
     * @param kept done by the time that was promised
     * @param renewed the customer heard of a new time before
     * @param broken neither; also those that lapsed without anybody having noticed yet
     */
    record Promises(long kept, long renewed, long broken) {}

    Promises promises(Question question) {
        return ask("""
                select count(*) filter (where p.state = 'kept') as kept, count(*) filter (where p.state = 'renewed') as renewed,
                    count(*) filter (where p.state in ('broken', 'open')) as broken
                from promise p join case_file c on c.id = p.case_id
                where (p.ended_at >= :from and p.ended_at < :to and p.state <> 'open'
                        or p.state = 'open' and p.ended_at is null and p.due_at >= :from and p.due_at < least(cast(:to as timestamptz), cast(:now as timestamptz)))""" + question.cases(), question)
                .param("now", Sql.time(clock.instant()))
                .query((row, index) -> new Promises(row.getLong("kept"), row.getLong("renewed"), row.getLong("broken")))
                .single();
    }

    /**
     * How long the cases solved in that time took, from their opening until the customer was told.
     *
     * @param p50 half of them took no longer; null if none was solved
     * @param p90 nine of ten took no longer
     */
    record TimeToSolve(
            @Schema(type = "string", example = "PT26H30M") @Nullable
            Duration p50,

            @Schema(type = "string", example = "PT72H") @Nullable
            Duration p90) {}

    /** Solved in that time, and not opened again since. */
    private static String solved(Question question) {
        return " where c.solved_at >= :from and c.solved_at < :to"
                + " and (c.state = 'solved' or c.state = 'closed' and c.outcome <> 'withdrawn')" + question.cases();
    }

    TimeToSolve timeToSolve(Question question) {
        return ask("""
                select percentile_cont(0.5) within group (order by took) as p50, percentile_cont(0.9) within group (order by took) as p90
                from (select extract(epoch from c.solved_at - c.opened_at) as took from case_file c%s) as solved""".formatted(solved(question)), question)
                .query((row, index) ->
                        new TimeToSolve(seconds((Double) row.getObject("p50")), seconds((Double) row.getObject("p90"))))
                .single();
    }

    private static @Nullable Duration seconds(@Nullable Double seconds) {
        return seconds == null ? null : Duration.ofSeconds(Math.round(seconds));
    }

    /** The share of the cases solved in that time in which the customer was told so. */
    @Nullable
    Double toldWhenSolvedShare(Question question) {
        return ask("""
                select count(*) as base, count(*) filter (where exists (
                    select 1 from notification n
                    where n.case_id = c.id and n.event = 'solved' and n.state in ('accepted', 'delivered'))) as good
                from case_file c""" + solved(question), question)
                .query((row, index) -> share(row.getLong("good"), row.getLong("base")))
                .single()
                .value();
    }

    /** How often customers had to tell what we knew already. */
    long retold(Question question) {
        return ask("""
                select count(*) from contact k join case_file c on c.id = k.case_id
                where k.direction = 'inbound' and k.at >= :from and k.at < :to and k.retold""" + question.cases(), question).query(Long.class).single();
    }

    /** How often a case would have been kept, had that authority been there. */
    record Gap(String action, String missing, long count) {}

    List<Gap> authorityGaps(Question question) {
        return ask("""
                select c.action, c.missing, count(*) as count from authority_gap c where c.at >= :from and c.at < :to%s
                group by c.action, c.missing order by count desc, c.action, c.missing""".formatted(question.type() == null ? "" : " and c.case_type = :type"), question)
                .query((row, index) -> new Gap(row.getString("action"), row.getString("missing"), row.getLong("count")))
                .list();
    }

    /** How many of the cases solved in that time came from it. */
    record CauseCount(String cause, long count) {}

    List<CauseCount> causes(Question question) {
        return ask("""
                select coalesce(n.cause, 'unknown') as cause, count(*) as count
                from case_file c left join case_cause n on n.case_id = c.id%s
                group by 1 order by 2 desc, 1""".formatted(solved(question)), question)
                .query((row, index) -> new CauseCount(row.getString("cause"), row.getLong("count")))
                .list();
    }

    /** What was given beyond what is owed, by the day of the decision; what was refused, failed or called off does not count. */
    Money goodwill(Question question) {
        return new Money(
                ask("""
                select coalesce(sum(r.goodwill_cents), 0) from remedy r join case_file c on c.id = r.case_id
                where r.requested_at >= :from and r.requested_at < :to and r.state in ('in-progress', 'effective')""" + decided(question), question).query(Long.class).single());
    }

    private record Share(@Nullable Double value) {}

    /** To four digits after the point. */
    private static Share share(long part, long whole) {
        return new Share(whole == 0 ? null : Math.round(part * 10_000.0 / whole) / 10_000.0);
    }
}
