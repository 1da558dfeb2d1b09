package org.einhand.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of a task is there in German and in English. */
class FormLanguageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SAID = List.of("label", "text", "description", "dateLabel", "timeLabel");
    private static final List<String> THE_SAME = List.of("IBAN");

    @ParameterizedTest
    @MethodSource("forms")
    void everything_that_a_form_says_has_its_german(Path form) throws IOException {
        byte[] english = Files.readAllBytes(form);
        List<String> before = said(JSON.readTree(english).path("components"));
        List<String> after =
                said(JSON.readTree(new FormLanguage().inGerman(english)).path("components"));
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            if (!THE_SAME.contains(before.get(i))) {
                assertThat(after.get(i)).as("German for it").isNotEqualTo(before.get(i));
            }
        }
    }

    private static List<String> said(JsonNode components) {
        List<String> said = new ArrayList<>();
        components.forEach(component -> {
            SAID.stream()
                    .filter(name -> !component.path(name).asText().isBlank())
                    .forEach(name -> said.add(component.path(name).asText()));
            component
                    .path("values")
                    .forEach(value -> said.add(value.path("label").asText()));
            said.addAll(said(component.path("components")));
        });
        return said;
    }

    static List<Path> forms() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("bpmn"))) {
            return files.filter(file -> file.toString().endsWith(".form"))
                    .sorted()
                    .toList();
        }
    }
}
