package org.einhand.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.einhand.support.Http;

/** What tests of this room say to the application, and how they read its answers. */
final class FrontDoor {

    static final ObjectMapper JSON = new ObjectMapper();

    private FrontDoor() {}

    /** A complete, correct case about a matter nobody else has. */
    static ObjectNode aCase() {
        return read("""
                {"type":"redelivery","channel":"phone","identified":"questions",
                 "customer":{"id":"K-%s","name":"Erika Beispiel","email":"erika@example.org","mobile":"+4915112345678",
                             "language":"de","region":"DE-BE","preferredChannel":"email"},
                 "subject":{"kind":"order","id":"O-%s","line":"1","item":"Smartphone X",
                            "value":{"amount":"499.00","currency":"EUR"},"paid":{"amount":"499.00","currency":"EUR"},
                            "purchasedOn":"2026-11-02","paymentMeans":"card",
                            "deliveryAddress":{"name":"Erika Beispiel","street":"Alter Weg 1","postalCode":"20095",
                                               "city":"Hamburg","country":"DE"}},
                 "concern":"The parcel went to the old address.","needBy":"2026-12-01",
                 "facts":{"reason":"wrong-address","fault":"ours","shipmentId":"S-1","trackingCode":"T-1"}}
                """.formatted(UUID.randomUUID(), UUID.randomUUID()));
    }

    static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException(json, failure);
        }
    }

    static ObjectNode read(HttpResponse<String> answer) {
        return read(answer.body());
    }

    static HttpResponse<String> post(Http caller, String path, JsonNode body) {
        return caller.post(
                path, body.toString(), "Idempotency-Key", UUID.randomUUID().toString());
    }

    /** Opens a case and answers its number. */
    static String open(Http caller, ObjectNode body) {
        HttpResponse<String> answer = post(caller, "/api/cases", body);
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return read(answer).path("caseNumber").asText();
    }

    static List<String> pointers(HttpResponse<String> answer) {
        return StreamSupport.stream(read(answer).path("errors").spliterator(), false)
                .map(error -> error.path("pointer").asText())
                .toList();
    }

    /** Sets what stands at a JSON pointer, parents included. */
    static ObjectNode with(ObjectNode body, String pointer, String json) {
        String[] steps = pointer.substring(1).split("/");
        ObjectNode parent = body;
        for (int i = 0; i < steps.length - 1; i++) {
            parent = parent.get(steps[i]) instanceof ObjectNode inner ? inner : parent.putObject(steps[i]);
        }
        String last = steps[steps.length - 1];
        try {
            if (json.isEmpty()) {
                parent.remove(last);
            } else {
                parent.set(last, JSON.readTree(json));
            }
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException(json, failure);
        }
        return body;
    }
}
