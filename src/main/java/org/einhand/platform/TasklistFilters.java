package org.einhand.platform;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.query.Query;
import org.camunda.bpm.engine.task.TaskQuery;
import org.einhand.kernel.Level;
import org.springframework.stereotype.Component;

/** The lists that agents and specialists find in Tasklist: what is urgent comes first. */
@Component
class TasklistFilters {

    private static final String MY_GROUPS = "${currentUserGroups()}";

    /** The priority of a task whose case was solved before. */
    private static final int OPENED_AGAIN = 80;

    private final FilterService filters;
    private final TaskService tasks;
    private final StaffGroups groups;
    private final Grants grants;

    TasklistFilters(FilterService filters, TaskService tasks, StaffGroups groups, Grants grants) {
        this.groups = groups;
        this.filters = filters;
        this.tasks = tasks;
        this.grants = grants;
    }

    void ensure() {
        List<String> everybody = Stream.concat(StaffGroups.AGENTS.stream(), groups.specialists().stream())
                .toList();
        ensure(
                "First line",
                "Unassigned · frei",
                10,
                query().taskCandidateGroupInExpression(MY_GROUPS).taskUnassigned(),
                StaffGroups.AGENTS);
        ensure("My tasks", "Assigned to me · meine", 20, query().taskAssigneeExpression("${currentUser()}"), everybody);
        ensure(
                "Promises at risk",
                "Due within four hours, or late · Zusagen in Gefahr",
                22,
                query().dueBeforeExpression("${dateTime().plusHours(4)}"),
                StaffGroups.AGENTS);
        ensure(
                "Opened again",
                "Not solved after all · wieder offen",
                23,
                query().taskMinPriority(OPENED_AGAIN).taskMaxPriority(OPENED_AGAIN),
                StaffGroups.AGENTS);
        ensure(
                "Unanswered questions",
                "A specialist is asked · Rückfragen",
                24,
                query().taskDefinitionKey("answer-consultation"),
                everybody);
        ensure(
                "Waiting for a yes",
                "A colleague asks · Freigaben",
                25,
                ofMyGroups("approve"),
                List.of(Level.AGENT.group(), Level.SENIOR.group(), Level.LEAD.group()));
        ensure("To carry out", "Agreed with a customer · zugesagt", 27, ofMyGroups("carry-out"), everybody);
        ensure(
                "Questions to answer",
                "A colleague asks · Rückfragen",
                28,
                ofMyGroups("answer-consultation"),
                everybody);
        ensure("Handed to us", "Accept or return · Übergaben", 29, ofMyGroups("accept-handoff"), everybody);
        ensure("Calls agreed", "A customer waits by the phone · Rückrufe", 26, ofMyGroups("call-back"), everybody);
        ensure("All open cases", "Every open task · alle", 30, query(), StaffGroups.AGENTS);
    }

    private TaskQuery ofMyGroups(String task) {
        return query().taskDefinitionKey(task)
                .taskCandidateGroupInExpression(MY_GROUPS)
                .includeAssignedTasks();
    }

    private TaskQuery query() {
        return tasks.createTaskQuery()
                .active()
                .orderByTaskPriority()
                .desc()
                .orderByDueDate()
                .asc();
    }

    private void ensure(String name, String description, int position, Query<?, ?> query, List<String> readers) {
        Filter filter = filters.createFilterQuery().filterName(name).singleResult();
        if (filter == null) {
            filter = filters.newTaskFilter(name);
            filter.setQuery(query);
            filter.setProperties(Map.of(
                    "description", description, "priority", position, "refresh", true, "showUndefinedVariable", false));
            filters.saveFilter(filter);
        }
        for (String group : readers) {
            grants.grant(group, Resources.FILTER, filter.getId(), Permissions.READ);
        }
    }
}
