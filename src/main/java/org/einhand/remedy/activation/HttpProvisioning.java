package org.einhand.remedy.activation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.einhand.remedy.BackendCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

@Component
class HttpProvisioning implements Provisioning {

    private static final String BACKEND = "provisioning";

    private final BackendCalls backends;

    HttpProvisioning(BackendCalls backends) {
        this.backends = backends;
    }

    @Override
    public Optional<Service> service(String contractId) {
        return backends.ask(
                        BACKEND,
                        "tell how contract " + contractId + " stands",
                        call -> call.json(call.http().get().uri(call.base() + "/services/{id}", contractId)))
                .filter(answer -> answer.hasNonNull("status"))
                .map(answer -> new Service(
                        answer.get("status").asText(),
                        text(answer.path("blockedBy")),
                        time(answer.path("estimatedActivation"))));
    }

    @Override
    public Optional<Activation> activate(Order order) {
        Optional<Activation> before = activation(order.reference());
        if (before.isPresent()) {
            return before;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("reference", order.reference());
        body.put("contractId", order.contractId());
        body.put("priority", order.priority());
        body.put("kind", order.kind().word());
        try {
            return Optional.of(read(backends.call(
                    BACKEND,
                    "activate under reference " + order.reference(),
                    call -> call.json(call.http()
                            .post()
                            .uri(call.base() + "/activations")
                            .contentType(MediaType.APPLICATION_JSON)
                            .header("Idempotency-Key", order.reference())
                            .body(body)))));
        } catch (BackendCalls.Refused refused) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Activation> activation(String reference) {
        return backends.ask(
                        BACKEND,
                        "look up reference " + reference,
                        call -> call.json(
                                call.http().get().uri(call.base() + "/activations?reference={reference}", reference)))
                .map(answer -> answer.isArray()
                        ? answer.path(0)
                        : answer.has("items") ? answer.path("items").path(0) : answer)
                .filter(answer -> answer.hasNonNull("activationId"))
                .map(HttpProvisioning::read);
    }

    @Override
    public boolean stop(String activationId) {
        try {
            return backends.ask(
                            BACKEND,
                            "call activation " + activationId + " off",
                            call -> call.http()
                                    .delete()
                                    .uri(call.base() + "/activations/{id}", activationId)
                                    .retrieve()
                                    .toBodilessEntity()
                                    .getStatusCode()
                                    .is2xxSuccessful())
                    .orElse(true);
        } catch (BackendCalls.Refused tooLate) {
            return false;
        }
    }

    private static Activation read(JsonNode answer) {
        return new Activation(
                answer.path("activationId").asText(),
                time(answer.path("estimatedActivation")),
                text(answer.path("state")));
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() && !node.asText().isBlank() ? node.asText() : null;
    }

    /** A time the network gives in no shape we know is no time: what it says besides still counts. */
    private static @Nullable Instant time(JsonNode node) {
        String text = text(node);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException none) {
            return null;
        }
    }
}
