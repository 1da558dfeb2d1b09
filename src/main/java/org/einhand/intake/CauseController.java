package org.einhand.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.Causes;
import org.einhand.desk.CaseView;
import org.einhand.desk.CaseViews;
import org.einhand.desk.Naming;
import org.einhand.kernel.Actor;
import org.einhand.kernel.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the matter of a case came from, named by somebody who knows. */
@RestController
@RequestMapping(path = "/api/cases/{caseNumber}/cause", produces = "application/json")
@Tag(name = "Cases")
@Refusals
class CauseController {

    private final Naming naming;
    private final CaseViews views;
    private final UnitOfWork unitOfWork;
    private final Validator validator;

    CauseController(Naming naming, CaseViews views, UnitOfWork unitOfWork, Validator validator) {
        this.naming = naming;
        this.views = views;
        this.unitOfWork = unitOfWork;
        this.validator = validator;
    }

    /** The body of {@code PUT /api/cases/{n}/cause}. */
    record CauseRequest(
            @NotFromOutside("unknown")
            @NotNull
            @Schema(
                    description =
                            "Ours: `picking` `packaging` `system` `promise`; or `carrier` `product` `customer`. `unknown` is what "
                                    + "stands there until a rule or a person knows it; it cannot be named.")
            Causes.Cause cause,

            @Prose @Size(max = 1000) @Schema(description = "How she knows; it goes on the timeline.") @Nullable
            String note) {}

    @PutMapping
    @Operation(
            summary = "Names where the matter came from",
            description =
                    "By the owner of the case or a lead, also after it was closed. When a case is solved and nobody has named it, "
                            + "the rules of `cause` do, as far as they can tell. It is counted in the key figures.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = CauseRequest.class))))
    CaseView name(Actor actor, @PathVariable String caseNumber, @RequestBody JsonNode body) {
        Callers.agent(actor);
        CauseRequest asked = new Reading(validator).whole(body, CauseRequest.class);
        return unitOfWork.run(() -> {
            CaseFile file = naming.name(caseNumber, actor, asked.cause(), asked.note());
            return views.read(file.caseNumber(), actor);
        });
    }
}
