package org.einhand.kernel;

import java.util.Optional;
import java.util.Set;

/**
 * Who is acting. Every record Einhand keeps names its actor's kind and id.
 *
 * @param kind what sort of actor this is
 * @param id the user id of a member of staff or service account; a fixed word for the others
 * @param groups the groups of a signed-in user, empty for the others
 */
public record Actor(Kind kind, String id, Set<String> groups) {

    /** What sort of actor. */
    public enum Kind {
        STAFF,
        SERVICE,
        CUSTOMER,
        BACKEND,
        SYSTEM
    }

    /** Rules and timers acting by themselves. */
    public static final Actor EINHAND = new Actor(Kind.SYSTEM, "einhand", Set.of());

    /** The customer, on the status page or by any inbound contact. */
    public static final Actor CUSTOMER = new Actor(Kind.CUSTOMER, "customer", Set.of());

    /** A member of this group is an agent who works with personal data masked. */
    public static final String MASKED_GROUP = "masked";

    /** A system outside that reports something, such as {@code logistics}. */
    public static Actor backend(String name) {
        return new Actor(Kind.BACKEND, name, Set.of());
    }

    /** A signed-in user; members of {@code intake} are service accounts. */
    public static Actor user(String id, Set<String> groups) {
        return new Actor(groups.contains("intake") ? Kind.SERVICE : Kind.STAFF, id, groups);
    }

    /** The highest level of authority this user has; empty for anybody who is not an agent. */
    public Optional<Level> level() {
        Level highest = null;
        for (Level level : Level.values()) {
            if (groups.contains(level.group())) {
                highest = level;
            }
        }
        return Optional.ofNullable(highest);
    }

    public boolean isAgent() {
        return level().isPresent();
    }

    public boolean isService() {
        return kind == Kind.SERVICE;
    }

    public boolean in(String group) {
        return groups.contains(group);
    }

    /** Whether names, addresses and contact data may be shown to this actor unmasked. */
    public boolean seesPersonalData() {
        return !groups.contains(MASKED_GROUP);
    }
}
