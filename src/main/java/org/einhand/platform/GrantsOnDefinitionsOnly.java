package org.einhand.platform;

import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Writes no authorization row per task or filter, and none by which somebody changes herself. Who may see and work on tasks is granted once, on the process definition;
 * a row per task and group would make every task list slower.
 */
class GrantsOnDefinitionsOnly extends DefaultAuthorizationProvider {

    private static final AuthorizationEntity[] NONE = {};

    /** Staff see themselves; what the house knows of them is changed by operations alone, their e-mail address above all. */
    @Override
    public AuthorizationEntity[] newUser(User user) {
        AuthorizationEntity self = new AuthorizationEntity(Authorization.AUTH_TYPE_GRANT);
        self.setUserId(user.getId());
        self.setResource(Resources.USER);
        self.setResourceId(user.getId());
        self.addPermission(Permissions.READ);
        return new AuthorizationEntity[] {self};
    }

    @Override
    public AuthorizationEntity[] newFilter(Filter filter) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskAssignee(
            Task task, @Nullable String oldAssignee, @Nullable String newAssignee) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskOwner(Task task, @Nullable String oldOwner, @Nullable String newOwner) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskUserIdentityLink(Task task, String userId, String type) {
        return NONE;
    }

    @Override
    public AuthorizationEntity[] newTaskGroupIdentityLink(Task task, String groupId, String type) {
        return NONE;
    }
}
