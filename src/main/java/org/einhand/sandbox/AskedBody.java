package org.einhand.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;

/** The body of an order, read strictly where the engine must get it right. */
record AskedBody(JsonNode json) {

    AskedBody {
        if (!json.isObject()) {
            throw Problem.invalid("", "must be a JSON object");
        }
    }

    /** The reference: that of the body, or the idempotency key if the body has none. Both together must agree. */
    String reference(@Nullable String idempotencyKey) {
        String reference = json.path("reference").asText("");
        if (reference.isEmpty()) {
            reference = idempotencyKey == null ? "" : idempotencyKey;
        }
        if (reference.isEmpty()) {
            throw Problem.invalid("/reference", "is required");
        }
        if (idempotencyKey != null && !idempotencyKey.equals(reference)) {
            throw Problem.invalid("/reference", "must be the same as the header Idempotency-Key");
        }
        return reference;
    }

    String text(String field) {
        JsonNode value = json.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw Problem.invalid("/" + field, "is required");
        }
        return value.textValue();
    }

    String oneOf(String field, Set<String> allowed) {
        String value = text(field);
        if (!allowed.contains(value)) {
            throw Problem.invalid(
                    "/" + field,
                    "must be one of "
                            + String.join(", ", allowed.stream().sorted().toList()));
        }
        return value;
    }

    void object(String field) {
        if (!json.path(field).isObject()) {
            throw Problem.invalid("/" + field, "must be a JSON object");
        }
    }
}
