package org.einhand.kernel;

/** The case is in the middle of a step and does not listen to this just now; the same thing works a moment later. */
public class NotReady extends Problem {

    public NotReady(String what) {
        super("try-again", 409, "The case is busy with a step of its own (" + what + "). Try again in a moment.");
    }
}
