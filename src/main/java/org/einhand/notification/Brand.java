package org.einhand.notification;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the company shows itself to its customers, in mails and on the status page alike. Text that is hard to read on its ground is
 * refused at start-up: all pairs of colours differ by a contrast of at least 4.5 to 1.
 *
 * @param name the name customers know
 * @param logo stands in its place, on the brand's colour; null: the name is written
 * @param font the families to write in, the first that a device has; nothing is loaded
 * @param primary the brand's colour, ground of the head and of buttons
 * @param onPrimary text on it
 * @param primaryDark ground of buttons on dark paper
 * @param onPrimaryDark text on that
 * @param accent the brand's colour written on light paper; null: {@code primary} is dark enough
 * @param accentDark the brand's colour written on dark paper; null: {@code primaryDark} is light enough
 * @param phone where customers can call, as it is written for people; null: not shown
 * @param imprint who is behind the brand (company, address, register); null: not shown
 */
@ConfigurationProperties("einhand.brand")
public record Brand(
        @DefaultValue("Einhand") String name,
        @Nullable Logo logo,

        @DefaultValue("system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif")
        String font,

        @DefaultValue("#17594a") Colour primary,
        @DefaultValue("#ffffff") Colour onPrimary,
        @DefaultValue("#7fd1bb") Colour primaryDark,
        @DefaultValue("#06231c") Colour onPrimaryDark,
        @Nullable Colour accent,
        @Nullable Colour accentDark,
        @Nullable String phone,
        @Nullable String imprint) {

    private static final Pattern FAMILIES =
            Pattern.compile("('[\\p{L}\\d .-]+'|[\\p{L}\\d-]+)(, ?('[\\p{L}\\d .-]+'|[\\p{L}\\d-]+))*");

    public Brand {
        font = font.replace('"', '\'').strip();
        if (!FAMILIES.matcher(font).matches()) {
            throw new IllegalArgumentException(
                    "einhand.brand.font must be names of families with commas between, such as 'Segoe UI', Arial, sans-serif, not "
                            + font);
        }
        requireReadable("einhand.brand.on-primary", onPrimary, "einhand.brand.primary", primary, "");
        requireReadable("einhand.brand.on-primary-dark", onPrimaryDark, "einhand.brand.primary-dark", primaryDark, "");
        requireOnPaper(
                "accent",
                accent,
                "primary",
                primary,
                Palette.light(primary, onPrimary, accent == null ? primary : accent));
        requireOnPaper(
                "accent-dark",
                accentDark,
                "primary-dark",
                primaryDark,
                Palette.dark(primaryDark, onPrimaryDark, accentDark == null ? primaryDark : accentDark));
    }

    /** The colours on light paper. */
    public Palette light() {
        return Palette.light(primary, onPrimary, accent == null ? primary : accent);
    }

    /** The colours on dark paper. */
    public Palette dark() {
        return Palette.dark(primaryDark, onPrimaryDark, accentDark == null ? primaryDark : accentDark);
    }

    private static void requireOnPaper(
            String property, @Nullable Colour given, String otherwise, Colour fallback, Palette palette) {
        String name = "einhand.brand." + (given == null ? otherwise : property);
        Colour colour = given == null ? fallback : given;
        String hint = given == null ? ". Leave it as it is and give another einhand.brand." + property : "";
        requireReadable(name, colour, "the paper", palette.paper(), hint);
        requireReadable(name, colour, "the page", palette.page(), hint);
        requireReadable(name, colour, "what is set off on the paper", palette.soft(), hint);
    }

    private static void requireReadable(String what, Colour text, String where, Colour ground, String hint) {
        double contrast = text.contrastTo(ground);
        if (contrast < Colour.READABLE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s %s is hard to read on %s %s: their contrast is %.2f to 1, and at least 4.5 to 1 is needed (WCAG 2.2 AA)%s",
                    what,
                    text,
                    where,
                    ground,
                    contrast,
                    hint));
        }
    }
}
