package org.einhand.sandbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.einhand.kernel.DueWork;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The engine's timers and asynchronous steps, seen as work that is due. Its cleaning up of history does not count. */
@Component
@Profile("sandbox")
class EngineJobs implements DueWork {

    private static final String COUNTING = "from act_ru_job where retries_ > 0 and suspension_state_ = 1"
            + " and handler_type_ <> 'history-cleanup' and ";

    private final JdbcClient database;
    private final Clock clock;
    private final JobExecutor executor;

    EngineJobs(DataSource database, Clock clock, ProcessEngine engine) {
        this.database = JdbcClient.create(database);
        this.clock = clock;
        this.executor = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
    }

    @Override
    public Optional<Instant> nextDue() {
        return Optional.ofNullable(database.sql("select min(duedate_) " + COUNTING + "duedate_ > ?")
                        .param(now())
                        .query((row, number) -> new Due(row.getTimestamp(1)))
                        .single()
                        .at())
                .map(Timestamp::toInstant);
    }

    @Override
    public boolean busy() {
        return executor.isActive()
                && database.sql("select exists (select 1 " + COUNTING + "(duedate_ is null or duedate_ <= ?))")
                        .param(now())
                        .query(Boolean.class)
                        .single();
    }

    /** Lets the engine look for due jobs now, not when its idle time is over. */
    void wake() {
        executor.jobWasAdded();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private record Due(@org.jspecify.annotations.Nullable Timestamp at) {}
}
