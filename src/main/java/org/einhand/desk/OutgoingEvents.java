package org.einhand.desk;

import java.time.Clock;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.kernel.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The outbox: what subscribers are to hear is written with the change it tells of. */
@Component
class OutgoingEvents {

    private final JdbcClient jdbc;
    private final Clock clock;

    OutgoingEvents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(CaseFile file, String type) {
        jdbc.sql("""
                insert into outgoing_event (id, type, case_id, happened_at, data)
                values (?, ?, ?, ?, jsonb_build_object('caseNumber', ?, 'caseType', ?))""")
                .params(
                        UUID.randomUUID(),
                        type,
                        file.id(),
                        Sql.time(clock.instant()),
                        file.caseNumber(),
                        file.type().word())
                .update();
    }
}
