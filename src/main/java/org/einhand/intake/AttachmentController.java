package org.einhand.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.einhand.casefile.Attachments;
import org.einhand.desk.CaseViews;
import org.einhand.kernel.Actor;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What customers sent along, and their mails as they came; to be saved, never to be shown as a page of ours. */
@RestController
@RequestMapping("/api/cases/{caseNumber}")
@Tag(name = "Contacts")
@Refusals
class AttachmentController {

    private static final String NOTHING_RUNS = "default-src 'none'; sandbox; frame-ancestors 'none'";

    private final CaseViews views;

    AttachmentController(CaseViews views) {
        this.views = views;
    }

    @GetMapping("/attachments/{id}")
    @Operation(
            summary = "Reads what a customer sent along",
            description = "For those who may see personal data. The case lists what there is as `attachments`.")
    @ApiResponse(
            responseCode = "200",
            description = "The content, with the media type that was found out by looking into it.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<byte[]> attachment(Actor actor, @PathVariable String caseNumber, @PathVariable UUID id) {
        Attachments.Taken taken = views.attachment(caseNumber, id, actor);
        return saved(
                taken.attachment().name(),
                MediaType.parseMediaType(taken.attachment().type()),
                taken.content());
    }

    @GetMapping("/contacts/{id}/original")
    @Operation(
            summary = "Reads the mail that a contact was, as it came",
            description =
                    "With all that was quoted in it. For those who may see personal data; 404 for contacts that were no mail.")
    @ApiResponse(
            responseCode = "200",
            description = "The mail.",
            content = @Content(mediaType = "message/rfc822", schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<byte[]> original(Actor actor, @PathVariable String caseNumber, @PathVariable UUID id) {
        return saved("mail.eml", MediaType.parseMediaType("message/rfc822"), views.original(caseNumber, id, actor));
    }

    private static ResponseEntity<byte[]> saved(String name, MediaType type, byte[] content) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", NOTHING_RUNS)
                .header("X-Content-Type-Options", "nosniff")
                .cacheControl(CacheControl.noStore())
                .body(content);
    }
}
