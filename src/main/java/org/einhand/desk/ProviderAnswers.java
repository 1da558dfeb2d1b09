package org.einhand.desk;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.einhand.remedy.BackendFailure;
import org.einhand.remedy.activation.Provisioning;
import org.einhand.remedy.delivery.Logistics;
import org.einhand.remedy.payout.Payments;
import org.einhand.remedy.shop.Shop;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a provider itself says about an order of ours: asked now, by reference. */
@Component
class ProviderAnswers {

    private final Logistics logistics;
    private final Provisioning provisioning;
    private final Payments payments;
    private final Shop shop;

    ProviderAnswers(Logistics logistics, Provisioning provisioning, Payments payments, Shop shop) {
        this.logistics = logistics;
        this.provisioning = provisioning;
        this.payments = payments;
        this.shop = shop;
    }

    OperationsView.Answer ask(String backend, String reference) {
        Known nothingMore = new Known(null, null, null);
        return switch (backend) {
            case "logistics" ->
                asked(
                        backend,
                        reference,
                        () -> logistics
                                .shipment(reference)
                                .map(known -> new Known(known.shipmentId(), known.state(), known.estimatedDelivery())));
            case "provisioning" ->
                asked(
                        backend,
                        reference,
                        () -> provisioning
                                .activation(reference)
                                .map(known ->
                                        new Known(known.activationId(), known.state(), known.estimatedActivation())));
            case "payments" ->
                asked(
                        backend,
                        reference,
                        () -> payments.refund(reference)
                                .map(known -> new Known(
                                        known.refundId(), known.state().word(), null)));
            case "orders" ->
                asked(
                        backend,
                        reference,
                        () -> shop.isCancelled(reference) ? Optional.of(nothingMore) : Optional.empty());
            default -> silent(backend, reference, "Nobody here knows how to ask " + backend + ".");
        };
    }

    private record Known(
            @Nullable String id,
            @Nullable String state,
            @Nullable Instant expectedAt) {}

    private static OperationsView.Answer asked(String backend, String reference, Supplier<Optional<Known>> question) {
        try {
            return question.get()
                    .map(known -> new OperationsView.Answer(
                            backend,
                            reference,
                            OperationsView.Verdict.KNOWN,
                            known.id(),
                            known.state(),
                            known.expectedAt(),
                            null))
                    .orElseGet(() -> new OperationsView.Answer(
                            backend, reference, OperationsView.Verdict.UNKNOWN, null, null, null, null));
        } catch (BackendFailure failure) {
            return silent(backend, reference, String.valueOf(failure.getMessage()));
        } catch (RuntimeException refused) {
            return silent(backend, reference, "The answer of " + backend + " makes no sense here.");
        }
    }

    private static OperationsView.Answer silent(String backend, String reference, String why) {
        return new OperationsView.Answer(backend, reference, OperationsView.Verdict.SILENT, null, null, null, why);
    }
}
