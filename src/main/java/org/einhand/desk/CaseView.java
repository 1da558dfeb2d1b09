package org.einhand.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.einhand.casefile.Address;
import org.einhand.casefile.BankDetails;
import org.einhand.casefile.BlockedBy;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.CaseType;
import org.einhand.casefile.Causes;
import org.einhand.casefile.Channel;
import org.einhand.casefile.Custody;
import org.einhand.casefile.Identified;
import org.einhand.casefile.Outcome;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Money;
import org.einhand.kernel.Worded;
import org.einhand.notification.Notifications;
import org.einhand.promise.CallWindows;
import org.einhand.promise.Promises;
import org.jspecify.annotations.Nullable;

/**
 * A case as integrators and agents read it. Whoever may not see personal data gets it masked.
 *
 * @param known the subject's figures that the shop confirmed; {@code subject.figures} says it for each
 * @param promises earlier promises
 * @param cause where the matter came from; null until it is solved or somebody names it
 */
public record CaseView(
        String caseNumber,
        CaseType type,
        CaseState state,
        @Nullable Outcome outcome,
        @Nullable BlockedBy blockedBy,
        @Nullable String owner,
        Channel channel,
        Identified identified,
        Instant openedAt,
        Instant updatedAt,
        @Nullable LocalDate needBy,
        CustomerView customer,
        SubjectView subject,
        String concern,
        JsonNode facts,
        @Nullable Address confirmedAddress,
        boolean addressConfirmed,
        @Nullable BankDetailsView bankDetails,
        @Nullable PromiseView promise,
        List<PromiseView> promises,
        CompensationView compensation,
        @Nullable DiagnosisView diagnosis,
        CountsView counts,
        List<RemedyView> remedies,
        List<CustodyView> custody,
        List<ContactView> contacts,
        List<AttachmentView> attachments,
        List<NotificationView> notifications,
        List<EntryView> timeline,
        @Nullable String parentCase,
        Causes.@Nullable Cause cause) {

    /** The customer; contact data only for those who may see them. */
    public record CustomerView(
            String id,
            String name,
            @Nullable String email,
            @Nullable String mobile,
            String language,
            @Nullable String region,
            @Nullable String preferredChannel) {}

    /**
     * What it is about.
     *
     * @param figures for each figure whether the shop knows it ({@code known}) or it was only told ({@code claimed})
     */
    public record SubjectView(
            String kind,
            @Nullable String id,
            @Nullable String line,
            @Nullable String item,
            @Nullable Money value,
            @Nullable Money paid,
            @Nullable Money interestPaid,
            @Nullable Money monthlyFee,
            @Nullable LocalDate purchasedOn,
            @Nullable String paymentMeans,
            @Nullable Address deliveryAddress,
            Map<String, String> figures) {}

    /**
     * The bank account on file that counts.
     *
     * @param last4 the end of its IBAN: all that is ever shown of it
     * @param givenBy {@code customer}, or the agent who took it down
     * @param payee what the bank says about the name
     */
    public record BankDetailsView(
            String last4, String name, String givenBy, Instant givenAt, BankDetails.Payee payee) {}

    /** A promise in the customer's words. */
    public record PromiseView(
            String what,
            Instant dueAt,
            Promises.State state,
            int version,
            @Nullable String reason) {}

    /**
     * Statutory compensation, in euro.
     *
     * @param accrued what has come together up to now, or until the line worked again
     * @param paid what was paid of it, or is on its way
     * @param since the first day that earned something
     */
    public record CompensationView(
            Money accrued, Money paid, @Nullable LocalDate since) {}

    /**
     * How the line stands, as the network says, and what that means.
     *
     * @param advice the action that helps, a word; null if none does
     * @param reason why that one
     */
    public record DiagnosisView(
            String status,
            @Nullable String blockedBy,
            @Nullable Instant estimatedActivation,
            String meaning,
            @Nullable String advice,
            @Nullable String reason,
            Instant askedAt) {}

    /** How often what happened. */
    public record CountsView(
            int contacts,
            int openContacts,
            int handoffs,
            int continuations,
            int consultations,
            int failedAttempts,
            int retold) {}

    /**
     * A remedy and its orders; {@code reference} is the order awaited now.
     *
     * @param text what is to be done, in the decider's own words; null where the action says it
     * @param promiseBy the day by which that was agreed
     * @param doer the group or user who does it
     * @param approvers groups whose members may say yes; empty where nobody has to
     * @param answeredBy who said yes or no
     * @param answer why
     * @param call the window in which she is called; null for what is no call
     */
    public record RemedyView(
            UUID id,
            String action,
            Remedies.State state,
            String decidedBy,
            Remedies.Authority authority,
            boolean owed,
            String rule,
            String reason,
            @Nullable Money amount,
            @Nullable String reference,
            List<OrderView> orders,
            @Nullable String note,
            @Nullable String text,
            @Nullable LocalDate promiseBy,
            @Nullable String doer,
            List<String> approvers,
            @Nullable String answeredBy,
            @Nullable String answer,
            @Nullable String failure,
            @Nullable Address address,
            @Nullable CallView call,
            Instant requestedAt,
            @Nullable Instant effectiveAt) {}

    /**
     * A window in which the customer was promised a call.
     *
     * @param group the group that calls; null: the owner of the case, or whoever goes on with it
     * @param version counts over the remedy, from 1
     * @param attempts how often she was called in it
     * @param reason why it took the place of the one before, a word
     * @param earlier the windows before it
     */
    public record CallView(
            @Nullable String group,
            Instant from,
            Instant to,
            CallWindows.State state,
            int version,
            int attempts,
            @Nullable String reason,
            List<CallView> earlier) {}

    /**
     * A station of a device; {@code what} is {@code device} (hers) or {@code replacement}.
     *
     * @param reference the order by which it travels; null if it was reported from outside
     * @param deadline by when the next station has to be reported
     */
    public record CustodyView(
            Custody.What what,
            Custody.Station station,
            Instant at,
            @Nullable Instant deadline,
            @Nullable String reference) {}

    /** An order with a back end. */
    public record OrderView(
            String backend,
            String reference,
            Worded state,
            @Nullable String trackingCode) {}

    /**
     * A contact; open until {@code answeredAt}.
     *
     * @param addressee who is to answer it; null: whoever of the first line comes first
     * @param from the handle, address or number it came from, as the channel said
     * @param original whether the mail it was is kept as it came
     */
    public record ContactView(
            UUID id,
            String direction,
            Channel channel,
            Identified identified,
            Instant at,
            String by,
            String text,
            boolean retold,
            @Nullable Instant dueAt,
            @Nullable Instant answeredAt,
            @Nullable UUID answers,
            @Nullable String addressee,
            @Nullable String from,
            boolean original) {}

    /** Something that came with a contact and was taken; {@code type} was found out by looking into it, {@code size} is in bytes. */
    public record AttachmentView(UUID id, String name, String type, long size, Instant at, UUID contactId) {}

    /** A message to the customer. */
    public record NotificationView(
            UUID id, String event, @Nullable String channel, Notifications.State state, Instant at) {}

    /** One entry of the timeline. */
    public record EntryView(Instant at, Timeline.Kind kind, String by, String text) {}

    /**
     * A case in a list.
     *
     * @param addressee who is to answer the longest open contact; null if none is open, or whoever of the first line comes first
     */
    public record Item(
            String caseNumber,
            CaseType type,
            CaseState state,
            @Nullable String owner,
            @Nullable String addressee,
            Channel channel,
            Instant openedAt,
            Instant updatedAt,
            @Nullable LocalDate needBy,
            CustomerView customer,
            SubjectView subject) {}

    /** What an agent may do now. */
    public record OptionsView(List<Decisions.Option> options) {}

    /** What a case looks like to a service account that did not open it. */
    public record Brief(
            String caseNumber, CaseState state, @Nullable PromiseView promise, boolean joined, List<String> ignored) {}
}
