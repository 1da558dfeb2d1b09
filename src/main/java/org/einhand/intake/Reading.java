package org.einhand.intake;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.einhand.casefile.Address;
import org.einhand.desk.AddressRules;
import org.einhand.desk.TypedText;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Problem.FieldError;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;

/**
 * Reads one request into records and gathers everything that is wrong with it, so that a caller hears it all at once: fields that do
 * not exist, values of another kind, and what Bean Validation says about the rest. What is null counts as not told.
 */
final class Reading {

    private static final int EARLIEST_YEAR = 1970;
    private static final int LATEST_YEAR = 2100;

    private final Validator validator;
    private final List<FieldError> errors = new ArrayList<>();

    Reading(Validator validator) {
        this.validator = validator;
    }

    /** Reads a whole body. A component that could not be read is null until {@link #check} has thrown. */
    <T extends Record> Optional<T> body(@Nullable JsonNode body, Class<T> type) {
        if (body == null || !body.isObject()) {
            wrong("", "must be an object with the fields that are required here");
            return Optional.empty();
        }
        return Optional.of(object(body, "", type));
    }

    /** Reads a body whose fields have nothing to do with each other. */
    <T extends Record> T whole(@Nullable JsonNode body, Class<T> type) {
        Optional<T> read = body(body, type);
        check();
        return read.orElseThrow();
    }

    /** Reads an object that stands in a larger one. */
    <T extends Record> T object(JsonNode node, String pointer, Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<String> names =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                wrong(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), "There is no such field.");
            }
        });
        @Nullable Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            JsonNode value = node.path(components[i].getName());
            values[i] = value.isMissingNode() || value.isNull()
                    ? null
                    : value(value, pointer + "/" + components[i].getName(), components[i]);
        }
        T read = construct(type, components, values);
        for (ConstraintViolation<T> violation : validator.validate(read)) {
            String at = pointer + "/" + violation.getPropertyPath();
            if (!isWrong(at)) {
                wrong(at, violation.getMessage());
            }
        }
        return read;
    }

    void wrong(String pointer, String detail) {
        errors.add(new FieldError(pointer, detail));
    }

    void wrong(String pointer, Optional<String> flaw) {
        flaw.ifPresent(detail -> wrong(pointer, detail));
    }

    /** Whether something is known to be wrong there, or below. */
    boolean isWrong(String pointer) {
        return errors.stream()
                .anyMatch(error ->
                        error.pointer().equals(pointer) || error.pointer().startsWith(pointer + "/"));
    }

    /**
     * Ends the reading.
     *
     * @throws Problem {@code invalid-request} if anything was wrong
     */
    void check() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors.stream()
                    .distinct()
                    .sorted(Comparator.comparing(FieldError::pointer))
                    .toList());
        }
    }

    private @Nullable Object value(JsonNode value, String pointer, RecordComponent component) {
        Class<?> type = component.getType();
        if (type == JsonNode.class) {
            return value;
        }
        if (type == Address.class) {
            return AddressRules.read(value, pointer, errors).orElse(null);
        }
        if (type == Money.class) {
            return money(value, pointer);
        }
        if (type == Boolean.class) {
            return value.isBoolean() ? value.asBoolean() : refuse(pointer, "must be true or false");
        }
        if (type == List.class) {
            return list(value, pointer, (Class<?>)
                    ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]);
        }
        if (type.isRecord()) {
            return value.isObject()
                    ? object(value, pointer, type.asSubclass(Record.class))
                    : refuse(pointer, "must be an object with the fields that are required here");
        }
        if (type.isEnum()) {
            NotFromOutside ours = component.getAnnotation(NotFromOutside.class);
            return word(value, pointer, type, ours == null ? List.of() : List.of(ours.value()));
        }
        if (!value.isTextual()) {
            return refuse(pointer, "must be a string");
        }
        return text(value.asText(), pointer, type, component.isAnnotationPresent(Prose.class));
    }

    private @Nullable Object text(String text, String pointer, Class<?> type, boolean prose) {
        if (type == String.class) {
            String kept = prose ? text : text.strip();
            Optional<String> flaw = prose ? TypedText.flawInProse(kept) : TypedText.flawInLine(kept);
            return flaw.isPresent() ? refuse(pointer, flaw.get()) : kept;
        }
        try {
            if (type == LocalDate.class) {
                LocalDate date = LocalDate.parse(text);
                return date.getYear() >= EARLIEST_YEAR && date.getYear() <= LATEST_YEAR
                        ? date
                        : refuse(pointer, "must be a date between " + EARLIEST_YEAR + " and " + LATEST_YEAR);
            }
            if (type == Instant.class) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException none) {
            return refuse(
                    pointer,
                    type == LocalDate.class
                            ? "must be a date such as \"2026-12-01\""
                            : "must be a time such as \"2026-12-01T09:30:00Z\"");
        }
        if (type == UUID.class) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException none) {
                return refuse(pointer, "must be an id as it was given out");
            }
        }
        throw new IllegalStateException("No reading of " + type);
    }

    private @Nullable Money money(JsonNode value, String pointer) {
        if (!value.isObject()) {
            wrong(pointer, "must be an object such as {\"amount\":\"49.90\",\"currency\":\"EUR\"}");
            return null;
        }
        MoneyPart part = object(value, pointer, MoneyPart.class);
        if (isWrong(pointer)) {
            return null;
        }
        if (!Money.CURRENCY.equals(part.currency())) {
            wrong(pointer + "/currency", "must be EUR");
            return null;
        }
        try {
            return Money.of(part.amount(), part.currency());
        } catch (IllegalArgumentException none) {
            wrong(pointer + "/amount", String.valueOf(none.getMessage()));
            return null;
        }
    }

    private record MoneyPart(
            @jakarta.validation.constraints.NotNull String amount,
            @jakarta.validation.constraints.NotNull String currency) {}

    private @Nullable Object list(JsonNode value, String pointer, Class<?> element) {
        if (!value.isArray()) {
            return refuse(pointer, "must be a list");
        }
        List<Object> read = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            Object each = word(value.get(i), pointer + "/" + i, element, List.of());
            if (each != null) {
                read.add(each);
            }
        }
        return read;
    }

    private @Nullable Object word(JsonNode value, String pointer, Class<?> type, List<String> ours) {
        List<Worded> allowed = Stream.of(type.getEnumConstants())
                .map(Worded.class::cast)
                .filter(constant -> !ours.contains(constant.word()))
                .toList();
        Optional<Worded> found = allowed.stream()
                .filter(constant -> value.isTextual() && constant.word().equals(value.asText()))
                .findFirst();
        return found.isPresent()
                ? found.get()
                : refuse(
                        pointer,
                        "must be one of " + allowed.stream().map(Worded::word).collect(Collectors.joining(", ")));
    }

    private @Nullable Object refuse(String pointer, String detail) {
        wrong(pointer, detail);
        return null;
    }

    private static <T extends Record> T construct(
            Class<T> type, RecordComponent[] components, @Nullable Object[] values) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException failure) {
            throw new IllegalStateException("%s checks too early".formatted(type.getSimpleName()), failure);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(
                    "%s cannot be made".formatted(type.getSimpleName().toLowerCase(Locale.ROOT)), failure);
        }
    }
}
