package org.einhand.casefile;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * A case as it is on file now. A snapshot: changes go through {@link CaseFiles}.
 *
 * @param caseNumber the number on every channel
 * @param openedBy who filed it
 * @param needBy the day the customer needs it by
 * @param facts what the type of case asks for, as it was told
 * @param address the address the customer confirmed for shipments of this case
 * @param known names of the subject's figures that the shop confirmed; the others are only claimed
 * @param flow id of the running process
 * @param parentCase an earlier case of the same matter
 * @param matterId the first case of the matter: what linked cases and replacement orders share
 * @param keys seals and opens what belongs to the customer of this case
 */
public record CaseFile(
        UUID id,
        String caseNumber,
        String brand,
        CaseType type,
        CaseState state,
        @Nullable Outcome outcome,
        @Nullable BlockedBy blockedBy,
        @Nullable String owner,
        Channel channel,
        Identified identified,
        Actor openedBy,
        Instant openedAt,
        Instant updatedAt,
        @Nullable Instant solvedAt,
        @Nullable Instant withdrawnAt,
        @Nullable LocalDate needBy,
        Customer customer,
        Subject subject,
        ContactOnFile onFile,
        String concern,
        JsonNode facts,
        @Nullable Address address,
        Set<String> known,
        int handoffs,
        int continuations,
        int consultations,
        @Nullable UUID parentCase,
        UUID matterId,
        @Nullable String flow,
        Vault.Keys keys) {

    /** Who it is about. At least one of e-mail and mobile is there. */
    public record Customer(
            String id,
            String name,
            @Nullable String email,
            @Nullable String mobile,
            String language,
            @Nullable String region,
            @Nullable String preferredChannel) {}

    /** Where the shop reaches her; what came with the case, as long as the shop was not asked. */
    public record ContactOnFile(
            @Nullable String email, @Nullable String mobile) {}

    /**
     * What it is about. Money is what the shop knows where {@link CaseFile#known} says so, else what was claimed.
     *
     * @param deliveryAddress where the shop sent it
     */
    public record Subject(
            SubjectKind kind,
            @Nullable String id,
            @Nullable String line,
            @Nullable String item,
            @Nullable Money value,
            @Nullable Money paid,
            @Nullable Money interestPaid,
            @Nullable Money monthlyFee,
            @Nullable LocalDate purchasedOn,
            @Nullable PaymentMeans paymentMeans,
            @Nullable Address deliveryAddress) {

        /** The figures alone, for somebody who is not to see where it went. */
        public Subject withoutAddress() {
            return new Subject(
                    kind, id, line, item, value, paid, interestPaid, monthlyFee, purchasedOn, paymentMeans, null);
        }
    }

    public boolean isClosed() {
        return state == CaseState.CLOSED;
    }

    /** A fact as text, or null if it was not told. */
    public @Nullable String fact(String name) {
        JsonNode value = facts.get(name);
        return value == null || value.isNull() ? null : value.asText();
    }

    /** Whether a shipment may go out: somebody identified said where to. */
    public boolean addressConfirmed() {
        return address != null;
    }

    /** Whether the customer is on file with this e-mail address. That a mail says it comes from there proves nothing. */
    public boolean isAddressOf(String email) {
        return email.equalsIgnoreCase(customer.email()) || email.equalsIgnoreCase(onFile.email());
    }

    /** The number alone: a case in a log tells nothing about a person. */
    @Override
    public String toString() {
        return caseNumber;
    }
}
