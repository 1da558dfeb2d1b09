package org.einhand.desk;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Finds who handles an action. */
@Component
class Handlings {

    private final Map<Action.Process, Handling> all = new EnumMap<>(Action.Process.class);

    Handlings(List<Handling> handlings) {
        handlings.forEach(handling -> all.put(handling.process(), handling));
    }

    Handling of(Action action) {
        Handling handling = all.get(action.process());
        if (handling == null) {
            throw new IllegalStateException("Nobody handles " + action.word());
        }
        return handling;
    }

    boolean areBuiltFor(Action action) {
        return all.containsKey(action.process());
    }

    Handling of(String action) {
        return of(Action.of(action));
    }
}
