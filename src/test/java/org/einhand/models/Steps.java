package org.einhand.models;

import java.util.Map;
import java.util.TreeMap;
import org.einhand.caseflow.CaseSteps;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.stereotype.Component;

/** The step beans that models may call, by the names they are called by. */
final class Steps {

    private static final Map<String, Class<?>> ALL = found();

    private Steps() {}

    static Map<String, Class<?>> all() {
        return ALL;
    }

    private static Map<String, Class<?>> found() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new RegexPatternTypeFilter(java.util.regex.Pattern.compile(".*Steps")));
        Map<String, Class<?>> steps = new TreeMap<>();
        for (var candidate : scanner.findCandidateComponents(CaseSteps.class.getPackageName())) {
            try {
                Class<?> type = Class.forName(candidate.getBeanClassName());
                steps.put(type.getAnnotation(Component.class).value(), type);
            } catch (ClassNotFoundException gone) {
                throw new IllegalStateException(gone);
            }
        }
        return steps;
    }
}
