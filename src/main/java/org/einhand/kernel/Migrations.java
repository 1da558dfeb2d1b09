package org.einhand.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Port to moving running processes from one version of their model to another. They stay where they stand: nothing they did is done
 * again, and a timer keeps its time.
 */
public interface Migrations {

    /** Where those go that stand in an activity. */
    record Step(String activity, String to) {}

    /** Why so many cannot be moved; {@code activity} is where they stand, null where it is about the whole process. */
    record Trouble(@Nullable String activity, int instances, String problem) {}

    /**
     * What would happen.
     *
     * @param plan names this plan; it changes when what would happen changes
     * @param instances how many run on the old version, of those that are meant
     * @param tried with how many of them the plan was tried, without keeping anything of it
     * @param unmapped activities of the old version that have no counterpart in the new one
     * @param troubles why some of those that were tried cannot be moved
     * @param hindrance why none is moved; null if nothing is in the way
     */
    record Plan(
            String plan,
            String process,
            int from,
            int to,
            long instances,
            int tried,
            List<Step> steps,
            List<String> unmapped,
            List<Trouble> troubles,
            @Nullable String hindrance) {}

    /** What became of it; what is left goes on with the old version. */
    record Migrated(String process, int from, int to, int migrated, long left, List<Trouble> refused) {}

    /**
     * Plans to move what runs on a version; changes nothing.
     *
     * @param to null: the newest version
     * @param caseNumber the one case that is meant; null: all
     * @throws Problem 404 if there is no such process or version; 400 if both are the same
     */
    Plan plan(String process, int from, @Nullable Integer to, @Nullable String caseNumber);

    /**
     * Carries a plan out, each process in a transaction of its own; at most so many in one call.
     *
     * @param caseNumber the one case that is meant; null: all
     * @throws Problem 409 {@code plan-changed} if that is not the plan any more; 422 {@code migration-unsafe} if it has a hindrance
     */
    Migrated migrate(String process, int from, int to, @Nullable String caseNumber, String plan);
}
