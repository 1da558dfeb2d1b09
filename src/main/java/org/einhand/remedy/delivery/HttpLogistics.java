package org.einhand.remedy.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.einhand.remedy.BackendCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

@Component
class HttpLogistics implements Logistics {

    private static final String BACKEND = "logistics";

    private final BackendCalls backends;

    HttpLogistics(BackendCalls backends) {
        this.backends = backends;
    }

    @Override
    public int stock(String item) {
        return backends.call(
                BACKEND,
                "tell the stock of " + item,
                call -> call.json(call.http().get().uri(call.base() + "/stock?item={item}", item))
                        .path("available")
                        .asInt());
    }

    @Override
    public Answer ship(Order order) {
        Optional<Shipment> before = shipment(order.reference());
        if (before.isPresent()) {
            return new Answer(before.get(), null);
        }
        try {
            JsonNode accepted = backends.call(
                    BACKEND,
                    "ship under reference " + order.reference(),
                    call -> call.json(call.http()
                            .post()
                            .uri(call.base() + "/shipments")
                            .contentType(MediaType.APPLICATION_JSON)
                            .header("Idempotency-Key", order.reference())
                            .body(body(order))));
            return new Answer(read(accepted), null);
        } catch (BackendCalls.Refused refused) {
            return new Answer(null, refused.status() == 409 ? Refusal.OUT_OF_STOCK : Refusal.ADDRESS_REJECTED);
        }
    }

    private static Map<String, @Nullable Object> body(Order order) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("reference", order.reference());
        body.put("orderId", order.orderId());
        body.put("item", order.item());
        body.put("service", order.service());
        body.put("address", order.address());
        if (order.pickupPointId() != null) {
            body.put("pickupPointId", order.pickupPointId());
        }
        if (order.collect() || order.service().equals("swap")) {
            body.put("collect", order.collect());
        }
        if (order.inspect()) {
            body.put("inspect", true);
        }
        if (order.window() != null) {
            body.put(
                    "window",
                    Map.of(
                            "from",
                            order.window().from().toString(),
                            "to",
                            order.window().to().toString()));
        }
        return body;
    }

    @Override
    public Optional<Shipment> shipment(String reference) {
        return backends.ask(
                        BACKEND,
                        "look up reference " + reference,
                        call -> call.json(
                                call.http().get().uri(call.base() + "/shipments?reference={reference}", reference)))
                .map(answer -> answer.isArray()
                        ? answer.path(0)
                        : answer.has("items") ? answer.path("items").path(0) : answer)
                .filter(answer -> answer.hasNonNull("shipmentId"))
                .map(HttpLogistics::read);
    }

    @Override
    public boolean stop(String shipmentId) {
        try {
            return backends.ask(
                            BACKEND,
                            "stop shipment " + shipmentId,
                            call -> call.http()
                                    .delete()
                                    .uri(call.base() + "/shipments/{id}", shipmentId)
                                    .retrieve()
                                    .toBodilessEntity()
                                    .getStatusCode()
                                    .is2xxSuccessful())
                    .orElse(true);
        } catch (BackendCalls.Refused tooLate) {
            return false;
        }
    }

    private static Shipment read(JsonNode answer) {
        JsonNode estimated = answer.path("estimatedDelivery");
        return new Shipment(
                answer.path("shipmentId").asText(),
                answer.hasNonNull("trackingCode") ? answer.get("trackingCode").asText() : null,
                estimated.isTextual() ? Instant.parse(estimated.asText()) : null,
                answer.hasNonNull("state") ? answer.get("state").asText() : null);
    }
}
