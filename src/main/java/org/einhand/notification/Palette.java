package org.einhand.notification;

/**
 * The colours of everything customers get to see, once on light and once on dark paper.
 *
 * @param page around the paper
 * @param paper what is written on
 * @param ink text
 * @param quiet text of less weight
 * @param line between rows
 * @param edge of fields and of what has to be told apart
 * @param soft a tint of paper, for what matters most
 * @param primary the brand's colour, as the ground of buttons
 * @param onPrimary text on {@code primary}
 * @param accent the brand's colour as it is written and drawn on paper
 * @param alarm text that something is wrong
 * @param alarmSoft its ground
 * @param warnSoft ground of a regret
 */
public record Palette(
        Colour page,
        Colour paper,
        Colour ink,
        Colour quiet,
        Colour line,
        Colour edge,
        Colour soft,
        Colour primary,
        Colour onPrimary,
        Colour accent,
        Colour alarm,
        Colour alarmSoft,
        Colour warnSoft) {

    private static final double TINT = 0.08;
    private static final Colour WHITE = Colour.of("#ffffff");
    private static final Colour DARK_PAPER = Colour.of("#1e2428");

    static Palette light(Colour primary, Colour onPrimary, Colour accent) {
        return new Palette(
                Colour.of("#f0f2f4"),
                WHITE,
                Colour.of("#1a2024"),
                Colour.of("#4a555c"),
                Colour.of("#d8dee2"),
                Colour.of("#6b7780"),
                WHITE.tinted(accent, TINT),
                primary,
                onPrimary,
                accent,
                Colour.of("#a8201a"),
                Colour.of("#fdecea"),
                Colour.of("#fff4d6"));
    }

    static Palette dark(Colour primary, Colour onPrimary, Colour accent) {
        return new Palette(
                Colour.of("#121619"),
                DARK_PAPER,
                Colour.of("#eaeef1"),
                Colour.of("#b6c0c7"),
                Colour.of("#3a444b"),
                Colour.of("#8b979f"),
                DARK_PAPER.tinted(accent, TINT),
                primary,
                onPrimary,
                accent,
                Colour.of("#ffb4ab"),
                Colour.of("#3b1f1d"),
                Colour.of("#3a3118"));
    }
}
