package org.einhand.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.einhand.casefile.Address;
import org.einhand.casefile.Remedies;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Problem.FieldError;
import org.jspecify.annotations.Nullable;

/** Reads what an agent asks for, in the words of the contract, into a decision; every face reads it the same way. */
public final class DecisionRequests {

    private static final Pattern OWN = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final String ITEM = "itemId";
    private static final String PICKUP_POINT = "pickupPointId";
    private static final String TEXT = "text";
    private static final String PROMISE_BY = "promiseBy";
    private static final String DOER = "doer";
    private static final String GROUP = "group";
    private static final String AT_NIGHT = "atNight";
    private static final String ACCOUNT = "account";
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
        if (!OWN.matcher(action).matches()) {
            throw Problem.invalid(
                    "/action",
                    "must be one of "
                            + Action.all().stream().map(Action::word).collect(Collectors.joining(", "))
                            + ", or one that the authority rules name");
        }
        return new DecisionRequests(parameters).command(Action.of(action), amount, note);
    }

    private Decisions.Command command(Action action, @Nullable Money amount, @Nullable String note) {
        flawsIn(note, errors);
        checkNames(action);
        Address address = given("address")
                .flatMap(node -> AddressRules.read(node, "/parameters/address", errors))
                .orElse(null);
        String item = action.parameters().contains(ITEM) ? line(ITEM, true) : null;
        String pickupPoint = action.parameters().contains(PICKUP_POINT) ? line(PICKUP_POINT, true) : null;
        boolean ownWords = action.parameters().contains(TEXT);
        boolean custom = ownWords && Action.ofContract(action.word()).isPresent();
        String text = ownWords ? prose(TEXT, custom) : null;
        LocalDate promiseBy = ownWords ? day(PROMISE_BY, custom) : null;
        String doer = action.parameters().contains(GROUP) ? line(GROUP, false) : ownWords ? line(DOER, custom) : null;
        boolean atNight = flag(AT_NIGHT);
        BankAccount account = given(ACCOUNT)
                .map(node -> BankAccountRules.read(node, "/parameters/account", errors))
                .orElse(null);
        Remedies.Window window = window();
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        String kept = note == null || note.isBlank() ? null : note;
        return new Decisions.Command(
                action.word(),
                amount,
                kept,
                address,
                item,
                pickupPoint,
                window,
                text,
                promiseBy,
                doer,
                account,
                atNight);
    }

    /**
     * Checks a note of somebody who works on a case.
     *
     * @throws Problem {@code invalid-request} with the pointer {@code /note}
     */
    static void checkNote(@Nullable String note) {
        List<FieldError> errors = new ArrayList<>();
        flawsIn(note, errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private static void flawsIn(@Nullable String note, List<FieldError> errors) {
        if (note == null) {
            return;
        }
        TypedText.flawInProse(note).ifPresent(flaw -> errors.add(new FieldError("/note", flaw)));
        if (note.length() > LONGEST_NOTE) {
            errors.add(new FieldError("/note", "must have at most " + LONGEST_NOTE + " characters"));
        }
    }

    private void checkNames(Action action) {
        if (!parameters.isObject() && !parameters.isNull() && !parameters.isMissingNode()) {
            errors.add(new FieldError("/parameters", "must be an object"));
        }
        List<String> known = action.parameterNames();
        parameters.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                wrong(
                        name.replace("~", "~0").replace("/", "~1"),
                        "is no parameter of " + action.word() + "; "
                                + (known.isEmpty() ? "it takes none" : "there are " + String.join(", ", known)));
            }
        });
    }

    private Optional<JsonNode> given(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(node -> !node.isNull());
    }

    private @Nullable String line(String name, boolean required) {
        return text(name, required, LONGEST_ID, TypedText::flawInLine);
    }

    private @Nullable String prose(String name, boolean required) {
        return text(name, required, LONGEST_NOTE, TypedText::flawInProse);
    }

    private @Nullable String text(
            String name, boolean required, int longest, Function<String, Optional<String>> flawIn) {
        Optional<JsonNode> node = given(name);
        if (node.isEmpty()) {
            if (required) {
                wrong(name, "is required");
            }
            return null;
        }
        if (!node.get().isTextual() || node.get().asText().isBlank()) {
            wrong(name, "must be a string that is not blank");
            return null;
        }
        String text = node.get().asText().strip();
        flawIn.apply(text).ifPresent(flaw -> wrong(name, flaw));
        if (text.length() > longest) {
            wrong(name, "must have at most " + longest + " characters");
        }
        return text;
    }

    private @Nullable LocalDate day(String name, boolean required) {
        Optional<JsonNode> node = given(name);
        if (node.isEmpty()) {
            if (required) {
                wrong(name, "is required");
            }
            return null;
        }
        try {
            return LocalDate.parse(node.get().asText());
        } catch (DateTimeException none) {
            wrong(name, "must be a day such as \"2026-12-01\"");
            return null;
        }
    }

    private boolean flag(String name) {
        Optional<JsonNode> node = given(name);
        if (node.isPresent() && !node.get().isBoolean()) {
            wrong(name, "must be true or false");
        }
        return node.filter(JsonNode::asBoolean).isPresent();
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
