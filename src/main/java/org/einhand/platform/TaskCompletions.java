package org.einhand.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.camunda.spin.json.SpinJsonNode;
import org.einhand.desk.AddressRules;
import org.einhand.desk.Approvals;
import org.einhand.desk.BankAccounts;
import org.einhand.desk.CustomRemedies;
import org.einhand.desk.DecisionRequests;
import org.einhand.desk.Decisions;
import org.einhand.desk.DeviceCustody;
import org.einhand.desk.Outcomes;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.einhand.kernel.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** What completing a task means: the use case behind each user task, with the variables that the task may bring. */
@Component
@Lazy
class TaskCompletions {

    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "decide", Set.of("action", "amount", "note", "parameters"),
            "clarify-address", Set.of("address"),
            "approve", Set.of("approved", "note"),
            "carry-out", Set.of("done", "note"),
            "call-back", Set.of("reached", "note"));

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final SignedInCaller caller;
    private final Decisions decisions;
    private final Approvals approvals;
    private final CustomRemedies customRemedies;
    private final Outcomes outcomes;
    private final DeviceCustody custody;
    private final BankAccounts bankAccounts;
    private final UnitOfWork unitOfWork;
    private final ObjectMapper json;

    TaskCompletions(
            TaskService tasks,
            RuntimeService runtime,
            IdentityService identity,
            Decisions decisions,
            Approvals approvals,
            CustomRemedies customRemedies,
            Outcomes outcomes,
            DeviceCustody custody,
            BankAccounts bankAccounts,
            UnitOfWork unitOfWork,
            ObjectMapper json) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.caller = new SignedInCaller(() -> identity);
        this.decisions = decisions;
        this.approvals = approvals;
        this.customRemedies = customRemedies;
        this.outcomes = outcomes;
        this.custody = custody;
        this.bankAccounts = bankAccounts;
        this.unitOfWork = unitOfWork;
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
            Given given = new Given(task.getTaskDefinitionKey(), variables);
            String caseNumber = caseNumber(task);
            switch (task.getTaskDefinitionKey()) {
                case "decide" -> decide(caseNumber, given);
                case "clarify-address" -> clarifyAddress(caseNumber, given);
                case "approve" -> approve(task, caseNumber, given);
                case "carry-out" -> carryOut(task, given);
                case "call-back" -> callBack(task, given);
                default -> throw SignedInCaller.refused("Nobody completes a task of this kind from outside.");
            }
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

    private String caseNumber(Task task) {
        ProcessInstance instance = runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        if (instance == null) {
            throw new RestException(Response.Status.NOT_FOUND, "The case of this task is over.");
        }
        return instance.getBusinessKey();
    }

    private void decide(String caseNumber, Given given) {
        String action = given.text("action");
        if (action == null) {
            throw Problem.invalid("/action", "is required");
        }
        Decisions.Command command =
                DecisionRequests.read(action, given.cents("amount"), given.text("note"), given.json("parameters"));
        decisions.decide(caseNumber, caller.actor(), command);
    }

    private void clarifyAddress(String caseNumber, Given given) {
        Actor actor = caller.actor();
        var address = AddressRules.read(given.json("address"), "/address");
        unitOfWork.run(() -> outcomes.clarifyAddress(caseNumber, actor, address));
    }

    private void approve(Task task, String caseNumber, Given given) {
        Actor actor = caller.actor();
        boolean approved = given.flag("approved");
        String note = given.text("note");
        UUID remedy = id(task, "remedyId");
        unitOfWork.run(() -> approvals.answer(caseNumber, remedy, task.getProcessInstanceId(), actor, approved, note));
    }

    private void carryOut(Task task, Given given) {
        Actor actor = caller.actor();
        boolean done = given.flag("done");
        String note = given.text("note");
        UUID remedy = id(task, "remedyId");
        unitOfWork.run(() -> customRemedies.carriedOut(remedy, task.getProcessInstanceId(), actor, done, note));
    }

    /**
     * Refuses that a task gets to somebody who may not complete it.
     *
     * @throws RestException in the engine's error format, with the reason
     */
    void mayBeTaken(String taskId, String userId) {
        Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
        if (task == null) {
            return;
        }
        boolean forHerself = userId.equals(caller.id());
        try {
            switch (task.getTaskDefinitionKey()) {
                case "approve" -> {
                    approvals.mayBeGivenTo(id(task, "remedyId"), userId);
                    if (forHerself) {
                        approvals.mayTake(id(task, "remedyId"), caller.actor());
                    }
                }
                case "carry-out" -> {
                    if (forHerself) {
                        customRemedies.mayTake(id(task, "remedyId"), caller.actor());
                    }
                }
                default -> {
                    // whoever may work on it may have it
                }
            }
        } catch (Problem problem) {
            throw inTheEnginesFormat(problem);
        }
    }

    private UUID id(Task task, String variable) {
        return UUID.fromString(String.valueOf(runtime.getVariable(task.getProcessInstanceId(), variable)));
    }

    private void callBack(Task task, Given given) {
        Actor actor = caller.actor();
        boolean reached = given.flag("reached");
        String note = given.text("note");
        String flow = task.getProcessInstanceId();
        if (runtime.getVariable(flow, "notificationId") == null) {
            String caseNumber = caseNumber(task);
            if (task.getProcessDefinitionId().startsWith("custody-watch:")) {
                unitOfWork.run(() -> custody.askedForDevice(caseNumber, flow, actor, reached, note));
            } else {
                unitOfWork.run(() -> bankAccounts.calledBack(caseNumber, flow, actor, reached, note));
            }
            return;
        }
        UUID notification = id(task, "notificationId");
        unitOfWork.run(() -> outcomes.calledBack(flow, notification, actor, reached, note));
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

    /** The variables that came with a task: only its own, and only plain values or JSON. */
    private final class Given {
        private final Map<String, Object> variables;

        Given(String task, Map<String, Object> variables) {
            Set<String> allowed = ALLOWED.getOrDefault(task, Set.of());
            List<Problem.FieldError> errors = new ArrayList<>();
            variables.keySet().stream()
                    .filter(name -> !allowed.contains(name))
                    .sorted()
                    .forEach(name -> errors.add(new Problem.FieldError(
                            "/" + name, "is no variable of this task; allowed are " + new TreeSet<>(allowed))));
            if (variables instanceof VariableMap typed) {
                typed.keySet().stream()
                        .filter(name -> typed.getValueTyped(name) instanceof ObjectValue)
                        .forEach(name ->
                                errors.add(new Problem.FieldError("/" + name, "must be plain or JSON, no object")));
            }
            if (!errors.isEmpty()) {
                throw Problem.invalid(errors);
            }
            this.variables = variables;
        }

        @Nullable
        String text(String name) {
            Object value = variables.get(name);
            if (value == null || value instanceof String text && text.isBlank()) {
                return null;
            }
            if (value instanceof String text) {
                return text;
            }
            throw Problem.invalid("/" + name, "must be text");
        }

        @Nullable
        Money cents(String name) {
            Object value = variables.get(name);
            if (value == null) {
                return null;
            }
            if (value instanceof Integer || value instanceof Long || value instanceof Short) {
                long cents = ((Number) value).longValue();
                if (cents >= 0) {
                    return new Money(cents);
                }
            }
            throw Problem.invalid("/" + name, "must be a whole number of cents, not negative");
        }

        boolean flag(String name) {
            Object value = variables.get(name);
            if (value instanceof Boolean flag) {
                return flag;
            }
            throw Problem.invalid("/" + name, "must be true or false");
        }

        JsonNode json(String name) {
            Object value = variables.get(name);
            if (value == null) {
                return MissingNode.getInstance();
            }
            if (!(value instanceof String) && !(value instanceof SpinJsonNode)) {
                throw Problem.invalid("/" + name, "must be JSON");
            }
            try {
                return withoutBlanks(json.readTree(value.toString()));
            } catch (JsonProcessingException broken) {
                throw Problem.invalid("/" + name, "must be JSON");
            }
        }

        /** Forms send every field, the empty ones too. */
        private JsonNode withoutBlanks(JsonNode node) {
            if (!(node instanceof ObjectNode object)) {
                return node;
            }
            ObjectNode kept = object.objectNode();
            object.properties().forEach(field -> {
                JsonNode value = withoutBlanks(field.getValue());
                boolean blank = value.isNull()
                        || value.isTextual() && value.asText().isBlank()
                        || value.isObject() && value.isEmpty();
                if (!blank) {
                    kept.set(field.getKey(), value);
                }
            });
            return kept;
        }
    }
}
