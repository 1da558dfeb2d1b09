package org.einhand.remedy.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einhand.casefile.Address;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.PaymentMeans;
import org.einhand.casefile.SubjectKind;
import org.einhand.kernel.Money;
import org.einhand.kernel.Worded;
import org.einhand.remedy.BackendCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

@Component
class HttpShop implements Shop {

    private static final String BACKEND = "orders";

    private final BackendCalls backends;

    HttpShop(BackendCalls backends) {
        this.backends = backends;
    }

    @Override
    public Optional<Known> look(SubjectKind kind, String id, @Nullable String line) {
        String path = kind == SubjectKind.CONTRACT ? "/contracts/{id}" : "/orders/{id}";
        return backends.ask(
                        BACKEND,
                        "tell what it knows of " + kind.word() + " " + id,
                        call -> call.json(call.http().get().uri(call.base() + path, id)))
                .map(answer -> read(answer, kind, id, line));
    }

    @Override
    public boolean changeAddress(String customerId, Address address, String reference) {
        return backends.ask(
                        BACKEND,
                        "change a customer's address",
                        call -> call.http()
                                .patch()
                                .uri(call.base() + "/customers/{id}/address", customerId)
                                .contentType(MediaType.APPLICATION_JSON)
                                .header("Idempotency-Key", reference)
                                .body(address)
                                .retrieve()
                                .toBodilessEntity()
                                .getStatusCode()
                                .is2xxSuccessful())
                .orElse(false);
    }

    @Override
    public Cancelled cancel(String reference, String subjectId, String reason) {
        Optional<Cancelled> before = cancellation(reference);
        if (before.isPresent()) {
            return before.get();
        }
        try {
            JsonNode accepted = backends.call(
                    BACKEND,
                    "call a purchase off under reference " + reference,
                    call -> call.json(call.http()
                            .post()
                            .uri(call.base() + "/cancellations")
                            .contentType(MediaType.APPLICATION_JSON)
                            .header("Idempotency-Key", reference)
                            .body(Map.of("reference", reference, "subjectId", subjectId, "reason", reason))));
            return new Cancelled(text(accepted.path("cancellationId")), null);
        } catch (BackendCalls.Refused refused) {
            return new Cancelled(null, "refused with status " + refused.status());
        }
    }

    @Override
    public boolean isCancelled(String reference) {
        return cancellation(reference).isPresent();
    }

    private Optional<Cancelled> cancellation(String reference) {
        return backends.ask(
                        BACKEND,
                        "look up cancellation " + reference,
                        call -> call.json(
                                call.http().get().uri(call.base() + "/cancellations?reference={reference}", reference)))
                .map(answer -> answer.isArray()
                        ? answer.path(0)
                        : answer.has("items") ? answer.path("items").path(0) : answer)
                .filter(answer -> answer.hasNonNull("cancellationId") || answer.hasNonNull("reference"))
                .map(answer -> new Cancelled(text(answer.path("cancellationId")), null));
    }

    private static Known read(JsonNode answer, SubjectKind kind, String id, @Nullable String line) {
        JsonNode customer = answer.path("customer");
        JsonNode bought = line(answer.path("lines"), line);
        Money value = money(bought.path("value"));
        List<String> trackingCodes = new ArrayList<>();
        answer.path("trackingCodes").forEach(code -> trackingCodes.add(code.asText()));
        return new Known(
                text(answer.path("customerId")),
                text(customer.path("name")),
                text(customer.path("email")),
                text(customer.path("mobile")),
                new CaseFile.Subject(
                        kind,
                        id,
                        line,
                        text(bought.path("item")),
                        value == null ? money(answer.path("value")) : value,
                        money(answer.path("paid")),
                        money(answer.path("interestPaid")),
                        money(answer.path("monthlyFee")),
                        date(answer.path("purchasedOn")),
                        paymentMeans(answer.path("paymentMeans")),
                        address(answer.path("deliveryAddress"))),
                trackingCodes,
                answer.path("lines").size());
    }

    private static JsonNode line(JsonNode lines, @Nullable String wanted) {
        for (JsonNode line : lines) {
            if (wanted == null || wanted.equals(line.path("line").asText())) {
                return line;
            }
        }
        return lines.path(-1);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() && !node.asText().isBlank() ? node.asText() : null;
    }

    private static @Nullable Money money(JsonNode node) {
        String amount = text(node.path("amount"));
        String currency = text(node.path("currency"));
        return amount == null || currency == null ? null : Money.of(amount, currency);
    }

    private static @Nullable LocalDate date(JsonNode node) {
        String day = text(node);
        return day == null ? null : LocalDate.parse(day);
    }

    private static @Nullable PaymentMeans paymentMeans(JsonNode node) {
        String word = text(node);
        return word == null ? null : Worded.of(PaymentMeans.class, word);
    }

    private static @Nullable Address address(JsonNode node) {
        String street = text(node.path("street"));
        String postalCode = text(node.path("postalCode"));
        String city = text(node.path("city"));
        String country = text(node.path("country"));
        return street == null || postalCode == null || city == null
                ? null
                : new Address(text(node.path("name")), street, postalCode, city, country == null ? "DE" : country);
    }
}
