package org.einhand.notification;

/** This channel will never take this message: the address is refused for good. */
public class Undeliverable extends RuntimeException {

    public Undeliverable(String message) {
        super(message);
    }
}
