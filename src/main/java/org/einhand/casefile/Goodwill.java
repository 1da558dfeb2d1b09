package org.einhand.casefile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.Money;
import org.einhand.kernel.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The ledger of goodwill. It keeps no books of its own: what was given is read from the remedies that give it, so that one that is
 * refused, fails or is called off gives its amount back by that alone, on the day it was given. Whoever means to spend takes {@link
 * #lock} first, with the lock on the case in hand.
 */
@Component
public class Goodwill {

    private final JdbcClient jdbc;
    private final Clock clock;

    Goodwill(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What was given so far.
     *
     * @param inCase in this case, by whomever, a yes that is waited for included
     * @param toCustomer to the customer of the case, in all her cases of the last days, likewise
     * @param gestures how often that was money; postage and quicker delivery are no gestures
     * @param byAgentToday by the agent since midnight in Europe/Berlin, on her own word: what a second person approves is not hers
     */
    public record Given(Money inCase, Money toCustomer, int gestures, Money byAgentToday) {}

    /**
     * Nobody else spends on this customer, or as this agent, before the transaction ends. Always the customer before the agent, and both
     * after the case: no two transactions can wait for each other.
     */
    public void lock(CaseFile file, String agent) {
        lock(file);
        lock("goodwill-agent|" + agent);
    }

    /** Nobody else spends on this customer before the transaction ends. */
    public void lock(CaseFile file) {
        lock("goodwill-customer|" + file.brand() + "|" + file.customer().id());
    }

    private void lock(String key) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0)) is null")
                .param(key)
                .query(Boolean.class)
                .single();
    }

    /** What was given so far, to a customer in so many days back from now. */
    public Given given(CaseFile file, String agent, long days) {
        Money today = byAgentToday(agent);
        return jdbc.sql("""
                select coalesce(sum(r.goodwill_cents) filter (where r.case_id = :case), 0) as in_case,
                    coalesce(sum(r.goodwill_cents) filter (where r.requested_at > :since), 0) as to_customer,
                    count(*) filter (where r.requested_at > :since and r.amount_cents is not null) as gestures
                from remedy r join case_file c on c.id = r.case_id
                where c.brand = :brand and c.customer_id = :customer and r.goodwill_cents > 0
                    and r.state in ('awaiting-approval', 'in-progress', 'effective')""")
                .param("case", file.id())
                .param("brand", file.brand())
                .param("customer", file.customer().id())
                .param("since", Sql.time(clock.instant().minus(Duration.ofDays(days))))
                .query((row, index) -> new Given(
                        new Money(row.getLong("in_case")),
                        new Money(row.getLong("to_customer")),
                        row.getInt("gestures"),
                        today))
                .single();
    }

    /** What that agent gave since midnight in Europe/Berlin, on her own word. */
    public Money byAgentToday(String agent) {
        Instant midnight = LocalDate.ofInstant(clock.instant(), Calendars.ZONE)
                .atStartOfDay(Calendars.ZONE)
                .toInstant();
        return new Money(jdbc.sql("""
                select coalesce(sum(goodwill_cents), 0) from remedy
                where decided_by = ? and requested_at >= ? and goodwill_cents > 0 and authority = 'direct'
                    and state in ('in-progress', 'effective')""")
                .params(agent, Sql.time(midnight))
                .query(Long.class)
                .single());
    }

    /** What this customer got in so many days because nobody answered in time. */
    public Money passedBySilence(CaseFile file, long days) {
        return new Money(jdbc.sql("""
                select coalesce(sum(r.goodwill_cents), 0) from remedy r join case_file c on c.id = r.case_id
                where c.brand = ? and c.customer_id = ? and r.requested_at > ? and r.authority = 'approved' and r.answered_by = ?
                    and r.state in ('in-progress', 'effective')""")
                .params(
                        file.brand(),
                        file.customer().id(),
                        Sql.time(clock.instant().minus(Duration.ofDays(days))),
                        Actor.EINHAND.id())
                .query(Long.class)
                .single());
    }
}
