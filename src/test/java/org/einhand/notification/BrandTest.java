package org.einhand.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

@DisplayName("The brand")
class BrandTest {

    /** A brand as the configuration makes it. */
    static Brand brand(String... properties) {
        Map<String, String> given = new HashMap<>();
        for (int at = 0; at < properties.length; at += 2) {
            given.put("einhand.brand." + properties[at], properties[at + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(given)).bindOrCreate("einhand.brand", Brand.class);
    }

    @Test
    @DisplayName("needs no configuration")
    void hasDefaults() {
        Brand brand = brand();

        assertThat(brand.name()).isEqualTo("Einhand");
        assertThat(brand.logo()).isNull();
        assertThat(brand.light().accent()).isEqualTo(brand.primary());
        assertThat(brand.dark().accent()).isEqualTo(brand.primaryDark());
    }

    @ParameterizedTest(name = "{0} on {1}: {2} to 1")
    @CsvSource({
        "#000000, #ffffff, 21.00",
        "#ffffff, #ffffff, 1.00",
        "#767676, #ffffff, 4.54",
        "#777777, #ffffff, 4.48",
        "#ff0000, #ffffff, 4.00",
        "#0000ff, #ffffff, 8.59"
    })
    @DisplayName("measures contrast as the guidelines define it, whichever is the ground")
    void measuresContrast(String one, String other, double contrast) {
        assertThat(Colour.of(one).contrastTo(Colour.of(other))).isCloseTo(contrast, within(0.005));
        assertThat(Colour.of(other).contrastTo(Colour.of(one))).isCloseTo(contrast, within(0.005));
    }

    @Test
    @DisplayName(
            "takes colours that can just be read, and refuses those that just cannot, with both names and the figure")
    void refusesWhatIsHardToRead() {
        assertThat(brand("primary", "#ffffff", "on-primary", "#767676", "accent", "#000000")
                        .onPrimary())
                .hasToString("#767676");
        assertThatThrownBy(() -> brand("primary", "#ffffff", "on-primary", "#777777", "accent", "#000000"))
                .rootCause()
                .hasMessageContaining("einhand.brand.on-primary #777777")
                .hasMessageContaining("einhand.brand.primary #ffffff")
                .hasMessageContaining("4.48 to 1")
                .hasMessageContaining("at least 4.5 to 1");
        assertThatThrownBy(() -> brand("primary-dark", "#204060"))
                .rootCause()
                .hasMessageContaining("einhand.brand.on-primary-dark");
    }

    @Test
    @DisplayName("a light brand's colour needs another one for writing, on light and on dark paper")
    void asksForAnAccent() {
        assertThatThrownBy(() -> brand("primary", "#ffcc00", "on-primary", "#1a1a1a"))
                .rootCause()
                .hasMessageContaining("einhand.brand.primary #ffcc00 is hard to read on the paper")
                .hasMessageContaining("give another einhand.brand.accent");
        assertThatThrownBy(() -> brand("primary-dark", "#003366", "on-primary-dark", "#ffffff"))
                .rootCause()
                .hasMessageContaining("einhand.brand.accent-dark");
        assertThatThrownBy(() -> brand("accent", "#ffcc00"))
                .rootCause()
                .hasMessageContaining("einhand.brand.accent #ffcc00 is hard to read");
        Brand yellow = brand("primary", "#ffcc00", "on-primary", "#1a1a1a", "accent", "#6b5300");
        assertThat(yellow.light().accent()).hasToString("#6b5300");
        assertThat(yellow.light().primary()).hasToString("#ffcc00");
    }

    static Stream<Arguments> palettes() {
        Brand plain = brand();
        Brand red = brand("primary", "#a4001d", "primary-dark", "#ff8f9d", "on-primary-dark", "#2b0006");
        Brand yellow = brand("primary", "#ffcc00", "on-primary", "#1a1a1a", "accent", "#6b5300");
        return Stream.of(plain, red, yellow)
                .flatMap(brand -> Stream.of(
                        Arguments.of("light " + brand.primary(), brand.light()),
                        Arguments.of("dark " + brand.primaryDark(), brand.dark())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("palettes")
    @DisplayName("everything that is written can be read, on light and on dark paper")
    void everythingCanBeRead(String name, Palette colours) {
        for (Colour ground : new Colour[] {colours.page(), colours.paper(), colours.soft()}) {
            assertThat(colours.ink().contrastTo(ground)).isGreaterThan(7);
            assertThat(colours.quiet().contrastTo(ground)).isGreaterThan(Colour.READABLE);
            assertThat(colours.accent().contrastTo(ground)).isGreaterThan(Colour.READABLE);
        }
        assertThat(colours.onPrimary().contrastTo(colours.primary())).isGreaterThan(Colour.READABLE);
        assertThat(colours.alarm().contrastTo(colours.paper())).isGreaterThan(Colour.READABLE);
        assertThat(colours.ink().contrastTo(colours.alarmSoft())).isGreaterThan(Colour.READABLE);
        assertThat(colours.ink().contrastTo(colours.warnSoft())).isGreaterThan(Colour.READABLE);
        assertThat(colours.edge().contrastTo(colours.paper()))
                .as("the edge of a field can be told from paper: criterion 1.4.11")
                .isGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"red;}", "#12345", "17594a", "#17594g", ""})
    @DisplayName("a colour that is none is refused, with the property's name")
    void refusesWhatIsNoColour(String colour) {
        assertThatThrownBy(() -> brand("primary", colour)).hasMessageContaining("einhand.brand.primary");
    }

    @Test
    @DisplayName("a stack of fonts is a list of names and nothing else")
    void takesNamesOfFonts() {
        assertThat(brand("font", "\"Brand Sans\", Arial, sans-serif").font())
                .isEqualTo("'Brand Sans', Arial, sans-serif");
        assertThatThrownBy(() -> brand("font", "Arial; } body { background: url(https://elsewhere.example)"))
                .rootCause()
                .hasMessageContaining("einhand.brand.font");
    }

    @Test
    @DisplayName("a logo is a picture of ours: from a file, or written out; never fetched from elsewhere")
    void readsALogo(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("logo.png"), picture(600, 150));
        Logo file = Objects.requireNonNull(
                brand("logo", folder.resolve("logo.png").toUri().toString()).logo());
        assertThat(file.mediaType()).isEqualTo("image/png");
        assertThat(file.height()).isEqualTo(36);
        assertThat(file.width()).isEqualTo(144);
        assertThat(file.isForMail()).isTrue();

        Logo written = Objects.requireNonNull(brand(
                        "logo", "data:image/png;base64," + Base64.getEncoder().encodeToString(picture(2000, 100)))
                .logo());
        assertThat(written.width()).as("no wider than a phone has room for").isEqualTo(240);

        Files.writeString(folder.resolve("logo.svg"), "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>");
        Logo drawn = Objects.requireNonNull(
                brand("logo", folder.resolve("logo.svg").toUri().toString()).logo());
        assertThat(drawn.isForMail()).as("mail programs draw no SVG").isFalse();
    }

    @Test
    @DisplayName("what is no logo is refused, and why")
    void refusesWhatIsNoLogo(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> brand("logo", "https://elsewhere.example/logo.png"))
                .rootCause()
                .hasMessageContaining("file:");
        assertThatThrownBy(() -> brand("logo", "file:/nowhere/logo.png"))
                .hasStackTraceContaining("no logo to be read at file:/nowhere/logo.png");
        Files.write(folder.resolve("large"), new byte[200 * 1024]);
        assertThatThrownBy(() -> brand("logo", folder.resolve("large").toUri().toString()))
                .rootCause()
                .hasMessageContaining("200 kB");
        Files.write(folder.resolve("text"), "hello".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> brand("logo", folder.resolve("text").toUri().toString()))
                .rootCause()
                .hasMessageContaining("neither PNG");
    }

    private static byte[] picture(int width, int height) {
        return png(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    }

    /** A mark in white that a head in the brand's colour can carry. */
    static byte[] mark() {
        BufferedImage picture = new BufferedImage(320, 72, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillOval(0, 4, 64, 64);
        for (int bar = 0; bar < 3; bar++) {
            pen.fillRoundRect(84, 12 + 20 * bar, 230 - 60 * bar, 10, 10, 10);
        }
        pen.dispose();
        return png(picture);
    }

    private static byte[] png(BufferedImage picture) {
        try {
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            ImageIO.write(picture, "png", written);
            return written.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
