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
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Channel;
import org.einhand.desk.CaseView;
import org.einhand.desk.CaseViews;
import org.einhand.desk.Conversations;
import org.einhand.kernel.Actor;
import org.einhand.kernel.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What else can happen to a case: not solved, no more help needed, taken over; and the customer's links to it. */
@RestController
@RequestMapping(path = "/api/cases/{caseNumber}", produces = "application/json")
@Tag(name = "Cases")
@Refusals
class CaseActionController {

    private final Conversations conversations;
    private final CaseViews views;
    private final CaseFiles files;
    private final IdempotencyKeys keys;
    private final UnitOfWork unitOfWork;
    private final Validator validator;

    CaseActionController(
            Conversations conversations,
            CaseViews views,
            CaseFiles files,
            IdempotencyKeys keys,
            UnitOfWork unitOfWork,
            Validator validator) {
        this.conversations = conversations;
        this.views = views;
        this.files = files;
        this.keys = keys;
        this.unitOfWork = unitOfWork;
        this.validator = validator;
    }

    /** The body of {@code POST /api/cases/{n}/objections}. */
    record ObjectionRequest(
            @Prose @NotBlank @Size(max = 4000) String text) {}

    /** The body of {@code POST /api/cases/{n}/withdrawals}. */
    record WithdrawalRequest(
            @Prose @NotBlank @Size(max = 4000) String reason) {}

    /** The body of {@code POST /api/cases/{n}/take}. */
    record TakingRequest(Conversations.@NotNull TakingReason reason) {}

    /** The body of {@code POST /api/cases/{n}/status-links}: nothing. */
    record LinkRequest() {}

    /** Where a new link went; the link itself is for the customer alone. */
    record LinkAnswer(
            @Schema(description = "Always `contact-on-file`.")
            String sentTo) {}

    @PostMapping("/objections")
    @Operation(
            summary = "Not solved",
            description = "A solved case opens again for the same owner, ahead of the queue.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ObjectionRequest.class))))
    @ApiResponse(
            responseCode = "201",
            description = "The case.",
            content = @Content(schema = @Schema(implementation = CaseView.class)))
    ResponseEntity<Object> object(
            Actor actor,
            HttpServletRequest request,
            @PathVariable String caseNumber,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        Callers.agentOrService(actor);
        IdempotencyKeys.Call call = IdempotencyKeys.Call.required(actor, key, Answers.requestLine(request), body);
        ObjectionRequest asked = read(body, ObjectionRequest.class);
        Channel channel = actor.isAgent() ? Channel.PHONE : Channel.SELF_SERVICE;
        return Answers.of(keys.once(
                call,
                () -> {
                    views.readable(caseNumber, actor);
                    return done(201, conversations.object(caseNumber, actor, channel, asked.text()), actor);
                },
                kept -> again(kept, actor)));
    }

    @PostMapping("/withdrawals")
    @Operation(
            summary = "The customer needs no more help",
            description =
                    "What is under way is stopped where it can be; no money moves. Calling off a purchase is something else.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = WithdrawalRequest.class))))
    @ApiResponse(
            responseCode = "200",
            description = "The case.",
            content = @Content(schema = @Schema(implementation = CaseView.class)))
    ResponseEntity<Object> withdraw(
            Actor actor,
            HttpServletRequest request,
            @PathVariable String caseNumber,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        Callers.agentOrService(actor);
        IdempotencyKeys.Call call = IdempotencyKeys.Call.optional(actor, key, Answers.requestLine(request), body);
        WithdrawalRequest asked = read(body, WithdrawalRequest.class);
        return Answers.of(keys.once(
                call,
                () -> {
                    views.readable(caseNumber, actor);
                    return done(200, conversations.withdraw(caseNumber, actor, asked.reason()), actor);
                },
                kept -> again(kept, actor)));
    }

    @PostMapping("/take")
    @Operation(
            summary = "Goes on with the case",
            description =
                    "An agent who has the customer in front of her becomes the owner in one step, also over another's hand: a continuation, no handoff.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = TakingRequest.class))))
    @ApiResponse(
            responseCode = "200",
            description = "The case.",
            content = @Content(schema = @Schema(implementation = CaseView.class)))
    ResponseEntity<Object> take(
            Actor actor,
            HttpServletRequest request,
            @PathVariable String caseNumber,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        Callers.agent(actor);
        IdempotencyKeys.Call call = IdempotencyKeys.Call.optional(actor, key, Answers.requestLine(request), body);
        TakingRequest asked = read(body, TakingRequest.class);
        return Answers.of(keys.once(
                call,
                () -> done(200, conversations.take(caseNumber, actor, asked.reason()), actor),
                kept -> again(kept, actor)));
    }

    @PostMapping("/status-links")
    @Operation(
            summary = "Sends the customer a new link to her case",
            description =
                    "It goes to the contact on file and nowhere else. Service accounts do this for the cases they opened.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = LinkRequest.class))))
    @ApiResponse(responseCode = "201", description = "On its way.")
    ResponseEntity<LinkAnswer> link(
            Actor actor,
            HttpServletRequest request,
            @PathVariable String caseNumber,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable JsonNode body) {
        Callers.agentOrService(actor);
        IdempotencyKeys.Call call = IdempotencyKeys.Call.required(actor, key, Answers.requestLine(request), body);
        if (body != null) {
            read(body, LinkRequest.class);
        }
        LinkAnswer answer = new LinkAnswer("contact-on-file");
        return Answers.of(keys.once(
                call,
                () -> {
                    CaseFile file = views.readable(caseNumber, actor);
                    conversations.sendLink(file.caseNumber(), actor);
                    return new IdempotencyKeys.Done<>(
                            new IdempotencyKeys.Kept(201, CaseController.PATH + file.caseNumber(), null), answer);
                },
                kept -> answer));
    }

    @DeleteMapping("/status-links")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revokes all links to the case")
    @ApiResponse(responseCode = "204", description = "None of them opens it any more.")
    void revoke(Actor actor, @PathVariable String caseNumber) {
        Callers.agent(actor);
        unitOfWork.run(() -> conversations.revokeLinks(caseNumber, actor));
    }

    private <T extends Record> T read(JsonNode body, Class<T> type) {
        return new Reading(validator).whole(body, type);
    }

    private IdempotencyKeys.Done<Object> done(int status, CaseFile file, Actor actor) {
        return new IdempotencyKeys.Done<>(
                new IdempotencyKeys.Kept(status, CaseController.PATH + file.caseNumber(), null), shown(file, actor));
    }

    private Object again(IdempotencyKeys.Kept kept, Actor actor) {
        return shown(files.get(kept.location().substring(CaseController.PATH.length())), actor);
    }

    private Object shown(CaseFile file, Actor actor) {
        return views.read(file.caseNumber(), actor);
    }
}
