package org.einhand.kernel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port to what the engine is at: what failed, what is late, what is behind a running process, and trying again. */
public interface EngineWork {

    /** A running process. */
    record Instance(String id, String process, String caseNumber) {}

    /**
     * Work that is stuck in the same place for the same reason.
     *
     * @param reason what the messages of all of them begin with; empty where nothing was said
     * @param oldest since when
     * @param instances the first of the processes concerned
     */
    record Kind(
            String process,
            @Nullable String activity,
            String reason,
            long count,
            Instant oldest,
            List<Instance> instances) {}

    /** Incidents by place and reason, the oldest first. A failure that shows in the calling processes, too, is one. */
    List<Kind> incidents();

    /** Work that should have been done before that time and still may be tried, the oldest first. */
    List<Kind> due(Instant before);

    /** How many incidents there are, and since when. */
    OnWatch.Count incidentCount();

    /** How much work should have been done before that time, and since when. */
    OnWatch.Count dueCount(Instant before);

    /** How much work nobody tries any more. */
    long withoutRetries();

    /** The running process of that id. */
    Optional<Instance> find(String instanceId);

    /**
     * Work that failed at least once.
     *
     * @param retries how often it is still tried
     * @param dueAt when next, if at all
     */
    record Failure(
            String process,
            @Nullable String activity,
            String message,
            int retries,
            @Nullable Instant dueAt) {}

    /** What failed in a process and in those it called. */
    List<Failure> failures(String instanceId);

    /**
     * A step that was finished.
     *
     * @param type the engine's word, such as {@code userTask}
     * @param cancelled whether it was left without being done
     */
    record Ended(
            String process,
            String activity,
            @Nullable String name,
            String type,
            Instant startedAt,
            Instant endedAt,
            boolean cancelled) {}

    /** What was finished in a process and in those it called, the newest first. */
    List<Ended> ended(String instanceId);

    /** Tries again at once what failed in a process and in those it called; answers how much that is. */
    int retry(String instanceId);

    /**
     * Which of the work that nobody tries any more.
     *
     * @param activity null: in every place
     * @param message what its message contains, in any spelling; null: whatever it says
     */
    record Which(
            String process,
            @Nullable String activity,
            @Nullable String message) {}

    /** How much is tried again; and how much of the same is left, because a call takes only so much. */
    record Retried(int retried, long left) {}

    /** Lets it be tried again from that time on. */
    Retried retry(Which which, Instant dueAt);
}
