package org.einhand.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.einhand.casefile.CaseFile;
import org.einhand.kernel.Actor;
import org.springframework.http.ResponseEntity;

/** How requests that may be repeated are named, and answered. */
final class Answers {

    private Answers() {}

    /** Method and path: what an idempotency key is good for. */
    static String requestLine(HttpServletRequest request) {
        return request.getMethod() + " " + request.getRequestURI();
    }

    static <T> ResponseEntity<T> of(IdempotencyKeys.Done<T> done) {
        return ResponseEntity.status(done.kept().status())
                .location(URI.create(done.kept().location()))
                .body(done.body());
    }

    /** Agents read every case, service accounts those they opened. */
    static boolean mayRead(CaseFile file, Actor actor) {
        return actor.isAgent() || file.openedBy().id().equals(actor.id());
    }
}
