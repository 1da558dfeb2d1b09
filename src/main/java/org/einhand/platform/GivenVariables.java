package org.einhand.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.camunda.spin.json.SpinJsonNode;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;

/** The variables that came with a task: only its own, and only plain values or JSON. */
final class GivenVariables {

    private final Map<String, Object> variables;
    private final ObjectMapper json;

    /**
     * Reads them.
     *
     * @throws Problem {@code invalid-request} for a name that is not allowed, or an object
     */
    GivenVariables(Set<String> allowed, Map<String, Object> variables, ObjectMapper json) {
        List<Problem.FieldError> errors = new ArrayList<>();
        variables.keySet().stream()
                .filter(name -> !allowed.contains(name))
                .sorted()
                .forEach(name -> errors.add(new Problem.FieldError(
                        "/" + name, "is no variable of this task; allowed are " + new TreeSet<>(allowed))));
        if (variables instanceof VariableMap typed) {
            typed.keySet().stream()
                    .filter(name -> typed.getValueTyped(name) instanceof ObjectValue)
                    .forEach(
                            name -> errors.add(new Problem.FieldError("/" + name, "must be plain or JSON, no object")));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        this.variables = variables;
        this.json = json;
    }

    @Nullable
    String text(String name) {
        Object value = variables.get(name);
        if (value == null || value instanceof String text && text.isBlank()) {
            return null;
        }
        if (value instanceof String text) {
            return text;
        }
        throw Problem.invalid("/" + name, "must be text");
    }

    @Nullable
    Money cents(String name) {
        Object value = variables.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            long cents = ((Number) value).longValue();
            if (cents >= 0) {
                return new Money(cents);
            }
        }
        throw Problem.invalid("/" + name, "must be a whole number of cents, not negative");
    }

    boolean flag(String name) {
        Object value = variables.get(name);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw Problem.invalid("/" + name, "must be true or false");
    }

    JsonNode json(String name) {
        Object value = variables.get(name);
        if (value == null) {
            return MissingNode.getInstance();
        }
        if (!(value instanceof String) && !(value instanceof SpinJsonNode)) {
            throw Problem.invalid("/" + name, "must be JSON");
        }
        try {
            return withoutBlanks(json.readTree(value.toString()));
        } catch (JsonProcessingException broken) {
            throw Problem.invalid("/" + name, "must be JSON");
        }
    }

    /** Forms send every field, the empty ones too. */
    private JsonNode withoutBlanks(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode kept = object.objectNode();
        object.properties().forEach(field -> {
            JsonNode value = withoutBlanks(field.getValue());
            boolean blank = value.isNull()
                    || value.isTextual() && value.asText().isBlank()
                    || value.isObject() && value.isEmpty();
            if (!blank) {
                kept.set(field.getKey(), value);
            }
        });
        return kept;
    }
}
