package org.einhand.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.einhand.casefile.BlockedBy;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.CaseType;
import org.einhand.casefile.Outcome;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.EngineWork;
import org.einhand.kernel.IncomingEvents;
import org.einhand.kernel.OnWatch;
import org.einhand.kernel.Worded;
import org.einhand.notification.Notifications;
import org.einhand.promise.Promises;
import org.jspecify.annotations.Nullable;

/**
 * What operations see. No name, no address, no contact, no word that anybody wrote: keys, states, times and numbers only, whatever
 * groups the reader is in besides.
 */
public final class OperationsView {

    private OperationsView() {}

    /**
     * The key figures.
     *
     * @param now business time
     * @param cases how many are not over, by state
     * @param watched what to keep an eye on, with the age of the oldest
     * @param withoutRetries work that nobody tries any more
     */
    public record Figures(Instant now, Map<CaseState, Long> cases, List<OnWatch.Count> watched, long withoutRetries) {}

    /** What is behind the figures. */
    public record Overview(
            Figures figures,
            List<EngineWork.Kind> incidents,
            List<EngineWork.Kind> overdue,
            List<IncomingEvents.Heard> unmatched) {}

    /**
     * A running process and its case.
     *
     * @param now business time
     * @param file null if the process belongs to no case
     */
    public record Process(
            Instant now,
            EngineWork.Instance instance,
            List<EngineWork.Failure> failures,
            List<EngineWork.Ended> ended,
            @Nullable Case file) {}

    /** A case without what is personal in it. */
    public record Case(
            String caseNumber,
            CaseType type,
            CaseState state,
            @Nullable Outcome outcome,
            @Nullable BlockedBy blockedBy,
            @Nullable String owner,
            Instant openedAt,
            Instant updatedAt,
            @Nullable LocalDate needBy,
            @Nullable Promise promise,
            CaseView.CountsView counts,
            List<Remedy> remedies,
            List<Notification> notifications,
            List<IncomingEvents.Heard> events,
            List<Entry> timeline) {}

    /** A promise; {@code what} is a word. */
    public record Promise(String what, Instant dueAt, Promises.State state, int version) {}

    /** A remedy and what was ordered for it. */
    public record Remedy(
            UUID id,
            String action,
            Remedies.State state,
            Remedies.Authority authority,
            @Nullable String failure,
            List<Order> orders,
            Instant requestedAt,
            @Nullable Instant effectiveAt) {}

    /** An order, or a payout. */
    public record Order(String backend, String reference, String state) {}

    /** What the providers say now about the orders that are under way. */
    public record Answers(List<Answer> answers) {}

    /** Whether a provider has an order under our reference. */
    public enum Verdict implements Worded {
        KNOWN,
        UNKNOWN,
        /** It does not say. */
        SILENT
    }

    /**
     * What a provider itself says about an order.
     *
     * @param id the provider's own
     * @param state where it stands, in a word of the provider's
     * @param why why it is silent
     */
    public record Answer(
            String backend,
            String reference,
            Verdict verdict,
            @Nullable String id,
            @Nullable String state,
            @Nullable Instant expectedAt,
            @Nullable String why) {}

    /** A message to the customer. */
    public record Notification(
            UUID id, String event, @Nullable String channel, Notifications.State state, Instant at) {}

    /** An entry of the timeline without its text. */
    public record Entry(Instant at, Timeline.Kind kind, String by) {}
}
