package org.einhand.models;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;

/** One running instance of a model, led by hand: its jobs run when the test says so, its timers fire when the test says so. */
final class Flow {

    private static final ProcessEngine ENGINE = ModelEngine.engine();

    private final ProcessInstance instance;

    private Flow(ProcessInstance instance) {
        this.instance = instance;
    }

    static Flow begin(String model, Map<String, Object> variables) {
        String caseNumber = "E26-" + UUID.randomUUID();
        return new Flow(ENGINE.getRuntimeService().startProcessInstanceByKey(model, caseNumber, variables));
    }

    ProcessInstance instance() {
        return instance;
    }

    /** The instance that a call activity of this one started and that still runs. */
    Flow called(String model) {
        return new Flow(ENGINE.getRuntimeService()
                .createProcessInstanceQuery()
                .superProcessInstanceId(instance.getId())
                .processDefinitionKey(model)
                .singleResult());
    }

    /** Runs the asynchronous step that waits there. */
    Flow runs(String step) {
        management().executeJob(job(step).getId());
        return this;
    }

    /** Lets the timer that waits there fire. */
    Flow timeComes(String timer) {
        return runs(timer);
    }

    /** The job that waits at that step, or at that timer. */
    Job job(String activity) {
        Job job = management()
                .createJobQuery()
                .processInstanceId(instance.getId())
                .activityId(activity)
                .singleResult();
        if (job == null) {
            throw new AssertionError("nothing waits at " + activity);
        }
        return job;
    }

    Flow hears(String message) {
        correlation(message).correlate();
        return this;
    }

    /** A message with a variable that only what it starts can see. */
    Flow hears(String message, String variable, String value) {
        correlation(message).setVariableToTriggeredScope(variable, value).correlate();
        return this;
    }

    Task task(String key) {
        return ENGINE.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance.getId())
                .taskDefinitionKey(key)
                .singleResult();
    }

    Flow done(String task, Map<String, Object> variables) {
        ENGINE.getTaskService().complete(task(task).getId(), variables);
        return this;
    }

    List<Incident> incidents() {
        return ENGINE.getRuntimeService()
                .createIncidentQuery()
                .processInstanceId(instance.getId())
                .list();
    }

    /** How often the instance came to that element, now or before. */
    long visits(String activity) {
        return ENGINE.getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance.getId())
                .activityId(activity)
                .count();
    }

    private MessageCorrelationBuilder correlation(String message) {
        return ENGINE.getRuntimeService().createMessageCorrelation(message).processInstanceId(instance.getId());
    }

    private static ManagementService management() {
        return ENGINE.getManagementService();
    }
}
