package org.einhand.platform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets no expression into the engine's interfaces. The engine evaluates the value of every {@code …Expression} field of a query
 * or a filter as code with access to the whole application, in nested {@code orQueries} even where expressions are
 * switched off. Nobody needs them from outside, so none is let through: by name, at any depth, from anybody.
 */
class ExpressionGuard extends OncePerRequestFilter {

    private static final String SUFFIX = "expression";
    private static final int LARGEST_BODY = 2 * 1024 * 1024;
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String parameter = expressionIn(request.getQueryString());
        if (parameter != null) {
            refuse(response, parameter);
            return;
        }
        if (isForm(request)) {
            chain.doFilter(request, response);
            return;
        }
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            invalid(response, 415, "Send the body as it is: encoded bodies are not accepted.");
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            invalid(response, 413, "The body is larger than 2 MiB.");
            return;
        }
        try {
            String key = expressionIn(body);
            if (key != null) {
                refuse(response, key);
                return;
            }
        } catch (IOException noJson) {
            if (claimsToBeJson(request)) {
                invalid(response, 400, "The body is not JSON.");
                return;
            }
        }
        chain.doFilter(new ReadRequest(request, body), response);
    }

    private static @Nullable String expressionIn(@Nullable String query) {
        if (query == null) {
            return null;
        }
        for (String pair : query.split("[&;]", -1)) {
            String name = pair.split("=", 2)[0];
            String decoded;
            try {
                decoded = URLDecoder.decode(name, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException undecodable) {
                decoded = name;
            }
            if (isExpression(decoded)) {
                return decoded;
            }
        }
        return null;
    }

    private static @Nullable String expressionIn(byte[] body) throws IOException {
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && isExpression(parser.currentName())) {
                    return parser.currentName();
                }
            }
            return null;
        }
    }

    private static boolean isExpression(String name) {
        return name.strip().toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    /** Uploads and the sign-in form; the engine reads no JSON from them. */
    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType() == null
                ? ""
                : request.getContentType().strip().toLowerCase(Locale.ROOT);
        return type.startsWith("multipart/form-data") || type.startsWith("application/x-www-form-urlencoded");
    }

    /** A body without a type is read as JSON by the engine. */
    private static boolean claimsToBeJson(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null || type.toLowerCase(Locale.ROOT).contains("json");
    }

    private static void refuse(HttpServletResponse response, String name) throws IOException {
        String shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
        invalid(
                response,
                400,
                "Expressions are not accepted in requests: '" + shown
                        + "' would be evaluated as code. Send the value itself instead.");
    }

    private static void invalid(HttpServletResponse response, int status, String message) throws IOException {
        ProblemDocument.writeEngineError(response, status, "InvalidRequestException", message);
    }
}
