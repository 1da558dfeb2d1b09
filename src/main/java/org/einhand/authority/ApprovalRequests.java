package org.einhand.authority;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.einhand.kernel.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is asked of a second person, and how often it was asked again. */
@Component
public class ApprovalRequests {

    private final JdbcClient jdbc;
    private final Clock clock;

    ApprovalRequests(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A yes that is asked for.
     *
     * @param missing why it needs a yes, a word such as {@code authority}
     * @param round how often it was asked, counted from 1
     * @param lookAt when this round is over
     */
    public record Request(UUID remedyId, String missing, Instant askedAt, int round, Instant lookAt) {}

    /** Asks; what was asked about the remedy before is over. */
    public void add(UUID remedyId, String missing, Instant lookAt) {
        jdbc.sql("""
                insert into approval_request (remedy_id, missing, asked_at, round, look_at) values (:remedy, :missing, :now, 1, :lookAt)
                on conflict (remedy_id) do update set missing = :missing, asked_at = :now, round = 1, look_at = :lookAt""")
                .param("remedy", remedyId)
                .param("missing", missing)
                .param("now", Sql.time(clock.instant()))
                .param("lookAt", Sql.time(lookAt))
                .update();
    }

    /** The next round begins. */
    public void again(Request request, Instant lookAt) {
        jdbc.sql("update approval_request set round = ?, look_at = ? where remedy_id = ?")
                .params(request.round() + 1, Sql.time(lookAt), request.remedyId())
                .update();
    }

    public Optional<Request> find(UUID remedyId) {
        return jdbc.sql("select * from approval_request where remedy_id = ?")
                .param(remedyId)
                .query(ApprovalRequests::read)
                .optional();
    }

    private static Request read(ResultSet row, int index) throws SQLException {
        return new Request(
                Sql.uuid(row, "remedy_id"),
                row.getString("missing"),
                Sql.requiredInstant(row, "asked_at"),
                row.getInt("round"),
                Sql.requiredInstant(row, "look_at"));
    }
}
