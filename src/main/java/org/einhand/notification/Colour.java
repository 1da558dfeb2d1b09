package org.einhand.notification;

import java.util.regex.Pattern;

/** A colour as screens show it (sRGB), each part from 0 to 255. */
public record Colour(int red, int green, int blue) {

    /** The least contrast of text that everybody can read: WCAG 2.2, criterion 1.4.3 (AA). */
    public static final double READABLE = 4.5;

    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

    /**
     * Reads six hex digits such as {@code #17594a}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Colour of(String hex) {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("it must be a colour such as #17594a, not " + hex);
        }
        int digits = Integer.parseInt(hex.substring(1), 16);
        return new Colour(digits >> 16, digits >> 8 & 0xff, digits & 0xff);
    }

    /** From 1 (the same) to 21 (black on white), as WCAG 2 defines it. */
    public double contrastTo(Colour other) {
        double lighter = Math.max(luminance(), other.luminance());
        double darker = Math.min(luminance(), other.luminance());
        return (lighter + 0.05) / (darker + 0.05);
    }

    /** This colour with a share of another, from 0 to 1. */
    Colour tinted(Colour other, double share) {
        return new Colour(
                tinted(red, other.red, share), tinted(green, other.green, share), tinted(blue, other.blue, share));
    }

    private static int tinted(int mine, int others, double share) {
        return (int) Math.round(mine + (others - mine) * share);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    /** The hex digits. */
    @Override
    public String toString() {
        return "#%02x%02x%02x".formatted(red, green, blue);
    }
}
