package org.einhand.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.einhand.authority.Reviews;
import org.einhand.desk.Reviewing;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The sample of direct decisions that leads look at. */
@RestController
@RequestMapping(path = "/api/reviews", produces = "application/json")
@Tag(name = "Reviews")
@Refusals
class ReviewController {

    private final Reviewing reviewing;
    private final Validator validator;

    ReviewController(Reviewing reviewing, Validator validator) {
        this.reviewing = reviewing;
        this.validator = validator;
    }

    /** A decision to look at, or looked at. */
    record ReviewView(
            @Schema(description = "Also the id of the remedy in its case.")
            UUID id,

            String caseNumber,
            String action,
            @Nullable Money amount,

            @Schema(description = "What of it was a gift.") Money goodwill,

            boolean owed,

            @Schema(description = "Who decided.") String agent,

            String rule,
            String reason,
            Instant at,
            Reviews.State state,
            @Nullable String reviewedBy,
            @Nullable Instant reviewedAt,
            @Nullable String note) {

        static ReviewView of(Reviewing.Reviewed reviewed) {
            Reviews.Review review = reviewed.review();
            return new ReviewView(
                    review.id(),
                    review.caseNumber(),
                    review.action(),
                    review.amount(),
                    review.goodwill(),
                    review.owed(),
                    review.agent(),
                    review.rule(),
                    review.reason(),
                    review.at(),
                    review.state(),
                    review.reviewedBy(),
                    review.reviewedAt(),
                    reviewed.note());
        }
    }

    /** The body of a verdict. */
    record VerdictRequest(
            @NotNull @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            Boolean fine,

            @Schema(description = "Required where it was not fine.") @Prose @Size(max = 4000) @Nullable
            String note) {}

    @GetMapping
    @Operation(
            summary = "Lists the sample of direct decisions, newest first",
            description =
                    "For team leads. A share of what agents decide without a second person (one in twenty unless configured "
                            + "otherwise); which ones follows from the remedy's id alone.")
    Listed<ReviewView> list(
            Actor actor,
            @Parameter(schema = @Schema(allowableValues = {"open", "fine", "not-fine"}))
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size) {
        Parameters parameters = new Parameters();
        Reviews.State wanted = parameters.word("state", state, Reviews.State.class);
        Parameters.Slice slice = parameters.slice(page, size);
        parameters.check();
        Reviews.Page found = reviewing.list(actor, wanted, slice.page(), slice.size());
        return new Listed<>(
                found.items().stream().map(reviewing::read).map(ReviewView::of).toList(),
                slice.page(),
                slice.size(),
                found.total());
    }

    @PostMapping("/{id}/verdict")
    @Operation(
            summary = "Says what a lead thinks of a decision",
            description =
                    "It changes nothing in the case. 403 `forbidden` for who decided; 409 `not-waiting` if somebody looked at "
                            + "it before.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = VerdictRequest.class))))
    @ApiResponse(responseCode = "200", description = "The decision, with what was said.")
    ReviewView judge(Actor actor, @PathVariable UUID id, @RequestBody(required = false) @Nullable JsonNode body) {
        VerdictRequest verdict = new Reading(validator).whole(body, VerdictRequest.class);
        boolean fine = Boolean.TRUE.equals(verdict.fine());
        return ReviewView.of(reviewing.judge(actor, id, fine, verdict.note()));
    }
}
