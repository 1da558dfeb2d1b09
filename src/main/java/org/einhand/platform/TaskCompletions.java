package org.einhand.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Hands a task to the use case behind its kind, for whoever is signed in. */
@Component
@Lazy
class TaskCompletions {

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final SignedInCaller caller;
    private final Map<String, UserTaskKind> kinds;
    private final ObjectMapper json;

    TaskCompletions(
            TaskService tasks,
            RuntimeService runtime,
            IdentityService identity,
            List<UserTaskKind> kinds,
            ObjectMapper json) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.caller = new SignedInCaller(() -> identity);
        this.kinds = kinds.stream().collect(Collectors.toMap(UserTaskKind::key, Function.identity()));
        this.json = json;
    }

    /**
     * Completes a task for whoever is signed in.
     *
     * @throws RestException in the engine's error format, with the reason
     */
    void complete(String taskId, Map<String, Object> variables) {
        try {
            Task task = mine(taskId);
            UserTaskKind kind = kinds.get(task.getTaskDefinitionKey());
            if (kind == null) {
                throw SignedInCaller.refused("Nobody completes a task of this kind from outside.");
            }
            GivenVariables given = new GivenVariables(kind.variables(), variables, json);
            OpenTask open = open(task)
                    .orElseThrow(() -> new RestException(Response.Status.NOT_FOUND, "The case of this task is over."));
            kind.complete(open, given, caller.actor());
        } catch (Problem problem) {
            throw inTheEnginesFormat(problem);
        }
    }

    private Task mine(String taskId) {
        Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
        if (task == null) {
            throw new RestException(Response.Status.NOT_FOUND, "There is no such task, or it is done already.");
        }
        if (task.getAssignee() == null) {
            throw new RestException(Response.Status.CONFLICT, "Claim the task first.");
        }
        if (!task.getAssignee().equals(caller.id())) {
            throw SignedInCaller.refused("The task belongs to " + task.getAssignee() + ".");
        }
        return task;
    }

    private Optional<OpenTask> open(Task task) {
        ProcessInstance instance = runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        return Optional.ofNullable(instance)
                .map(running -> new OpenTask(
                        task.getTaskDefinitionKey(),
                        running.getId(),
                        task.getProcessDefinitionId().split(":", 2)[0],
                        running.getBusinessKey(),
                        name -> runtime.getVariable(running.getId(), name)));
    }

    /**
     * Refuses that a task gets to somebody who may not complete it.
     *
     * @throws RestException in the engine's error format, with the reason
     */
    void mayBeTaken(String taskId, String userId) {
        Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
        UserTaskKind kind = task == null ? null : kinds.get(task.getTaskDefinitionKey());
        OpenTask open = task == null ? null : open(task).orElse(null);
        if (kind == null || open == null) {
            return;
        }
        try {
            kind.mayBeGivenTo(open, userId);
            if (userId.equals(caller.id())) {
                kind.mayBeTakenBy(open, caller.actor());
            }
        } catch (Problem problem) {
            throw inTheEnginesFormat(problem);
        }
    }

    private static RestException inTheEnginesFormat(Problem problem) {
        StringBuilder message = new StringBuilder(problem.slug()).append(": ").append(problem.detail());
        if (problem.properties().get("errors") instanceof List<?> errors) {
            message.append(errors.stream()
                    .map(Problem.FieldError.class::cast)
                    .map(error -> error.pointer() + " " + error.detail())
                    .collect(Collectors.joining("; ", " ", "")));
        }
        problem.properties().forEach((name, value) -> {
            if (!name.equals("errors")) {
                message.append(' ')
                        .append(name)
                        .append(": ")
                        .append(value instanceof Money money ? money.amount() : value)
                        .append('.');
            }
        });
        Response.Status status = Response.Status.fromStatusCode(problem.status());
        return new RestException(status == null ? Response.Status.BAD_REQUEST : status, message.toString());
    }
}
