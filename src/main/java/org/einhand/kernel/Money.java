package org.einhand.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * An amount in euro cents. On the wire it is {@code {"amount":"49.90","currency":"EUR"}}: a decimal string with exactly two
 * digits after the point, never a JSON number.
 *
 * @param cents the amount in cents, never negative
 */
public record Money(long cents) {

    public static final String CURRENCY = "EUR";
    public static final Money ZERO = new Money(0);
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}\\.\\d{2}");

    public Money {
        if (cents < 0) {
            throw new IllegalArgumentException("an amount is never negative");
        }
    }

    /**
     * Reads the wire format.
     *
     * @throws IllegalArgumentException with a sentence for the caller if the amount or the currency is none
     */
    @JsonCreator
    public static Money of(
            @JsonProperty(value = "amount", required = true) String amount,
            @JsonProperty(value = "currency", required = true) String currency) {
        if (!CURRENCY.equals(currency)) {
            throw new IllegalArgumentException("currency must be EUR");
        }
        if (amount == null || !AMOUNT.matcher(amount).matches()) {
            throw new IllegalArgumentException(
                    "amount must be a decimal string with exactly two digits after the point, not negative, such as \"49.90\"");
        }
        return new Money(new BigDecimal(amount).movePointRight(2).longValueExact());
    }

    /** The decimal string of the wire format. */
    @JsonProperty("amount")
    public String amount() {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }

    /** Always EUR. */
    @JsonProperty("currency")
    public String currency() {
        return CURRENCY;
    }

    @Override
    @com.fasterxml.jackson.annotation.JsonIgnore
    public long cents() {
        return cents;
    }
}
