package org.einhand.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something the caller can understand and mend. Faces turn it into RFC 9457 problem details whose {@code type} ends in the slug;
 * the properties become extension members.
 */
public class Problem extends RuntimeException {

    private final String slug;
    private final int status;
    private final transient Map<String, Object> properties = new LinkedHashMap<>();

    public Problem(String slug, int status, String detail) {
        super(detail);
        this.slug = slug;
        this.status = status;
    }

    /** Adds an extension member. */
    public Problem with(String name, @Nullable Object value) {
        if (value != null) {
            properties.put(name, value);
        }
        return this;
    }

    public String slug() {
        return slug;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    public Map<String, Object> properties() {
        return properties;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public static Problem notFound(String detail) {
        return new Problem("not-found", 404, detail);
    }

    public static Problem forbidden(String detail) {
        return new Problem("forbidden", 403, detail);
    }

    public static Problem caseClosed(String caseNumber) {
        return new Problem("case-closed", 409, "Case " + caseNumber + " is closed.");
    }

    /** What is wrong with one value of a request. */
    public record FieldError(String pointer, String detail) {}

    /** 400: the request is not what the contract allows; names every field that is wrong. */
    public static Problem invalid(List<FieldError> errors) {
        return new Problem("invalid-request", 400, "The request has fields that are not allowed as they are.")
                .with("errors", errors);
    }

    /** 400 for a single field. */
    public static Problem invalid(String pointer, String detail) {
        return invalid(List.of(new FieldError(pointer, detail)));
    }
}
