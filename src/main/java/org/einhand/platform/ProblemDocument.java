package org.einhand.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.einhand.kernel.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** How a {@link Problem} looks on the wire. */
final class ProblemDocument {

    static final String TYPE = "urn:einhand:problem:";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProblemDocument() {}

    static ResponseEntity<ProblemDetail> of(Problem problem) {
        ProblemDetail document = ProblemDetail.forStatus(problem.status());
        document.setType(URI.create(TYPE + problem.slug()));
        document.setTitle(title(problem.status()));
        document.setDetail(problem.detail());
        problem.properties().forEach(document::setProperty);
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(document);
    }

    /** For filters, which are outside of the web framework's reach. */
    static void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", TYPE + problem.slug());
        document.put("title", title(problem.status()));
        document.put("status", problem.status());
        document.put("detail", problem.detail());
        document.put("instance", request.getRequestURI());
        document.putAll(problem.properties());
        send(response, problem.status(), MediaType.APPLICATION_PROBLEM_JSON_VALUE, document);
    }

    /** The format of the engine's own interface. */
    static void writeEngineError(HttpServletResponse response, int status, String type, String message)
            throws IOException {
        send(response, status, MediaType.APPLICATION_JSON_VALUE, Map.of("type", type, "message", message));
    }

    static String title(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }

    private static void send(HttpServletResponse response, int status, String mediaType, Map<String, ?> document)
            throws IOException {
        response.setStatus(status);
        response.setContentType(mediaType);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream().write(JSON.writeValueAsBytes(document));
    }
}
