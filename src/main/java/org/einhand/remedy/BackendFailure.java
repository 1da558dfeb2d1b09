package org.einhand.remedy;

/**
 * A back end did not do or did not say what we asked, and may when asked again. The message is written for operations: it stands
 * in Cockpit beside the incident.
 */
public class BackendFailure extends RuntimeException {

    public BackendFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
