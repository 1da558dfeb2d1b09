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
import org.einhand.desk.ConsultationView;
import org.einhand.desk.Consulting;
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

/** Questions to specialists. They answer in a task of their own; the case stays where it is. */
@RestController
@RequestMapping(path = "/api/cases/{caseNumber}/consultations", produces = "application/json")
@Tag(name = "Consultations")
@Refusals
class ConsultationController {

    private final Consulting consulting;
    private final CaseFiles files;
    private final IdempotencyKeys keys;
    private final Validator validator;

    ConsultationController(Consulting consulting, CaseFiles files, IdempotencyKeys keys, Validator validator) {
        this.consulting = consulting;
        this.files = files;
        this.keys = keys;
        this.validator = validator;
    }

    /** The body of {@code POST /api/cases/{n}/consultations}. */
    record ConsultationRequest(
            @NotBlank
            @Schema(description = "A group of specialists: `logistics`, `technical`, `provisioning`, `finance`.")
            String specialism,

            @Prose @NotBlank @Size(max = 4000) String question,

            @Schema(
                    description =
                            "The customer waits on the line: the time is minutes, and then she is to be offered a call-back. "
                                    + "False if left out.")
            @Nullable
            Boolean onTheLine) {}

    @PostMapping
    @Operation(
            summary = "Asks specialists",
            description = """
                    For the owner of the case, who stays its owner and may decide meanwhile. A case in which a person had to act is \
                    `open`, `blockedBy` `consultation`. The task `answer-consultation` waits for the specialists, due in their hours \
                    by rule. If nobody answers in time more people are asked, and then the owner may do more in this case; an answer \
                    still lands.""",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ConsultationRequest.class))))
    @ApiResponse(responseCode = "201", description = "Asked.")
    ResponseEntity<ConsultationView> ask(
            Actor actor,
            HttpServletRequest request,
            @PathVariable String caseNumber,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        Callers.agent(actor);
        IdempotencyKeys.Call call = IdempotencyKeys.Call.required(actor, key, Answers.requestLine(request), body);
        ConsultationRequest asked = read(body);
        return Answers.of(keys.once(
                call,
                () -> {
                    ConsultationView question = consulting.ask(
                            caseNumber,
                            actor,
                            asked.specialism(),
                            asked.question(),
                            Boolean.TRUE.equals(asked.onTheLine()));
                    CaseFile file = files.get(caseNumber);
                    return new IdempotencyKeys.Done<>(
                            new IdempotencyKeys.Kept(
                                    201,
                                    CaseController.PATH + file.caseNumber() + "/consultations/" + question.id(),
                                    null),
                            question);
                },
                kept -> again(kept, actor)));
    }

    private ConsultationRequest read(JsonNode body) {
        Reading reading = new Reading(validator);
        ConsultationRequest asked =
                reading.body(body, ConsultationRequest.class).orElse(null);
        if (asked != null && asked.specialism() != null && !reading.isWrong("/specialism")) {
            reading.wrong("/specialism", consulting.flawInSpecialism(asked.specialism()));
        }
        reading.check();
        return Objects.requireNonNull(asked);
    }

    private ConsultationView again(IdempotencyKeys.Kept kept, Actor actor) {
        String[] steps = kept.location().split("/");
        return consulting.one(steps[steps.length - 3], UUID.fromString(steps[steps.length - 1]), actor);
    }

    @GetMapping
    @Operation(summary = "The questions asked in a case, and their answers", description = "Oldest first.")
    Listed<ConsultationView> list(Actor actor, @PathVariable String caseNumber) {
        Callers.agent(actor);
        List<ConsultationView> all = consulting.of(caseNumber, actor);
        return new Listed<>(all, 0, Math.max(all.size(), 1), all.size());
    }

    @GetMapping("/{id}")
    @Operation(summary = "Reads a question and its answer")
    ConsultationView one(Actor actor, @PathVariable String caseNumber, @PathVariable UUID id) {
        Callers.agent(actor);
        return consulting.one(caseNumber, id, actor);
    }
}
