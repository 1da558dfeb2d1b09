package org.einhand.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Stands in for the shop: it knows the orders and contracts it was taught, and nothing else. */
@RestController
@RequestMapping("/sandbox/backends/orders")
@Profile("sandbox")
class OrdersStandIn {

    private final Behaviours behaviours;
    private final Placements placements;
    private final ShopRecords records;

    OrdersStandIn(Behaviours behaviours, Placements placements, ShopRecords records) {
        this.behaviours = behaviours;
        this.placements = placements;
        this.records = records;
    }

    /** Teaches the shop an order or a contract. */
    @PutMapping("/records/{id}")
    JsonNode teach(@PathVariable("id") String id, @RequestBody JsonNode record) {
        records.teach(id, record);
        return record;
    }

    @GetMapping({"/orders/{id}", "/contracts/{id}"})
    JsonNode record(@PathVariable("id") String id) {
        return behaviours.answer(
                Backend.ORDERS,
                () -> records.find(id).orElseThrow(() -> Problem.notFound("The shop does not know " + id + ".")));
    }

    /** Changes the address on the customer's account. Orders that were placed before keep theirs. */
    @PatchMapping("/customers/{id}/address")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeAddress(@PathVariable("id") String customerId, @RequestBody JsonNode json) {
        AskedBody body = new AskedBody(json);
        JsonNode address = body.json().has("address") ? body.json().get("address") : body.json();
        behaviours.answer(Backend.ORDERS, () -> {
            records.changeAddress(customerId, address);
            return customerId;
        });
    }

    /** The address on the customer's account, if it was ever changed. */
    @GetMapping("/customers/{id}/address")
    JsonNode address(@PathVariable("id") String customerId) {
        return behaviours.answer(
                Backend.ORDERS,
                () -> records.address(customerId)
                        .orElseThrow(() -> Problem.notFound("The shop has no new address of " + customerId + ".")));
    }

    @PostMapping("/cancellations")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode cancel(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode json) {
        AskedBody body = new AskedBody(json);
        Placements.Order order = new Placements.Order(
                Backend.ORDERS, "cancellation", "CN", body.reference(key), body.text("subjectId"), json);
        return behaviours.answer(
                Backend.ORDERS,
                () -> placements.place(
                        order,
                        (id, now) -> JsonNodeFactory.instance.objectNode().put("cancellationId", id)));
    }

    /** What is on file under a reference, with its state; 404 if nothing is. */
    @GetMapping("/cancellations")
    ObjectNode cancellation(@RequestParam("reference") String reference) {
        return behaviours.answer(
                Backend.ORDERS,
                () -> placements
                        .byReference(Backend.ORDERS, "cancellation", reference)
                        .view());
    }
}
