package org.einhand.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Level;
import org.springframework.stereotype.Component;

/** The groups that people and service accounts belong to. What a group may do never depends on a single user. */
@Component
class StaffGroups {

    static final String PROCESS_OWNERS = "process-owners";
    static final String OPERATIONS = "operations";
    static final String INTAKE = "intake";
    static final String INSIGHT = "insight";

    /** Trainees, agents, seniors and leads: whoever talks with customers and decides. */
    static final List<String> AGENTS =
            Stream.of(Level.values()).map(Level::group).toList();

    private final IdentityService identities;

    StaffGroups(IdentityService identities) {
        this.identities = identities;
    }

    /** The type of groups whose members work on tasks, agents and specialists alike. */
    private static final String WORKING = "WORKFLOW";

    private static final String OTHER = "ADMINISTRATION";

    void ensure() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(Level.TRAINEE.group(), "Trainees");
        names.put(Level.AGENT.group(), "Agents");
        names.put(Level.SENIOR.group(), "Senior agents");
        names.put(Level.LEAD.group(), "Team leads");
        names.put("logistics", "Logistics");
        names.put("technical", "Technical");
        names.put("provisioning", "Provisioning");
        names.put("finance", "Finance");
        names.forEach((id, name) -> ensure(id, name, WORKING));
        ensure(Actor.MASKED_GROUP, "Personal data masked", OTHER);
        ensure(PROCESS_OWNERS, "Process owners", OTHER);
        ensure(OPERATIONS, "Operations", OTHER);
        ensure(INTAKE, "Intake", OTHER);
        ensure(INSIGHT, "Insight", OTHER);
        ensure(Groups.CAMUNDA_ADMIN, "Camunda administrators", Groups.GROUP_TYPE_SYSTEM);
        join(Groups.CAMUNDA_ADMIN, OPERATIONS);
        join(OPERATIONS, Groups.CAMUNDA_ADMIN);
    }

    /** Groups that work on tasks without being agents. */
    List<String> specialists() {
        return identities.createGroupQuery().groupType(WORKING).list().stream()
                .map(Group::getId)
                .filter(group -> !AGENTS.contains(group))
                .sorted()
                .toList();
    }

    boolean hasMembers(String group) {
        return identities.createUserQuery().memberOfGroup(group).count() > 0;
    }

    private void ensure(String id, String name, String type) {
        Group group = identities.createGroupQuery().groupId(id).singleResult();
        if (group == null) {
            group = identities.newGroup(id);
            group.setName(name);
        } else if (type.equals(group.getType())) {
            return;
        }
        group.setType(type);
        identities.saveGroup(group);
    }

    /** The web applications offer their set-up page as long as nobody is in the engine's own group of administrators. */
    private void join(String from, String to) {
        for (User member : identities.createUserQuery().memberOfGroup(from).list()) {
            boolean already = identities
                            .createUserQuery()
                            .userId(member.getId())
                            .memberOfGroup(to)
                            .count()
                    > 0;
            if (!already) {
                identities.createMembership(member.getId(), to);
            }
        }
    }
}
