package org.einhand.hand;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Sql;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * One customer, one hand: a lease on a customer, for 15 minutes from its holder's last activity, on every case of hers. It ends by
 * itself. It is taken in one statement, so that no two people ever hold it, on however many nodes.
 */
@Component
public class Hands {

    private static final Duration LEASE = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String brand;

    Hands(JdbcClient jdbc, Clock clock, @Value("${einhand.brand.key:einhand}") String brand) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.brand = brand;
    }

    /**
     * Who works on a customer.
     *
     * @param holder id of the agent
     * @param since when she took the customer
     * @param until when it ends unless she does something for her before
     */
    public record Hand(String holder, Instant since, Instant until) {}

    /** Who works on that customer now; empty if nobody does. */
    public Optional<Hand> of(String customerId) {
        return jdbc.sql("select * from hand where brand = ? and customer_id = ? and until > ?")
                .params(brand, customerId, Sql.time(clock.instant()))
                .query((row, index) -> new Hand(
                        row.getString("holder"), Sql.requiredInstant(row, "since"), Sql.requiredInstant(row, "until")))
                .optional();
    }

    /**
     * She works on the customer: takes her, or goes on holding her.
     *
     * @throws Problem 409 {@code held-by-other} with {@code holder} and {@code until}
     */
    public Hand working(String customerId, Actor agent) {
        if (!taken(customerId, agent)) {
            Optional<Hand> other = of(customerId);
            if (other.isPresent()) {
                throw new Problem(
                                "held-by-other",
                                409,
                                other.get().holder()
                                        + " works on this customer at the moment. Whoever has her on the line"
                                        + " takes the case over.")
                        .with("holder", other.get().holder())
                        .with("until", other.get().until());
            }
            // it ended between the two looks
            return working(customerId, agent);
        }
        return of(customerId).orElseThrow();
    }

    /** She has to do with the customer: takes her if nobody else has, goes on holding her if she does. */
    public void begin(String customerId, Actor agent) {
        taken(customerId, agent);
    }

    /** Takes the customer if she is free or held by that agent already; one statement. */
    private boolean taken(String customerId, Actor agent) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        insert into hand as held (brand, customer_id, holder, since, until)
                        values (:brand, :customer, :agent, :now, :until)
                        on conflict (brand, customer_id) do update set
                            holder = excluded.holder,
                            since = case when held.holder = excluded.holder and held.until > :now then held.since else excluded.since end,
                            until = excluded.until
                        where held.holder = excluded.holder or held.until <= :now""")
                        .param("brand", brand)
                        .param("customer", customerId)
                        .param("agent", agent.id())
                        .param("now", Sql.time(now))
                        .param("until", Sql.time(now.plus(LEASE)))
                        .update()
                > 0;
    }

    /** She has the customer in front of her: whoever held her does no longer. */
    public void takeOver(String customerId, Actor agent) {
        letGo(customerId);
        taken(customerId, agent);
    }

    /** Nobody works on the customer any more. */
    public void letGo(String customerId) {
        jdbc.sql("delete from hand where brand = ? and customer_id = ?")
                .params(brand, customerId)
                .update();
    }

    /** That agent works on the customer no more; whoever else does goes on. */
    public void letGo(String customerId, String holder) {
        jdbc.sql("delete from hand where brand = ? and customer_id = ? and holder = ?")
                .params(brand, customerId, holder)
                .update();
    }

    /** The customers whose hand she holds. */
    public List<String> heldBy(String holder) {
        return jdbc.sql("select customer_id from hand where brand = ? and holder = ? and until > ? order by since")
                .params(brand, holder, Sql.time(clock.instant()))
                .query(String.class)
                .list();
    }
}
