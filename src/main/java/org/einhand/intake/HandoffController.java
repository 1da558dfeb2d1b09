package org.einhand.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.desk.Decisions;
import org.einhand.desk.HandingOn;
import org.einhand.desk.HandoffView;
import org.einhand.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Handing a case on, where nothing else keeps it. */
@RestController
@RequestMapping(path = "/api/cases/{caseNumber}/handoffs", produces = "application/json")
@Tag(name = "Handoffs")
@Refusals
class HandoffController {

    private final HandingOn handingOn;
    private final CaseFiles files;
    private final IdempotencyKeys keys;
    private final Validator validator;

    HandoffController(HandingOn handingOn, CaseFiles files, IdempotencyKeys keys, Validator validator) {
        this.handingOn = handingOn;
        this.files = files;
        this.keys = keys;
        this.validator = validator;
    }

    /** The body of {@code POST /api/cases/{n}/handoffs}. */
    record HandoffRequest(
            @NotBlank
            @Schema(description = "A group of agents or specialists that is to take the case.", example = "seniors")
            String to,

            @Prose
            @NotBlank
            @Size(max = 4000)
            @Schema(
                    description = "In the agent's words. A word that the rules know, such as `conflict-of-interest` or "
                            + "`accessibility`, stands for a reason they accept.")
            String reason,

            @Prose @Size(max = 4000) @Nullable String note,

            @Schema(description = "The agent insists although the case could be kept; recorded as a gap of authority.")
            @Nullable
            Boolean override) {}

    @PostMapping
    @Operation(
            summary = "Offers the case to a group",
            description = """
                    For the owner, and for leads. 409 `handoff-not-needed` where the rules see how the case can be kept: with the \
                    `options` that keep it, which authority was `missing` for which action, and the `specialists` who could be \
                    asked; `override` goes through. 403 `authority-missing`: a case that was handed on before is handed on by leads \
                    only. 409 `handoff-open`: an earlier offer is not answered yet. The task `accept-handoff` waits for the group; \
                    until somebody accepts, the case stays with its owner. What goes with it stands in `contract`.""",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = HandoffRequest.class))))
    @ApiResponse(responseCode = "201", description = "Offered.")
    ResponseEntity<HandoffView> handOn(
            Actor actor,
            HttpServletRequest request,
            @PathVariable String caseNumber,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        Callers.agent(actor);
        IdempotencyKeys.Call call = IdempotencyKeys.Call.required(actor, key, Answers.requestLine(request), body);
        HandingOn.Request asked = read(body);
        // stock is asked outside, before the transaction that holds the key, and not at all for a repeat
        List<Decisions.Option> options = keys.isRepeat(call) ? List.of() : handingOn.options(caseNumber, actor);
        return Answers.of(keys.once(
                call,
                () -> {
                    HandoffView offered = handingOn.handOn(caseNumber, actor, asked, options);
                    CaseFile file = files.get(caseNumber);
                    return new IdempotencyKeys.Done<>(
                            new IdempotencyKeys.Kept(
                                    201, CaseController.PATH + file.caseNumber() + "/handoffs/" + offered.id(), null),
                            offered);
                },
                kept -> again(kept, actor)));
    }

    private HandingOn.Request read(JsonNode body) {
        Reading reading = new Reading(validator);
        HandoffRequest asked = reading.body(body, HandoffRequest.class).orElse(null);
        if (asked != null && asked.to() != null && !reading.isWrong("/to")) {
            reading.wrong("/to", handingOn.flawInGroup(asked.to()));
        }
        reading.check();
        Objects.requireNonNull(asked);
        String note = asked.note();
        return new HandingOn.Request(
                asked.to(),
                asked.reason(),
                note == null || note.isBlank() ? null : note,
                Boolean.TRUE.equals(asked.override()));
    }

    private HandoffView again(IdempotencyKeys.Kept kept, Actor actor) {
        String[] steps = kept.location().split("/");
        return handingOn.one(steps[steps.length - 3], UUID.fromString(steps[steps.length - 1]), actor);
    }

    @GetMapping
    @Operation(summary = "How a case was handed on, and what went with it", description = "Oldest first.")
    Listed<HandoffView> list(Actor actor, @PathVariable String caseNumber) {
        Callers.agent(actor);
        List<HandoffView> all = handingOn.of(caseNumber, actor);
        return new Listed<>(all, 0, Math.max(all.size(), 1), all.size());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Reads an offer and what went with it")
    HandoffView one(Actor actor, @PathVariable String caseNumber, @PathVariable UUID id) {
        Callers.agent(actor);
        return handingOn.one(caseNumber, id, actor);
    }
}
