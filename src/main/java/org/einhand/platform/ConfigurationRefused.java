package org.einhand.platform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** This configuration must not go into operation; says why and how to mend it. */
class ConfigurationRefused extends RuntimeException {

    private final String mend;

    ConfigurationRefused(String why, String mend) {
        super(why);
        this.mend = mend;
    }

    /** Makes the refusal readable: two sentences instead of a stack trace. */
    static class Analyzer extends AbstractFailureAnalyzer<ConfigurationRefused> {

        @Override
        protected FailureAnalysis analyze(Throwable failure, ConfigurationRefused cause) {
            return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.mend, cause);
        }
    }
}
