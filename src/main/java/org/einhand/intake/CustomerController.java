package org.einhand.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Optional;
import org.einhand.desk.ContactPermissions;
import org.einhand.hand.Hands;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;
import org.einhand.kernel.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What holds for a customer over all her cases. */
@RestController
@RequestMapping(path = "/api/customers/{customerId}", produces = "application/json")
@Tag(name = "Customers")
@Refusals
class CustomerController {

    private static final int LONGEST_ID = 100;

    private final ContactPermissions permissions;
    private final Hands hands;
    private final UnitOfWork unitOfWork;

    CustomerController(ContactPermissions permissions, Hands hands, UnitOfWork unitOfWork) {
        this.permissions = permissions;
        this.hands = hands;
        this.unitOfWork = unitOfWork;
    }

    /**
     * Who works on a customer; everything is null if nobody does.
     *
     * @param since when she took the customer
     * @param until when it ends unless she does something for her before
     */
    record HandAnswer(
            @Nullable String holder,
            @Nullable Instant since,
            @Nullable Instant until) {
        static HandAnswer of(Optional<Hands.Hand> hand) {
            return hand.map(held -> new HandAnswer(held.holder(), held.since(), held.until()))
                    .orElseGet(() -> new HandAnswer(null, null, null));
        }
    }

    @GetMapping("/hand")
    @Operation(
            summary = "Who works on a customer now",
            description = "Across all her cases and channels. It ends by itself 15 minutes after the last activity.")
    HandAnswer hand(Actor actor, @PathVariable String customerId) {
        Callers.agent(actor);
        return HandAnswer.of(hands.of(customerId));
    }

    @PutMapping("/hand")
    @Operation(
            summary = "Takes a customer, or goes on holding her",
            description =
                    "409 `held-by-other` with `holder` and `until` while somebody else works on her. Deciding and answering "
                            + "do this by themselves.")
    HandAnswer takeHand(Actor actor, @PathVariable String customerId) {
        Callers.agent(actor);
        if (customerId.length() > LONGEST_ID) {
            throw Problem.invalid("/customerId", "must have at most " + LONGEST_ID + " characters");
        }
        return unitOfWork.run(() -> HandAnswer.of(Optional.of(hands.working(customerId, actor))));
    }

    @DeleteMapping("/hand")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Lets go of a customer",
            description = "Only of one that the caller holds; somebody else's hand stays where it is.")
    @ApiResponse(responseCode = "204", description = "The caller holds her no more.")
    void letGo(Actor actor, @PathVariable String customerId) {
        Callers.agent(actor);
        unitOfWork.run(() -> hands.letGo(customerId, actor.id()));
    }

    @GetMapping("/contact-permission")
    @Operation(summary = "Whether a customer may be contacted for something else than her concern", description = """
                    For `marketing`: not while a case of hers is not closed (`open-case`), nor for some days after the last one \
                    was closed (`recent-case`, with `until`). For a `survey`: never without consent (`no-consent`); consents are \
                    not kept here. `open-case` goes before `no-consent`. A customer without cases may be advertised to as far as \
                    we know; whether she consented is for the asker to know.""")
    ContactPermissions.Permission contactPermission(
            Actor actor,
            @PathVariable String customerId,
            @Parameter(required = true, schema = @Schema(allowableValues = {"marketing", "survey"}))
                    @RequestParam(required = false)
                    @Nullable
                    String purpose) {
        Callers.agentOrService(actor);
        Parameters parameters = new Parameters();
        ContactPermissions.Purpose asked = parameters.word("purpose", purpose, ContactPermissions.Purpose.class);
        parameters.check();
        if (asked == null) {
            throw Problem.invalid("/purpose", "is required: marketing or survey");
        }
        return permissions.of(customerId, asked);
    }
}
