package org.einhand.platform;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** JSON pointers (RFC 6901) to the place in the caller's document that is wrong. */
final class Pointers {

    private static final Pattern STEP = Pattern.compile("[.\\[\\]]+");

    private Pointers() {}

    /** From a property path such as {@code lines[0].customer.email}. */
    static String ofProperty(String path) {
        return STEP.splitAsStream(path)
                .filter(step -> !step.isEmpty())
                .map(step -> "/" + escape(step))
                .collect(Collectors.joining());
    }

    static String ofJson(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step -> "/"
                        + (step.getFieldName() == null
                                ? Integer.toString(step.getIndex())
                                : escape(step.getFieldName())))
                .collect(Collectors.joining());
    }

    private static String escape(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }
}
