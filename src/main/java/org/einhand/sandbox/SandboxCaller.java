package org.einhand.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import org.einhand.kernel.Problem;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/** Calls Einhand's public faces in the name of a demo user. */
@Component
@Profile("sandbox")
class SandboxCaller {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final LocalAddress local;
    private final ObjectMapper json;

    SandboxCaller(LocalAddress local, ObjectMapper json) {
        this.local = local;
        this.json = json;
    }

    JsonNode get(String user, String path) {
        return exchange(user, HttpMethod.GET, path, null);
    }

    JsonNode post(String user, String path, Object body) {
        return exchange(user, HttpMethod.POST, path, body);
    }

    JsonNode put(String user, String path, Object body) {
        return exchange(user, HttpMethod.PUT, path, body);
    }

    /** Sends a form of the customer's page, as her browser would. */
    void submit(String path, Map<String, String> fields) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        fields.forEach(form::add);
        HttpStatusCode status = SandboxHttp.client()
                .post()
                .uri(local.base() + path)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form)
                .exchange((sent, answer) -> answer.getStatusCode());
        if (status.isError()) {
            throw stuck("%s was answered %d".formatted(path, status.value()));
        }
    }

    /** Looks until what is there is as expected; what is not there yet counts as not as expected. */
    JsonNode await(String user, String path, String what, Predicate<JsonNode> expected) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            JsonNode found = get(user, path);
            if (expected.test(found)) {
                return found;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        throw stuck("waited in vain until " + what);
    }

    /** Looks until something is found. */
    <T> T awaitFinding(String user, String path, String what, Function<JsonNode, Optional<T>> find) {
        JsonNode found = await(user, path, what, each -> find.apply(each).isPresent());
        return find.apply(found).orElseThrow();
    }

    /** Posts what is to be refused with that problem. */
    void refused(String user, String path, Object body, String problem) {
        RestClient.RequestBodySpec request = SandboxHttp.client()
                .post()
                .uri(local.base() + path)
                .headers(headers -> {
                    headers.setBasicAuth(user, user);
                    headers.set("Idempotency-Key", UUID.randomUUID().toString());
                })
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.valueToTree(body).toString());
        String type = request.exchange((sent, answer) ->
                read(answer.getBody().readAllBytes()).path("type").asText());
        if (type == null || !type.endsWith(problem)) {
            throw stuck("%s as %s should have been refused with %s".formatted(path, user, problem));
        }
    }

    private JsonNode exchange(
            String user, HttpMethod method, String path, @org.jspecify.annotations.Nullable Object body) {
        RestClient.RequestBodySpec request = SandboxHttp.client()
                .method(method)
                .uri(local.base() + path)
                .headers(headers -> {
                    headers.setBasicAuth(user, user);
                    headers.set("Idempotency-Key", UUID.randomUUID().toString());
                });
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON)
                    .body(json.valueToTree(body).toString());
        }
        return request.exchange((sent, answer) -> {
            byte[] text = answer.getBody().readAllBytes();
            if (answer.getStatusCode().isError()) {
                throw stuck("%s %s as %s was answered %d %s"
                        .formatted(
                                method,
                                path,
                                user,
                                answer.getStatusCode().value(),
                                new String(text, java.nio.charset.StandardCharsets.UTF_8)));
            }
            return read(text);
        });
    }

    private JsonNode read(byte[] text) throws IOException {
        return text.length == 0 ? JsonNodeFactory.instance.missingNode() : json.readTree(text);
    }

    private static Problem stuck(String where) {
        return new Problem("story-stuck", 409, "The story does not go on: " + where);
    }
}
