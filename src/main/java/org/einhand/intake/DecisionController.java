package org.einhand.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Remedies;
import org.einhand.desk.CaseView;
import org.einhand.desk.CaseViews;
import org.einhand.desk.DecisionRequests;
import org.einhand.desk.Decisions;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an agent may do in a case, and doing it. */
@RestController
@RequestMapping(path = "/api/cases/{caseNumber}", produces = "application/json")
@Tag(name = "Decisions")
@Refusals
class DecisionController {

    private final Decisions decisions;
    private final CaseViews views;
    private final CaseFiles files;
    private final IdempotencyKeys keys;
    private final Validator validator;

    DecisionController(
            Decisions decisions, CaseViews views, CaseFiles files, IdempotencyKeys keys, Validator validator) {
        this.decisions = decisions;
        this.views = views;
        this.files = files;
        this.keys = keys;
        this.validator = validator;
    }

    /** The body of {@code POST /api/cases/{n}/decisions}. */
    record DecisionRequest(
            @NotBlank @Size(max = 100) @Schema(example = "redeliver-express")
            String action,

            @Schema(description = "For actions that take money; the others refuse it.") @Nullable
            Money amount,

            @Prose @Size(max = 4000) @Nullable String note,

            @Schema(
                    description = "What the action takes. Every shipping action: `address` (giving it confirms it), "
                            + "`from` and `to`; `replace-item`: `itemId`; `redeliver-pickup-point`: `pickupPointId`; "
                            + "`refund-bank-transfer`: `account` with `iban` and `name`, where an agent took it down; "
                            + "`schedule-callback`: `from` and `to`, inside the hours of `group` (without it the owner of the case calls) "
                            + "and not between 21:00 and 8:00 unless `atNight` says that the customer asked for it herself; "
                            + "`GET …/callback-windows` offers what is free. "
                            + "`custom-remedy`: `text`, `promiseBy` (a day), `doer` (a group or a user, a group wins). "
                            + "An action that only the rules know takes these three, too, and needs none of them.",
                    type = "object")
            @Nullable
            JsonNode parameters) {}

    @GetMapping("/options")
    @Operation(
            summary = "What the calling agent may do now",
            description =
                    "Each action with `direct`, `approval` or `unavailable`; what is missing, who could, and what it "
                            + "would promise the customer. `limit` is the goodwill left for the caller in this case: the smallest of what "
                            + "is left of the case, for the customer in 90 days, and of the caller's day. Where one of them is exceeded "
                            + "`missing` is `authority`, `customer-limit`, `customer-gestures` or `day-limit`.")
    CaseView.OptionsView options(Actor actor, @PathVariable String caseNumber) {
        Callers.agent(actor);
        return new CaseView.OptionsView(decisions.options(caseNumber, actor));
    }

    @PostMapping("/decisions")
    @Operation(
            summary = "Decides for a remedy and starts it",
            description =
                    "Completes the open `decide` task of the case. Checked in this order: role, owner, content. What needs a "
                            + "second person's yes is `awaiting-approval`; the case is `open`, `blockedBy` `approval`, and the task "
                            + "`approve` waits for one of `approvers`. 403 `forbidden` also where the agent has the customer's e-mail "
                            + "address: nobody decides in her own case.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = DecisionRequest.class))))
    @ApiResponse(responseCode = "201", description = "The remedy.")
    ResponseEntity<CaseView.RemedyView> decide(
            Actor actor,
            HttpServletRequest request,
            @PathVariable String caseNumber,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        Callers.agent(actor);
        IdempotencyKeys.Call call = IdempotencyKeys.Call.required(actor, key, Answers.requestLine(request), body);
        Decisions.Command command = read(body);
        // other systems are asked before the transaction that holds the key, and not at all for a repeat
        Decisions.Prepared prepared = keys.isRepeat(call) ? null : decisions.prepare(caseNumber, actor, command);
        return Answers.of(keys.once(
                call,
                () -> done(
                        caseNumber,
                        actor,
                        prepared == null
                                ? decisions.decide(caseNumber, actor, command)
                                : decisions.decide(caseNumber, actor, prepared)),
                kept -> again(kept, actor)));
    }

    private Decisions.Command read(JsonNode body) {
        DecisionRequest asked = new Reading(validator).whole(body, DecisionRequest.class);
        JsonNode parameters = asked.parameters();
        return DecisionRequests.read(
                asked.action(),
                asked.amount(),
                asked.note(),
                parameters == null ? JsonNodeFactory.instance.missingNode() : parameters);
    }

    private IdempotencyKeys.Done<CaseView.RemedyView> done(String caseNumber, Actor actor, Remedies.Remedy remedy) {
        CaseFile file = files.get(caseNumber);
        return new IdempotencyKeys.Done<>(
                new IdempotencyKeys.Kept(
                        201, CaseController.PATH + file.caseNumber() + "/remedies/" + remedy.id(), null),
                views.remedy(file, remedy, actor));
    }

    private CaseView.RemedyView again(IdempotencyKeys.Kept kept, Actor actor) {
        String[] steps = kept.location().split("/");
        return remedy(actor, steps[steps.length - 3], UUID.fromString(steps[steps.length - 1]));
    }

    @GetMapping("/remedies/{id}")
    @Operation(summary = "Reads a remedy", description = "Service accounts read those of the cases they opened.")
    CaseView.RemedyView remedy(Actor actor, @PathVariable String caseNumber, @PathVariable UUID id) {
        CaseFile file = views.readable(caseNumber, actor);
        return views.remedy(file, decisions.remedy(caseNumber, id), actor);
    }
}
