package org.einhand.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What happens outside: reported by other systems, and looked after by operations where it fits nothing. */
@RestController
@RequestMapping("/api/events")
@Tag(name = "Events")
@Refusals
class EventController {

    private static final int LARGEST = 256 * 1024;

    private final InboundEvents events;
    private final EventSignatures signatures;
    private final EventWorker worker;
    private final EventCare care;
    private final CaseFiles files;
    private final Validator validator;
    private final Clock clock;
    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    EventController(
            InboundEvents events,
            EventSignatures signatures,
            EventWorker worker,
            EventCare care,
            CaseFiles files,
            Validator validator,
            Clock clock) {
        this.events = events;
        this.signatures = signatures;
        this.worker = worker;
        this.care = care;
        this.files = files;
        this.validator = validator;
        this.clock = clock;
    }

    /** How a CloudEvent looks; documentation only. */
    record EventDocument(
            @Schema(allowableValues = "1.0", requiredMode = Schema.RequiredMode.REQUIRED)
            String specversion,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String id,

            @Schema(
                    allowableValues = {"logistics", "provisioning", "payments", "stock", "messaging"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String source,

            @Schema(example = "shipment.delivered", requiredMode = Schema.RequiredMode.REQUIRED)
            String type,

            @Schema(description = "The reference of our order; left out for what we did not order.") @Nullable
            String subject,

            @Schema(description = "When it happened, in business time; now if left out.") @Nullable
            Instant time,

            @Schema(
                    description =
                            "`orderId`, `trackingCode` or `deviceId` for what we did not order; what the type carries.",
                    type = "object")
            @Nullable
            Object data) {}

    /** An event for operations. */
    record EventView(
            String id,
            String source,
            String type,
            @Nullable String subject,
            JsonNode data,
            InboundEvents.State state,
            Instant time,
            Instant receivedAt,
            int attempts,
            @Nullable String caseNumber,
            @Nullable String outcome) {}

    /** The body of {@code replay} and {@code discard}. */
    record HandlingRequest(@Prose @NotBlank @Size(max = 500) String reason) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Takes an event from another system",
            description = """
                    A CloudEvent 1.0 in structured mode, signed as Standard Webhooks say with the secret of its `source`. Answered \
                    once it is stored; the same `source` and `id` once more has no second effect.""",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = "application/cloudevents+json",
                                        schema = @Schema(implementation = EventDocument.class)),
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(implementation = EventDocument.class))
                            }))
    @ApiResponse(responseCode = "202", description = "Stored.")
    void take(
            HttpServletRequest request,
            @RequestHeader(name = "webhook-id", required = false) @Nullable String id,
            @RequestHeader(name = "webhook-timestamp", required = false) @Nullable String timestamp,
            @RequestHeader(name = "webhook-signature", required = false) @Nullable String signature)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new Problem("too-large", 413, "An event has at most " + LARGEST / 1024 + " KB.");
        }
        JsonNode document = parse(body);
        JsonNode source = document.path("source");
        if (!source.isTextual()) {
            throw Problem.invalid("/source", "is required");
        }
        signatures.check(source.asText(), new EventSignatures.Signed(id, timestamp, signature), body);
        events.store(CloudEvent.read(document, clock.instant()));
        worker.wake();
    }

    private JsonNode parse(byte[] body) {
        try {
            JsonNode document = json.readTree(body);
            if (document != null && document.isObject()) {
                return document;
            }
        } catch (IOException none) {
            // told below
        }
        throw Problem.invalid("", "must be a CloudEvent as a JSON object");
    }

    @GetMapping(produces = "application/json")
    @Operation(summary = "Lists events, newest first", description = "`state=unmatched`: those that fit nothing.")
    Listed<EventView> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size) {
        Parameters parameters = new Parameters();
        InboundEvents.State wanted = parameters.word("state", state, InboundEvents.State.class);
        Parameters.Slice slice = parameters.slice(page, size);
        parameters.check();
        Listed<InboundEvents.Stored> found = events.list(wanted, slice.page(), slice.size());
        return new Listed<>(found.items().stream().map(this::view).toList(), found.page(), found.size(), found.total());
    }

    @PostMapping(path = "/{id}/replay", produces = "application/json")
    @Operation(
            summary = "Tries an unmatched event again",
            description = "At once; the answer says what became of it. 409 `event-not-unmatched`.")
    @ApiResponse(responseCode = "200", description = "The event.")
    EventView replay(
            Actor actor,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String source,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = HandlingRequest.class)))
                    @RequestBody
                    JsonNode body) {
        HandlingRequest asked = new Reading(validator).whole(body, HandlingRequest.class);
        return view(care.replay(named(id, source), actor, asked.reason()));
    }

    @PostMapping(path = "/{id}/discard", produces = "application/json")
    @Operation(summary = "Puts an unmatched event aside", description = "409 `event-not-unmatched`.")
    @ApiResponse(responseCode = "200", description = "The event.")
    EventView discard(
            Actor actor,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String source,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = HandlingRequest.class)))
                    @RequestBody
                    JsonNode body) {
        HandlingRequest asked = new Reading(validator).whole(body, HandlingRequest.class);
        return view(care.discard(named(id, source), actor, asked.reason()));
    }

    private InboundEvents.Stored named(String id, @Nullable String source) {
        Parameters parameters = new Parameters();
        String named = parameters.text("source", source);
        parameters.check();
        return care.find(id, named);
    }

    private EventView view(InboundEvents.Stored event) {
        return new EventView(
                event.id(),
                event.source(),
                event.type(),
                event.subject(),
                event.data(),
                event.state(),
                event.happenedAt(),
                event.receivedAt(),
                event.attempts(),
                Optional.ofNullable(event.caseId())
                        .map(files::byId)
                        .map(CaseFile::caseNumber)
                        .orElse(null),
                event.outcome());
    }
}
