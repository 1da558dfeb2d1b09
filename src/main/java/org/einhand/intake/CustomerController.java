package org.einhand.intake;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.einhand.desk.ContactPermissions;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What holds for a customer over all her cases. */
@RestController
@RequestMapping(path = "/api/customers/{customerId}", produces = "application/json")
@Tag(name = "Customers")
@Refusals
class CustomerController {

    private final ContactPermissions permissions;

    CustomerController(ContactPermissions permissions) {
        this.permissions = permissions;
    }

    @GetMapping("/contact-permission")
    @Operation(summary = "Whether a customer may be contacted for something else than her concern", description = """
                    For `marketing`: not while a case of hers is not closed (`open-case`), nor for some days after the last one \
                    was closed (`recent-case`, with `until`). For a `survey`: never without consent (`no-consent`); consents are \
                    not kept here. `open-case` goes before `no-consent`. A customer without cases may be advertised to as far as \
                    we know; whether she consented is for the asker to know.""")
    ContactPermissions.Permission contactPermission(
            Actor actor,
            @PathVariable String customerId,
            @Parameter(required = true, schema = @Schema(allowableValues = {"marketing", "survey"}))
                    @RequestParam(required = false)
                    @Nullable
                    String purpose) {
        Callers.agentOrService(actor);
        Parameters parameters = new Parameters();
        ContactPermissions.Purpose asked = parameters.word("purpose", purpose, ContactPermissions.Purpose.class);
        parameters.check();
        if (asked == null) {
            throw Problem.invalid("/purpose", "is required: marketing or survey");
        }
        return permissions.of(customerId, asked);
    }
}
