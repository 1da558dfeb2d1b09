package org.einhand.notification;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What customers were really sent, on every channel. */
public interface SentMessages {

    /** The messages of one case, or of all cases if no number is given; oldest first. */
    List<Sent> of(@Nullable String caseNumber);

    /**
     * One message that a mail server or the messaging back end accepted.
     *
     * @param channel such as {@code email} or {@code sms}
     * @param to the address or number it went to
     * @param subject null on channels that have none
     * @param text the plain text
     * @param at when it was accepted, in business time
     * @param event the notification event, such as {@code receipt}
     */
    record Sent(
            String caseNumber,
            String channel,
            String to,
            @Nullable String subject,
            String text,
            Instant at,
            String event) {}
}
