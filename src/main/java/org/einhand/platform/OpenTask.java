package org.einhand.platform;

import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An open task of a case.
 *
 * @param key what kind of task
 * @param flow the process instance it belongs to
 * @param process key of that process
 * @param values the variables of that instance, by name; null for one that it has not
 */
record OpenTask(String key, String flow, String process, String caseNumber, Function<String, @Nullable Object> values) {

    /** What the process knows it by, such as {@code remedyId}. */
    UUID id(String variable) {
        return UUID.fromString(String.valueOf(values.apply(variable)));
    }

    boolean has(String variable) {
        return values.apply(variable) != null;
    }
}
