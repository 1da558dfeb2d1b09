package org.einhand.desk;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.einhand.handoff.Handoffs;
import org.jspecify.annotations.Nullable;

/**
 * A case that was offered to somebody else, and what became of it.
 *
 * @param to the group that is asked to take it
 * @param from who handed it on; until somebody accepts, the case stays with its owner
 * @param dueAt by when it is to be accepted or returned
 * @param contract what goes with the case
 */
public record HandoffView(
        UUID id,
        String to,
        String from,
        String reason,
        @Nullable String note,

        @Schema(description = "The agent insisted although the rules saw no need; recorded as a gap of authority.")
        boolean insisted,

        @Schema(description = "`offered`, `accepted`, `returned`, or `ended`: the case was closed before.")
        Handoffs.State state,

        Instant offeredAt,
        Instant dueAt,

        @Schema(description = "Nobody of the group answered in time: it waits for a lead.")
        boolean leadAsked,

        @Nullable String answeredBy,
        @Nullable Instant answeredAt,
        @Nullable String answer,
        Handoffs.Contract contract) {

    static HandoffView of(Handoffs.Handoff handoff, Mask mask) {
        Handoffs.Offer offer = handoff.offer();
        Handoffs.Contract contract = offer.contract();
        return new HandoffView(
                handoff.id(),
                offer.to(),
                offer.by(),
                mask.text(offer.reason()),
                mask.optional(offer.note()),
                offer.insisted(),
                handoff.state(),
                handoff.offeredAt(),
                offer.dueAt(),
                handoff.leadAskedAt() != null,
                handoff.answeredBy(),
                handoff.answeredAt(),
                mask.optional(handoff.answer()),
                new Handoffs.Contract(
                        masked(contract.facts(), mask),
                        masked(contract.tried(), mask),
                        masked(contract.promised(), mask),
                        masked(contract.owed(), mask),
                        masked(contract.doNotAskAgain(), mask)));
    }

    private static List<String> masked(List<String> lines, Mask mask) {
        return lines.stream().map(mask::text).toList();
    }
}
