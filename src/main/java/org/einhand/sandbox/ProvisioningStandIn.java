package org.einhand.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Stands in for the network's provisioning. It knows every contract. */
@RestController
@RequestMapping("/sandbox/backends/provisioning")
@Profile("sandbox")
class ProvisioningStandIn {

    private static final Duration ACTIVATION = Duration.ofHours(2);

    private final Behaviours behaviours;
    private final Placements placements;
    private final Happenings happenings;

    ProvisioningStandIn(Behaviours behaviours, Placements placements, Happenings happenings) {
        this.behaviours = behaviours;
        this.placements = placements;
        this.happenings = happenings;
    }

    record Service(
            String status,
            @Nullable String blockedBy,
            @Nullable String estimatedActivation) {}

    @GetMapping("/services/{contractId}")
    Service service(@PathVariable("contractId") String contractId) {
        return behaviours.answer(
                Backend.PROVISIONING,
                () -> placements
                        .latest(Backend.PROVISIONING, "activation", contractId)
                        .map(ProvisioningStandIn::status)
                        .orElseGet(() -> new Service("blocked", "order-stuck", null)));
    }

    @PostMapping("/activations")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ObjectNode activate(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode json) {
        AskedBody body = new AskedBody(json);
        String contractId = body.text("contractId");
        body.oneOf("kind", Set.of("retrigger", "sim", "data-pass"));
        boolean dataPass = json.path("kind").asText().equals("data-pass");
        // a data pass says nothing about the line of the contract
        Placements.Order order = new Placements.Order(
                Backend.PROVISIONING, "activation", "AC", body.reference(key), dataPass ? null : contractId, json);
        return behaviours.answer(
                Backend.PROVISIONING,
                () -> placements.place(order, (id, now) -> {
                    if (behaviours.of(Backend.PROVISIONING).goesOnByItself()) {
                        happenings.schedule(
                                Backend.PROVISIONING,
                                order.reference(),
                                "service.activated",
                                now.plus(ACTIVATION),
                                Map.of("contractId", contractId, "activationId", id));
                    }
                    return JsonNodeFactory.instance
                            .objectNode()
                            .put("activationId", id)
                            .put("estimatedActivation", now.plus(ACTIVATION).toString());
                }));
    }

    /** What is on file under a reference, with its state; 404 if nothing is. */
    @GetMapping("/activations")
    ObjectNode activation(@RequestParam("reference") String reference) {
        return behaviours.answer(
                Backend.PROVISIONING,
                () -> placements
                        .byReference(Backend.PROVISIONING, "activation", reference)
                        .view());
    }

    @DeleteMapping("/activations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable("id") String id) {
        behaviours.answer(Backend.PROVISIONING, () -> {
            placements.cancel(Backend.PROVISIONING, "activation", id, Set.of("activated"));
            return id;
        });
    }

    private static Service status(Placements.Placement activation) {
        return switch (activation.state()) {
            case "activated" -> new Service("active", null, null);
            case "rejected" -> new Service("blocked", "order-stuck", null);
            case "cancelled" -> new Service("blocked", "activation-called-off", null);
            default ->
                new Service(
                        "in-progress",
                        null,
                        activation.answer().path("estimatedActivation").asText());
        };
    }
}
