package org.einhand.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Money;
import org.einhand.kernel.Sql;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was decided to make it good, and the orders placed outside to carry it out. */
@Component
public class Remedies {

    private final JdbcClient jdbc;
    private final Clock clock;

    Remedies(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Where a remedy stands. */
    public enum State implements Worded {
        AWAITING_APPROVAL,
        IN_PROGRESS,
        EFFECTIVE,
        FAILED,
        REFUSED,
        CANCELLED
    }

    /** On whose word it was done. */
    public enum Authority implements Worded {
        DIRECT,
        APPROVED,
        AUTOMATIC
    }

    /**
     * One remedy.
     *
     * @param settling whether its effect solves the case
     * @param owed whether the law or our own rule owes it, so that it is no goodwill
     * @param rule the rule that allowed it
     * @param amount money that it takes, for actions that take some
     * @param goodwill what it takes of the decider's limit for goodwill
     * @param particulars what the action took
     * @param approvers groups whose members may say yes; empty where nobody has to
     * @param answeredBy who said yes or no
     * @param answer why, in words
     * @param failure why it failed, a word such as {@code out-of-stock}
     * @param customersFault whether that was the customer's own fault; such failures do not widen authority
     * @param flow id of the remedy's own running process
     */
    public record Remedy(
            UUID id,
            UUID caseId,
            String action,
            boolean settling,
            State state,
            Actor decidedBy,
            Authority authority,
            boolean owed,
            String rule,
            String reason,
            @Nullable Money amount,
            Money goodwill,
            Particulars particulars,
            @Nullable String note,
            List<String> approvers,
            @Nullable String answeredBy,
            @Nullable String answer,
            @Nullable String failure,
            boolean customersFault,
            Instant requestedAt,
            @Nullable Instant effectiveAt,
            @Nullable Instant endedAt,
            @Nullable String flow) {

        public boolean isUnderWay() {
            return state == State.IN_PROGRESS || state == State.AWAITING_APPROVAL;
        }

        public @Nullable Address address() {
            return particulars.address();
        }
    }

    /**
     * What an action took; null where it takes none.
     *
     * @param address where something is sent
     * @param window when somebody is to be there
     * @param item what is sent instead
     * @param text what is to be done, in the decider's own words
     * @param promiseBy the day by which that is promised
     * @param doer the group or user who does it
     */
    public record Particulars(
            @Nullable Address address,
            @Nullable Window window,
            @Nullable String item,
            @Nullable String pickupPoint,
            @Nullable String text,
            @Nullable LocalDate promiseBy,
            @Nullable String doer) {

        public static final Particulars NONE = new Particulars(null, null, null, null, null, null, null);

        /** The same, sent to that address. */
        public Particulars to(Address elsewhere) {
            return new Particulars(elsewhere, window, item, pickupPoint, text, promiseBy, doer);
        }
    }

    /** From and to. */
    public record Window(Instant from, Instant to) {}

    /**
     * An order placed with a back end for a remedy.
     *
     * @param reference our reference and its idempotency key
     * @param externalId the back end's own id, once it answered
     */
    public record BackendOrder(
            String reference,
            UUID remedyId,
            UUID caseId,
            String backend,
            OrderState state,
            @Nullable String externalId,
            @Nullable String trackingCode,
            @Nullable Instant estimatedFor) {}

    /** Where an order stands with its back end, as far as we were told. */
    public enum OrderState implements Worded {
        REQUESTED,
        ORDERED,
        REJECTED,
        DELIVERED,
        ACTIVATED,
        RETURNED,
        LOST,
        DAMAGED,
        CANCELLED
    }

    public Remedy begin(CaseFile file, Remedy remedy) {
        Vault.Keys keys = file.keys();
        jdbc.sql("""
                insert into remedy (id, case_id, action, settling, state, decided_by_kind, decided_by, authority, owed, rule, reason,
                    amount_cents, goodwill_cents, approvers, requested_at, sealed_note, sealed_particulars)
                values (:id, :case, :action, :settling, :state, :decidedByKind, :decidedBy, :authority, :owed, :rule, :reason,
                    :amount, :goodwill, :approvers, :requestedAt, :note, :particulars)""")
                .param("id", remedy.id())
                .param("case", file.id())
                .param("action", remedy.action())
                .param("settling", remedy.settling())
                .param("state", remedy.state().word())
                .param("decidedByKind", remedy.decidedBy().kind().name())
                .param("decidedBy", remedy.decidedBy().id())
                .param("authority", remedy.authority().word())
                .param("owed", remedy.owed())
                .param("rule", remedy.rule())
                .param("reason", remedy.reason())
                .param(
                        "amount",
                        remedy.amount() == null ? null : remedy.amount().cents())
                .param("goodwill", remedy.goodwill().cents())
                .param("approvers", remedy.approvers().isEmpty() ? null : String.join(",", remedy.approvers()))
                .param("requestedAt", Sql.time(remedy.requestedAt()))
                .param("note", remedy.note() == null ? null : keys.seal(remedy.note()))
                .param("particulars", keys.sealJson(remedy.particulars()))
                .update();
        return remedy;
    }

    /** Somebody said yes: it may go on; or no: it is refused, and gives its amount back. */
    public void answered(CaseFile file, UUID remedyId, Actor by, boolean approved, @Nullable String why) {
        Instant now = clock.instant();
        jdbc.sql("""
                update remedy set state = :state, authority = :authority, answered_by = :by, answered_at = :now, sealed_answer = :why,
                    ended_at = :ended
                where id = :id""")
                .param("state", (approved ? State.IN_PROGRESS : State.REFUSED).word())
                .param("authority", (approved ? Authority.APPROVED : Authority.DIRECT).word())
                .param("by", by.id())
                .param("now", Sql.time(now))
                .param("ended", Sql.time(approved ? null : now))
                .param("why", why == null ? null : file.keys().seal(why))
                .param("id", remedyId)
                .update();
    }

    /** More groups are asked for their yes. */
    public void approvers(UUID remedyId, List<String> groups) {
        jdbc.sql("update remedy set approvers = ? where id = ?")
                .params(String.join(",", groups), remedyId)
                .update();
    }

    /** The remedies of a case, oldest first. */
    public List<Remedy> of(CaseFile file) {
        Vault.Keys keys = file.keys();
        return jdbc.sql("select * from remedy where case_id = ? order by requested_at, id")
                .param(file.id())
                .query((row, index) -> read(row, keys))
                .list();
    }

    public Optional<Remedy> find(CaseFile file, UUID id) {
        Vault.Keys keys = file.keys();
        return jdbc.sql("select * from remedy where id = ? and case_id = ?")
                .params(id, file.id())
                .query((row, index) -> read(row, keys))
                .optional();
    }

    /**
     * What of a remedy can be read without the customer's key.
     *
     * @param approvers groups whose members may say yes, separated by commas; empty where nobody has to
     */
    public record Brief(UUID caseId, String action, State state, String decidedBy, String approvers) {}

    public Brief byId(UUID remedyId) {
        return jdbc.sql("select case_id, action, state, decided_by, approvers from remedy where id = ?")
                .param(remedyId)
                .query((row, index) -> new Brief(
                        Sql.uuid(row, "case_id"),
                        row.getString("action"),
                        Sql.requiredWord(row, "state", State.class),
                        row.getString("decided_by"),
                        row.getString("approvers") == null ? "" : row.getString("approvers")))
                .single();
    }

    /** The case a remedy belongs to. */
    public UUID caseOf(UUID remedyId) {
        return jdbc.sql("select case_id from remedy where id = ?")
                .param(remedyId)
                .query(UUID.class)
                .single();
    }

    /** The settling remedy under way, if there is one; the oldest, where one waits until another was stopped. */
    public Optional<Remedy> underWay(CaseFile file) {
        return of(file).stream()
                .filter(remedy -> remedy.settling() && remedy.isUnderWay())
                .findFirst();
    }

    /** The newest settling remedy of a case. */
    public Optional<Remedy> latestSettling(CaseFile file) {
        return of(file).stream().filter(Remedy::settling).reduce((earlier, later) -> later);
    }

    /** The remedy's process is running. */
    public void running(UUID remedyId, String flow) {
        jdbc.sql("update remedy set flow = ? where id = ?")
                .params(flow, remedyId)
                .update();
    }

    /** The remedy is to be stopped; false if it was asked to before. */
    public boolean callOff(UUID remedyId) {
        return jdbc.sql("update remedy set called_off_at = ? where id = ? and called_off_at is null")
                        .params(Sql.time(clock.instant()), remedyId)
                        .update()
                == 1;
    }

    /** An address given later replaces the one the remedy began with. */
    public void address(CaseFile file, Remedy remedy, Address address) {
        jdbc.sql("update remedy set sealed_particulars = ? where id = ?")
                .params(file.keys().sealJson(remedy.particulars().to(address)), remedy.id())
                .update();
    }

    /** What it comes to after all. */
    public void amount(UUID remedyId, Money amount) {
        jdbc.sql("update remedy set amount_cents = ? where id = ?")
                .params(amount.cents(), remedyId)
                .update();
    }

    public void effective(UUID remedyId) {
        jdbc.sql("update remedy set state = 'effective', effective_at = :now, ended_at = :now where id = :id")
                .param("now", Sql.time(clock.instant()))
                .param("id", remedyId)
                .update();
    }

    public void failed(UUID remedyId, String failure, boolean customersFault) {
        jdbc.sql("update remedy set state = 'failed', failure = ?, customers_fault = ?, ended_at = ? where id = ?")
                .params(failure, customersFault, Sql.time(clock.instant()), remedyId)
                .update();
    }

    public void cancelled(UUID remedyId) {
        jdbc.sql("update remedy set state = 'cancelled', ended_at = ? where id = ?")
                .params(Sql.time(clock.instant()), remedyId)
                .update();
    }

    /**
     * What happened so far in the whole matter: this case, earlier ones of the same customer about the same subject, and those about
     * an order that replaced it.
     *
     * @param failedAttempts remedies that failed without the customer's fault
     * @param redeliveries shipments that went out again
     */
    public record Matter(int failedAttempts, int redeliveries) {}

    public Matter matter(CaseFile file) {
        return jdbc.sql("""
                select count(*) filter (where r.state = 'failed' and not r.customers_fault) as failed,
                    count(*) filter (where r.action like 'redeliver-%' and r.state in ('in-progress', 'effective', 'failed')) as redeliveries
                from remedy r join case_file c on c.id = r.case_id
                where c.matter_id = ?""")
                .param(file.matterId())
                .query((row, index) -> new Matter(row.getInt("failed"), row.getInt("redeliveries")))
                .single();
    }

    /** An order is about to be placed; its reference is known from now on. */
    public BackendOrder ordering(CaseFile file, UUID remedyId, String backend, String reference) {
        Instant now = clock.instant();
        jdbc.sql("""
                insert into backend_order (reference, remedy_id, case_id, backend, state, created_at, updated_at)
                values (?, ?, ?, ?, 'requested', ?, ?)""")
                .params(reference, remedyId, file.id(), backend, Sql.time(now), Sql.time(now))
                .update();
        return new BackendOrder(reference, remedyId, file.id(), backend, OrderState.REQUESTED, null, null, null);
    }

    public void ordered(
            String reference, String externalId, @Nullable String trackingCode, @Nullable Instant estimatedFor) {
        jdbc.sql("""
                update backend_order set state = case when state = 'requested' then 'ordered' else state end, external_id = ?,
                    tracking_code = ?, estimated_for = ?, updated_at = ?
                where reference = ?""")
                .params(Arrays.asList(
                        externalId, trackingCode, Sql.time(estimatedFor), Sql.time(clock.instant()), reference))
                .update();
    }

    public void order(String reference, OrderState state) {
        jdbc.sql("update backend_order set state = ?, updated_at = ? where reference = ?")
                .params(state.word(), Sql.time(clock.instant()), reference)
                .update();
    }

    public Optional<BackendOrder> order(String reference) {
        return jdbc.sql("select * from backend_order where reference = ?")
                .param(reference)
                .query(Remedies::readOrder)
                .optional();
    }

    /** The orders of a case, oldest first. */
    public List<BackendOrder> orders(CaseFile file) {
        return jdbc.sql("select * from backend_order where case_id = ? order by created_at, reference")
                .param(file.id())
                .query(Remedies::readOrder)
                .list();
    }

    /** Whether the shop called the purchase off for a remedy. */
    public boolean isPurchaseCalledOff(UUID remedyId) {
        return jdbc.sql(
                        "select exists (select 1 from backend_order where remedy_id = ? and backend = 'orders' and state = 'ordered')")
                .param(remedyId)
                .query(Boolean.class)
                .single();
    }

    /** The order of a remedy that is awaited now: the newest one. */
    public Optional<BackendOrder> awaitedOrder(UUID remedyId) {
        return jdbc.sql(
                        "select * from backend_order where remedy_id = ? order by created_at desc, reference desc limit 1")
                .param(remedyId)
                .query(Remedies::readOrder)
                .optional();
    }

    private static BackendOrder readOrder(ResultSet row, int index) throws SQLException {
        return new BackendOrder(
                row.getString("reference"),
                Sql.uuid(row, "remedy_id"),
                Sql.uuid(row, "case_id"),
                row.getString("backend"),
                Sql.requiredWord(row, "state", OrderState.class),
                row.getString("external_id"),
                row.getString("tracking_code"),
                Sql.instant(row, "estimated_for"));
    }

    private static Remedy read(ResultSet row, Vault.Keys keys) throws SQLException {
        String approvers = row.getString("approvers");
        return new Remedy(
                Sql.uuid(row, "id"),
                Sql.uuid(row, "case_id"),
                row.getString("action"),
                row.getBoolean("settling"),
                Sql.requiredWord(row, "state", State.class),
                new Actor(Actor.Kind.valueOf(row.getString("decided_by_kind")), row.getString("decided_by"), Set.of()),
                Sql.requiredWord(row, "authority", Authority.class),
                row.getBoolean("owed"),
                row.getString("rule"),
                row.getString("reason"),
                Sql.money(row, "amount_cents"),
                new Money(row.getLong("goodwill_cents")),
                keys.openJson(row.getBytes("sealed_particulars"), Particulars.class),
                text(keys, row.getBytes("sealed_note")),
                approvers == null ? List.of() : List.of(approvers.split(",")),
                row.getString("answered_by"),
                text(keys, row.getBytes("sealed_answer")),
                row.getString("failure"),
                row.getBoolean("customers_fault"),
                Sql.requiredInstant(row, "requested_at"),
                Sql.instant(row, "effective_at"),
                Sql.instant(row, "ended_at"),
                row.getString("flow"));
    }

    private static @Nullable String text(Vault.Keys keys, byte @Nullable [] sealed) {
        return sealed == null ? null : keys.open(sealed);
    }
}
