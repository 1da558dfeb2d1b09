package org.einhand.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Shows the forms of tasks in the agent's language. A form is one file in English; its German stands beside each field, in the
 * field's own properties, where process owners edit it in Modeler: {@code de.label}, {@code de.text}, {@code de.description},
 * {@code de.dateLabel}, {@code de.timeLabel}, and {@code de.value.…} for what can be chosen. What has none stays English.
 */
class FormLanguage extends OncePerRequestFilter {

    private static final Pattern FORM = Pattern.compile(".*/camunda/api/engine/engine/[^/]+/task/[^/]+/deployed-form");
    private static final String GERMAN = "de.";
    private static final List<String> SAID = List.of("label", "text", "description", "dateLabel", "timeLabel");

    private final ObjectMapper json = new ObjectMapper();

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !FORM.matcher(request.getRequestURI()).matches() || !prefersGerman(request);
    }

    /** As the pages choose it: the first of the two that the browser asks for, German if it asks for neither. */
    private static boolean prefersGerman(HttpServletRequest request) {
        return Collections.list(request.getLocales()).stream()
                .map(locale -> locale.getLanguage())
                .filter(language -> language.equals("de") || language.equals("en"))
                .findFirst()
                .filter(language -> language.equals("en") && request.getHeader("Accept-Language") != null)
                .isEmpty();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        if (answer.getStatus() == HttpServletResponse.SC_OK) {
            byte[] german = inGerman(answer.getContentAsByteArray());
            answer.resetBuffer();
            answer.getOutputStream().write(german);
        }
        answer.copyBodyToResponse();
    }

    /** The form as it is if it is none that can be read. */
    byte[] inGerman(byte[] form) throws IOException {
        try {
            JsonNode read = json.readTree(form);
            translate(read.path("components"));
            return json.writeValueAsBytes(read);
        } catch (JsonProcessingException noForm) {
            return form;
        }
    }

    private static void translate(JsonNode components) {
        for (JsonNode component : components) {
            if (component instanceof ObjectNode field) {
                JsonNode words = field.path("properties");
                SAID.forEach(name -> replace(field, name, words.path(GERMAN + name)));
                for (JsonNode value : field.path("values")) {
                    if (value instanceof ObjectNode choice) {
                        replace(
                                choice,
                                "label",
                                words.path(
                                        GERMAN + "value." + choice.path("value").asText()));
                    }
                }
                translate(field.path("components"));
            }
        }
    }

    private static void replace(ObjectNode where, String name, JsonNode german) {
        if (where.has(name) && german.isTextual() && !german.asText().isBlank()) {
            where.set(name, german);
        }
    }
}
