package org.einhand.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.InboundMails;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of the mail that was fetched; for operations, without a word of what is in it. */
@RestController
@RequestMapping(path = "/api/mails", produces = "application/json")
@Tag(name = "Mail")
@Refusals
class MailController {

    private final InboundMails mails;
    private final CaseFiles files;
    private final Validator validator;

    MailController(InboundMails mails, CaseFiles files, Validator validator) {
        this.mails = mails;
        this.files = files;
        this.validator = validator;
    }

    /** A mail for operations; {@code outcome} is a word. */
    record MailView(
            UUID id,
            InboundMails.State state,
            Instant arrivedAt,
            long size,
            int attempts,
            @Nullable String caseNumber,
            @Nullable String outcome) {}

    /** The body of {@code replay} and {@code discard}. */
    record HandlingRequest(@Prose @NotBlank @Size(max = 500) String reason) {}

    @GetMapping
    @Operation(
            summary = "Lists mail that was fetched, newest first",
            description =
                    "`state=set-aside`: what could not be brought to a case, or is nothing for one; `outcome` says why.")
    Listed<MailView> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size) {
        Parameters parameters = new Parameters();
        InboundMails.State wanted = parameters.word("state", state, InboundMails.State.class);
        Parameters.Slice slice = parameters.slice(page, size);
        parameters.check();
        return new Listed<>(
                mails.list(wanted, slice.page(), slice.size()).stream()
                        .map(this::view)
                        .toList(),
                slice.page(),
                slice.size(),
                mails.count(wanted));
    }

    @PostMapping("/{id}/replay")
    @Operation(summary = "Has a mail that was set aside tried again", description = "409 `mail-not-set-aside`.")
    @ApiResponse(responseCode = "200", description = "The mail.")
    MailView replay(
            Actor actor,
            @PathVariable UUID id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = HandlingRequest.class)))
                    @RequestBody
                    JsonNode body) {
        HandlingRequest asked = new Reading(validator).whole(body, HandlingRequest.class);
        return handled(id, mails.replay(id, actor, asked.reason()));
    }

    @PostMapping("/{id}/discard")
    @Operation(
            summary = "Says that a mail that was set aside is of no use",
            description = "It is deleted here. 409 `mail-not-set-aside`.")
    @ApiResponse(responseCode = "200", description = "What is left of it.")
    MailView discard(
            Actor actor,
            @PathVariable UUID id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = HandlingRequest.class)))
                    @RequestBody
                    JsonNode body) {
        HandlingRequest asked = new Reading(validator).whole(body, HandlingRequest.class);
        return handled(id, mails.discard(id, actor, asked.reason()));
    }

    private MailView handled(UUID id, boolean done) {
        InboundMails.Mail mail = mails.find(id).orElseThrow(() -> Problem.notFound("There is no such mail."));
        if (!done) {
            throw new Problem(
                            "mail-not-set-aside",
                            409,
                            "The mail is " + mail.state().word()
                                    + ", or there is nothing of it here to be tried again.")
                    .with("state", mail.state().word());
        }
        return view(mail);
    }

    private MailView view(InboundMails.Mail mail) {
        return new MailView(
                mail.id(),
                mail.state(),
                mail.arrivedAt(),
                mail.size(),
                mail.attempts(),
                Optional.ofNullable(mail.caseId())
                        .map(files::byId)
                        .map(CaseFile::caseNumber)
                        .orElse(null),
                mail.outcome());
    }
}
