package org.einhand.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.einhand.desk.TypedText;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Problem.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * What a system outside reports: a CloudEvent 1.0 in structured mode. Attributes and data fields we do not know are ignored.
 *
 * @param subject the reference of our order; null for what we did not order
 * @param time business time
 */
record CloudEvent(
        String id, String source, String type, @Nullable String subject, Instant time, JsonNode data) {

    private static final int LONGEST = 255;
    private static final int MOST_DIGITS = 100;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2100;

    /**
     * Reads an event whose signature was right.
     *
     * @param now the time of an event that names none
     * @throws Problem {@code invalid-request}
     */
    static CloudEvent read(JsonNode body, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        if (!body.path("specversion").asText().equals("1.0")) {
            errors.add(new FieldError("/specversion", "must be \"1.0\""));
        }
        Optional<String> id = text(body, "id", true, errors);
        Optional<String> source = text(body, "source", true, errors);
        Optional<String> type = text(body, "type", true, errors);
        Optional<String> subject = text(body, "subject", false, errors);
        Instant time = time(body.path("time"), now, errors);
        JsonNode data = body.hasNonNull("data") ? body.path("data") : JsonNodeFactory.instance.objectNode();
        if (body.hasNonNull("data_base64")) {
            errors.add(new FieldError("/data_base64", "is not possible here; send data as a JSON object"));
        } else if (data.isObject()) {
            storable(data, "/data", errors);
        } else {
            errors.add(new FieldError("/data", "must be an object"));
        }
        if (source.isPresent() && type.isPresent()) {
            Set<String> allowed = EventTypes.of(source.get());
            if (!allowed.contains(type.get())) {
                errors.add(new FieldError(
                        "/type", "must be one of " + String.join(", ", allowed) + " from " + source.get()));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new CloudEvent(
                id.orElseThrow(), source.orElseThrow(), type.orElseThrow(), subject.orElse(null), time, data);
    }

    private static Optional<String> text(JsonNode body, String name, boolean required, List<FieldError> errors) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            if (required) {
                errors.add(new FieldError("/" + name, "is required"));
            }
            return Optional.empty();
        }
        Optional<String> flaw = !value.isTextual()
                ? Optional.of("must be a string")
                : value.asText().isBlank()
                        ? Optional.of("must not be blank")
                        : value.asText().length() > LONGEST
                                ? Optional.of("must have at most " + LONGEST + " characters")
                                : TypedText.flawInLine(value.asText());
        flaw.ifPresent(detail -> errors.add(new FieldError("/" + name, detail)));
        return flaw.isPresent() ? Optional.empty() : Optional.of(value.asText());
    }

    private static Instant time(JsonNode value, Instant now, List<FieldError> errors) {
        if (value.isMissingNode() || value.isNull()) {
            return now;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(value.isTextual() ? value.asText() : "");
            if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeException none) {
            // told below
        }
        errors.add(new FieldError("/time", "must be a time such as \"2026-12-01T09:30:00Z\""));
        return now;
    }

    /** What the database cannot keep in a JSON document is refused before anything is stored. */
    private static void storable(JsonNode node, String pointer, List<FieldError> errors) {
        if (node.isTextual()) {
            TypedText.flawInProse(node.asText()).ifPresent(flaw -> errors.add(new FieldError(pointer, flaw)));
        } else if (node.isNumber()
                && Math.abs((long) node.decimalValue().precision()
                                - node.decimalValue().scale())
                        > MOST_DIGITS) {
            errors.add(new FieldError(pointer, "must be a smaller number"));
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                if (TypedText.flawInLine(field.getKey()).isPresent()) {
                    errors.add(new FieldError(pointer, "has a field whose name is none"));
                } else {
                    storable(field.getValue(), pointer + "/" + field.getKey(), errors);
                }
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                storable(node.get(i), pointer + "/" + i, errors);
            }
        }
    }

    /** What it is about: events about the same thing are brought in the order in which they arrived. */
    @Nullable
    String about() {
        return Stream.of(subject, named("orderId"), named("trackingCode"), named("deviceId"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String named(String field) {
        JsonNode value = data.path(field);
        return value.isTextual() ? value.asText() : null;
    }
}
