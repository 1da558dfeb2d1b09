package org.einhand.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.einhand.kernel.Problem;
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

/** Stands in for the parcel service and its warehouse. */
@RestController
@RequestMapping("/sandbox/backends/logistics")
@Profile("sandbox")
class LogisticsStandIn {

    private static final Set<String> SERVICES = Set.of("standard", "express", "pickup-point", "swap", "return-label");
    private static final Set<String> TOO_LATE = Set.of("delivered", "returned", "collected", "received", "inspected");
    private static final Duration STATION = Duration.ofDays(1);
    private static final Duration EXPRESS = Duration.ofDays(1);
    private static final Duration STANDARD = Duration.ofDays(2);
    private static final int PLENTY = 100;

    private final Behaviours behaviours;
    private final Placements placements;
    private final Happenings happenings;

    LogisticsStandIn(Behaviours behaviours, Placements placements, Happenings happenings) {
        this.behaviours = behaviours;
        this.placements = placements;
        this.happenings = happenings;
    }

    record Stock(String item, int available) {}

    @GetMapping("/stock")
    Stock stock(@RequestParam("item") String item) {
        return behaviours.answer(Backend.LOGISTICS, () -> new Stock(item, isOutOfStock() ? 0 : PLENTY));
    }

    @PostMapping("/shipments")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode ship(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode json) {
        AskedBody body = new AskedBody(json);
        String service = body.oneOf("service", SERVICES);
        String orderId = body.text("orderId");
        body.text("item");
        if (!service.equals("return-label")) {
            body.object("address");
        }
        Placements.Order order =
                new Placements.Order(Backend.LOGISTICS, "shipment", "SH", body.reference(key), orderId, json);
        return behaviours.answer(
                Backend.LOGISTICS,
                () -> placements.place(
                        order, (id, now) -> shipment(order, json, service, id, arrival(service, json, now), now)));
    }

    /** What is on file under a reference, with its state; 404 if nothing is. */
    @GetMapping("/shipments")
    ObjectNode shipment(@RequestParam("reference") String reference) {
        return behaviours.answer(
                Backend.LOGISTICS,
                () -> placements
                        .byReference(Backend.LOGISTICS, "shipment", reference)
                        .view());
    }

    @DeleteMapping("/shipments/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable("id") String id) {
        behaviours.answer(Backend.LOGISTICS, () -> {
            placements.cancel(Backend.LOGISTICS, "shipment", id, TOO_LATE);
            return id;
        });
    }

    private ObjectNode shipment(
            Placements.Order order, JsonNode json, String service, String id, Instant arrival, Instant now) {
        if (isOutOfStock() && !service.equals("return-label")) {
            throw new Problem("out-of-stock", 409, "The item is out of stock.");
        }
        String trackingCode =
                "0034" + ThreadLocalRandom.current().nextLong(1_000_000_000_000_000L, 9_999_999_999_999_999L);
        if (behaviours.of(Backend.LOGISTICS).goesOnByItself()) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("orderId", order.subject());
            data.put("shipmentId", id);
            data.put("trackingCode", trackingCode);
            if (!service.equals("return-label")) {
                plan(order, "shipment.delivered", arrival, data);
            }
            if (takesADevice(service, json)) {
                Instant collected = service.equals("swap") ? arrival : now.plus(STATION);
                plan(order, "device.collected", collected, data);
                plan(
                        order,
                        "device.received",
                        collected.plus(STATION),
                        with(data, "condition", "as described", "empty", false));
                plan(order, "device.inspected", collected.plus(STATION.multipliedBy(2)), with(data, "passed", true));
            }
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("shipmentId", id)
                .put("trackingCode", trackingCode)
                .put("estimatedDelivery", arrival.toString());
    }

    /** A swap takes the old device along unless it was told that there is none. */
    private static boolean takesADevice(String service, JsonNode json) {
        return service.equals("return-label")
                || service.equals("swap") && json.path("collect").asBoolean(true);
    }

    private void plan(Placements.Order order, String type, Instant at, Map<String, Object> data) {
        happenings.schedule(Backend.LOGISTICS, order.reference(), type, at, data);
    }

    /** As soon as the service can, but not before the window the customer wishes. */
    private static Instant arrival(String service, JsonNode json, Instant now) {
        Instant soonest = now.plus(
                switch (service) {
                    case "express", "return-label" -> EXPRESS;
                    default -> STANDARD;
                });
        try {
            Instant wished = Instant.parse(json.path("window").path("from").asText(""));
            return wished.isAfter(soonest) ? wished : soonest;
        } catch (DateTimeParseException none) {
            return soonest;
        }
    }

    private static Map<String, Object> with(Map<String, Object> data, Object... more) {
        Map<String, Object> all = new LinkedHashMap<>(data);
        for (int at = 0; at < more.length; at += 2) {
            all.put((String) more[at], more[at + 1]);
        }
        return all;
    }

    private boolean isOutOfStock() {
        return behaviours.of(Backend.LOGISTICS) == Behaviours.Mode.OUT_OF_STOCK;
    }
}
