package org.einhand.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.einhand.casefile.Address;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Problem.FieldError;
import org.jspecify.annotations.Nullable;

/** What an address has to be, whoever gives it: it is printed on parcels, shown on screens and sent to other systems. */
public final class AddressRules {

    private static final Set<String> FIELDS = Set.of("name", "street", "postalCode", "city", "country");
    private static final int LONGEST = 200;
    private static final int LONGEST_POSTAL_CODE = 12;
    private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));
    private static final Pattern GERMAN_POSTAL_CODE = Pattern.compile("\\d{5}");

    private final JsonNode node;
    private final String pointer;
    private final List<FieldError> errors;

    private AddressRules(JsonNode node, String pointer, List<FieldError> errors) {
        this.node = node;
        this.pointer = pointer;
        this.errors = errors;
    }

    /**
     * Reads an address as JSON.
     *
     * @param pointer where it stands in the request
     * @throws Problem {@code invalid-request} that names every field that is wrong
     */
    public static Address read(JsonNode node, String pointer) {
        List<FieldError> errors = new ArrayList<>();
        return read(node, pointer, errors).orElseThrow(() -> Problem.invalid(errors));
    }

    /**
     * The same rules for an address that came as fields of a form.
     *
     * @throws Problem {@code invalid-request} with pointers such as {@code /street}
     */
    public static Address check(Address given) {
        ObjectNode fields = JsonNodeFactory.instance
                .objectNode()
                .put("name", given.name())
                .put("street", given.street())
                .put("postalCode", given.postalCode())
                .put("city", given.city())
                .put("country", given.country());
        return read(fields, "");
    }

    /** As {@link #read(JsonNode, String)}; adds what is wrong to the errors and answers empty then. */
    public static Optional<Address> read(JsonNode node, String pointer, List<FieldError> errors) {
        return new AddressRules(node, pointer, errors).read();
    }

    /** Whether ISO 3166-1 knows that country by these two letters. */
    public static boolean isCountry(String code) {
        return COUNTRIES.contains(code);
    }

    private Optional<Address> read() {
        int before = errors.size();
        if (!node.isObject()) {
            errors.add(new FieldError(pointer, "must be an object with street, postalCode, city and country"));
            return Optional.empty();
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                errors.add(new FieldError(
                        pointer + "/" + name.replace("~", "~0").replace("/", "~1"), "There is no such field."));
            }
        });
        String name = text("name", LONGEST, false);
        String street = text("street", LONGEST, true);
        String postalCode = text("postalCode", LONGEST_POSTAL_CODE, true);
        String city = text("city", LONGEST, true);
        String country = text("country", 2, true);
        if (country != null && !isCountry(country)) {
            wrong("country", "must be a country of ISO 3166-1 in two capital letters, such as \"DE\"");
        }
        if (postalCode != null
                && "DE".equals(country)
                && !GERMAN_POSTAL_CODE.matcher(postalCode).matches()) {
            wrong("postalCode", "must have five digits in Germany");
        }
        return errors.size() > before || street == null || postalCode == null || city == null || country == null
                ? Optional.empty()
                : Optional.of(new Address(name, street, postalCode, city, country));
    }

    private @Nullable String text(String field, int longest, boolean required) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            if (required) {
                wrong(field, "is required");
            }
            return null;
        }
        if (!value.isTextual()) {
            wrong(field, "must be a string");
            return null;
        }
        String text = value.asText().strip();
        Optional<String> flaw = TypedText.flawInLine(text);
        if (flaw.isPresent()) {
            wrong(field, flaw.get());
        } else if (text.indexOf('<') >= 0 || text.indexOf('>') >= 0) {
            wrong(field, "must be plain text, without < and >");
        } else if (text.isEmpty() && required) {
            wrong(field, "must not be blank");
        } else if (text.length() > longest) {
            wrong(field, "must have at most " + longest + " characters");
        } else {
            return text.isEmpty() ? null : text;
        }
        return null;
    }

    private void wrong(String field, String detail) {
        errors.add(new FieldError(pointer + "/" + field, detail));
    }
}
