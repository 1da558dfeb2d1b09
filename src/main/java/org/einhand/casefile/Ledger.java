package org.einhand.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einhand.kernel.Money;
import org.einhand.kernel.Sql;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The ledger of money that goes to customers. A payout is on file under its reference before anybody is asked to pay it. Whoever
 * adds to it, or counts on its sums, takes {@link #lock} first.
 */
@Component
public class Ledger {

    private final JdbcClient jdbc;
    private final Clock clock;

    Ledger(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a payout is. Only refunds count against what was paid. */
    public enum Kind implements Worded {
        REFUND,
        CREDIT,
        COMPENSATION
    }

    /** Which way it goes. */
    public enum Means implements Worded {
        ORIGINAL,
        BANK_TRANSFER,
        CREDIT
    }

    /** Where it stands. */
    public enum State implements Worded {
        /** On file; nobody was asked to pay it, as far as we know. */
        REQUESTED,
        /** The provider took it. */
        PENDING,
        BOOKED,
        FAILED,
        CANCELLED
    }

    /**
     * One payout.
     *
     * @param reference unique, and the idempotency key towards the provider
     * @param remedyId the remedy it carries out; null for what is owed without one
     * @param once what makes a payout without a remedy one and the same
     * @param reason a word for what it is paid for
     * @param refundId the provider's own id
     * @param failure why it failed, in the provider's words
     * @param explanation the notification that tells the customer of it
     * @param flow id of its own running process; null once nothing waits for word any more
     */
    public record Payout(
            String reference,
            UUID caseId,
            @Nullable UUID remedyId,
            @Nullable String once,
            Kind kind,
            Money amount,
            Means means,
            String reason,
            State state,
            @Nullable String refundId,
            @Nullable String failure,
            @Nullable UUID explanation,
            @Nullable String flow,
            Instant requestedAt,
            @Nullable Instant endedAt) {

        /** A payout that was not there before. */
        public static Payout requested(
                String reference,
                CaseFile file,
                @Nullable UUID remedyId,
                @Nullable String once,
                Kind kind,
                Money amount,
                Means means,
                String reason) {
            return new Payout(
                    reference,
                    file.id(),
                    remedyId,
                    once,
                    kind,
                    amount,
                    means,
                    reason,
                    State.REQUESTED,
                    null,
                    null,
                    null,
                    null,
                    Instant.EPOCH,
                    null);
        }
    }

    /** Nobody else adds to the ledger of this matter, or of this order, before the transaction ends. */
    public void lock(CaseFile file) {
        lock("matter|" + file.matterId());
        lock("subject|" + file.brand() + "|" + file.subject().kind().word() + "|"
                + file.subject().id());
    }

    private void lock(String key) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0)) is null")
                .param(key)
                .query(Boolean.class)
                .single();
    }

    public void add(Payout payout) {
        jdbc.sql("""
                insert into payout (reference, case_id, remedy_id, once, kind, cents, means, reason, state, requested_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, 'requested', ?)""")
                .params(Arrays.asList(
                        payout.reference(),
                        payout.caseId(),
                        payout.remedyId(),
                        payout.once(),
                        payout.kind().word(),
                        payout.amount().cents(),
                        payout.means().word(),
                        payout.reason(),
                        Sql.time(clock.instant())))
                .update();
    }

    public Optional<Payout> find(String reference) {
        return jdbc.sql("select * from payout where reference = ?")
                .param(reference)
                .query(Ledger::read)
                .optional();
    }

    /** The payout of a remedy; the newest, should there be several. */
    public Optional<Payout> ofRemedy(UUID remedyId) {
        return jdbc.sql("select * from payout where remedy_id = ? order by requested_at desc, reference desc limit 1")
                .param(remedyId)
                .query(Ledger::read)
                .optional();
    }

    /** The payouts of a case, oldest first. */
    public List<Payout> of(CaseFile file) {
        return jdbc.sql("select * from payout where case_id = ? order by requested_at, reference")
                .param(file.id())
                .query(Ledger::read)
                .list();
    }

    /** Its process is running. */
    public void running(String reference, String flow) {
        jdbc.sql("update payout set flow = ? where reference = ?")
                .params(flow, reference)
                .update();
    }

    /** The customer is told of it by that notification. */
    public void explained(String reference, UUID notificationId) {
        jdbc.sql("update payout set explanation = ? where reference = ?")
                .params(notificationId, reference)
                .update();
    }

    /** The provider took it. */
    public void pending(String reference, @Nullable String refundId) {
        jdbc.sql("update payout set state = 'pending', refund_id = ? where reference = ?")
                .params(Arrays.asList(refundId, reference))
                .update();
    }

    public void booked(String reference) {
        end(reference, State.BOOKED, null);
    }

    public void failed(String reference, String why) {
        end(reference, State.FAILED, why);
    }

    public void cancelled(String reference) {
        end(reference, State.CANCELLED, null);
    }

    private void end(String reference, State state, @Nullable String failure) {
        jdbc.sql("update payout set state = ?, failure = ?, ended_at = ? where reference = ?")
                .params(Arrays.asList(state.word(), failure, Sql.time(clock.instant()), reference))
                .update();
    }

    /**
     * The process of a case ends, and what it started ends with it: remedies' payouts that nobody was asked to pay are called off,
     * and for the others nothing waits any more.
     */
    public void caseEnds(CaseFile file) {
        jdbc.sql("""
                update payout set flow = null, state = case when state = 'requested' then 'cancelled' else state end,
                    ended_at = case when state = 'requested' then :now else ended_at end
                where case_id = :case and remedy_id is not null and state in ('requested', 'pending')""")
                .param("now", Sql.time(clock.instant()))
                .param("case", file.id())
                .update();
    }

    /**
     * What was refunded already, or is about to be.
     *
     * @param ofMatter in this case and those linked to it
     * @param ofSubject for the whole order or contract, whichever line and whoever's case
     */
    public record Refunded(Money ofMatter, Money ofSubject) {}

    /**
     * Sums up refunds that are requested, pending or booked. Take {@link #lock} first when you mean to add to them.
     *
     * @param releasing a remedy of this case that is being stopped: what it only requested does not count; or null
     */
    public Refunded refunded(CaseFile file, @Nullable UUID releasing) {
        return jdbc.sql("""
                select coalesce(sum(p.cents) filter (where c.matter_id = :matter), 0) as of_matter,
                    coalesce(sum(p.cents) filter (where c.brand = :brand and c.subject_kind = :kind and c.subject_id = :subject), 0)
                        as of_subject
                from payout p join case_file c on c.id = p.case_id
                where p.kind = 'refund' and p.state in ('requested', 'pending', 'booked')
                    and (c.matter_id = :matter or c.subject_id = :subject)
                    and (p.state <> 'requested' or p.remedy_id is distinct from cast(:releasing as uuid))""")
                .param("matter", file.matterId())
                .param("brand", file.brand())
                .param("kind", file.subject().kind().word())
                .param("subject", file.subject().id())
                .param("releasing", releasing)
                .query((row, index) ->
                        new Refunded(new Money(row.getLong("of_matter")), new Money(row.getLong("of_subject"))))
                .single();
    }

    /** What was paid without a remedy in a case under names that begin so, booked or on its way. */
    public Money paidOnce(CaseFile file, String onceBeginsWith) {
        return new Money(jdbc.sql("""
                select coalesce(sum(cents), 0) from payout
                where case_id = ? and state in ('requested', 'pending', 'booked') and starts_with(once, ?)""")
                .params(file.id(), onceBeginsWith)
                .query(Long.class)
                .single());
    }

    /** How often a payout without a remedy was begun under that name. */
    public int begunOnce(CaseFile file, String once) {
        return jdbc.sql("select count(*) from payout where case_id = ? and once = ?")
                .params(file.id(), once)
                .query(Integer.class)
                .single();
    }

    /**
     * What the shop says of the purchase besides its figures.
     *
     * @param lines how many lines the order has; 0 if the shop does not say
     * @param othersOrder whether the shop knows it under another customer
     */
    public record Purchase(int lines, boolean othersOrder) {}

    public Purchase purchase(CaseFile file) {
        return jdbc.sql("select order_lines, others_order from case_file where id = ?")
                .param(file.id())
                .query((row, index) -> new Purchase(row.getInt("order_lines"), row.getBoolean("others_order")))
                .single();
    }

    public void purchase(CaseFile file, Purchase purchase) {
        jdbc.sql("update case_file set order_lines = ?, others_order = ? where id = ?")
                .params(purchase.lines(), purchase.othersOrder(), file.id())
                .update();
    }

    private static Payout read(ResultSet row, int index) throws SQLException {
        return new Payout(
                row.getString("reference"),
                Sql.uuid(row, "case_id"),
                row.getObject("remedy_id", UUID.class),
                row.getString("once"),
                Sql.requiredWord(row, "kind", Kind.class),
                new Money(row.getLong("cents")),
                Sql.requiredWord(row, "means", Means.class),
                row.getString("reason"),
                Sql.requiredWord(row, "state", State.class),
                row.getString("refund_id"),
                row.getString("failure"),
                row.getObject("explanation", UUID.class),
                row.getString("flow"),
                Sql.requiredInstant(row, "requested_at"),
                Sql.instant(row, "ended_at"));
    }
}
