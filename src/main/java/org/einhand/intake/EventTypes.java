package org.einhand.intake;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which system may report what. */
final class EventTypes {

    private static final Map<String, Set<String>> BY_SOURCE = Map.of(
            "logistics",
            Set.of(
                    "shipment.delivered",
                    "shipment.returned",
                    "shipment.lost",
                    "shipment.damaged",
                    "shipment.delayed",
                    "device.collected",
                    "device.received",
                    "device.inspected"),
            "provisioning",
            Set.of("activation.progress", "service.activated", "activation.rejected", "appointment.missed"),
            "payments",
            Set.of("refund.booked", "refund.failed"),
            "stock",
            Set.of("stock.unavailable"),
            "messaging",
            Set.of("message.delivered", "message.failed"));

    private EventTypes() {}

    /** The types of one source in alphabetical order; none for a source we do not know. */
    static Set<String> of(String source) {
        return new TreeSet<>(BY_SOURCE.getOrDefault(source, Set.of()));
    }
}
