package org.einhand.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.einhand.desk.Operations;
import org.einhand.desk.OperationsView;
import org.einhand.kernel.Actor;
import org.einhand.kernel.EngineWork;
import org.einhand.kernel.Migrations;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For operations: what is stuck, trying it again in bulk, moving what runs to another version of its model. */
@RestController
@RequestMapping(path = "/api/operations", produces = "application/json")
@Tag(name = "Operations")
@Refusals
class OperationsController {

    private final Operations operations;
    private final IdempotencyKeys keys;
    private final Validator validator;
    private final ObjectMapper json;

    OperationsController(Operations operations, IdempotencyKeys keys, Validator validator, ObjectMapper json) {
        this.operations = operations;
        this.keys = keys;
        this.validator = validator;
        this.json = json;
    }

    @GetMapping("/figures")
    @Operation(
            summary = "The key figures",
            description =
                    "Cases that are not over, by state; incidents, overdue jobs, unmatched and undelivered events, messages "
                            + "that did not arrive, each with the age of the oldest; jobs without retries.")
    OperationsView.Figures figures(Actor actor) {
        return operations.figures(actor);
    }

    @GetMapping("/stuck")
    @Operation(
            summary = "What is stuck, by place and reason",
            description =
                    "The oldest first. `overdue` is work that should have been done five minutes ago and still may be tried.")
    OperationsView.Overview stuck(Actor actor) {
        return operations.overview(actor);
    }

    /** The body of {@code POST /api/operations/retries}. */
    record RetryRequest(
            @NotBlank @Size(max = 100) @Schema(example = "redelivery", description = "Key of the model.")
            String process,

            @Size(max = 100)
            @Schema(example = "order-shipment", description = "Left out: wherever it failed.")
            @Nullable
            String activity,

            @Size(max = 500)
            @Schema(
                    example = "logistics answered 503",
                    description =
                            "What the message of the failure contains, in any spelling. Left out: whatever it says.")
            @Nullable
            String message,

            @Schema(description = "From when on it is tried again; now if left out.") @Nullable
            Instant dueAt) {}

    @PostMapping("/retries")
    @Operation(
            summary = "Lets everything of one sort be tried again that nobody tries any more",
            description =
                    "Jobs without retries of one model, place and message get new ones, due at a time of your choice. At most "
                            + "1000 in one call; `left` says how many more there are.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = RetryRequest.class))))
    @ApiResponse(responseCode = "200", description = "How many.")
    EngineWork.Retried retry(
            Actor actor,
            HttpServletRequest request,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        Operations.only(actor);
        IdempotencyKeys.Call call = IdempotencyKeys.Call.required(actor, key, Answers.requestLine(request), body);
        RetryRequest asked = new Reading(validator).whole(body, RetryRequest.class);
        EngineWork.Which which = new EngineWork.Which(asked.process(), asked.activity(), asked.message());
        return keys.once(
                        call,
                        () -> done(request, operations.retry(which, asked.dueAt(), actor)),
                        kept -> again(kept, EngineWork.Retried.class))
                .body();
    }

    /** How many. */
    record Again(int retried) {}

    @PostMapping("/deliveries/retries")
    @Operation(
            summary = "Sends outgoing events once more that their listeners did not take for days",
            description = "Each starts over with its tries. Without a body.")
    @ApiResponse(responseCode = "200", description = "How many.")
    Again deliverAgain(
            Actor actor,
            HttpServletRequest request,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key) {
        Operations.only(actor);
        IdempotencyKeys.Call call = IdempotencyKeys.Call.required(actor, key, Answers.requestLine(request), null);
        return keys.once(
                        call,
                        () -> done(request, new Again(operations.deliverAgain(actor))),
                        kept -> again(kept, Again.class))
                .body();
    }

    @GetMapping("/migration-plan")
    @Operation(
            summary = "Plans to move running processes to another version of their model",
            description =
                    "Changes nothing. Each running process of the old version (at most 500) is moved and put back, so `troubles` "
                            + "says, activity by activity, how many cannot be moved and why; they go on with the old version. `plan` names the "
                            + "plan: give it back to carry it out.")
    Migrations.Plan plan(
            Actor actor,
            @RequestParam(required = false)
                    @Schema(example = "case", requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable
                    String process,
            @RequestParam(required = false)
                    @Schema(example = "1", requiredMode = Schema.RequiredMode.REQUIRED)
                    @Nullable
                    String from,
            @RequestParam(required = false) @Schema(description = "The newest if left out.") @Nullable String to,
            @RequestParam(required = false)
                    @Schema(description = "One case; all that run on the old version if left out.")
                    @Nullable
                    String caseNumber) {
        Operations.only(actor);
        Parameters parameters = new Parameters();
        String key = parameters.text("process", process);
        String only = parameters.text("caseNumber", caseNumber);
        parameters.check();
        if (key == null) {
            throw Problem.invalid("/process", "is required");
        }
        Integer source = version("from", from);
        if (source == null) {
            throw Problem.invalid("/from", "is required");
        }
        return operations.plan(key, source, version("to", to), only, actor);
    }

    private static @Nullable Integer version(String name, @Nullable String value) {
        try {
            return value == null || value.isBlank() ? null : Integer.valueOf(value);
        } catch (NumberFormatException none) {
            throw Problem.invalid("/" + name, "must be the number of a version, such as 3");
        }
    }

    /** The body of {@code POST /api/operations/migrations}. */
    record MigrationRequest(
            @NotBlank @Size(max = 100) @Schema(example = "case")
            String process,

            @NotNull @Schema(type = "integer", example = "1", implementation = Integer.class)
            JsonNode from,

            @NotNull @Schema(type = "integer", example = "2", implementation = Integer.class)
            JsonNode to,

            @Size(max = 100) @Schema(description = "One case, to begin with; all if left out.") @Nullable
            String caseNumber,

            @NotBlank @Size(max = 100) @Schema(description = "The `plan` that you have looked at.")
            String plan) {}

    @PostMapping("/migrations")
    @Operation(
            summary = "Carries a plan out",
            description =
                    "Each running process is moved on its own, at most 500 in one call; nothing it did is done again and its "
                            + "timers keep their times. What cannot be moved is in `refused` and goes on with the old version. 409 "
                            + "`plan-changed` if the plan is another by now; 422 `migration-unsafe` if it has a `hindrance`.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = MigrationRequest.class))))
    @ApiResponse(responseCode = "200", description = "How many, and which not.")
    Migrations.Migrated migrate(
            Actor actor,
            HttpServletRequest request,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        Operations.only(actor);
        IdempotencyKeys.Call call = IdempotencyKeys.Call.required(actor, key, Answers.requestLine(request), body);
        MigrationRequest asked = new Reading(validator).whole(body, MigrationRequest.class);
        int from = version("from", asked.from());
        int to = version("to", asked.to());
        // every process is moved in a transaction of its own, so the key is written after them; to move again what was
        // moved does nothing
        Migrations.@Nullable Migrated migrated = keys.isRepeat(call)
                ? null
                : operations.migrate(asked.process(), from, to, asked.caseNumber(), asked.plan(), actor);
        return keys.once(
                        call,
                        () -> done(
                                request,
                                migrated == null
                                        ? operations.migrate(
                                                asked.process(), from, to, asked.caseNumber(), asked.plan(), actor)
                                        : migrated),
                        kept -> again(kept, Migrations.Migrated.class))
                .body();
    }

    private static int version(String name, JsonNode number) {
        if (!number.canConvertToInt() || !number.isIntegralNumber()) {
            throw Problem.invalid("/" + name, "must be the number of a version, such as 3");
        }
        return number.intValue();
    }

    private <T> IdempotencyKeys.Done<T> done(HttpServletRequest request, T answer) {
        try {
            return new IdempotencyKeys.Done<>(
                    new IdempotencyKeys.Kept(200, request.getRequestURI(), json.writeValueAsString(answer)), answer);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An answer cannot be written", impossible);
        }
    }

    private <T> T again(IdempotencyKeys.Kept kept, Class<T> type) {
        try {
            return json.readValue(kept.result(), type);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A kept answer cannot be read", impossible);
        }
    }
}
