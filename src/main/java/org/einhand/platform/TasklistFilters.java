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
import org.springframework.stereotype.Component;

/** The lists an agent finds in Tasklist: what is urgent comes first. */
@Component
class TasklistFilters {

    private final FilterService filters;
    private final TaskService tasks;
    private final Grants grants;

    TasklistFilters(FilterService filters, TaskService tasks, Grants grants) {
        this.filters = filters;
        this.tasks = tasks;
        this.grants = grants;
    }

    void ensure() {
        ensure(
                "First line",
                "Unassigned · frei",
                10,
                query().taskCandidateGroupIn(StaffGroups.AGENTS).taskUnassigned());
        ensure("My tasks", "Assigned to me · meine", 20, query().taskAssigneeExpression("${currentUser()}"));
        ensure("All open cases", "Every open task · alle", 30, query());
    }

    private TaskQuery query() {
        return tasks.createTaskQuery()
                .active()
                .orderByTaskPriority()
                .desc()
                .orderByDueDate()
                .asc();
    }

    private void ensure(String name, String description, int position, Query<?, ?> query) {
        Filter filter = filters.createFilterQuery().filterName(name).singleResult();
        if (filter == null) {
            filter = filters.newTaskFilter(name);
            filter.setQuery(query);
            filter.setProperties(Map.of(
                    "description", description, "priority", position, "refresh", true, "showUndefinedVariable", false));
            filters.saveFilter(filter);
        }
        for (String group : List.copyOf(StaffGroups.AGENTS)) {
            grants.grant(group, Resources.FILTER, filter.getId(), Permissions.READ);
        }
    }
}
