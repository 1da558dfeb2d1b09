package org.einhand.notification;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.springframework.core.io.DefaultResourceLoader;

/** The brand's picture, read once at start-up: PNG, JPEG, GIF or SVG, at most 100 kB, since every mail carries it. */
public final class Logo {

    private static final int LARGEST = 100 * 1024;
    private static final int HEIGHT = 36;
    private static final int WIDEST = 240;
    private static final String SVG = "image/svg+xml";

    private final String mediaType;
    private final byte[] content;
    private final int width;
    private final int height;

    private Logo(String mediaType, byte[] content, int width, int height) {
        this.mediaType = mediaType;
        this.content = content;
        this.width = width;
        this.height = height;
    }

    /**
     * Reads a logo.
     *
     * @param location {@code file:…}, {@code classpath:…}, or the picture itself as {@code data:…;base64,…}
     * @throws IllegalArgumentException if there is no such picture, or none that can be shown; nothing is fetched from elsewhere
     */
    public static Logo of(String location) {
        byte[] content = read(location);
        if (content.length > LARGEST) {
            throw new IllegalArgumentException(
                    "the logo has " + content.length / 1024 + " kB; every mail carries it, so 100 kB is the most");
        }
        String mediaType = mediaType(content);
        if (mediaType.equals(SVG)) {
            return new Logo(mediaType, content, 0, HEIGHT);
        }
        BufferedImage picture = picture(content);
        double scale = Math.min((double) HEIGHT / picture.getHeight(), (double) WIDEST / picture.getWidth());
        return new Logo(mediaType, content, Math.max(1, (int) Math.round(picture.getWidth() * scale)), Math.max(1, (int)
                Math.round(picture.getHeight() * scale)));
    }

    private static byte[] read(String location) {
        if (location.startsWith("data:")) {
            return Base64.getMimeDecoder().decode(location.substring(location.indexOf(',') + 1));
        }
        if (!location.startsWith("file:") && !location.startsWith("classpath:")) {
            throw new IllegalArgumentException("the logo must be given as file:…, classpath:… or data:…;base64,…");
        }
        try {
            return new DefaultResourceLoader().getResource(location).getContentAsByteArray();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("there is no logo to be read at " + location, unreadable);
        }
    }

    private static String mediaType(byte[] content) {
        String begins = HexFormat.of().formatHex(content, 0, Math.min(content.length, 8));
        if (begins.startsWith("89504e470d0a1a0a")) {
            return "image/png";
        }
        if (begins.startsWith("ffd8ff")) {
            return "image/jpeg";
        }
        if (begins.startsWith("47494638")) {
            return "image/gif";
        }
        String text = new String(content, StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("<") && text.contains("<svg")) {
            return SVG;
        }
        throw new IllegalArgumentException("the logo is neither PNG nor JPEG, GIF or SVG");
    }

    private static BufferedImage picture(byte[] content) {
        try {
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(content));
            if (picture != null) {
                return picture;
            }
        } catch (IOException damaged) {
            throw new IllegalArgumentException("the logo is damaged", damaged);
        }
        throw new IllegalArgumentException("the logo is damaged");
    }

    public String mediaType() {
        return mediaType;
    }

    public byte[] content() {
        return content.clone();
    }

    /** Width in which it is shown, in CSS pixels; 0: as it follows from the height. */
    public int width() {
        return width;
    }

    /** Height in which it is shown, in CSS pixels. */
    public int height() {
        return height;
    }

    /** Whether mail programs show it: they draw no SVG. */
    public boolean isForMail() {
        return !mediaType.equals(SVG);
    }
}
