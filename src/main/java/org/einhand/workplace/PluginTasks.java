package org.einhand.workplace;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.einhand.kernel.Actor;
import org.springframework.stereotype.Component;

/**
 * What the plugin's calls ask the engine: who is signed in to the web application, and which tasks she may read. The web application's
 * own filters put the user of the session into the engine for the time of a call, so every query here is answered with her grants.
 */
@Component
class PluginTasks {

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

    /** Whoever has a session; empty without one. */
    Optional<Actor> signedIn() {
        Authentication current = identities.getCurrentAuthentication();
        if (current == null || current.getUserId() == null) {
            return Optional.empty();
        }
        return Optional.of(Actor.user(
                current.getUserId(), current.getGroupIds() == null ? Set.of() : new HashSet<>(current.getGroupIds())));
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
