package org.einhand.remedy.delivery;

import java.time.Instant;
import java.util.Optional;
import org.einhand.casefile.Address;
import org.einhand.casefile.Remedies;
import org.jspecify.annotations.Nullable;

/** Port to the warehouse and the carriers. Every order carries our reference; a reference is never carried out twice. */
public interface Logistics {

    /**
     * Pieces of an item in stock.
     *
     * @throws org.einhand.remedy.BackendFailure if logistics does not say
     */
    int stock(String item);

    /**
     * What is to be sent, where.
     *
     * @param collect whether something is taken back at the door
     * @param inspect whether the item is inspected before it goes out; a failed inspection is reported instead of a delivery
     */
    record Order(
            String reference,
            @Nullable String orderId,
            @Nullable String item,
            String service,
            Address address,
            @Nullable String pickupPointId,
            boolean collect,
            Remedies.@Nullable Window window,
            boolean inspect) {

        /** As most are: sent as it lies on the shelf. */
        public Order(
                String reference,
                @Nullable String orderId,
                @Nullable String item,
                String service,
                Address address,
                @Nullable String pickupPointId,
                boolean collect,
                Remedies.@Nullable Window window) {
            this(reference, orderId, item, service, address, pickupPointId, collect, window, false);
        }
    }

    /**
     * A shipment that logistics accepted.
     *
     * @param state where it is, in a word of theirs; null if they do not say
     */
    record Shipment(
            String shipmentId,
            @Nullable String trackingCode,
            @Nullable Instant estimatedDelivery,
            @Nullable String state) {}

    /** Why an order was not accepted. */
    enum Refusal {
        OUT_OF_STOCK,
        ADDRESS_REJECTED
    }

    /** Either a shipment or the reason why there is none. */
    record Answer(@Nullable Shipment shipment, @Nullable Refusal refusal) {}

    /**
     * Orders a shipment; asks first whether the reference is known already.
     *
     * @throws org.einhand.remedy.BackendFailure if the outcome is not known; asking again with the same reference is safe
     */
    Answer ship(Order order);

    /** The shipment ordered under a reference. */
    Optional<Shipment> shipment(String reference);

    /** Stops a shipment; false if it is too late. */
    boolean stop(String shipmentId);
}
