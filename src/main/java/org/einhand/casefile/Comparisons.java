package org.einhand.casefile;

import java.time.Clock;
import java.time.Duration;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How often somebody compared what a caller says with what is on file. What was said is not kept. */
@Component
public class Comparisons {

    private final JdbcClient jdbc;
    private final Clock clock;

    Comparisons(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How many that agent made in that case within the time before now. Needs the lock on the case to be counted rightly. */
    public int within(Duration time, CaseFile file, Actor agent) {
        return jdbc.sql("select count(*) from comparison where case_id = ? and agent = ? and at > ?")
                .params(file.id(), agent.id(), Sql.time(clock.instant().minus(time)))
                .query(Integer.class)
                .single();
    }

    public void note(CaseFile file, Actor agent) {
        jdbc.sql("insert into comparison (case_id, agent, at) values (?, ?, ?)")
                .params(file.id(), agent.id(), Sql.time(clock.instant()))
                .update();
    }
}
