package org.einhand.notification;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What customers were sent, on every channel. */
public interface SentMessages {

    /** The messages of one case, or of all, oldest first. */
    List<Sent> of(@Nullable String caseNumber);

    /** One message that a server accepted. */
    record Sent(
            String caseNumber,
            String channel,
            String to,
            @Nullable String subject,
            String text,
            Instant at,
            String event) {}
}
