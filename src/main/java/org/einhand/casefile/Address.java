package org.einhand.casefile;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A postal address.
 *
 * @param name who receives it there; null: the customer
 * @param street street and house number
 * @param country ISO 3166-1 alpha-2, such as {@code DE}
 */
public record Address(@Nullable String name, String street, String postalCode, String city, String country) {

    /** One line, as on the agent's screen. */
    public String line() {
        return Stream.of(name, street, postalCode + " " + city, country)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(", "));
    }
}
