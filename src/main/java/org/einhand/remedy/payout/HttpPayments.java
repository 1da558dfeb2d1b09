package org.einhand.remedy.payout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.einhand.kernel.Money;
import org.einhand.remedy.BackendCalls;
import org.einhand.remedy.BackendFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

@Component
class HttpPayments implements Payments {

    private static final String BACKEND = "payments";
    private static final int LONGEST_REASON = 200;

    private final BackendCalls backends;
    private final ObjectMapper json;

    HttpPayments(BackendCalls backends, ObjectMapper json) {
        this.backends = backends;
        this.json = json;
    }

    @Override
    public Answer pay(Order order) {
        Optional<Refund> before = refund(order.reference());
        if (before.isPresent()) {
            return before.get().state() == State.FAILED
                    ? new Answer(null, reason(before.get().reason()))
                    : new Answer(before.get(), null);
        }
        try {
            JsonNode accepted = backends.call(
                    BACKEND,
                    "pay under reference " + order.reference(),
                    call -> call.json(call.http()
                            .post()
                            .uri(call.base() + "/refunds")
                            .contentType(MediaType.APPLICATION_JSON)
                            .header("Idempotency-Key", order.reference())
                            .body(body(order))));
            return new Answer(read(accepted), null);
        } catch (BackendCalls.Refused refused) {
            return new Answer(null, refusal(refused));
        }
    }

    private static Map<String, @Nullable Object> body(Order order) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("reference", order.reference());
        body.put("subjectId", order.subjectId());
        body.put("amount", order.amount().amount());
        body.put("currency", Money.CURRENCY);
        body.put("means", order.means().word());
        if (order.account() != null) {
            body.put("account", order.account());
        }
        body.put("reason", order.reason());
        return body;
    }

    @Override
    public Optional<Refund> refund(String reference) {
        return backends.ask(
                        BACKEND,
                        "look up reference " + reference,
                        call -> call.json(
                                call.http().get().uri(call.base() + "/refunds?reference={reference}", reference)))
                .map(answer -> items(answer).findFirst().orElse(answer))
                .filter(answer -> answer.hasNonNull("refundId") || answer.hasNonNull("state"))
                .map(HttpPayments::read);
    }

    @Override
    public List<Listed> since(Instant since) {
        JsonNode answer = backends.call(
                BACKEND,
                "list the refunds since " + since,
                call -> call.json(call.http().get().uri(call.base() + "/refunds?since={since}", since.toString())));
        return items(answer)
                .filter(each -> each.hasNonNull("reference"))
                .map(each -> new Listed(each.get("reference").asText(), read(each)))
                .toList();
    }

    private static Stream<JsonNode> items(JsonNode answer) {
        JsonNode list = answer.has("items") ? answer.get("items") : answer;
        return list.isArray() ? StreamSupport.stream(list.spliterator(), false) : Stream.empty();
    }

    @Override
    public Payee check(Account account) {
        try {
            String result = backends.call(
                    BACKEND,
                    "check the name on an account",
                    call -> call.json(call.http()
                                    .post()
                                    .uri(call.base() + "/payee-checks")
                                    .contentType(MediaType.APPLICATION_JSON)
                                    .body(account))
                            .path("result")
                            .asText());
            return Arrays.stream(Payee.values())
                    .filter(payee -> payee.word().equals(result))
                    .findFirst()
                    .orElse(Payee.UNAVAILABLE);
        } catch (BackendFailure | BackendCalls.Refused doesNotSay) {
            return Payee.UNAVAILABLE;
        }
    }

    private static Refund read(JsonNode answer) {
        State state = switch (answer.path("state").asText()) {
            case "booked" -> State.BOOKED;
            case "failed", "rejected" -> State.FAILED;
            default -> State.PENDING;
        };
        JsonNode id = answer.path("refundId");
        JsonNode why = answer.path("reason");
        return new Refund(id.isTextual() ? id.asText() : null, state, why.isTextual() ? why.asText() : null);
    }

    /** What the provider says in its refusal, or at least with which status. */
    private String refusal(BackendCalls.Refused refused) {
        String body = String.valueOf(refused.getMessage());
        try {
            JsonNode answer = json.readTree(body.substring(body.indexOf(' ') + 1));
            for (String name : List.of("reason", "detail", "message", "title")) {
                if (answer != null && answer.path(name).isTextual()) {
                    return reason(answer.path(name).asText());
                }
            }
        } catch (JsonProcessingException noJson) {
            // the status has to do
        }
        return "refused with status " + refused.status();
    }

    private static String reason(@Nullable String said) {
        String plain = said == null ? "" : said.replaceAll("\\p{Cntrl}", " ").strip();
        if (plain.isEmpty()) {
            return "refused";
        }
        return plain.length() <= LONGEST_REASON ? plain : plain.substring(0, LONGEST_REASON);
    }
}
