package org.einhand.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import java.util.function.Function;
import org.einhand.kernel.BackendAddresses;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** HTTP to the back ends. What goes wrong is told as a {@link BackendFailure} that names the back end and what was asked. */
@Component
public class BackendCalls {

    private final BackendAddresses addresses;
    private final RestClient http;

    BackendCalls(BackendAddresses addresses, RestClient.Builder http) {
        this.addresses = addresses;
        this.http = http.build();
    }

    /** What went wrong is an answer, not a failure: the back end said no. */
    public static final class Refused extends RuntimeException {
        private final int status;

        Refused(int status, String body) {
            super(status + " " + body);
            this.status = status;
        }

        /** The HTTP status, 400 to 499. */
        public int status() {
            return status;
        }
    }

    /**
     * Calls a back end.
     *
     * @param purpose what we asked for, in words for operations
     * @throws Refused if it answered with a 4xx other than those that mean "later" (401, 403, 408, 425, 429)
     * @throws BackendFailure if it did not answer, or failed
     */
    public <T> T call(String backend, String purpose, Function<Call, T> request) {
        try {
            return request.apply(new Call(http, addresses.of(backend).toString()));
        } catch (HttpClientErrorException answer) {
            int status = answer.getStatusCode().value();
            if (status == 401 || status == 403 || status == 408 || status == 425 || status == 429) {
                throw failure(backend, purpose, "answered " + status, answer);
            }
            throw new Refused(status, answer.getResponseBodyAsString());
        } catch (RestClientResponseException answer) {
            throw failure(backend, purpose, "answered " + answer.getStatusCode().value(), answer);
        } catch (RestClientException noAnswer) {
            throw failure(backend, purpose, "did not answer in time or could not be reached", noAnswer);
        }
    }

    /** Like {@link #call}, where 404 means that it does not know. */
    public <T> Optional<T> ask(String backend, String purpose, Function<Call, T> request) {
        try {
            return Optional.ofNullable(call(backend, purpose, request));
        } catch (Refused refused) {
            if (refused.status() == 404) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static BackendFailure failure(String backend, String purpose, String what, Exception cause) {
        return new BackendFailure("The back end %s %s when asked to %s.".formatted(backend, what, purpose), cause);
    }

    /**
     * One call.
     *
     * @param base the back end's base address
     */
    public record Call(RestClient http, String base) {

        /** Sends the request and reads the answer's JSON. */
        public JsonNode json(RestClient.RequestHeadersSpec<?> request) {
            JsonNode answer = request.retrieve().body(JsonNode.class);
            return answer == null ? MissingNode.getInstance() : answer;
        }
    }
}
