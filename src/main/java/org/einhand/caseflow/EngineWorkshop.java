package org.einhand.caseflow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.einhand.kernel.EngineWork;
import org.einhand.kernel.OnWatch;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks into the engine for operations. Counting and grouping is done in its tables, read only: its queries can do neither. What
 * changes something goes through its services.
 */
@Component
class EngineWorkshop implements EngineWork {

    /** As often as a step is tried that was never tried before. */
    private static final int TRIES = 3;

    private static final int LARGEST_RETRY = 1000;
    private static final int MOST_KINDS = 50;
    private static final int MOST_ENDED = 300;

    /** What is in front of it is the same for all failures of one sort; what is behind names the one order. */
    private static final String REASON = "split_part(coalesce(%s, ''), ' when asked to ', 1)";

    private static final String ROOT_INCIDENTS = """
            from act_ru_incident i left join act_re_procdef d on d.id_ = i.proc_def_id_
                left join act_ru_execution e on e.id_ = i.proc_inst_id_
            where i.id_ = i.root_cause_incident_id_""";

    private static final String DUE_JOBS = """
            from act_ru_job j left join act_ru_jobdef f on f.id_ = j.job_def_id_
                left join act_ru_execution e on e.id_ = j.process_instance_id_
            where j.retries_ > 0 and j.suspension_state_ = 1 and j.handler_type_ <> 'history-cleanup' and j.duedate_ < :before""";

    private static final String FAILED_FOR_GOOD = """
            from act_ru_job where retries_ = 0 and process_def_key_ = :process
                and (cast(:activity as text) is null or failed_act_id_ = :activity)
                and (cast(:message as text) is null or position(lower(:message) in lower(coalesce(exception_msg_, ''))) > 0)""";

    private final JdbcClient jdbc;
    private final RuntimeService runtime;
    private final ManagementService management;
    private final HistoryService history;
    private final InternalCalls internal;
    private final Clock clock;

    EngineWorkshop(
            JdbcClient jdbc,
            RuntimeService runtime,
            ManagementService management,
            HistoryService history,
            InternalCalls internal,
            Clock clock) {
        this.jdbc = jdbc;
        this.runtime = runtime;
        this.management = management;
        this.history = history;
        this.internal = internal;
        this.clock = clock;
    }

    @Override
    public List<Kind> incidents() {
        return jdbc.sql(kinds(
                        "coalesce(d.key_, i.incident_type_)",
                        "i.failed_activity_id_",
                        REASON.formatted("i.incident_msg_"),
                        "i.incident_timestamp_",
                        "i.proc_inst_id_",
                        ROOT_INCIDENTS))
                .param("most", MOST_KINDS)
                .query(EngineWorkshop::kind)
                .list();
    }

    @Override
    public List<Kind> due(Instant before) {
        return jdbc.sql(kinds(
                        "coalesce(j.process_def_key_, j.handler_type_)",
                        "f.act_id_",
                        REASON.formatted("j.exception_msg_"),
                        "j.duedate_",
                        "j.process_instance_id_",
                        DUE_JOBS))
                .param("most", MOST_KINDS)
                .param("before", Timestamp.from(before))
                .query(EngineWorkshop::kind)
                .list();
    }

    private static String kinds(
            String process, String activity, String reason, String since, String instance, String from) {
        return """
                select %1$s as process, %2$s as activity, %3$s as reason, count(*) as count, min(%4$s) as oldest,
                    (array_agg(%5$s || '|' || coalesce(e.business_key_, '') order by %4$s) filter (where %5$s is not null))[1\\:5] as instances
                %6$s group by 1, 2, 3 order by oldest limit :most""".formatted(process, activity, reason, since, instance, from);
    }

    private static Kind kind(ResultSet row, int index) throws SQLException {
        String process = row.getString("process");
        String[] first = row.getArray("instances") == null
                ? new String[0]
                : (String[]) row.getArray("instances").getArray();
        return new Kind(
                process,
                row.getString("activity"),
                row.getString("reason"),
                row.getLong("count"),
                row.getTimestamp("oldest").toInstant(),
                Arrays.stream(first)
                        .map(each -> each.split("\\|", 2))
                        .map(parts -> new Instance(parts[0], process, parts[1]))
                        .toList());
    }

    @Override
    public OnWatch.Count incidentCount() {
        return jdbc.sql("select count(*) as count, min(i.incident_timestamp_) as oldest " + ROOT_INCIDENTS)
                .query((row, index) -> count("incidents", row))
                .single();
    }

    @Override
    public OnWatch.Count dueCount(Instant before) {
        return jdbc.sql("select count(*) as count, min(j.duedate_) as oldest " + DUE_JOBS)
                .param("before", Timestamp.from(before))
                .query((row, index) -> count("overdue-jobs", row))
                .single();
    }

    private static OnWatch.Count count(String what, ResultSet row) throws SQLException {
        Timestamp oldest = row.getTimestamp("oldest");
        return new OnWatch.Count(what, row.getLong("count"), oldest == null ? null : oldest.toInstant());
    }

    @Override
    public long withoutRetries() {
        return jdbc.sql("select count(*) from act_ru_job where retries_ = 0")
                .query(Long.class)
                .single();
    }

    @Override
    public Optional<Instance> find(String instanceId) {
        return internal.call(() -> Optional.ofNullable(runtime.createProcessInstanceQuery()
                        .processInstanceId(instanceId)
                        .singleResult())
                .filter(found -> found.getBusinessKey() != null)
                .map(found -> new Instance(found.getId(), found.getProcessDefinitionKey(), found.getBusinessKey())));
    }

    @Override
    public List<Failure> failures(String instanceId) {
        return internal.call(() -> {
            Map<String, String> processes = withCalled(instanceId);
            return failed(processes.keySet()).stream()
                    .map(job -> new Failure(
                            processes.getOrDefault(job.getProcessInstanceId(), ""),
                            job.getFailedActivityId(),
                            job.getExceptionMessage() == null ? "" : job.getExceptionMessage(),
                            job.getRetries(),
                            job.getRetries() == 0 || job.getDuedate() == null
                                    ? null
                                    : job.getDuedate().toInstant()))
                    .toList();
        });
    }

    private List<Job> failed(Set<String> instances) {
        return instances.isEmpty()
                ? List.of()
                : management
                        .createJobQuery()
                        .processInstanceIds(instances)
                        .withException()
                        .list();
    }

    /** Ids of a running process and all that it called, with the keys of their models. */
    private Map<String, String> withCalled(String instanceId) {
        Map<String, String> found = new HashMap<>();
        ProcessInstance instance = runtime.createProcessInstanceQuery()
                .processInstanceId(instanceId)
                .singleResult();
        List<ProcessInstance> level = instance == null ? List.of() : List.of(instance);
        while (!level.isEmpty()) {
            level.forEach(each -> found.put(each.getId(), each.getProcessDefinitionKey()));
            level = level.stream()
                    .flatMap(each ->
                            runtime.createProcessInstanceQuery().superProcessInstanceId(each.getId()).list().stream())
                    .toList();
        }
        return found;
    }

    @Override
    public List<Ended> ended(String instanceId) {
        return internal.call(() -> {
            Set<String> instances = new LinkedHashSet<>(List.of(instanceId));
            List<Ended> ended = new ArrayList<>();
            for (List<String> level = List.of(instanceId); !level.isEmpty(); ) {
                List<String> next = new ArrayList<>();
                for (String each : level) {
                    for (HistoricActivityInstance step : history.createHistoricActivityInstanceQuery()
                            .processInstanceId(each)
                            .list()) {
                        if (step.getEndTime() != null) {
                            ended.add(ended(step));
                        }
                        String called = step.getCalledProcessInstanceId();
                        if (called != null && instances.add(called)) {
                            next.add(called);
                        }
                    }
                }
                level = next;
            }
            return ended.stream()
                    .sorted(Comparator.comparing(Ended::endedAt).reversed())
                    .limit(MOST_ENDED)
                    .toList();
        });
    }

    private static Ended ended(HistoricActivityInstance step) {
        return new Ended(
                step.getProcessDefinitionKey(),
                step.getActivityId(),
                step.getActivityName(),
                step.getActivityType(),
                step.getStartTime().toInstant(),
                step.getEndTime().toInstant(),
                step.isCanceled());
    }

    @Override
    public int retry(String instanceId) {
        return internal.call(() -> {
            List<String> jobs = failed(withCalled(instanceId).keySet()).stream()
                    .map(Job::getId)
                    .toList();
            again(jobs, clock.instant());
            return jobs.size();
        });
    }

    @Override
    public Retried retry(Which which, Instant dueAt) {
        List<String> jobs = select(
                        "select id_ " + FAILED_FOR_GOOD + " order by create_time_, id_ limit " + LARGEST_RETRY, which)
                .query(String.class)
                .list();
        long all = select("select count(*) " + FAILED_FOR_GOOD, which)
                .query(Long.class)
                .single();
        internal.run(() -> again(jobs, dueAt));
        return new Retried(jobs.size(), all - jobs.size());
    }

    private JdbcClient.StatementSpec select(String sql, Which which) {
        return jdbc.sql(sql)
                .param("process", which.process())
                .param("activity", orNull(which.activity()))
                .param("message", orNull(which.message()));
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private void again(List<String> jobs, Instant dueAt) {
        if (!jobs.isEmpty()) {
            management
                    .setJobRetries(TRIES)
                    .jobIds(jobs)
                    .dueDate(Date.from(dueAt))
                    .execute();
        }
    }
}
