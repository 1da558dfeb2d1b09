package org.einhand.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

    CaseBriefs(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
     */
    public record Pulse(Instant updatedAt, @Nullable String owner) {}

    /** One row, for pages that ask again and again. */
    public Optional<Pulse> pulse(String caseNumber) {
        return jdbc.sql("select updated_at, owner from case_file where case_number = ?")
                .param(caseNumber)
                .query((row, index) -> new Pulse(Sql.requiredInstant(row, "updated_at"), row.getString("owner")))
                .optional();
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
