package org.einhand.workplace;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the plugin's calls ask the engine: who is signed in to the web application, and which tasks she may read. The web application's
 * own filters put the user of the session into the engine for the time of a call, so every query here is answered with her grants.
 */
@Component
class PluginTasks {

    private static final String DECIDE = "decide";
    private static final int MOST = 200;

    private final IdentityService identities;
    private final TaskService tasks;
    private final RuntimeService runtime;

    PluginTasks(IdentityService identities, TaskService tasks, RuntimeService runtime) {
        this.identities = identities;
        this.tasks = tasks;
        this.runtime = runtime;
    }

    /** A task of a case. */
    record CaseTask(String id, String key, String caseNumber) {}

    /**
     * A task that is hers to do.
     *
     * @param name as the model names it
     */
    record Due(
            String taskId,
            String key,
            String name,
            String caseNumber,
            @Nullable Instant dueAt) {}

    /**
     * Whoever has a session.
     *
     * @throws Problem 401 without one
     */
    Actor reader() {
        Authentication current = identities.getCurrentAuthentication();
        if (current == null || current.getUserId() == null) {
            throw new Problem("unauthenticated", 401, "Sign in first.");
        }
        return Actor.user(
                current.getUserId(), current.getGroupIds() == null ? Set.of() : new HashSet<>(current.getGroupIds()));
    }

    /** The case of each of these tasks that the signed-in user may read; two questions to the engine, however many they are. */
    Map<String, String> caseNumbers(Collection<String> taskIds) {
        return caseNumbers(
                taskIds.isEmpty()
                        ? List.of()
                        : tasks.createTaskQuery()
                                .taskIdIn(taskIds.toArray(String[]::new))
                                .listPage(0, taskIds.size()));
    }

    private Map<String, String> caseNumbers(List<Task> found) {
        Set<String> instances = found.stream()
                .map(Task::getProcessInstanceId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (instances.isEmpty()) {
            return Map.of();
        }
        Map<String, String> keys =
                runtime
                        .createProcessInstanceQuery()
                        .processInstanceIds(instances)
                        .listPage(0, instances.size())
                        .stream()
                        .filter(instance -> instance.getBusinessKey() != null)
                        .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
        return found.stream()
                .filter(task -> keys.containsKey(task.getProcessInstanceId()))
                .collect(Collectors.toMap(Task::getId, task -> keys.get(task.getProcessInstanceId())));
    }

    /** What is assigned to her, the first to fall due on top. */
    List<Due> assignedTo(Actor agent) {
        List<Task> hers = tasks.createTaskQuery()
                .taskAssignee(agent.id())
                .active()
                .orderByDueDate()
                .asc()
                .listPage(0, MOST);
        Map<String, String> numbers = caseNumbers(hers);
        return hers.stream()
                .filter(task -> numbers.containsKey(task.getId()))
                .map(task -> new Due(
                        task.getId(),
                        task.getTaskDefinitionKey(),
                        task.getName(),
                        String.valueOf(numbers.get(task.getId())),
                        task.getDueDate() == null ? null : task.getDueDate().toInstant()))
                .toList();
    }

    /** The open task of a case that its reader would work on next: her own one first, then to decide, then any other. */
    Optional<CaseTask> next(String caseNumber, Actor reader) {
        return tasks.createTaskQuery().processInstanceBusinessKey(caseNumber).listPage(0, MOST).stream()
                .min(Comparator.comparing((Task task) -> !reader.id().equals(task.getAssignee()))
                        .thenComparing(task -> !DECIDE.equals(task.getTaskDefinitionKey()))
                        .thenComparing(Task::getCreateTime))
                .map(task -> new CaseTask(task.getId(), task.getTaskDefinitionKey(), caseNumber));
    }

    /** Whether the task is hers, or waits for a group of hers. */
    boolean isFor(CaseTask task, Actor reader) {
        return tasks.createTaskQuery()
                                .taskId(task.id())
                                .taskAssignee(reader.id())
                                .count()
                        > 0
                || !reader.groups().isEmpty()
                        && tasks.createTaskQuery()
                                        .taskId(task.id())
                                        .taskCandidateGroupIn(List.copyOf(reader.groups()))
                                        .includeAssignedTasks()
                                        .count()
                                > 0;
    }

    /** The open task with its case; empty if there is none, or none that the signed-in user may read. */
    Optional<CaseTask> task(String id) {
        Task task = tasks.createTaskQuery().taskId(id).singleResult();
        if (task == null || task.getProcessInstanceId() == null) {
            return Optional.empty();
        }
        ProcessInstance instance = runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        return instance == null || instance.getBusinessKey() == null
                ? Optional.empty()
                : Optional.of(new CaseTask(task.getId(), task.getTaskDefinitionKey(), instance.getBusinessKey()));
    }
}
