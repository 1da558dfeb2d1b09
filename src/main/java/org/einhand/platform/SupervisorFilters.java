package org.einhand.platform;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.query.Query;
import org.camunda.bpm.engine.task.TaskQuery;
import org.einhand.kernel.Level;
import org.springframework.stereotype.Component;

/**
 * The lists by which leads look after everybody's work in Tasklist, and the one in which those who stand in for somebody find theirs.
 * The cards show keys and times, nothing personal.
 */
@Component
class SupervisorFilters {

    private static final List<String> LEADS = List.of(Level.LEAD.group());

    private final FilterService filters;
    private final TaskService tasks;
    private final Grants grants;

    SupervisorFilters(FilterService filters, TaskService tasks, Grants grants) {
        this.filters = filters;
        this.tasks = tasks;
        this.grants = grants;
    }

    void ensure() {
        ensure(
                "Mine, and where I stand in",
                "Contacts of colleagues who are away · Vertretung",
                22,
                query().taskInvolvedUserExpression("${currentUser()}"),
                StaffGroups.AGENTS);
        ensure(
                "Due in the next half hour",
                "Somebody was promised this · gleich fällig",
                60,
                query().dueAfterExpression("${now()}").dueBeforeExpression("${dateTime().plusMinutes(30)}"),
                LEADS);
        ensure("Missed", "Past its time · überfällig", 61, query().dueBeforeExpression("${now()}"), LEADS);
        ensure(
                "Waiting for a yes or an answer",
                "A colleague cannot go on · Freigaben und Rückfragen",
                62,
                query().taskDefinitionKeyIn("approve", "answer-consultation", "accept-handoff"),
                LEADS);
        ensure(
                "Undecided for a day",
                "Nobody has decided what to do · seit einem Tag offen",
                63,
                query().taskDefinitionKey("decide").taskCreatedBeforeExpression("${dateTime().minusDays(1)}"),
                LEADS);
    }

    /** What is due first comes first. */
    private TaskQuery query() {
        return tasks.createTaskQuery().active().orderByDueDate().asc();
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
