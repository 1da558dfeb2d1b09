package org.einhand.remedy;

/**
 * A back end did not do or did not say what we asked, and may when asked again. The message is written for operations: it stands
 * in Cockpit beside the incident.
 */
public class BackendFailure extends RuntimeException {

    public BackendFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** The sentence alone: the engine shows this as an incident's message. */
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
