package org.einhand.caseflow;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigrationInstruction;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceQuery;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.einhand.kernel.Migrations;
import org.einhand.kernel.Problem;
import org.einhand.kernel.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves running processes with the engine's own migration. A plan is tried before it is shown: each process is moved, and the
 * transaction rolled back. Event triggers are never made anew, so that a timer keeps its time, and listeners keep still.
 */
@Component
class EngineMigrations implements Migrations {

    private static final int MOST = 500;
    private static final int LENGTH_OF_NAME = 32;

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final InternalCalls internal;
    private final UnitOfWork unitOfWork;
    private final TransactionTemplate transaction;

    EngineMigrations(
            RuntimeService runtime,
            RepositoryService repository,
            InternalCalls internal,
            UnitOfWork unitOfWork,
            PlatformTransactionManager transactions) {
        this.runtime = runtime;
        this.repository = repository;
        this.internal = internal;
        this.unitOfWork = unitOfWork;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Two versions of a model, and how the engine would go from one to the other. */
    private record Way(
            ProcessDefinition from,
            ProcessDefinition to,
            MigrationPlan plan,
            @Nullable String caseNumber) {

        List<Step> steps() {
            return plan.getInstructions().stream()
                    .map(instruction -> new Step(instruction.getSourceActivityId(), instruction.getTargetActivityId()))
                    .sorted((one, other) -> one.activity().compareTo(other.activity()))
                    .toList();
        }

        String name() {
            String all = from.getId() + "|" + to.getId() + "|" + caseNumber + "|" + steps();
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)))
                        .substring(0, LENGTH_OF_NAME);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    @Override
    public Plan plan(String process, int from, @Nullable Integer to, @Nullable String caseNumber) {
        return internal.call(() -> {
            Way way = way(process, from, to, caseNumber);
            List<String> instances = instances(way);
            Troubles troubles = new Troubles();
            instances.forEach(instance -> attempt(instance, troubles, () -> tryOut(way, instance)));
            return new Plan(
                    way.name(),
                    process,
                    way.from().getVersion(),
                    way.to().getVersion(),
                    running(way),
                    instances.size(),
                    way.steps(),
                    unmapped(way),
                    troubles.all(),
                    hindrance(way));
        });
    }

    @Override
    public Migrated migrate(String process, int from, int to, @Nullable String caseNumber, String plan) {
        return internal.call(() -> {
            Way way = way(process, from, to, caseNumber);
            if (!way.name().equals(plan)) {
                throw new Problem(
                        "plan-changed",
                        409,
                        "That is not the plan for this any more, or never was. Look at the plan again first.");
            }
            String hindrance = hindrance(way);
            if (hindrance != null) {
                throw new Problem("migration-unsafe", 422, hindrance);
            }
            Troubles troubles = new Troubles();
            int migrated = 0;
            for (String instance : instances(way)) {
                if (attempt(instance, troubles, () -> unitOfWork.run(() -> move(way, instance)))) {
                    migrated++;
                }
            }
            return new Migrated(process, from, to, migrated, running(way), troubles.all());
        });
    }

    private Way way(String process, int from, @Nullable Integer to, @Nullable String caseNumber) {
        ProcessDefinition source = version(process, from);
        ProcessDefinition target = version(process, to);
        if (source.getId().equals(target.getId())) {
            throw Problem.invalid("/to", "must be another version than from");
        }
        return new Way(source, target, equalActivities(source, target), caseNumber);
    }

    private ProcessDefinition version(String process, @Nullable Integer version) {
        var query = repository.createProcessDefinitionQuery().processDefinitionKey(process);
        ProcessDefinition found =
                (version == null ? query.latestVersion() : query.processDefinitionVersion(version)).singleResult();
        if (found == null) {
            throw Problem.notFound(
                    "There is no process " + process + (version == null ? "" : " in version " + version) + ".");
        }
        return found;
    }

    private MigrationPlan equalActivities(ProcessDefinition source, ProcessDefinition target) {
        return runtime.createMigrationPlan(source.getId(), target.getId())
                .mapEqualActivities()
                .build();
    }

    private long running(Way way) {
        return onOldVersion(way).count();
    }

    private List<String> instances(Way way) {
        return onOldVersion(way).orderByProcessInstanceId().asc().listPage(0, MOST).stream()
                .map(ProcessInstance::getId)
                .toList();
    }

    private ProcessInstanceQuery onOldVersion(Way way) {
        ProcessInstanceQuery query = runtime.createProcessInstanceQuery()
                .processDefinitionId(way.from().getId());
        return way.caseNumber() == null ? query : query.processInstanceBusinessKey(way.caseNumber());
    }

    /** What could be moved within the old version, but cannot be moved to the new one. */
    private List<String> unmapped(Way way) {
        List<String> mapped = way.steps().stream().map(Step::activity).toList();
        return equalActivities(way.from(), way.from()).getInstructions().stream()
                .map(MigrationInstruction::getSourceActivityId)
                .filter(activity -> !mapped.contains(activity))
                .sorted()
                .toList();
    }

    /**
     * An event subprocess that a timer starts would start again after it has fired already, and tell the customer a second time what
     * it told her (camunda-bpm-platform#3713).
     */
    private @Nullable String hindrance(Way way) {
        List<String> started =
                repository.getBpmnModelInstance(way.to().getId()).getModelElementsByType(SubProcess.class).stream()
                        .filter(SubProcess::triggeredByEvent)
                        .filter(each -> each.getChildElementsByType(StartEvent.class).stream()
                                .flatMap(start -> start.getEventDefinitions().stream())
                                .anyMatch(TimerEventDefinition.class::isInstance))
                        .map(SubProcess::getId)
                        .sorted()
                        .toList();
        return started.isEmpty()
                ? null
                : "A timer starts the event subprocess " + String.join(", ", started)
                        + " of the new version. Where it has"
                        + " fired already, it would fire again, and the customer would be told twice. Start it by a message"
                        + " and put the timer inside.";
    }

    private void tryOut(Way way, String instance) {
        transaction.executeWithoutResult(status -> {
            move(way, instance);
            status.setRollbackOnly();
        });
    }

    private void move(Way way, String instance) {
        runtime.newMigration(way.plan())
                .processInstanceIds(instance)
                .skipCustomListeners()
                .execute();
    }

    /** Whether it worked; what ended by itself meanwhile is no trouble. */
    private boolean attempt(String instance, Troubles troubles, Runnable move) {
        try {
            move.run();
            return true;
        } catch (MigratingProcessInstanceValidationException refused) {
            troubles.add(problems(refused.getValidationReport()));
        } catch (ProcessEngineException failure) {
            boolean runs = runtime.createProcessInstanceQuery()
                            .processInstanceId(instance)
                            .count()
                    > 0;
            if (runs) {
                troubles.add(Map.of("", String.valueOf(failure.getMessage())));
            }
        }
        return false;
    }

    /** Activities with what is wrong there; no activity: the whole process. */
    private static Map<String, String> problems(MigratingProcessInstanceValidationReport report) {
        Map<String, String> problems = new TreeMap<>();
        report.getFailures().forEach(failure -> problems.put("", failure));
        report.getActivityInstanceReports()
                .forEach(each -> problems.put(each.getSourceScopeId(), String.join(" ", each.getFailures())));
        report.getTransitionInstanceReports()
                .forEach(each -> problems.put(each.getSourceScopeId(), String.join(" ", each.getFailures())));
        return problems;
    }

    /** Counts the same problem in the same place once for each process that has it. */
    private static final class Troubles {

        private final Map<String, Map<String, Integer>> counts = new TreeMap<>();

        void add(Map<String, String> problems) {
            problems.forEach((activity, problem) ->
                    counts.computeIfAbsent(activity, any -> new TreeMap<>()).merge(problem, 1, Integer::sum));
        }

        List<Trouble> all() {
            List<Trouble> all = new ArrayList<>();
            counts.forEach((activity, problems) -> problems.forEach((problem, instances) ->
                    all.add(new Trouble(activity.isEmpty() ? null : activity, instances, problem))));
            return all;
        }
    }
}
