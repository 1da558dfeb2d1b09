package org.einhand.casefile;

import org.jspecify.annotations.Nullable;

/**
 * Where something is delivered.
 *
 * @param name who receives it; null: the customer
 * @param street street and number
 * @param country ISO 3166-1, two letters
 */
public record Address(@Nullable String name, String street, String postalCode, String city, String country) {}
