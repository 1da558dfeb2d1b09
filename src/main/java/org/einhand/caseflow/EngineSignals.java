package org.einhand.caseflow;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.einhand.kernel.CaseSignals;
import org.einhand.kernel.Level;
import org.einhand.kernel.NotReady;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Speaks to the running case through the engine. Messages go to a stored instance id; a business key alone would be ambiguous. */
@Component
class EngineSignals implements CaseSignals {

    /** Before everything else. */
    private static final int FIRST = 90;

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;
    private final InternalCalls internal;

    EngineSignals(RuntimeService runtime, TaskService tasks, ManagementService management, InternalCalls internal) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.management = management;
        this.internal = internal;
    }

    @Override
    public String opened(String caseNumber) {
        return internal.call(
                () -> runtime.startProcessInstanceByKey(Models.CASE, caseNumber).getId());
    }

    @Override
    public void contactReceived(String flow, UUID contactId) {
        internal.run(() -> correlate(
                message(Messages.CONTACT_RECEIVED, flow)
                        .setVariableToTriggeredScope(Variables.CONTACT_ID, contactId.toString()),
                Messages.CONTACT_RECEIVED));
    }

    @Override
    public void decided(String flow, UUID remedyId) {
        internal.run(() -> {
            Task decide = task(flow, Tasks.DECIDE);
            // a rule decides without a task
            if (decide != null) {
                tasks.complete(decide.getId(), Map.of(Variables.REMEDY_ID, remedyId.toString()));
            }
        });
    }

    @Override
    public void owned(String flow, String owner) {
        internal.run(() -> {
            Task decide = task(flow, Tasks.DECIDE);
            if (decide != null && !owner.equals(decide.getAssignee())) {
                tasks.setAssignee(decide.getId(), owner);
            }
            callsOfTheOwner(flow).forEach(call -> tasks.setAssignee(call.getId(), owner));
        });
    }

    /** Calls of a case that are not another group's, and wait for the owner by name. */
    private List<Task> callsOfTheOwner(String flow) {
        ProcessInstance file =
                runtime.createProcessInstanceQuery().processInstanceId(flow).singleResult();
        return file == null
                ? List.of()
                : tasks.createTaskQuery()
                        .processInstanceBusinessKey(file.getBusinessKey())
                        .processDefinitionKey(Models.CUSTOMER_CALL)
                        .taskCandidateGroup(Level.TRAINEE.group())
                        .includeAssignedTasks()
                        .taskAssigned()
                        .list();
    }

    @Override
    public void standIn(String flow, String colleague) {
        internal.run(() -> {
            Task decide = task(flow, Tasks.DECIDE);
            if (decide != null) {
                tasks.addCandidateUser(decide.getId(), colleague);
            }
        });
    }

    @Override
    public void reopened(String flow) {
        send(Messages.CASE_REOPENED, flow);
    }

    @Override
    public void calledOff(String flow) {
        send(Messages.CASE_CALLED_OFF, flow);
    }

    @Override
    public void objectionWaived(String flow) {
        send(Messages.OBJECTION_WAIVED, flow);
    }

    @Override
    public void accompanied(String flow, UUID remedyId) {
        internal.run(() -> correlate(
                message(Messages.ACCOMPANYING_DECIDED, flow)
                        .setVariableToTriggeredScope(Variables.REMEDY_ID, remedyId.toString()),
                Messages.ACCOMPANYING_DECIDED));
    }

    @Override
    public void approvalAnswered(String approvalFlow, boolean approved) {
        internal.run(() -> complete(approvalFlow, Tasks.APPROVE, Map.of(Variables.APPROVED, approved)));
    }

    @Override
    public void askFurther(String approvalFlow, List<String> groups, int priority, Instant due) {
        internal.run(() -> {
            Task approve = task(approvalFlow, Tasks.APPROVE);
            if (approve == null) {
                throw new NotReady(Tasks.APPROVE);
            }
            List<String> asked = tasks.getIdentityLinksForTask(approve.getId()).stream()
                    .map(IdentityLink::getGroupId)
                    .toList();
            groups.stream()
                    .filter(group -> !asked.contains(group))
                    .forEach(group -> tasks.addCandidateGroup(approve.getId(), group));
            approve.setPriority(priority);
            approve.setDueDate(Date.from(due));
            tasks.saveTask(approve);
        });
    }

    @Override
    public void heard(String remedyFlow, String message) {
        send(message, remedyFlow);
    }

    @Override
    public void carriedOut(String taskFlow, boolean done) {
        internal.run(() -> complete(taskFlow, Tasks.CARRY_OUT, Map.of(Variables.DONE, done)));
    }

    @Override
    public void remedyCalledOff(String remedyFlow) {
        send(Messages.REMEDY_CALLED_OFF, remedyFlow);
    }

    @Override
    public void addressClarified(String remedyFlow) {
        internal.run(() -> complete(remedyFlow, Tasks.CLARIFY_ADDRESS, Map.of()));
    }

    @Override
    public void addressConfirmed(String flow) {
        send(Messages.ADDRESS_CONFIRMED, flow);
    }

    @Override
    public void bankDetailsNeeded(String flow) {
        send(Messages.BANK_DETAILS_NEEDED, flow);
    }

    @Override
    public void bankDetailsGiven(String flow) {
        send(Messages.BANK_DETAILS_GIVEN, flow);
    }

    @Override
    public void bankDetailsSettled(String flow) {
        // where somebody spoke with her, nobody waits any more
        internal.run(() -> message(Messages.BANK_DETAILS_SETTLED, flow).correlateAll());
    }

    @Override
    public void promised(String flow, Instant lookAt) {
        internal.run(() -> {
            Job watch = management
                    .createJobQuery()
                    .processInstanceId(flow)
                    .activityId(Models.PROMISE_WATCH_TIMER)
                    .singleResult();
            if (watch == null) {
                send(Messages.PROMISE_MADE, flow);
            } else {
                management.setJobDuedate(watch.getId(), Date.from(lookAt));
            }
        });
    }

    @Override
    public void dueBy(String flow, Instant due) {
        internal.run(() -> {
            Task decide = task(flow, Tasks.DECIDE);
            if (decide != null) {
                decide.setDueDate(Date.from(due));
                tasks.saveTask(decide);
            }
        });
    }

    @Override
    public void urgent(String flow, int priority) {
        internal.run(() -> {
            Task decide = task(flow, Tasks.DECIDE);
            if (decide != null && decide.getPriority() < priority) {
                decide.setPriority(priority);
                tasks.saveTask(decide);
            }
        });
    }

    @Override
    public void tell(String caseNumber, UUID notificationId) {
        internal.run(() -> runtime.startProcessInstanceByKey(
                Models.CUSTOMER_NOTIFICATION,
                caseNumber,
                Map.of(Variables.NOTIFICATION_ID, notificationId.toString())));
    }

    @Override
    public void payOut(String caseNumber, String reference) {
        internal.run(() -> runtime.startProcessInstanceByKey(
                Models.PAYOUT, caseNumber, Map.of(Variables.PAYOUT_REFERENCE, reference)));
    }

    @Override
    public void refundDeadline(String caseNumber) {
        internal.run(() -> runtime.startProcessInstanceByKey(Models.REFUND_DEADLINE, caseNumber));
    }

    @Override
    public void pressing(String caseNumber, Instant due) {
        internal.run(() -> tasks.createTaskQuery().processInstanceBusinessKey(caseNumber).list().stream()
                .forEach(task -> {
                    task.setPriority(FIRST);
                    task.setDueDate(Date.from(due));
                    tasks.saveTask(task);
                }));
    }

    @Override
    public void deviceOutstanding(String caseNumber, @Nullable UUID remedyId) {
        internal.run(() -> runtime.startProcessInstanceByKey(
                Models.CUSTODY_WATCH,
                caseNumber,
                remedyId == null ? Map.of() : Map.of(Variables.REMEDY_ID, remedyId.toString())));
    }

    @Override
    public void calledBack(String callFlow, boolean reached) {
        internal.run(() -> complete(callFlow, Tasks.CALL_BACK, Map.of(Variables.REACHED, reached)));
    }

    @Override
    public String consulted(String caseNumber, UUID consultationId) {
        return internal.call(() -> runtime.startProcessInstanceByKey(
                        Models.CONSULTATION, caseNumber, Map.of(Variables.CONSULTATION_ID, consultationId.toString()))
                .getId());
    }

    @Override
    public void consultationAnswered(String consultationFlow) {
        internal.run(() -> complete(consultationFlow, Tasks.ANSWER_CONSULTATION, Map.of()));
    }

    @Override
    public String handoffOffered(String caseNumber, UUID handoffId) {
        return internal.call(() -> runtime.startProcessInstanceByKey(
                        Models.HANDOFF, caseNumber, Map.of(Variables.HANDOFF_ID, handoffId.toString()))
                .getId());
    }

    @Override
    public void handoffAnswered(String handoffFlow, boolean accepted) {
        internal.run(() -> complete(handoffFlow, Tasks.ACCEPT_HANDOFF, Map.of(Variables.ACCEPTED, accepted)));
    }

    @Override
    public void taskDueBy(String taskFlow, Instant due) {
        internal.run(() -> onlyTask(taskFlow).ifPresent(task -> {
            task.setDueDate(Date.from(due));
            tasks.saveTask(task);
        }));
    }

    @Override
    public void askedAnew(String taskFlow, List<String> groups, Instant due, int priority) {
        internal.run(() -> onlyTask(taskFlow).ifPresent(task -> {
            List<String> before = tasks.getIdentityLinksForTask(task.getId()).stream()
                    .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null)
                    .map(IdentityLink::getGroupId)
                    .toList();
            before.stream()
                    .filter(group -> !groups.contains(group))
                    .forEach(group -> tasks.deleteCandidateGroup(task.getId(), group));
            groups.stream()
                    .filter(group -> !before.contains(group))
                    .forEach(group -> tasks.addCandidateGroup(task.getId(), group));
            task.setAssignee(null);
            task.setDueDate(Date.from(due));
            task.setPriority(priority);
            tasks.saveTask(task);
        }));
    }

    @Override
    public void noLongerAsked(String taskFlow) {
        send(Messages.CASE_CLOSED, taskFlow);
    }

    @Override
    public void anybodyDecides(String flow) {
        internal.run(() -> {
            Task decide = task(flow, Tasks.DECIDE);
            if (decide != null) {
                tasks.setAssignee(decide.getId(), null);
            }
        });
    }

    @Override
    public void callMoved(String callFlow) {
        send(Messages.CALL_MOVED, callFlow);
    }

    @Override
    public void callEscalated(String callFlow) {
        internal.run(() -> {
            Task call = task(callFlow, Tasks.CALL_BACK);
            if (call != null) {
                call.setAssignee(null);
                call.setPriority(FIRST);
                tasks.saveTask(call);
                tasks.addCandidateGroup(call.getId(), Level.LEAD.group());
            }
        });
    }

    private Optional<Task> onlyTask(String flow) {
        return Optional.ofNullable(
                tasks.createTaskQuery().processInstanceId(flow).singleResult());
    }

    private void complete(String flow, String key, Map<String, Object> variables) {
        Task task = task(flow, key);
        if (task == null) {
            throw new NotReady(key);
        }
        tasks.complete(task.getId(), variables);
    }

    private @Nullable Task task(String flow, String key) {
        return tasks.createTaskQuery()
                .processInstanceId(flow)
                .taskDefinitionKey(key)
                .singleResult();
    }

    private void send(String name, String flow) {
        internal.run(() -> correlate(message(name, flow), name));
    }

    private MessageCorrelationBuilder message(String name, String flow) {
        return runtime.createMessageCorrelation(name).processInstanceId(flow);
    }

    private static void correlate(MessageCorrelationBuilder message, String name) {
        try {
            message.correlate();
        } catch (MismatchingMessageCorrelationException notListening) {
            throw new NotReady(name);
        }
    }
}
