package org.einhand.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Stands in for the payment provider. */
@RestController
@RequestMapping("/sandbox/backends/payments")
@Profile("sandbox")
class PaymentsStandIn {

    private static final Duration BOOKING = Duration.ofHours(1);

    private final Behaviours behaviours;
    private final Placements placements;
    private final Happenings happenings;

    PaymentsStandIn(Behaviours behaviours, Placements placements, Happenings happenings) {
        this.behaviours = behaviours;
        this.placements = placements;
        this.happenings = happenings;
    }

    record PayeeCheck(String result) {}

    @PostMapping("/refunds")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode refund(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode json) {
        AskedBody body = new AskedBody(json);
        String subjectId = body.text("subjectId");
        String amount = body.text("amount");
        String currency = body.text("currency");
        body.oneOf("means", Set.of("original", "bank-transfer", "credit"));
        body.text("reason");
        Placements.Order order =
                new Placements.Order(Backend.PAYMENTS, "refund", "RF", body.reference(key), subjectId, json);
        return behaviours.answer(
                Backend.PAYMENTS,
                () -> placements.place(order, (id, now) -> {
                    if (behaviours.of(Backend.PAYMENTS).goesOnByItself()) {
                        happenings.schedule(
                                Backend.PAYMENTS,
                                order.reference(),
                                "refund.booked",
                                now.plus(BOOKING),
                                Map.of("refundId", id, "amount", amount, "currency", currency));
                    }
                    return JsonNodeFactory.instance
                            .objectNode()
                            .put("refundId", id)
                            .put("amount", amount)
                            .put("currency", currency)
                            .put("state", "pending");
                }));
    }

    /** What is on file under a reference (404 if nothing is), or the list of all refunds since a time. */
    @GetMapping("/refunds")
    JsonNode refunds(
            @RequestParam(name = "reference", required = false) @Nullable String reference,
            @RequestParam(name = "since", required = false) @Nullable Instant since) {
        return behaviours.answer(Backend.PAYMENTS, () -> {
            if (reference != null) {
                return view(placements.byReference(Backend.PAYMENTS, "refund", reference));
            }
            if (since == null) {
                throw Problem.invalid("/reference", "reference or since is required");
            }
            List<ObjectNode> found = placements.since(Backend.PAYMENTS, "refund", since).stream()
                    .map(PaymentsStandIn::view)
                    .toList();
            return JsonNodeFactory.instance.arrayNode().addAll(found);
        });
    }

    /** The name decides: one that contains {@code close}, {@code none} or {@code unavailable} gets that result. */
    @PostMapping("/payee-checks")
    PayeeCheck check(@RequestBody JsonNode json) {
        AskedBody body = new AskedBody(json);
        body.text("iban");
        String name = body.text("name").toLowerCase(Locale.ROOT);
        return behaviours.answer(
                Backend.PAYMENTS,
                () -> new PayeeCheck(Stream.of("close", "none", "unavailable")
                        .filter(name::contains)
                        .findFirst()
                        .orElse("match")));
    }

    private static ObjectNode view(Placements.Placement refund) {
        return refund.view().put("state", refund.state().equals("ordered") ? "pending" : refund.state());
    }
}
