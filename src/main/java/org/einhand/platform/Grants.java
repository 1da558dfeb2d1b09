package org.einhand.platform;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.stereotype.Component;

/**
 * What each group may do in the engine. A grant that exists is left as operations made it; one that is missing is written.
 * Agents work on tasks, specialists on those of a few processes; they never assign, start, signal or deploy.
 */
@Component
class Grants {

    /** The processes in which specialists have tasks of their own. */
    private static final List<String> FOR_SPECIALISTS =
            List.of("custom-remedy", "consultation", "handoff", "customer-call");

    private static final Permission[] WORK_ON_TASKS = {
        ProcessDefinitionPermissions.READ,
        ProcessDefinitionPermissions.READ_INSTANCE,
        ProcessDefinitionPermissions.READ_TASK,
        ProcessDefinitionPermissions.TASK_WORK
    };

    private final AuthorizationService authorizations;
    private final StaffGroups groups;
    private final RepositoryService repository;

    Grants(AuthorizationService authorizations, StaffGroups groups, RepositoryService repository) {
        this.authorizations = authorizations;
        this.groups = groups;
        this.repository = repository;
    }

    void ensure() {
        Collection<String> processes = processKeys();
        for (String group : StaffGroups.AGENTS) {
            grant(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
            for (String process : processes) {
                grant(group, Resources.PROCESS_DEFINITION, process, WORK_ON_TASKS);
            }
        }
        for (String group : groups.specialists()) {
            grant(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
            for (String process : FOR_SPECIALISTS) {
                grant(group, Resources.PROCESS_DEFINITION, process, WORK_ON_TASKS);
            }
        }
        String owners = StaffGroups.PROCESS_OWNERS;
        grant(owners, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
        grant(owners, Resources.PROCESS_DEFINITION, Authorization.ANY, Permissions.READ);
        grant(owners, Resources.DECISION_DEFINITION, Authorization.ANY, Permissions.READ);
        grant(owners, Resources.DECISION_REQUIREMENTS_DEFINITION, Authorization.ANY, Permissions.READ);
        for (Resource resource : Resources.values()) {
            grant(StaffGroups.OPERATIONS, resource, Authorization.ANY, Permissions.ALL);
            grant(Groups.CAMUNDA_ADMIN, resource, Authorization.ANY, Permissions.ALL);
        }
    }

    void grant(String group, Resource resource, String resourceId, Permission... permissions) {
        boolean there = authorizations
                        .createAuthorizationQuery()
                        .authorizationType(Authorization.AUTH_TYPE_GRANT)
                        .groupIdIn(group)
                        .resourceType(resource)
                        .resourceId(resourceId)
                        .count()
                > 0;
        if (!there) {
            Authorization grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            grant.setGroupId(group);
            grant.setResource(resource);
            grant.setResourceId(resourceId);
            grant.setPermissions(permissions);
            authorizations.saveAuthorization(grant);
        }
    }

    private Collection<String> processKeys() {
        return repository.createProcessDefinitionQuery().latestVersion().unlimitedList().stream()
                .map(ProcessDefinition::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
