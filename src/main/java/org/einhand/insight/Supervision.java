package org.einhand.insight;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.einhand.casefile.CaseType;
import org.einhand.kernel.Sql;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What supervisors see: what is due in the next minutes, what was missed, and what waits for somebody. Each list reads by an index that
 * holds only what is not done yet, so that it costs the same however many cases lie in the cabinet. Nothing in it is personal.
 */
@Component
class Supervision {

    /** What is due soon. */
    static final Duration SOON = Duration.ofMinutes(30);

    private final JdbcClient jdbc;
    private final Clock clock;

    Supervision(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What sort of thing needs a look. */
    enum Kind implements Worded {
        /** Due soon, handed to a lead because it may not be put off again, or missed and without a new one. */
        PROMISE("""
                select 'promise' as kind, c.case_number, c.type, p.what, p.due_at, c.owner, null as addressee
                from promise p join case_file c on c.id = p.case_id
                where p.state = 'open' and p.ended_at is null and p.due_at <= :until and c.state in ('open', 'waiting')
                union all
                select 'promise', c.case_number, c.type, p.what, p.due_at, c.owner, null
                from promise p join case_file c on c.id = p.case_id
                where p.state = 'open' and p.escalated_at is not null and p.ended_at is null and p.due_at > :until
                    and c.state in ('open', 'waiting')
                union all
                select 'promise', c.case_number, c.type, p.what, p.due_at, c.owner, null
                from promise p join case_file c on c.id = p.case_id
                where p.state = 'broken' and c.state in ('open', 'waiting')
                    and not exists (select 1 from promise later where later.case_id = p.case_id and later.version > p.version)"""),

        /** What a customer wrote or said that nobody has answered. */
        CONTACT("""
                select 'contact' as kind, c.case_number, c.type, k.channel as what, k.due_at, c.owner, k.addressee
                from contact k join case_file c on c.id = k.case_id
                where k.answered_at is null and k.direction = 'inbound' and k.due_at <= :until and c.state <> 'closed'"""),

        /** Somebody else has to say yes: to a remedy, or to the account that money goes to. */
        APPROVAL("""
                select 'approval' as kind, c.case_number, c.type, r.action as what, coalesce(p.due_at, r.requested_at) as due_at, c.owner,
                    r.approvers as addressee
                from remedy r join case_file c on c.id = r.case_id left join promise p on p.case_id = c.id and p.state = 'open'
                where r.state = 'awaiting-approval' and c.state <> 'closed'
                union all
                select 'approval', c.case_number, c.type, 'bank-account', coalesce(p.due_at, r.requested_at), c.owner, k.approvers
                from payout_check k join remedy r on r.id = k.remedy_id join case_file c on c.id = r.case_id
                    left join promise p on p.case_id = c.id and p.state = 'open'
                where k.approvers is not null and k.answered_at is null and r.state = 'in-progress'"""),

        /** A question that no specialist has answered yet. */
        CONSULTATION("""
                select 'consultation' as kind, c.case_number, c.type, q.specialism as what, q.due_at, c.owner,
                    concat_ws(',', q.specialism, q.also_asked) as addressee
                from consultation q join case_file c on c.id = q.case_id
                where q.state in ('open', 'unanswered') and c.state <> 'closed'"""),

        /** A case that is offered to somebody who has neither accepted nor returned it. */
        HANDOFF("""
                select 'handoff' as kind, c.case_number, c.type, h.to_group as what, h.due_at, c.owner,
                    case when h.lead_asked_at is null then h.to_group else 'leads' end as addressee
                from handoff h join case_file c on c.id = h.case_id
                where h.state = 'offered' and c.state <> 'closed'"""),

        /** A person has to act, and for a day nobody has. */
        UNTOUCHED("""
                select 'untouched' as kind, c.case_number, c.type, coalesce(c.blocked_by, 'decide') as what,
                    c.updated_at + interval '24 hours' as due_at, c.owner, null as addressee
                from case_file c
                where c.state = 'open' and c.updated_at <= cast(:now as timestamptz) - interval '24 hours'""");

        private final String items;

        Kind(String items) {
            this.items = items;
        }
    }

    /**
     * Something to look at.
     *
     * @param what a word: what was promised, the channel, the action, or whom an open case waits for
     * @param dueAt by when; for an untouched case when its day was over
     * @param addressee who is to answer: a colleague, or groups separated by commas
     * @param minutesLeft until it is due; negative: so long ago
     */
    record Item(
            Kind kind,
            String caseNumber,
            CaseType type,
            String what,
            Instant dueAt,
            @Nullable String owner,
            @Nullable String addressee,
            long minutesLeft) {}

    /** A page of what needs a look, and how much of each kind there is in all. */
    record Watch(List<Item> items, int page, int size, long total, Map<Kind, Long> counts) {}

    /**
     * How much there is.
     *
     * @param atRisk promises that may still be kept: due soon, or handed to a lead
     * @param broken promises that were not, without a new one
     * @param overdue contacts that should have been answered
     */
    record Missed(long atRisk, long broken, long overdue) {}

    Missed missed() {
        Instant now = clock.instant();
        return jdbc.sql("""
                select count(*) filter (where kind = 'promise' and due_at > :now) as at_risk,
                    count(*) filter (where kind = 'promise' and due_at <= :now) as broken,
                    count(*) filter (where kind = 'contact' and due_at <= :now) as overdue
                from (%s union all %s) as watch""".formatted(Kind.PROMISE.items, Kind.CONTACT.items))
                .param("now", Sql.time(now))
                .param("until", Sql.time(now.plus(SOON)))
                .query((row, index) ->
                        new Missed(row.getLong("at_risk"), row.getLong("broken"), row.getLong("overdue")))
                .single();
    }

    /** What is due first comes first. */
    Watch watch(Duration within, @Nullable Kind kind, int page, int size) {
        Instant now = clock.instant();
        Map<String, Object> times = Map.of("now", Sql.time(now), "until", Sql.time(now.plus(within)));
        String items = Stream.of(Kind.values())
                .filter(each -> kind == null || each == kind)
                .map(each -> each.items)
                .collect(Collectors.joining("\nunion all\n"));
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        Arrays.stream(Kind.values())
                .filter(each -> kind == null || each == kind)
                .forEach(each -> counts.put(each, 0L));
        jdbc.sql("select kind, count(*) as count from (" + items + ") as watch group by kind")
                .params(times)
                .query(row -> {
                    counts.put(Sql.requiredWord(row, "kind", Kind.class), row.getLong("count"));
                });
        List<Item> found = jdbc.sql("select * from (" + items
                        + ") as watch order by due_at, case_number, kind, what limit :size offset :skip")
                .params(times)
                .param("size", size)
                .param("skip", (long) page * size)
                .query((row, index) -> {
                    Instant due = Sql.requiredInstant(row, "due_at");
                    return new Item(
                            Sql.requiredWord(row, "kind", Kind.class),
                            row.getString("case_number"),
                            Sql.requiredWord(row, "type", CaseType.class),
                            row.getString("what"),
                            due,
                            row.getString("owner"),
                            row.getString("addressee"),
                            Math.floorDiv(Duration.between(now, due).toSeconds(), 60));
                })
                .list();
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        return new Watch(found, page, size, total, counts);
    }
}
