package org.einhand.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.Channel;
import org.einhand.casefile.UnidentifiedContacts;
import org.einhand.desk.CaseView;
import org.einhand.desk.CaseViews;
import org.einhand.desk.Opening;
import org.einhand.desk.Strangers;
import org.einhand.desk.Strangers.StrangerView;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;
import org.einhand.kernel.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What somebody told us of whom nobody knows which customer it is. */
@RestController
@RequestMapping(path = "/api/contacts/unidentified", produces = "application/json")
@Tag(name = "Unidentified contacts")
@Refusals
class UnidentifiedController {

    private static final String PATH = "/api/contacts/unidentified/";

    private final Strangers strangers;
    private final CaseViews views;
    private final IdempotencyKeys keys;
    private final UnitOfWork unitOfWork;
    private final Validator validator;

    UnidentifiedController(
            Strangers strangers, CaseViews views, IdempotencyKeys keys, UnitOfWork unitOfWork, Validator validator) {
        this.strangers = strangers;
        this.views = views;
        this.keys = keys;
        this.unitOfWork = unitOfWork;
        this.validator = validator;
    }

    /** The body of {@code POST /api/contacts/unidentified}. */
    record ToldRequest(
            @NotFromOutside("event") @NotNull Channel channel,

            @Size(min = 1, max = 200)
            @Schema(description = "The name under which somebody writes.", example = "@erika_b")
            @Nullable
            String handle,

            @Size(min = 1, max = 254)
            @Schema(description = "Or the e-mail address or telephone number it came from.")
            @Nullable
            String address,

            @Prose @NotBlank @Size(max = 4000) String text,

            @Schema(
                    description =
                            "When it reached us, if that was earlier: the time to the first answer counts from there.")
            @Nullable
            Instant at) {}

    /** The body of {@code join}. */
    record JoinRequest(@NotBlank @Size(max = 40) String caseNumber) {}

    /** The body of {@code answered}. */
    record AnsweredRequest(
            @Prose @NotBlank @Size(max = 4000) String text) {}

    /** The body of {@code discard}. */
    record DiscardRequest(@Prose @NotBlank @Size(max = 500) String reason) {}

    @PostMapping
    @Operation(
            summary = "Notes what somebody told us of whom we do not know which customer it is",
            description = """
                    It waits, with the time to its first answer running (`first-response`; half an hour for a post in public), until an \
                    agent joins it to a case or opens one with it. One of `handle` and `address` says where it came from.""",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ToldRequest.class))))
    @ApiResponse(responseCode = "201", description = "It waits.")
    ResponseEntity<StrangerView> told(
            Actor actor,
            HttpServletRequest request,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        Callers.agentOrService(actor);
        IdempotencyKeys.Call call = IdempotencyKeys.Call.required(actor, key, Answers.requestLine(request), body);
        ToldRequest asked = new Reading(validator).whole(body, ToldRequest.class);
        String from = from(asked);
        return Answers.of(keys.once(
                call,
                () -> {
                    UUID id = strangers.told(actor, asked.channel(), from, asked.text(), asked.at());
                    return new IdempotencyKeys.Done<>(
                            new IdempotencyKeys.Kept(201, PATH + id, null), strangers.read(id, actor));
                },
                kept -> strangers.read(UUID.fromString(kept.location().substring(PATH.length())), actor)));
    }

    private static String from(ToldRequest asked) {
        String handle = asked.handle();
        String address = asked.address();
        if (handle != null && address != null) {
            throw Problem.invalid("/address", "leave it out where there is a handle");
        }
        if (handle != null) {
            return handle;
        }
        if (address == null) {
            throw Problem.invalid("/handle", "a handle or an address is required");
        }
        if (address.contains("@")) {
            PersonRules.email(address).ifPresent(flaw -> {
                throw Problem.invalid("/address", flaw);
            });
        }
        return address;
    }

    @GetMapping
    @Operation(
            summary = "Lists them, what has to be answered first comes first",
            description = "`state`: `waiting` if left out, `joined`, `opened`, `discarded`. For agents.")
    Listed<StrangerView> list(
            Actor actor,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size) {
        Callers.agent(actor);
        Parameters parameters = new Parameters();
        UnidentifiedContacts.State named = parameters.word("state", state, UnidentifiedContacts.State.class);
        Parameters.Slice slice = parameters.slice(page, size);
        parameters.check();
        UnidentifiedContacts.State wanted = named == null ? UnidentifiedContacts.State.WAITING : named;
        List<StrangerView> items = strangers.list(wanted, slice.page(), slice.size(), actor);
        return new Listed<>(items, slice.page(), slice.size(), strangers.count(wanted));
    }

    @GetMapping("/{id}")
    @Operation(summary = "Reads one", description = "Service accounts read those they posted.")
    StrangerView read(Actor actor, @PathVariable UUID id) {
        Callers.agentOrService(actor);
        return strangers.read(id, actor);
    }

    @PostMapping("/{id}/answered")
    @Operation(summary = "Says that it got its first answer, with the channel's own tool", description = """
                    For what cannot wait until it is known who it is. The first answer counts; it goes to the case with the rest. In public it                     must tell nothing about anybody: 422 `personal-data`. 409 `contact-settled`.""")
    @ApiResponse(responseCode = "200", description = "It still waits for somebody to say whose it is.")
    StrangerView answered(
            Actor actor,
            @PathVariable UUID id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = AnsweredRequest.class)))
                    @RequestBody
                    JsonNode body) {
        Callers.agent(actor);
        AnsweredRequest asked = new Reading(validator).whole(body, AnsweredRequest.class);
        return unitOfWork.run(() -> {
            strangers.answered(id, actor, asked.text());
            return strangers.read(id, actor);
        });
    }

    @PostMapping("/{id}/join")
    @Operation(
            summary = "Says which case it belongs to",
            description = """
                    It is a contact there, with its text, its time and by when it is to be answered as they were. Nobody is identified by \
                    that. 409 `contact-settled` with `caseNumber` if it was joined before.""",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = JoinRequest.class))))
    @ApiResponse(responseCode = "201", description = "The contact, as it is on file in the case.")
    ResponseEntity<CaseView.ContactView> join(
            Actor actor,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        Callers.agent(actor);
        IdempotencyKeys.Call call = IdempotencyKeys.Call.required(actor, key, Answers.requestLine(request), body);
        JoinRequest asked = new Reading(validator).whole(body, JoinRequest.class);
        return Answers.of(keys.once(
                call,
                () -> {
                    strangers.join(id, actor, asked.caseNumber());
                    StrangerView joined = strangers.read(id, actor);
                    return new IdempotencyKeys.Done<>(
                            new IdempotencyKeys.Kept(
                                    201,
                                    CaseController.PATH + joined.caseNumber() + "/contacts/" + joined.contactId(),
                                    null),
                            contact(joined, actor));
                },
                kept -> contact(strangers.read(id, actor), actor)));
    }

    private CaseView.ContactView contact(StrangerView joined, Actor actor) {
        return views.read(String.valueOf(joined.caseNumber()), actor).contacts().stream()
                .filter(contact -> contact.id().equals(joined.contactId()))
                .findFirst()
                .orElseThrow();
    }

    @PostMapping("/{id}/open")
    @Operation(
            summary = "Opens a case with it",
            description = """
                    The body is that of `POST /api/cases` without `channel` and `concern`, which are what was told. 201 a new case, 200 if \
                    there is one about the same matter that it joined. 409 `contact-settled` with `caseNumber` if it was joined before.""",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = CaseRequest.class))))
    @ApiResponse(
            responseCode = "201",
            description = "A new case.",
            content = @Content(schema = @Schema(implementation = CaseAnswer.class)))
    ResponseEntity<CaseAnswer> open(
            Actor actor,
            HttpServletRequest request,
            @PathVariable UUID id,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        Callers.agent(actor);
        IdempotencyKeys.Call call = IdempotencyKeys.Call.required(actor, key, Answers.requestLine(request), body);
        return Answers.of(keys.once(
                call,
                () -> {
                    CaseRequest asked = CaseRequest.read(completed(id, body), new Reading(validator));
                    Opening.Opened opened = strangers.open(id, actor, asked.toNewCase(actor));
                    CaseFile file = opened.file();
                    return new IdempotencyKeys.Done<>(
                            new IdempotencyKeys.Kept(
                                    opened.joined() ? 200 : 201, CaseController.PATH + file.caseNumber(), null),
                            new CaseAnswer(
                                    views.read(file.caseNumber(), actor),
                                    null,
                                    opened.joined() ? true : null,
                                    opened.joined() ? opened.ignored() : null));
                },
                kept -> new CaseAnswer(
                        views.read(kept.location().substring(CaseController.PATH.length()), actor), null, null, null)));
    }

    /** The body with what was told. */
    private JsonNode completed(UUID id, JsonNode body) {
        if (!body.isObject()) {
            return body;
        }
        for (String told : List.of("channel", "concern")) {
            if (body.hasNonNull(told)) {
                throw Problem.invalid("/" + told, "is what was told; leave it out");
            }
        }
        Strangers.Told told = strangers.toldBy(id);
        ObjectNode whole = body.deepCopy();
        return whole.put("channel", told.channel().word()).put("concern", told.text());
    }

    @PostMapping("/{id}/discard")
    @Operation(
            summary = "Says that it is nothing for us, such as an advertisement",
            description = "What it said is deleted. 409 `contact-settled`.")
    @ApiResponse(responseCode = "200", description = "What is left of it.")
    StrangerView discard(
            Actor actor,
            @PathVariable UUID id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = DiscardRequest.class)))
                    @RequestBody
                    JsonNode body) {
        Callers.agent(actor);
        DiscardRequest asked = new Reading(validator).whole(body, DiscardRequest.class);
        return unitOfWork.run(() -> {
            strangers.discard(id, actor, asked.reason());
            return strangers.read(id, actor);
        });
    }
}
