package org.einhand.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Problem.FieldError;
import org.iban4j.IbanFormatException;
import org.iban4j.IbanUtil;
import org.iban4j.InvalidCheckDigitException;
import org.iban4j.UnsupportedCountryException;
import org.jspecify.annotations.Nullable;

/** What a bank account must look like (ISO 13616, check digits mod 97), whichever way it comes in. */
final class BankAccountRules {

    private static final int LONGEST_NAME = 70;

    private BankAccountRules() {}

    /** Reads {@code {"iban":…,"name":…}}; notes what is wrong under that pointer. */
    static @Nullable BankAccount read(JsonNode node, String pointer, List<FieldError> errors) {
        if (!node.isObject()) {
            errors.add(new FieldError(pointer, "must be an object with iban and name"));
            return null;
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!name.equals("iban") && !name.equals("name")) {
                errors.add(new FieldError(pointer + "/" + name, "is not known; there are iban and name"));
            }
        });
        return read(node.path("iban").asText(""), node.path("name").asText(""), pointer, errors);
    }

    /**
     * The same rules for an account that came as fields of a form.
     *
     * @throws Problem {@code invalid-request} with the pointers {@code /iban} and {@code /name}
     */
    static BankAccount check(String typedIban, String typedName) {
        List<FieldError> errors = new ArrayList<>();
        BankAccount account = read(typedIban, typedName, "", errors);
        if (account == null) {
            throw Problem.invalid(errors);
        }
        return account;
    }

    /** Checks what was typed; blanks in the IBAN do not matter. */
    static @Nullable BankAccount read(String typedIban, String typedName, String pointer, List<FieldError> errors) {
        int before = errors.size();
        String iban = typedIban.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        flawInIban(iban).ifPresent(flaw -> errors.add(new FieldError(pointer + "/iban", flaw)));
        String name = typedName.strip();
        if (name.isEmpty()) {
            errors.add(new FieldError(pointer + "/name", "is required"));
        }
        TypedText.flawInLine(name).ifPresent(flaw -> errors.add(new FieldError(pointer + "/name", flaw)));
        if (name.length() > LONGEST_NAME) {
            errors.add(new FieldError(pointer + "/name", "must have at most " + LONGEST_NAME + " characters"));
        }
        return errors.size() > before ? null : new BankAccount(iban, name);
    }

    private static Optional<String> flawInIban(String iban) {
        if (iban.isEmpty()) {
            return Optional.of("is required");
        }
        try {
            IbanUtil.validate(iban);
            return Optional.empty();
        } catch (InvalidCheckDigitException wrongDigits) {
            return Optional.of("is no IBAN: its check digits do not fit");
        } catch (IbanFormatException | UnsupportedCountryException none) {
            return Optional.of("is no IBAN; a German one has 22 characters, such as DE02120300000000202051");
        }
    }
}
