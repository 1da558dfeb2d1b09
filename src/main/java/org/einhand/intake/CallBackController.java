package org.einhand.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.desk.CallBacks;
import org.einhand.desk.CaseView;
import org.einhand.desk.CaseViews;
import org.einhand.kernel.Actor;
import org.einhand.kernel.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** When a customer can be called; moving a call that was agreed, and calling it off. It is agreed by a decision. */
@RestController
@RequestMapping(path = "/api/cases/{caseNumber}", produces = "application/json")
@Tag(name = "Call-backs")
@Refusals
class CallBackController {

    private final CallBacks callBacks;
    private final CaseViews views;
    private final CaseFiles files;
    private final UnitOfWork unitOfWork;
    private final Validator validator;

    CallBackController(
            CallBacks callBacks, CaseViews views, CaseFiles files, UnitOfWork unitOfWork, Validator validator) {
        this.callBacks = callBacks;
        this.views = views;
        this.files = files;
        this.unitOfWork = unitOfWork;
        this.validator = validator;
    }

    /** The body of {@code PUT /api/cases/{n}/callback}. */
    record MoveRequest(
            @NotNull @Schema(example = "2026-12-01T09:00:00Z")
            Instant from,

            @NotNull @Schema(example = "2026-12-01T11:00:00Z")
            Instant to,

            @Schema(description = "The group that calls from now on; without it as before.") @Size(max = 100) @Nullable
            String group,

            @Schema(description = "True where the customer asked for a time between 21:00 and 8:00 herself.") @Nullable
            Boolean atNight) {}

    @GetMapping("/callback-windows")
    @Operation(
            summary = "When the customer can be called",
            description =
                    "Windows that can still be chosen, in order: inside the hours of the group that calls, not between 21:00 and "
                            + "8:00, as far ahead and as many in half an hour as the rules `call-back-terms` say. Any other window that "
                            + "keeps to these can be agreed, too; `free` says how many more calls fit.")
    CallBacks.Offer windows(
            Actor actor,
            @PathVariable String caseNumber,
            @Parameter(
                            description =
                                    "The group that is to call, such as `technical`; without it the owner of the case, or the group of the call agreed.")
                    @RequestParam(required = false)
                    @Nullable
                    String group,
            @Parameter(description = "Not before then, an ISO 8601 time.") @RequestParam(required = false) @Nullable
                    String from) {
        Callers.agent(actor);
        Parameters parameters = new Parameters();
        Instant start = parameters.time("from", from);
        parameters.check();
        return callBacks.offer(caseNumber, group, start);
    }

    @PutMapping("/callback")
    @Operation(
            summary = "Moves the call that is agreed",
            description =
                    "The customer is told the new window. 400 `invalid-request` names `/from`, `/to` or `/group` with what is "
                            + "allowed; 404 while no call is agreed.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = MoveRequest.class))))
    @ApiResponse(responseCode = "200", description = "The remedy with its new window.")
    CaseView.RemedyView move(Actor actor, @PathVariable String caseNumber, @RequestBody JsonNode body) {
        Callers.agent(actor);
        MoveRequest asked = new Reading(validator).whole(body, MoveRequest.class);
        CallBacks.Move move =
                new CallBacks.Move(asked.from(), asked.to(), asked.group(), Boolean.TRUE.equals(asked.atNight()));
        return unitOfWork.run(() -> {
            CaseFile file = files.get(caseNumber);
            return views.remedy(file, callBacks.move(caseNumber, actor, move), actor);
        });
    }

    @DeleteMapping("/callback")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Calls the agreed call off",
            description = "The customer is told. 404 while no call is agreed.")
    @ApiResponse(responseCode = "204", description = "Nobody calls.")
    void callOff(Actor actor, @PathVariable String caseNumber) {
        Callers.agent(actor);
        unitOfWork.run(() -> callBacks.callOff(caseNumber, actor));
    }
}
