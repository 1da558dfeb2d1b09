package org.einhand.remedy.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.einhand.casefile.Ledger;
import org.einhand.kernel.Money;
import org.einhand.remedy.BackendCalls;
import org.einhand.remedy.BackendCallsAt;
import org.einhand.remedy.BackendFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said to the payment provider, and what its answers mean. */
class HttpPaymentsTest {

    private static final String REFERENCE = "5d0f3d5e-95b5-4b3c-8a0a-6f2b3f6f0001-1";

    private record Canned(int status, String body) {}

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Canned> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private HttpServer provider;
    private Payments payments;

    @BeforeEach
    void aProvider() throws IOException {
        provider = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        provider.createContext("/", this::answer);
        provider.start();
        BackendCalls calls = BackendCallsAt.address(
                URI.create("http://127.0.0.1:" + provider.getAddress().getPort()));
        payments = new HttpPayments(calls, json);
    }

    @AfterEach
    void gone() {
        provider.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        String what = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath() + (query == null ? "" : "?" + query);
        asked.add(what);
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")));
        Canned canned = answers.getOrDefault(what, new Canned(404, "{}"));
        byte[] body = canned.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(canned.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void answers(String what, int status, String body) {
        answers.put(what, new Canned(status, body));
    }

    private static Payments.Order order() {
        return new Payments.Order(
                REFERENCE,
                "O-77001",
                new Money(49_90),
                Ledger.Means.BANK_TRANSFER,
                new Payments.Account("DE02120300000000202051", "Erika Beispiel"),
                "E26-000123-4 refund");
    }

    @Test
    void theReferenceIsAskedForFirstAndSentAsTheKey() throws IOException {
        answers("POST /refunds", 201, "{\"refundId\":\"RF-1\",\"state\":\"pending\"}");
        Payments.Answer answer = payments.pay(order());
        assertThat(answer.refund()).isEqualTo(new Payments.Refund("RF-1", Payments.State.PENDING, null));
        assertThat(asked).containsExactly("GET /refunds?reference=" + REFERENCE, "POST /refunds");
        assertThat(keys).containsExactly("null", REFERENCE);
        JsonNode body = json.readTree(bodies.get(1));
        assertThat(body.path("reference").asText()).isEqualTo(REFERENCE);
        assertThat(body.path("subjectId").asText()).isEqualTo("O-77001");
        assertThat(body.path("amount").asText()).isEqualTo("49.90");
        assertThat(body.path("currency").asText()).isEqualTo("EUR");
        assertThat(body.path("means").asText()).isEqualTo("bank-transfer");
        assertThat(body.at("/account/iban").asText()).isEqualTo("DE02120300000000202051");
        assertThat(body.at("/account/name").asText()).isEqualTo("Erika Beispiel");
        assertThat(body.path("reason").asText()).isEqualTo("E26-000123-4 refund");
    }

    @Test
    void whatItHasOnFileIsNotAskedForAgain() {
        answers("GET /refunds?reference=" + REFERENCE, 200, "{\"refundId\":\"RF-1\",\"state\":\"booked\"}");
        assertThat(payments.pay(order()).refund()).isEqualTo(new Payments.Refund("RF-1", Payments.State.BOOKED, null));
        assertThat(asked).hasSize(1);
    }

    @Test
    void aListWithTheOneRefundIsUnderstoodToo() {
        answers(
                "GET /refunds?reference=" + REFERENCE,
                200,
                "{\"items\":[{\"refundId\":\"RF-1\",\"state\":\"pending\"}]}");
        assertThat(payments.refund(REFERENCE)).isPresent();
        answers("GET /refunds?reference=" + REFERENCE, 200, "[]");
        assertThat(payments.refund(REFERENCE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "422|{\"reason\":\"card-expired\"}|card-expired",
                "400|{\"detail\":\"amount too high\"}|amount too high",
                "409|no json|refused with status 409",
                "422|{}|refused with status 422"
            })
    void aRefusalSaysWhy(int status, String body, String reason) {
        answers("POST /refunds", status, body);
        Payments.Answer answer = payments.pay(order());
        assertThat(answer.refund()).isNull();
        assertThat(answer.refusal()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"500", "503", "429", "401"})
    void whatMayWorkLaterIsNoRefusal(int status) {
        answers("POST /refunds", status, "{}");
        assertThatThrownBy(() -> payments.pay(order())).isInstanceOf(BackendFailure.class);
    }

    @ParameterizedTest
    @CsvSource({"match,MATCH", "close,CLOSE", "none,NONE", "unavailable,UNAVAILABLE", "whatever,UNAVAILABLE"})
    void theBankSaysWhoseAccountItIs(String said, Payments.Payee payee) {
        answers("POST /payee-checks", 200, "{\"result\":\"" + said + "\"}");
        assertThat(payments.check(new Payments.Account("DE02120300000000202051", "Erika Beispiel")))
                .isEqualTo(payee);
    }

    @Test
    void aBankThatDoesNotSayIsUnavailable() {
        answers("POST /payee-checks", 503, "{}");
        assertThat(payments.check(new Payments.Account("DE02120300000000202051", "Erika Beispiel")))
                .isEqualTo(Payments.Payee.UNAVAILABLE);
    }

    @Test
    void theListSinceATimeIsRead() {
        answers(
                "GET /refunds?since=2026-11-24T00:00:00Z",
                200,
                "[{\"reference\":\"a\",\"refundId\":\"RF-1\",\"state\":\"failed\",\"reason\":\"declined\"},"
                        + "{\"reference\":\"b\",\"refundId\":\"RF-2\",\"state\":\"booked\"}]");
        assertThat(payments.since(Instant.parse("2026-11-24T00:00:00Z")))
                .containsExactly(
                        new Payments.Listed("a", new Payments.Refund("RF-1", Payments.State.FAILED, "declined")),
                        new Payments.Listed("b", new Payments.Refund("RF-2", Payments.State.BOOKED, null)));
    }
}
