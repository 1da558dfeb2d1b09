package org.einhand.platform;

import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;

/**
 * The one seam through which tasks are worked on from outside, whichever face is used: Tasklist, {@code /engine-rest} or Java code
 * that runs for somebody signed in. Only the assignee completes a task, only with that task's own variables, and the use case
 * behind it checks everything again. Calls that the application makes by itself carry no sign-in and pass.
 */
class TaskSeam extends TaskServiceImpl {

    private final Supplier<TaskCompletions> completions;
    private final SignedInCaller caller;

    TaskSeam(Supplier<TaskCompletions> completions, SignedInCaller caller) {
        this.completions = completions;
        this.caller = caller;
    }

    @Override
    public void complete(String taskId) {
        complete(taskId, Map.of());
    }

    @Override
    public void complete(String taskId, @Nullable Map<String, Object> variables) {
        if (caller.isNobody()) {
            super.complete(taskId, variables);
            return;
        }
        completions.get().complete(taskId, variables == null ? Map.of() : variables);
    }

    @Override
    public VariableMap completeWithVariablesInReturn(
            String taskId, @Nullable Map<String, Object> variables, boolean deserializeValues) {
        if (caller.isNobody()) {
            return super.completeWithVariablesInReturn(taskId, variables, deserializeValues);
        }
        complete(taskId, variables);
        return Variables.createVariables();
    }

    @Override
    public void claim(String taskId, @Nullable String userId) {
        caller.onlyForOneself(userId);
        if (!caller.isNobody() && createTaskQuery().taskId(taskId).count() == 0) {
            throw new RestException(Response.Status.NOT_FOUND, "There is no such task, or it is done already.");
        }
        mayBeTaken(taskId, userId);
        try {
            super.claim(taskId, userId);
        } catch (TaskAlreadyClaimedException taken) {
            throw new RestException(Response.Status.CONFLICT, taken, "Somebody else has claimed the task already.");
        }
    }

    private void mayBeTaken(String taskId, @Nullable String userId) {
        if (userId != null && !caller.isNobody()) {
            completions.get().mayBeTaken(taskId, userId);
        }
    }

    /** Agents take tasks and put their own ones back; only operations gives somebody's task to somebody else. */
    @Override
    public void setAssignee(String taskId, @Nullable String userId) {
        if (userId != null) {
            caller.onlyForOneself(userId);
        } else if (!caller.mayReassign()
                && createTaskQuery().taskId(taskId).taskAssignee(caller.id()).count() == 0) {
            throw SignedInCaller.refused("Only the assignee puts a task back.");
        }
        mayBeTaken(taskId, userId);
        super.setAssignee(taskId, userId);
    }

    @Override
    public void delegateTask(String taskId, @Nullable String userId) {
        refuse("delegated");
        super.delegateTask(taskId, userId);
    }

    @Override
    public void setOwner(String taskId, @Nullable String userId) {
        refuse("given another owner");
        super.setOwner(taskId, userId);
    }

    @Override
    public void resolveTask(String taskId) {
        refuse("resolved");
        super.resolveTask(taskId);
    }

    @Override
    public void resolveTask(String taskId, @Nullable Map<String, Object> variables) {
        refuse("resolved");
        super.resolveTask(taskId, variables);
    }

    @Override
    public void saveTask(Task task) {
        refuse("changed");
        super.saveTask(task);
    }

    @Override
    public void deleteTask(String taskId) {
        refuse("deleted");
        super.deleteTask(taskId);
    }

    @Override
    public void handleBpmnError(String taskId, String errorCode) {
        refuse("ended with an error");
        super.handleBpmnError(taskId, errorCode);
    }

    @Override
    public void handleBpmnError(String taskId, String errorCode, @Nullable String errorMessage) {
        refuse("ended with an error");
        super.handleBpmnError(taskId, errorCode, errorMessage);
    }

    @Override
    public void handleBpmnError(
            String taskId, String errorCode, @Nullable String errorMessage, @Nullable Map<String, Object> variables) {
        refuse("ended with an error");
        super.handleBpmnError(taskId, errorCode, errorMessage, variables);
    }

    @Override
    public void handleEscalation(String taskId, String escalationCode) {
        refuse("escalated");
        super.handleEscalation(taskId, escalationCode);
    }

    @Override
    public void handleEscalation(String taskId, String escalationCode, @Nullable Map<String, Object> variables) {
        refuse("escalated");
        super.handleEscalation(taskId, escalationCode, variables);
    }

    @Override
    protected void setVariables(String taskId, Map<String, ? extends Object> variables, boolean local) {
        refuse("given variables");
        super.setVariables(taskId, variables, local);
    }

    @Override
    protected void updateVariables(
            String taskId, Map<String, ? extends Object> modifications, Collection<String> deletions, boolean local) {
        refuse("given variables");
        super.updateVariables(taskId, modifications, deletions, local);
    }

    @Override
    public void setVariable(String taskId, String variableName, Object value) {
        refuse("given variables");
        super.setVariable(taskId, variableName, value);
    }

    @Override
    public void setVariableLocal(String taskId, String variableName, Object value) {
        refuse("given variables");
        super.setVariableLocal(taskId, variableName, value);
    }

    @Override
    public void removeVariables(String taskId, Collection<String> variableNames) {
        refuse("robbed of variables");
        super.removeVariables(taskId, variableNames);
    }

    @Override
    public void removeVariablesLocal(String taskId, Collection<String> variableNames) {
        refuse("robbed of variables");
        super.removeVariablesLocal(taskId, variableNames);
    }

    @Override
    public void removeVariable(String taskId, String variableName) {
        refuse("robbed of variables");
        super.removeVariable(taskId, variableName);
    }

    @Override
    public void removeVariableLocal(String taskId, String variableName) {
        refuse("robbed of variables");
        super.removeVariableLocal(taskId, variableName);
    }

    private void refuse(String done) {
        if (!caller.isNobody()) {
            throw SignedInCaller.refused("Tasks of cases are not " + done
                    + " from outside: they are claimed, and completed with their own variables only.");
        }
    }
}
