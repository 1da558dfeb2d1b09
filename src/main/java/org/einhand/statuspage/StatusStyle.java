package org.einhand.statuspage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.einhand.notification.Brand;
import org.einhand.notification.Palette;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page's style sheet in the type and the colours of the brand. */
@RestController
class StatusStyle {

    private final String sheet;

    StatusStyle(Brand brand) {
        this.sheet = ":root { --font: %s; --band: %s; --on-band: %s; %s }%n"
                        .formatted(brand.font(), brand.primary(), brand.onPrimary(), variables(brand.light()))
                + "@media screen and (prefers-color-scheme: dark) { :root { %s } }%n".formatted(variables(brand.dark()))
                + rules();
    }

    private static String variables(Palette colours) {
        return """
                --page: %s; --paper: %s; --ink: %s; --quiet: %s; --line: %s; --edge: %s; --soft: %s;
                --primary: %s; --on-primary: %s; --accent: %s; --alarm: %s; --alarm-soft: %s; --warn-soft: %s;
                """.formatted(
                        colours.page(),
                        colours.paper(),
                        colours.ink(),
                        colours.quiet(),
                        colours.line(),
                        colours.edge(),
                        colours.soft(),
                        colours.primary(),
                        colours.onPrimary(),
                        colours.accent(),
                        colours.alarm(),
                        colours.alarmSoft(),
                        colours.warnSoft());
    }

    @GetMapping("/status/style.css")
    ResponseEntity<String> style() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "css", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(sheet);
    }

    private static String rules() {
        try {
            return new ClassPathResource("templates/status/style.css").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
