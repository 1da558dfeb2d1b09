package org.einhand.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Optional;
import org.einhand.hand.Absences;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Colleagues;
import org.einhand.kernel.Level;
import org.einhand.kernel.Problem;
import org.einhand.kernel.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who is away, and who stands in for her. */
@RestController
@RequestMapping(path = "/api/colleagues/{id}/absence", produces = "application/json")
@Tag(name = "Colleagues")
@Refusals
class AbsenceController {

    private final Absences absences;
    private final Colleagues colleagues;
    private final UnitOfWork unitOfWork;
    private final Validator validator;

    AbsenceController(Absences absences, Colleagues colleagues, UnitOfWork unitOfWork, Validator validator) {
        this.absences = absences;
        this.colleagues = colleagues;
        this.unitOfWork = unitOfWork;
        this.validator = validator;
    }

    /** The body of {@code PUT /api/colleagues/{id}/absence}. */
    record AbsenceRequest(
            @NotNull Instant from,

            @NotNull @Schema(description = "When she is back.")
            Instant until,

            @NotBlank @Size(max = 100) @Schema(description = "Another agent, who is not away herself in that time.")
            String substitute) {}

    /** An absence now or to come; everything but the colleague is null if there is none. */
    record AbsenceAnswer(
            String colleague,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String substitute) {

        static AbsenceAnswer of(String colleague, Optional<Absences.Absence> absence) {
            return absence.map(away -> new AbsenceAnswer(colleague, away.from(), away.until(), away.substitute()))
                    .orElseGet(() -> new AbsenceAnswer(colleague, null, null, null));
        }
    }

    @GetMapping
    @Operation(summary = "Whether a colleague is away, or will be")
    AbsenceAnswer read(Actor actor, @PathVariable String id) {
        Callers.agent(actor);
        known(id);
        return AbsenceAnswer.of(id, absences.of(id));
    }

    @PutMapping
    @Operation(
            summary = "Notes that a colleague is away",
            description =
                    "By herself, or by a lead; it takes the place of what was noted before. Contacts that come in meanwhile in cases "
                            + "she owns are for her substitute to answer. The cases stay hers; the substitute goes on with one by "
                            + "`take` with the reason `owner-absent`.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = AbsenceRequest.class))))
    AbsenceAnswer note(Actor actor, @PathVariable String id, @RequestBody JsonNode body) {
        mayNote(actor, id);
        AbsenceRequest asked = new Reading(validator).whole(body, AbsenceRequest.class);
        known(id);
        return unitOfWork.run(() -> AbsenceAnswer.of(
                id,
                Optional.of(absences.note(
                        new Absences.Absence(id, asked.from(), asked.until(), asked.substitute()), actor))));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "She is there",
            description = "By herself, or by a lead. What is addressed to her substitute already stays there.")
    @ApiResponse(responseCode = "204", description = "No absence is noted any more.")
    void ended(Actor actor, @PathVariable String id) {
        mayNote(actor, id);
        known(id);
        unitOfWork.run(() -> absences.ended(id));
    }

    private static void mayNote(Actor actor, String id) {
        Callers.agent(actor);
        boolean leads = actor.level().filter(Level.LEAD::equals).isPresent();
        if (!leads && !actor.id().equals(id)) {
            throw Problem.forbidden("An absence is noted by the colleague herself, or by a lead.");
        }
    }

    private void known(String id) {
        if (!colleagues.decides(id)) {
            throw Problem.notFound("There is no agent " + id + ".");
        }
    }
}
