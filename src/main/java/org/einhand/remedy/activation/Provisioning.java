package org.einhand.remedy.activation;

import java.time.Instant;
import java.util.Optional;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;

/** Port to the network's provisioning. Every order carries our reference; a reference is never carried out twice. */
public interface Provisioning {

    /**
     * How a contract's line stands.
     *
     * @param status a word of the network's, such as {@code active}, {@code blocked}, {@code in-progress}
     * @param blockedBy what holds it up, a word or words of the network's
     * @param estimatedActivation when the network expects it to work
     */
    record Service(
            String status,
            @Nullable String blockedBy,
            @Nullable Instant estimatedActivation) {}

    /** What is asked for. */
    enum Kind implements Worded {
        RETRIGGER,
        SIM,
        DATA_PASS
    }

    /** One order. */
    record Order(String reference, String contractId, boolean priority, Kind kind) {}

    /**
     * An order the network took. That it took it says nothing about the line.
     *
     * @param state where the order stands, in a word of the network's; null if it does not say
     */
    record Activation(
            String activationId,
            @Nullable Instant estimatedActivation,
            @Nullable String state) {}

    /**
     * How a contract's line stands; empty if the network has no such contract.
     *
     * @throws org.einhand.remedy.BackendFailure if the network does not say
     */
    Optional<Service> service(String contractId);

    /**
     * Places an order; asks first whether the reference is known already. Empty if the network refuses it.
     *
     * @throws org.einhand.remedy.BackendFailure if the outcome is not known; asking again with the same reference is safe
     */
    Optional<Activation> activate(Order order);

    /** What was ordered under a reference. */
    Optional<Activation> activation(String reference);

    /** Calls an order off; false if it is too late. */
    boolean stop(String activationId);
}
