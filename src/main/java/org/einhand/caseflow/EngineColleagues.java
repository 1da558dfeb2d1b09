package org.einhand.caseflow;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.einhand.kernel.Colleagues;
import org.einhand.kernel.Level;
import org.springframework.stereotype.Component;

/** Looks names up where the engine keeps its users. */
@Component
class EngineColleagues implements Colleagues {

    /** The engine's word for groups that work on tasks; administrators and service accounts are of other types. */
    private static final String WORKING = "WORKFLOW";

    private static final String[] LEVELS =
            Stream.of(Level.values()).map(Level::group).toArray(String[]::new);

    private final IdentityService identity;
    private final InternalCalls internal;

    EngineColleagues(IdentityService identity, InternalCalls internal) {
        this.identity = identity;
        this.internal = internal;
    }

    @Override
    public List<String> workingGroups() {
        return internal
                .call(() -> identity.createGroupQuery().groupType(WORKING).list())
                .stream()
                .map(Group::getId)
                .sorted()
                .toList();
    }

    @Override
    public boolean works(String userId) {
        return internal.call(() -> identity.createGroupQuery()
                        .groupType(WORKING)
                        .groupMember(userId)
                        .count()
                > 0);
    }

    @Override
    public boolean decides(String userId) {
        return internal.call(() -> identity.createGroupQuery()
                        .groupIdIn(LEVELS)
                        .groupMember(userId)
                        .count()
                > 0);
    }

    @Override
    public String nameForCustomers(String userId) {
        User user =
                internal.call(() -> identity.createUserQuery().userId(userId).singleResult());
        if (user == null || user.getFirstName() == null || user.getFirstName().isBlank()) {
            return userId;
        }
        String last = user.getLastName();
        return last == null || last.isBlank() ? user.getFirstName() : user.getFirstName() + " " + last.charAt(0) + ".";
    }

    @Override
    public Optional<String> email(String userId) {
        return internal.call(() -> Optional.ofNullable(
                        identity.createUserQuery().userId(userId).singleResult())
                .map(User::getEmail)
                .filter(email -> !email.isBlank()));
    }
}
