package org.einhand.statuspage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.einhand.notification.Brand;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page's style sheet in the colours of the brand. */
@RestController
class StatusStyle {

    private final String sheet;

    StatusStyle(Brand brand) {
        this.sheet =
                """
                :root { --brand: %s; --on-brand: %s; }
                @media (prefers-color-scheme: dark) { :root { --brand: %s; --on-brand: %s; } }
                """.formatted(brand.primary(), brand.onPrimary(), brand.primaryDark(), brand.onPrimaryDark()) + rules();
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
