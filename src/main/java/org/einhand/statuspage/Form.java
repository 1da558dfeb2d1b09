package org.einhand.statuspage;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.einhand.desk.CodePurpose;
import org.einhand.desk.CustomerDesk;
import org.einhand.desk.StatusView;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Something the customer can fill in on her page, sent to {@code /status/<token>/<name>}. The page's words hold {@code
 * <name>.send} for its button, {@code notice.<name>} for what is said afterwards and {@code field.<id>} for each field.
 */
interface Form {

    /** Its name in addresses. */
    String name();

    /** The fields in their order. */
    List<Field> fields();

    /** Whether the page of this case has it. */
    boolean isOn(StatusView view);

    /**
     * Hands over what was typed.
     *
     * @throws Problem whose pointers name fields
     */
    void send(CustomerDesk desk, String token, Typed typed);

    /** The code without which nothing is taken; null: it needs none. */
    default @Nullable Code code() {
        return null;
    }

    /** The words for what has to be mended at a field. */
    default @Nullable String flaw(Field field, Typed typed) {
        return field.flaw(typed.get(field.name()));
    }

    /** The words for a field that the desk refused. */
    default String refused(Field field) {
        return "error.check";
    }

    /** What has to be mended, as words by the ids of the fields, in the order of the form. */
    default Map<String, String> flaws(Typed typed) {
        Map<String, String> flaws = new LinkedHashMap<>();
        for (Field field : fields()) {
            String flaw = flaw(field, typed);
            if (flaw != null) {
                flaws.put(field.id(), flaw);
            }
        }
        return flaws;
    }

    /** What the desk refused, as words by the ids of the fields it points at; empty if it points at none. */
    default Map<String, String> refusals(Problem problem) {
        Map<String, String> refusals = new LinkedHashMap<>();
        for (Field field : fields()) {
            if (field.kind() == Field.Kind.CODE && problem.slug().startsWith("code-")) {
                refusals.put(field.id(), "error." + problem.slug());
            } else if (pointsAt(field, problem)) {
                refusals.put(field.id(), refused(field));
            }
        }
        return refusals;
    }

    private static boolean pointsAt(Field field, Problem problem) {
        return problem.properties().get("errors") instanceof List<?> errors
                && errors.stream()
                        .anyMatch(error -> error instanceof Problem.FieldError found
                                && found.pointer().endsWith("/" + field.name()));
    }

    /** A form that takes nothing without a one-time code: asked for at {@code <name>-code} first, then sent along. */
    interface Code {

        CodePurpose purpose();

        /** Names what is said once the code was sent. */
        String sent();

        /** Until when a code that was sent and not yet used is good. */
        @Nullable
        Instant validUntil(StatusView view);
    }
}
