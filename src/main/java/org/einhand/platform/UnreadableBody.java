package org.einhand.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;

/** Says in the caller's terms why a JSON body could not be read; never names one of our classes. */
final class UnreadableBody {

    private UnreadableBody() {}

    static Problem problem(@Nullable Throwable cause) {
        if (cause instanceof JsonMappingException mapping) {
            if (rootOf(mapping) instanceof Problem told) {
                return told;
            }
            return Problem.invalid(Pointers.ofJson(mapping.getPath()), detail(mapping));
        }
        if (cause instanceof JsonProcessingException broken) {
            return Problem.invalid("", notJson(broken));
        }
        return Problem.invalid("", "A JSON body is required.");
    }

    private static String detail(JsonMappingException failure) {
        if (failure instanceof UnrecognizedPropertyException) {
            return "There is no such field.";
        }
        if (failure instanceof ValueInstantiationException
                && rootOf(failure) instanceof IllegalArgumentException told) {
            return String.valueOf(told.getMessage());
        }
        if (String.valueOf(failure.getOriginalMessage()).startsWith("Trailing token")) {
            return "There is something after the end of the document.";
        }
        if (failure instanceof InvalidFormatException format && format.getTargetType() != null) {
            return expected(format.getTargetType());
        }
        if (failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return expected(mismatch.getTargetType());
        }
        if (failure.getCause() instanceof JsonProcessingException broken && broken != failure) {
            return notJson(broken);
        }
        return "This value is not what is expected here.";
    }

    private static String expected(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type)) {
            return "must be a string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        }
        if (type.isEnum()) {
            return "must be one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.toString())
                            .collect(Collectors.joining(", "));
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "must be a number";
        }
        if (type == LocalDate.class) {
            return "must be a date such as \"2026-12-01\"";
        }
        if (type == Instant.class || type == OffsetDateTime.class) {
            return "must be a time such as \"2026-12-01T09:30:00Z\"";
        }
        if (type == UUID.class) {
            return "must be an id as it was given out";
        }
        if (type.isArray() || Collection.class.isAssignableFrom(type)) {
            return "must be a list";
        }
        return "must be an object with the fields that are required here";
    }

    private static String notJson(JsonProcessingException failure) {
        if (failure instanceof StreamConstraintsException) {
            return "The document is nested too deeply or has too long a value.";
        }
        if (String.valueOf(failure.getOriginalMessage()).startsWith("Duplicate field")) {
            return "A field appears twice in the same object.";
        }
        return failure.getLocation() == null
                ? "The body is not JSON."
                : "The body is not JSON: line " + failure.getLocation().getLineNr() + ", column "
                        + failure.getLocation().getColumnNr() + ".";
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
