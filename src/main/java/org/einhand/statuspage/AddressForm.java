package org.einhand.statuspage;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.einhand.casefile.Address;

/** What the customer typed into the address form, as typed. */
record AddressForm(String code, String name, String street, String postalCode, String city, String country) {

    static final AddressForm EMPTY = new AddressForm("", "", "", "", "", "DE");

    private static final int LONGEST = 200;
    private static final int LONGEST_POSTAL_CODE = 12;
    private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));
    private static final Pattern GERMAN_POSTAL_CODE = Pattern.compile("\\d{5}");

    AddressForm {
        code = code.strip();
        name = name.strip();
        street = street.strip();
        postalCode = postalCode.strip();
        city = city.strip();
        country = country.strip();
    }

    /** What has to be mended, as message keys by field, in the order of the form. */
    Map<String, String> flaws() {
        Map<String, String> flaws = new LinkedHashMap<>();
        if (digits().isEmpty()) {
            flaws.put("code", "error.code-missing");
        }
        check("name", name, LONGEST, flaws);
        require("street", street, "error.street-missing", flaws);
        require("postalCode", postalCode, "error.postal-code-missing", flaws);
        check("postalCode", postalCode, LONGEST_POSTAL_CODE, flaws);
        if (country.equals("DE")
                && !postalCode.isEmpty()
                && !GERMAN_POSTAL_CODE.matcher(postalCode).matches()) {
            flaws.putIfAbsent("postalCode", "error.postal-code-german");
        }
        require("city", city, "error.city-missing", flaws);
        if (!COUNTRIES.contains(country)) {
            flaws.put("country", "error.country");
        }
        return flaws;
    }

    /** The code without the spaces and hyphens people put in. */
    String digits() {
        return code.replaceAll("[\\s-]", "");
    }

    Address address() {
        return new Address(name.isEmpty() ? null : name, street, postalCode, city, country);
    }

    /** What is shown again after an error: a code is not. */
    AddressForm withoutCode() {
        return new AddressForm("", name, street, postalCode, city, country);
    }

    private static void require(String field, String value, String missing, Map<String, String> flaws) {
        if (value.isEmpty()) {
            flaws.put(field, missing);
        } else {
            check(field, value, LONGEST, flaws);
        }
    }

    private static void check(String field, String value, int longest, Map<String, String> flaws) {
        if (value.length() > longest) {
            flaws.putIfAbsent(field, "error.too-long");
        } else if (value.codePoints().anyMatch(Character::isISOControl)) {
            flaws.putIfAbsent(field, "error.characters");
        }
    }
}
