package org.einhand.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.einhand.intake.FrontDoor.aCase;
import static org.einhand.intake.FrontDoor.open;
import static org.einhand.intake.FrontDoor.pointers;
import static org.einhand.intake.FrontDoor.post;
import static org.einhand.intake.FrontDoor.read;
import static org.einhand.intake.FrontDoor.with;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.einhand.support.EinhandTest;
import org.einhand.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@EinhandTest
class CasesTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient database;

    private Http agent;
    private Http shop;

    @BeforeEach
    void open_the_door() {
        agent = Http.anonymous(port).as("agent");
        shop = Http.anonymous(port).as("intake");
    }

    @Test
    void an_agent_opens_a_case_and_owns_it() {
        HttpResponse<String> answer = post(agent, "/api/cases", aCase());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode opened = read(answer);
        String number = opened.path("caseNumber").asText();
        assertThat(answer.headers().firstValue("Location")).hasValue("/api/cases/" + number);
        assertThat(opened.path("owner").asText()).isEqualTo("agent");
        assertThat(opened.path("state").asText()).isEqualTo("open");
        assertThat(opened.path("promise").path("dueAt").asText()).isNotEmpty();
        assertThat(opened.path("subject").path("value").path("amount").asText()).isEqualTo("499.00");
        assertThat(opened.has("statusUrl")).isFalse();
        assertThat(opened.has("joined")).isFalse();
        assertThat(agent.get("/api/cases/" + number).statusCode()).isEqualTo(200);
    }

    @Test
    void a_shop_opens_a_case_that_nobody_owns_yet_and_gets_the_customers_link() {
        JsonNode opened = read(post(shop, "/api/cases", with(aCase(), "/channel", "\"shop\"")));

        assertThat(opened.path("owner").isNull()).isTrue();
        assertThat(opened.path("statusUrl").asText()).contains("/status/");
    }

    @Test
    void only_what_is_required_is_required() {
        ObjectNode least = read("""
                {"type":"other","channel":"email","customer":{"id":"K-%s","name":"A","email":"a@example.org"},
                 "subject":{"kind":"none"},"concern":"Where is the shop?"}""".formatted(UUID.randomUUID()));

        assertThat(post(shop, "/api/cases", least).statusCode()).isEqualTo(201);
        assertThat(post(shop, "/api/cases", least).statusCode()).isEqualTo(201);
    }

    @Test
    void the_address_of_an_identified_caller_is_confirmed_and_of_a_stranger_is_not() {
        String address = "{\"street\":\"Neuer Weg 2\",\"postalCode\":\"10115\",\"city\":\"Berlin\",\"country\":\"DE\"}";

        JsonNode known = read(post(agent, "/api/cases", with(aCase(), "/facts/correctedAddress", address)));
        ObjectNode strangers = with(with(aCase(), "/facts/correctedAddress", address), "/identified", "");
        JsonNode unknown = read(post(agent, "/api/cases", strangers));
        JsonNode again = read(post(agent, "/api/cases", strangers));

        assertThat(known.path("addressConfirmed").asBoolean()).isTrue();
        assertThat(known.path("confirmedAddress").path("street").asText()).isEqualTo("Neuer Weg 2");
        assertThat(unknown.path("addressConfirmed").asBoolean()).isFalse();
        assertThat(again.path("ignored").toString()).isEqualTo("[\"/facts/correctedAddress\"]");
    }

    @Test
    void the_same_matter_joins_and_says_what_was_not_taken() {
        ObjectNode first = aCase();
        String number = open(agent, first);

        HttpResponse<String> answer =
                post(agent, "/api/cases", with(first.deepCopy(), "/customer/email", "\"other@example.org\""));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode joined = read(answer);
        assertThat(joined.path("caseNumber").asText()).isEqualTo(number);
        assertThat(joined.path("joined").asBoolean()).isTrue();
        assertThat(joined.path("ignored").toString()).isEqualTo("[\"/customer/email\"]");
        assertThat(joined.path("counts").path("openContacts").asInt()).isEqualTo(1);
    }

    @Test
    void a_shop_hears_little_of_a_case_it_did_not_open() {
        ObjectNode matter = aCase();
        String number = open(agent, matter);

        HttpResponse<String> answer = post(shop, "/api/cases", matter);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(read(answer).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("caseNumber", "state", "promise", "joined", "ignored");
        assertThat(shop.get("/api/cases/" + number).statusCode()).isEqualTo(404);
        assertThat(read(shop.get("/api/cases?subjectId="
                                + matter.path("subject").path("id").asText()))
                        .path("total")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/type                          | \"exchange\"           | must be one of redelivery, device-exchange",
                "/type                          | ``                     | must not be null",
                "/type                          | \"REDELIVERY\"         | must be one of",
                "/channel                       | \"event\"              | must be one of phone, email",
                "/channel                       | 7                      | must be one of",
                "/identified                    | \"maybe\"              | must be one of shop-login",
                "/surprise                      | 1                      | no such field",
                "/customer                      | \"K-1\"                | must be an object",
                "/customer/id                   | \"  \"                 | must not be blank",
                "/customer/id                   | 1001                   | must be a string",
                "/customer/name                 | ``                     | must not be blank",
                "/customer/name                 | \"a\\u0000b\"          | control characters",
                "/customer/email                | \"erika\"              | must be an e-mail address",
                "/customer/email                | \"erika@local\"        | must be an e-mail address",
                "/customer/email                | \"a b@example.org\"    | must be an e-mail address",
                "/customer/email                | \"a@example..org\"     | must be an e-mail address",
                "/customer/email                | \"a@b@example.org\"    | must be an e-mail address",
                "/customer/mobile               | \"0151 12345678\"      | E.164",
                "/customer/mobile               | \"+49151x\"            | E.164",
                "/customer/mobile               | \"+4912\"              | E.164",
                "/customer/language             | \"de_DE\"              | BCP 47",
                "/customer/region               | \"DE-XX\"              | ISO 3166-2",
                "/customer/region               | \"Berlin\"             | ISO 3166-2",
                "/customer/region               | \"ZZ-1\"               | ISO 3166-2",
                "/customer/preferredChannel     | \"fax\"                | must be one of email, sms",
                "/customer/age                  | 40                     | no such field",
                "/subject/kind                  | \"parcel\"             | must be one of order",
                "/subject/kind                  | \"none\"               | for the type other only",
                "/subject/id                    | ``                     | is required",
                "/subject/id                    | \" \"                  | size must be between",
                "/subject/value                 | 499                    | must be an object",
                "/subject/value/amount          | 499.00                 | must be a string",
                "/subject/value/amount          | \"-1.00\"              | not negative",
                "/subject/value/amount          | \"1.234\"              | two digits",
                "/subject/value/amount          | \"1\"                  | two digits",
                "/subject/value/currency        | \"USD\"                | must be EUR",
                "/subject/value/tax             | \"1.00\"               | no such field",
                "/subject/purchasedOn           | \"2026-02-30\"         | must be a date",
                "/subject/purchasedOn           | \"02.11.2026\"         | must be a date",
                "/subject/paymentMeans          | \"cash\"               | must be one of card",
                "/subject/deliveryAddress/country    | \"XX\"            | ISO 3166-1",
                "/subject/deliveryAddress/country    | \"de\"            | ISO 3166-1",
                "/subject/deliveryAddress/street     | \"a\\u0007b\"     | control characters",
                "/subject/deliveryAddress/street     | \"<b>Weg</b> 1\"  | plain text",
                "/subject/deliveryAddress/city       | ``                | is required",
                "/subject/deliveryAddress/postalCode | \"2009\"          | five digits",
                "/subject/deliveryAddress/floor      | 3                 | no such field",
                "/needBy                        | \"tomorrow\"           | must be a date",
                "/needBy                        | \"9999-01-01\"         | between",
                "/concern                       | \"\"                   | must not be blank",
                "/concern                       | \"a\\u001bb\"          | control characters",
                "/facts                         | []                     | must be an object",
                "/facts/reason                  | \"stolen\"             | must be one of wrong-address",
                "/facts/deadOnArrival           | true                   | no such field",
                "/facts/failedAttempts          | 3                      | no such field",
                "/facts/correctedAddress/street | ``                     | is required",
            })
    void what_is_wrong_is_named(String pointer, String value, String detail) {
        ObjectNode body = with(aCase(), pointer, value == null ? "" : value);

        HttpResponse<String> answer = post(shop, "/api/cases", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(read(answer).path("type").asText()).endsWith("invalid-request");
        assertThat(pointers(answer)).contains(pointer);
        assertThat(answer.body()).contains(detail).doesNotContain("org.einhand");
        assertThat(casesOf(body)).isZero();
    }

    @Test
    void texts_have_their_limits() {
        assertThat(pointers(post(shop, "/api/cases", with(aCase(), "/concern", "\"" + "x".repeat(4001) + "\""))))
                .containsExactly("/concern");
        assertThat(pointers(post(shop, "/api/cases", with(aCase(), "/customer/name", "\"" + "x".repeat(201) + "\""))))
                .containsExactly("/customer/name");
        assertThat(post(shop, "/api/cases", with(aCase(), "/concern", "\"" + "x\\n".repeat(2000) + "\""))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        ObjectNode body = with(with(with(aCase(), "/customer/email", "1"), "/needBy", "\"x\""), "/nmae", "\"x\"");

        assertThat(pointers(post(shop, "/api/cases", body))).containsExactly("/customer/email", "/needBy", "/nmae");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"text\"", "{", "{} {}"})
    void a_body_is_an_object(String body) {
        HttpResponse<String> answer = shop.post("/api/cases", body, "Idempotency-Key", "k");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(read(answer).path("type").asText()).endsWith("invalid-request");
    }

    @Test
    void a_customer_is_reached_by_something() {
        ObjectNode body = with(with(aCase(), "/customer/email", ""), "/customer/mobile", "null");

        assertThat(pointers(post(shop, "/api/cases", body))).containsExactly("/customer/email");
    }

    @Test
    void the_key_is_required_and_has_its_length() {
        assertThat(pointers(shop.post("/api/cases", aCase().toString()))).containsExactly("/Idempotency-Key");
        assertThat(pointers(shop.post("/api/cases", aCase().toString(), "Idempotency-Key", "k".repeat(256))))
                .containsExactly("/Idempotency-Key");
    }

    @Test
    void a_repeat_is_answered_like_the_first() {
        ObjectNode body = aCase();
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first = shop.post("/api/cases", body.toString(), "Idempotency-Key", key);

        HttpResponse<String> repeat = shop.post("/api/cases", reversed(body).toPrettyString(), "Idempotency-Key", key);

        assertThat(repeat.statusCode()).isEqualTo(201);
        assertThat(repeat.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(read(repeat).path("caseNumber")).isEqualTo(read(first).path("caseNumber"));
        assertThat(read(repeat).has("statusUrl")).isFalse();
        assertThat(read(repeat).path("counts").path("contacts").asInt()).isEqualTo(1);
    }

    @Test
    void a_key_is_good_for_one_request_of_one_caller() {
        ObjectNode body = aCase();
        String key = UUID.randomUUID().toString();
        shop.post("/api/cases", body.toString(), "Idempotency-Key", key);

        HttpResponse<String> other = shop.post("/api/cases", aCase().toString(), "Idempotency-Key", key);

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(read(other).path("type").asText()).endsWith("idempotency-key-reused");
        assertThat(agent.post("/api/cases", aCase().toString(), "Idempotency-Key", key)
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void a_request_that_failed_does_not_use_up_its_key() {
        String key = UUID.randomUUID().toString();
        shop.post("/api/cases", with(aCase(), "/concern", "").toString(), "Idempotency-Key", key);

        assertThat(shop.post("/api/cases", aCase().toString(), "Idempotency-Key", key)
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void one_key_at_the_same_time_is_one_request() throws Exception {
        ObjectNode body = aCase();
        String key = UUID.randomUUID().toString();

        List<HttpResponse<String>> answers =
                atOnce(8, () -> shop.post("/api/cases", body.toString(), "Idempotency-Key", key));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.headers().firstValue("Location"))
                .containsOnly(answers.get(0).headers().firstValue("Location"));
        assertThat(read(answers.get(0)).path("counts").path("contacts").asInt()).isEqualTo(1);
        assertThat(casesOf(body)).isEqualTo(1);
    }

    @Test
    void one_matter_at_the_same_time_is_one_case() throws Exception {
        ObjectNode body = aCase();

        List<HttpResponse<String>> answers = atOnce(16, () -> post(shop, "/api/cases", body));

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 201);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(casesOf(body)).isEqualTo(1);
        String number = read(answers.get(0)).path("caseNumber").asText();
        assertThat(read(agent.get("/api/cases/" + number))
                        .path("counts")
                        .path("contacts")
                        .asInt())
                .isEqualTo(16);
    }

    @Test
    void cases_are_found_by_what_people_know() {
        ObjectNode body = with(aCase(), "/customer/email", "\"" + UUID.randomUUID() + "@example.org\"");
        String number = open(shop, body);
        String email = body.path("customer").path("email").asText();
        String order = body.path("subject").path("id").asText();
        Http homeoffice = agent.as("homeoffice");

        assertThat(found(agent, "q=" + email)).containsExactly(number);
        assertThat(found(agent, "q=" + number)).containsExactly(number);
        assertThat(found(agent, "q=" + order)).containsExactly(number);
        assertThat(found(homeoffice, "q=" + email)).isEmpty();
        assertThat(found(homeoffice, "q=" + order)).containsExactly(number);
        assertThat(found(shop, "customerId=" + body.path("customer").path("id").asText() + "&state=open"))
                .containsExactly(number);
        assertThat(agent.as("homeoffice").get("/api/cases/" + number).body()).doesNotContain(email);
    }

    @Test
    void lists_have_pages() {
        open(shop, aCase());
        open(shop, aCase());

        JsonNode page = read(agent.get("/api/cases?page=1&size=1"));

        assertThat(page.path("items")).hasSize(1);
        assertThat(page.path("page").asInt()).isEqualTo(1);
        assertThat(page.path("size").asInt()).isEqualTo(1);
        assertThat(page.path("total").asInt()).isGreaterThan(1);
        assertThat(pointers(agent.get("/api/cases?size=201"))).containsExactly("/size");
        assertThat(pointers(agent.get("/api/cases?page=-1&state=gone&dueBefore=soon")))
                .containsExactlyInAnyOrder("/page", "/state", "/dueBefore");
        assertThat(pointers(agent.get("/api/cases?q=%00"))).containsExactly("/q");
    }

    @Test
    void others_have_no_business_here() {
        assertThat(post(agent.as("ops"), "/api/cases", aCase()).statusCode()).isEqualTo(403);
        assertThat(agent.as("insight").get("/api/cases").statusCode()).isEqualTo(403);
        assertThat(agent.get("/api/cases/E26-999999-9").statusCode()).isEqualTo(404);
        assertThat(agent.get("/api/cases/nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void the_document_names_words_and_limits() {
        JsonNode document = read(agent.get("/api/openapi"));
        JsonNode request = document.at("/components/schemas/CaseRequest");

        assertThat(request.at("/properties/concern/maxLength").asInt()).isEqualTo(4000);
        assertThat(request.at("/required").toString()).contains("concern", "customer", "subject", "type");
        assertThat(request.at("/properties/type/enum").toString()).contains("device-exchange");
        assertThat(document.at("/paths/~1api~1cases/post/responses/422").isObject())
                .isTrue();
    }

    private List<String> found(Http caller, String query) {
        JsonNode items = read(caller.get("/api/cases?" + query)).path("items");
        return IntStream.range(0, items.size())
                .mapToObj(i -> items.get(i).path("caseNumber").asText())
                .toList();
    }

    private long casesOf(JsonNode body) {
        return database.sql("select count(*) from case_file where customer_id = ? and subject_id = ?")
                .params(
                        body.path("customer").path("id").asText(),
                        body.path("subject").path("id").asText())
                .query(Long.class)
                .single();
    }

    private static ObjectNode reversed(ObjectNode body) {
        ObjectNode reversed = FrontDoor.JSON.createObjectNode();
        List<String> names = new java.util.ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        java.util.Collections.reverse(names);
        names.forEach(name -> reversed.set(name, body.get(name)));
        return reversed;
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(times);
        try {
            List<T> answers = new java.util.ArrayList<>();
            for (Future<T> answer : callers.invokeAll(java.util.Collections.nCopies(times, call))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }
}
