package org.einhand.handoff;

import java.time.Clock;
import org.einhand.casefile.CaseFile;
import org.einhand.kernel.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where a case was handed on although it could have been kept: which authority was missing for which action. For process owners; it
 * names no agent.
 */
@Component
public class AuthorityGaps {

    private final JdbcClient jdbc;
    private final Clock clock;

    AuthorityGaps(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Notes one gap.
     *
     * @param missing the rules' word for what was missing, such as {@code authority}
     */
    public void add(CaseFile file, String action, String missing) {
        jdbc.sql("insert into authority_gap (case_id, at, action, missing, case_type) values (?, ?, ?, ?, ?)")
                .params(
                        file.id(),
                        Sql.time(clock.instant()),
                        action,
                        missing,
                        file.type().word())
                .update();
    }
}
