package org.einhand.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.einhand.hand.Hands;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Cases at a glance, many with one question to the database; nothing personal is in them, so whoever sees a task may see its case so. */
@Component
public class CaseBriefs {

    private static final int MOST = 200;

    private static final String SELECT = """
            select c.case_number, c.type, c.state, c.blocked_by, c.owner, c.subject_id, c.item, p.due_at, p.what,
                (select count(*) from contact k
                    where k.case_id = c.id and k.direction = 'inbound' and k.answered_at is null and k.channel <> 'event') as unanswered,
                (select min(k.due_at) from contact k
                    where k.case_id = c.id and k.direction = 'inbound' and k.answered_at is null and k.channel <> 'event') as answer_by,
                (select count(*) from remedy r join case_file m on m.id = r.case_id
                    where m.matter_id = c.matter_id and r.state = 'failed' and not r.customers_fault) as failed
            from case_file c left join promise p on p.case_id = c.id and p.state = 'open'
            """;

    private final JdbcClient jdbc;
    private final Hands hands;

    CaseBriefs(JdbcClient jdbc, Hands hands) {
        this.jdbc = jdbc;
        this.hands = hands;
    }

    /**
     * A case at a glance.
     *
     * @param promisedBy when the open promise falls due; null if there is none
     * @param promise the word for what was promised
     * @param unanswered contacts that nobody has answered
     * @param answerBy by when the first of them is to be answered
     * @param failedAttempts remedies of the whole matter that failed without the customer's fault
     */
    public record Brief(
            String caseNumber,
            String type,
            String state,
            @Nullable String blockedBy,
            @Nullable String owner,
            @Nullable String order,
            @Nullable String item,
            @Nullable Instant promisedBy,
            @Nullable String promise,
            int unanswered,
            @Nullable Instant answerBy,
            int failedAttempts) {}

    public List<Brief> of(Collection<String> caseNumbers) {
        return caseNumbers.isEmpty()
                ? List.of()
                : jdbc.sql(SELECT + "where c.case_number = any(:numbers)")
                        .param("numbers", caseNumbers.toArray(String[]::new))
                        .query(CaseBriefs::read)
                        .list();
    }

    /** The cases that an agent looks after and that are not closed, what falls due first on top. */
    public List<Brief> lookedAfterBy(Actor agent) {
        return jdbc.sql(SELECT + """
                where c.owner = :owner and c.state <> 'closed'
                order by least(p.due_at, (select min(k.due_at) from contact k
                    where k.case_id = c.id and k.direction = 'inbound' and k.answered_at is null and k.channel <> 'event')), c.opened_at
                limit :most""")
                .param("owner", agent.id())
                .param("most", MOST)
                .query(CaseBriefs::read)
                .list();
    }

    /**
     * What changes while somebody looks at a case.
     *
     * @param updatedAt when the case was changed last
     * @param hand who works on the customer now, on whichever case of hers; null if nobody does
     */
    public record Pulse(Instant updatedAt, @Nullable String owner, Hands.@Nullable Hand hand) {}

    /** Two rows, for pages that ask again and again; looking takes nobody's hand. */
    public Optional<Pulse> pulse(String caseNumber) {
        return jdbc.sql("select updated_at, owner, customer_id from case_file where case_number = ?")
                .param(caseNumber)
                .query((row, index) -> new Pulse(
                        Sql.requiredInstant(row, "updated_at"),
                        row.getString("owner"),
                        hands.of(row.getString("customer_id")).orElse(null)))
                .optional();
    }

    /** The customers on whom an agent works now. */
    public List<String> heldBy(Actor agent) {
        return hands.heldBy(agent.id());
    }

    /** Open cases whose customers wait for an answer, whoever looks after them, the longest overdue first. */
    public List<Brief> waitingForAnAnswer(int most) {
        return jdbc.sql(SELECT + """
                where c.id in (select k.case_id from contact k join case_file o on o.id = k.case_id
                    where k.answered_at is null and k.due_at is not null and k.direction = 'inbound' and k.channel <> 'event'
                        and o.state <> 'closed'
                    order by k.due_at limit :most)
                order by answer_by""")
                .param("most", most)
                .query(CaseBriefs::read)
                .list();
    }

    private static Brief read(ResultSet row, int index) throws SQLException {
        return new Brief(
                row.getString("case_number"),
                row.getString("type"),
                row.getString("state"),
                row.getString("blocked_by"),
                row.getString("owner"),
                row.getString("subject_id"),
                row.getString("item"),
                Sql.instant(row, "due_at"),
                row.getString("what"),
                row.getInt("unanswered"),
                Sql.instant(row, "answer_by"),
                row.getInt("failed"));
    }
}
