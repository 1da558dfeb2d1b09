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
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Channel;
import org.einhand.casefile.Contacts;
import org.einhand.casefile.Identified;
import org.einhand.desk.CaseView;
import org.einhand.desk.CaseViews;
import org.einhand.desk.Conversations;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What customers tell us and agents answer. */
@RestController
@RequestMapping(path = "/api/cases/{caseNumber}/contacts", produces = "application/json")
@Tag(name = "Contacts")
@Refusals
class ContactController {

    private final Conversations conversations;
    private final CaseViews views;
    private final CaseFiles files;
    private final IdempotencyKeys keys;
    private final Validator validator;

    ContactController(
            Conversations conversations, CaseViews views, CaseFiles files, IdempotencyKeys keys, Validator validator) {
        this.conversations = conversations;
        this.views = views;
        this.files = files;
        this.keys = keys;
        this.validator = validator;
    }

    /** Who speaks. */
    enum Direction implements Worded {
        INBOUND,
        OUTBOUND
    }

    /** The body of {@code POST /api/cases/{n}/contacts}. */
    record ContactRequest(
            @NotFromOutside("event") @NotNull Channel channel,

            @NotNull @Schema(description = "`inbound`: the customer told us; `outbound`: an agent answers.")
            Direction direction,

            @Prose @NotBlank @Size(max = 4000) String text,

            @Schema(description = "How the customer was identified in this contact; `none` if left out.") @Nullable
            Identified identified,

            @Schema(description = "Whether she had to tell what we knew already.") @Nullable
            Boolean retold,

            @Schema(description = "The inbound contact that an outbound one answers; left out: all that are open.")
            @Nullable
            UUID answers) {}

    @PostMapping
    @Operation(
            summary = "Notes a contact, or answers one",
            description = """
                    An inbound contact gets a receipt and stays open, with a due time, until somebody answers it. An outbound one \
                    by e-mail, SMS or messenger is sent from here; only agents post those.""",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ContactRequest.class))))
    @ApiResponse(responseCode = "201", description = "On file.")
    ResponseEntity<CaseView.ContactView> add(
            Actor actor,
            HttpServletRequest request,
            @PathVariable String caseNumber,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        Callers.agentOrService(actor);
        IdempotencyKeys.Call call = IdempotencyKeys.Call.required(actor, key, Answers.requestLine(request), body);
        ContactRequest asked = new Reading(validator).whole(body, ContactRequest.class);
        if (asked.direction() == Direction.OUTBOUND) {
            Callers.agent(actor);
        } else if (asked.answers() != null) {
            throw Problem.invalid("/answers", "is possible for outbound contacts only");
        }
        return Answers.of(keys.once(call, () -> add(caseNumber, actor, asked), kept -> again(kept, actor)));
    }

    private IdempotencyKeys.Done<CaseView.ContactView> add(String caseNumber, Actor actor, ContactRequest asked) {
        Contacts.Contact contact = asked.direction() == Direction.OUTBOUND
                ? conversations.outbound(caseNumber, actor, asked.channel(), asked.text(), asked.answers())
                : conversations.inbound(
                        caseNumber,
                        actor,
                        new Conversations.Inbound(
                                asked.channel(),
                                asked.identified() == null ? Identified.NONE : asked.identified(),
                                asked.text(),
                                Boolean.TRUE.equals(asked.retold()),
                                true));
        CaseFile file = files.get(caseNumber);
        return new IdempotencyKeys.Done<>(
                new IdempotencyKeys.Kept(
                        201, CaseController.PATH + file.caseNumber() + "/contacts/" + contact.id(), null),
                read(file.caseNumber(), contact.id(), actor));
    }

    private CaseView.ContactView again(IdempotencyKeys.Kept kept, Actor actor) {
        String[] steps = kept.location().split("/");
        return read(steps[steps.length - 3], UUID.fromString(steps[steps.length - 1]), actor);
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "Reads a contact",
            description = "Service accounts read those of their cases and those they posted.")
    CaseView.ContactView read(Actor actor, @PathVariable String caseNumber, @PathVariable UUID id) {
        Callers.agentOrService(actor);
        return read(caseNumber, id, actor);
    }

    private CaseView.ContactView read(String caseNumber, UUID id, Actor actor) {
        CaseFile file = files.get(caseNumber);
        Contacts.Contact contact = conversations.contact(caseNumber, id);
        if (!Answers.mayRead(file, actor) && !contact.actor().id().equals(actor.id())) {
            throw Problem.notFound("There is no such contact in case " + caseNumber + ".");
        }
        return views.contact(file, contact, actor);
    }
}
