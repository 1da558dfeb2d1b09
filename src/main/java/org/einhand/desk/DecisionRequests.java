package org.einhand.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.einhand.casefile.Address;
import org.einhand.casefile.Remedies;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Problem.FieldError;
import org.jspecify.annotations.Nullable;

/** Reads what an agent asks for, in the words of the contract, into a decision; every face reads it the same way. */
public final class DecisionRequests {

    /** Actions that integrators may know of, and that nobody here can carry out yet. */
    private static final Set<String> NOT_BUILT = Set.of(
            "swap-at-door",
            "exchange-after-return",
            "repair",
            "retrigger-activation",
            "prioritise-activation",
            "replace-sim",
            "refund-original-means",
            "refund-bank-transfer",
            "cancel-order",
            "custom-remedy",
            "goodwill-credit",
            "loan-device",
            "interim-data-pass",
            "schedule-callback");

    private static final String ITEM = "itemId";
    private static final String PICKUP_POINT = "pickupPointId";
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_NOTE = 4000;

    private final JsonNode parameters;
    private final List<FieldError> errors = new ArrayList<>();

    private DecisionRequests(JsonNode parameters) {
        this.parameters = parameters;
    }

    /**
     * Reads a decision.
     *
     * @param action an action of the contract that is built
     * @param parameters an object with what the action takes; null or missing: nothing
     * @throws Problem {@code invalid-request} with pointers such as {@code /parameters/itemId}
     */
    public static Decisions.Command read(
            String action, @Nullable Money amount, @Nullable String note, JsonNode parameters) {
        if (NOT_BUILT.contains(action)) {
            throw new Problem("action-unavailable", 422, "The action " + action + " is not offered here yet.")
                    .with("missing", "not-offered");
        }
        if (!Decisions.ACTIONS.contains(action)) {
            throw Problem.invalid("/action", "must be one of " + String.join(", ", new TreeSet<>(Decisions.ACTIONS)));
        }
        return new DecisionRequests(parameters).command(action, amount, note);
    }

    private Decisions.Command command(String action, @Nullable Money amount, @Nullable String note) {
        checkNote(note);
        checkNames(action);
        Address address = given("address")
                .flatMap(node -> AddressRules.read(node, "/parameters/address", errors))
                .orElse(null);
        String item = action.equals("replace-item") ? id(ITEM) : null;
        String pickupPoint = action.equals("redeliver-pickup-point") ? id(PICKUP_POINT) : null;
        Remedies.Window window = window();
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        String kept = note == null || note.isBlank() ? null : note;
        return new Decisions.Command(action, amount, kept, address, item, pickupPoint, window);
    }

    private void checkNote(@Nullable String note) {
        if (note == null) {
            return;
        }
        TypedText.flawInProse(note).ifPresent(flaw -> errors.add(new FieldError("/note", flaw)));
        if (note.length() > LONGEST_NOTE) {
            errors.add(new FieldError("/note", "must have at most " + LONGEST_NOTE + " characters"));
        }
    }

    private void checkNames(String action) {
        if (!parameters.isObject() && !parameters.isNull() && !parameters.isMissingNode()) {
            errors.add(new FieldError("/parameters", "must be an object"));
        }
        Set<String> known = new TreeSet<>(Set.of("address", "from", "to"));
        if (action.equals("replace-item")) {
            known.add(ITEM);
        }
        if (action.equals("redeliver-pickup-point")) {
            known.add(PICKUP_POINT);
        }
        parameters.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong(
                        name.replace("~", "~0").replace("/", "~1"),
                        "is no parameter of " + action + "; there are " + String.join(", ", known));
            }
        });
    }

    private Optional<JsonNode> given(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(node -> !node.isNull());
    }

    private @Nullable String id(String name) {
        Optional<JsonNode> node = given(name);
        if (node.isEmpty()) {
            wrong(name, "is required");
            return null;
        }
        if (!node.get().isTextual() || node.get().asText().isBlank()) {
            wrong(name, "must be a string that is not blank");
            return null;
        }
        String text = node.get().asText().strip();
        TypedText.flawInLine(text).ifPresent(flaw -> wrong(name, flaw));
        if (text.length() > LONGEST_ID) {
            wrong(name, "must have at most " + LONGEST_ID + " characters");
        }
        return text;
    }

    private Remedies.@Nullable Window window() {
        if (given("from").isEmpty() && given("to").isEmpty()) {
            return null;
        }
        Optional<Instant> from = time("from");
        Optional<Instant> to = time("to");
        if (from.isEmpty() || to.isEmpty()) {
            return null;
        }
        if (!from.get().isBefore(to.get())) {
            wrong("to", "must be after from");
            return null;
        }
        return new Remedies.Window(from.get(), to.get());
    }

    private Optional<Instant> time(String name) {
        Optional<JsonNode> node = given(name);
        if (node.isEmpty()) {
            wrong(name, "is required together with the other end of the window");
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(node.get().asText()).toInstant());
        } catch (DateTimeException none) {
            wrong(name, "must be a time such as \"2026-12-01T09:30:00Z\"");
            return Optional.empty();
        }
    }

    private void wrong(String name, String detail) {
        errors.add(new FieldError("/parameters/" + name, detail));
    }
}
