package org.einhand.notification;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the company shows itself to its customers, in mails and on the status page. Colours are six-digit hex values; text on a
 * colour and the colour itself should differ by a contrast of at least 4.5 to 1.
 *
 * @param name the name customers know
 * @param primary the brand's colour on a light background
 * @param onPrimary text on the brand's colour
 * @param primaryDark the brand's colour on a dark background
 * @param onPrimaryDark text on {@code primaryDark}
 * @param phone where customers can call, as it is written for people; null: not shown
 * @param imprint who is behind the brand (company, address, register); null: not shown
 */
@ConfigurationProperties("einhand.brand")
public record Brand(
        @DefaultValue("Einhand") String name,
        @DefaultValue("#17594a") String primary,
        @DefaultValue("#ffffff") String onPrimary,
        @DefaultValue("#7fd1bb") String primaryDark,
        @DefaultValue("#06231c") String onPrimaryDark,
        @Nullable String phone,
        @Nullable String imprint) {

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    public Brand {
        requireColour("primary", primary);
        requireColour("on-primary", onPrimary);
        requireColour("primary-dark", primaryDark);
        requireColour("on-primary-dark", onPrimaryDark);
    }

    private static void requireColour(String property, String value) {
        if (!COLOUR.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "einhand.brand." + property + " must be a colour such as #17594a, not " + value);
        }
    }
}
