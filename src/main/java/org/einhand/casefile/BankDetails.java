package org.einhand.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Sql;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Bank accounts that were given in a case, whether one is being asked for, and whether a remedy's money may go to one. An account is
 * sealed; outside this room it is known by the last four digits of its IBAN. The newest one counts.
 */
@Component
public class BankDetails {

    private static final int SHOWN = 4;

    private final JdbcClient jdbc;
    private final Clock clock;

    BankDetails(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What the bank said about the name on an account (verification of payee). */
    public enum Payee implements Worded {
        UNCHECKED,
        MATCH,
        CLOSE,
        NONE,
        UNAVAILABLE
    }

    /**
     * One account.
     *
     * @param iban ISO 13616, without blanks
     * @param name whose account it is said to be
     * @param lastFour of the IBAN: all that is shown of it
     * @param givenBy the customer herself, or the agent who took it down
     */
    public record Account(
            UUID id,
            String iban,
            String name,
            String lastFour,
            Actor givenBy,
            Instant givenAt,
            Payee payee,
            @Nullable Instant checkedAt) {

        /** Whether money may be sent there, as far as the bank is concerned. */
        public boolean usable() {
            return payee != Payee.NONE;
        }

        /** The same account after the bank answered. */
        public Account withPayee(Payee result) {
            return new Account(id, iban, name, lastFour, givenBy, givenAt, result, checkedAt);
        }

        public boolean byCustomer() {
            return givenBy.kind() == Actor.Kind.CUSTOMER;
        }

        @Override
        public String toString() {
            return "account ending in " + lastFour;
        }
    }

    /** What is sealed of an account. */
    private record Sealed(String iban, String name) {}

    /** Puts an account on file; from now on it is the one that counts. */
    public Account given(CaseFile file, String iban, String name, Actor by) {
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        String lastFour = iban.substring(iban.length() - SHOWN);
        jdbc.sql("""
                insert into bank_details (id, case_id, given_by_kind, given_by, given_at, last_four, payee, sealed_account)
                values (?, ?, ?, ?, ?, ?, 'unchecked', ?)""")
                .params(
                        id,
                        file.id(),
                        by.kind().name(),
                        by.id(),
                        Sql.time(now),
                        lastFour,
                        file.keys().sealJson(new Sealed(iban, name)))
                .update();
        return new Account(id, iban, name, lastFour, by, now, Payee.UNCHECKED, null);
    }

    /** The account that counts. */
    public Optional<Account> current(CaseFile file) {
        return jdbc.sql("select * from bank_details where case_id = ? order by seq desc limit 1")
                .param(file.id())
                .query((row, index) -> read(row, file.keys()))
                .optional();
    }

    /** The account that counted at that time. */
    public Optional<Account> at(CaseFile file, Instant time) {
        return jdbc.sql("select * from bank_details where case_id = ? and given_at <= ? order by seq desc limit 1")
                .params(file.id(), Sql.time(time))
                .query((row, index) -> read(row, file.keys()))
                .optional();
    }

    public Account byId(CaseFile file, UUID id) {
        return jdbc.sql("select * from bank_details where id = ? and case_id = ?")
                .params(id, file.id())
                .query((row, index) -> read(row, file.keys()))
                .single();
    }

    /** The bank answered; false if it had done so before. */
    public boolean checked(UUID accountId, Payee result) {
        return jdbc.sql("update bank_details set payee = ?, checked_at = ? where id = ? and payee = 'unchecked'")
                        .params(result.word(), Sql.time(clock.instant()), accountId)
                        .update()
                == 1;
    }

    private static Account read(ResultSet row, Vault.Keys keys) throws SQLException {
        Sealed sealed = keys.openJson(row.getBytes("sealed_account"), Sealed.class);
        return new Account(
                Sql.uuid(row, "id"),
                sealed.iban(),
                sealed.name(),
                row.getString("last_four"),
                new Actor(Actor.Kind.valueOf(row.getString("given_by_kind")), row.getString("given_by"), Set.of()),
                Sql.requiredInstant(row, "given_at"),
                Sql.requiredWord(row, "payee", Payee.class),
                Sql.instant(row, "checked_at"));
    }

    /**
     * An account is asked for.
     *
     * @param why a word: {@code needed}, or {@code not-that-name} when the bank knows the one that was given under another name
     * @param waitingRemedy the remedy that cannot go on without it
     */
    public record Request(
            String why,
            Instant askedAt,
            @Nullable Instant settledAt,
            @Nullable UUID waitingRemedy) {

        public boolean isOpen() {
            return settledAt == null;
        }
    }

    public Optional<Request> request(CaseFile file) {
        return jdbc.sql("select * from bank_details_request where case_id = ?")
                .param(file.id())
                .query((row, index) -> new Request(
                        row.getString("why"),
                        Sql.requiredInstant(row, "asked_at"),
                        Sql.instant(row, "settled_at"),
                        row.getObject("waiting_remedy", UUID.class)))
                .optional();
    }

    /** Asking begins; false if we are asking already. */
    public boolean asking(CaseFile file, String why) {
        return jdbc.sql("""
                insert into bank_details_request (case_id, why, asked_at) values (:case, :why, :now)
                on conflict (case_id) do update set why = :why, asked_at = :now, settled_at = null
                where bank_details_request.settled_at is not null""")
                        .param("case", file.id())
                        .param("why", why)
                        .param("now", Sql.time(clock.instant()))
                        .update()
                == 1;
    }

    /** That remedy cannot go on before an account is given. */
    public void waits(CaseFile file, UUID remedyId) {
        jdbc.sql("update bank_details_request set waiting_remedy = ? where case_id = ?")
                .params(remedyId, file.id())
                .update();
    }

    /** Asking is over: an account was given, or none is needed any more. False if nobody was asking. */
    public boolean settled(CaseFile file) {
        return jdbc.sql("""
                update bank_details_request set settled_at = ?, waiting_remedy = null where case_id = ? and settled_at is null""").params(Sql.time(clock.instant()), file.id()).update() == 1;
    }

    /**
     * What was said to a remedy's money going to one account.
     *
     * @param approvers groups whose members may say yes; empty where nobody has to
     * @param answeredBy who said yes or no
     * @param clearedAt since when the money may go there; null: it may not
     */
    public record Check(
            UUID remedyId,
            UUID accountId,
            String rule,
            List<String> approvers,
            @Nullable String answeredBy,
            @Nullable Boolean approved,
            @Nullable Instant clearedAt) {

        /** Whether a second person is asked, and has not answered yet. */
        public boolean isAsked() {
            return !approvers.isEmpty() && approved == null;
        }
    }

    public Optional<Check> check(UUID remedyId, UUID accountId) {
        return jdbc.sql("select * from payout_check where remedy_id = ? and bank_details_id = ?")
                .params(remedyId, accountId)
                .query(BankDetails::readCheck)
                .optional();
    }

    /** The check of a remedy that waits for a second person. */
    public Optional<Check> asked(UUID remedyId) {
        return checks(remedyId).stream().filter(Check::isAsked).findFirst();
    }

    private List<Check> checks(UUID remedyId) {
        return jdbc.sql("""
                select p.* from payout_check p join bank_details b on b.id = p.bank_details_id
                where p.remedy_id = ? order by b.seq desc""").param(remedyId).query(BankDetails::readCheck).list();
    }

    /** A second person is asked whether a remedy's money may go to that account. */
    public void askSecondPerson(UUID remedyId, UUID accountId, String rule, List<String> approvers) {
        jdbc.sql("""
                insert into payout_check (remedy_id, bank_details_id, rule, approvers) values (?, ?, ?, ?)
                on conflict (remedy_id, bank_details_id) do nothing""")
                .params(remedyId, accountId, rule, String.join(",", approvers))
                .update();
    }

    /** More groups are asked for their yes. */
    public void approvers(UUID remedyId, UUID accountId, List<String> groups) {
        jdbc.sql("update payout_check set approvers = ? where remedy_id = ? and bank_details_id = ?")
                .params(String.join(",", groups), remedyId, accountId)
                .update();
    }

    /** A second person said yes or no. */
    public void answered(UUID remedyId, UUID accountId, Actor by, boolean approved) {
        jdbc.sql("""
                update payout_check set answered_by = ?, answered_at = ?, approved = ?
                where remedy_id = ? and bank_details_id = ?""")
                .params(by.id(), Sql.time(clock.instant()), approved, remedyId, accountId)
                .update();
    }

    /** A remedy's money may go to that account. */
    public void cleared(UUID remedyId, UUID accountId, String rule) {
        jdbc.sql("""
                insert into payout_check (remedy_id, bank_details_id, rule, cleared_at) values (:remedy, :account, :rule, :now)
                on conflict (remedy_id, bank_details_id) do update set cleared_at = coalesce(payout_check.cleared_at, :now)""")
                .param("remedy", remedyId)
                .param("account", accountId)
                .param("rule", rule)
                .param("now", Sql.time(clock.instant()))
                .update();
    }

    /** Where a remedy's money may go; empty as long as nothing is cleared. */
    public Optional<Account> clearedFor(CaseFile file, UUID remedyId) {
        return jdbc.sql("""
                select b.* from payout_check p join bank_details b on b.id = p.bank_details_id
                where p.remedy_id = ? and b.case_id = ? and p.cleared_at is not null order by b.seq desc limit 1""")
                .params(Arrays.asList(remedyId, file.id()))
                .query((row, index) -> read(row, file.keys()))
                .optional();
    }

    private static Check readCheck(ResultSet row, int index) throws SQLException {
        String approvers = row.getString("approvers");
        Boolean approved = row.getObject("approved", Boolean.class);
        return new Check(
                Sql.uuid(row, "remedy_id"),
                Sql.uuid(row, "bank_details_id"),
                row.getString("rule"),
                approvers == null ? List.of() : List.of(approvers.split(",")),
                row.getString("answered_by"),
                approved,
                Sql.instant(row, "cleared_at"));
    }
}
