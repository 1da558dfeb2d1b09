package org.einhand.platform;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** The users that this installation keeps itself. */
@Component
public class Staff {

    private final IdentityService identities;
    private final AccessSetup setup;

    Staff(IdentityService identities, AccessSetup setup) {
        this.identities = identities;
        this.setup = setup;
    }

    /** Several changes as one: all or nothing, and by one node at a time. */
    public void together(Runnable changes) {
        setup.alone(changes);
    }

    /** Adds a user and the memberships; a user who is there already stays as is, password included. */
    public void add(String id, String password, String firstName, String lastName, String... groups) {
        if (identities.createUserQuery().userId(id).count() > 0) {
            return;
        }
        User user = identities.newUser(id);
        user.setFirstName(firstName);
        user.setLastName(lastName);
        user.setPassword(password);
        identities.saveUser(user);
        for (String group : groups) {
            identities.createMembership(id, group);
            if (group.equals(StaffGroups.OPERATIONS)) {
                identities.createMembership(id, Groups.CAMUNDA_ADMIN);
            }
        }
    }
}
