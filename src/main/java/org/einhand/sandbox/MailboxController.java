package org.einhand.sandbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.einhand.notification.SentMessages;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What customers were sent, on all channels, newest last. */
@RestController
@Profile("sandbox")
class MailboxController {

    private final ObjectProvider<SentMessages> sent;

    MailboxController(ObjectProvider<SentMessages> sent) {
        this.sent = sent;
    }

    record Message(
            String channel,
            String to,
            @Nullable String subject,
            String text,
            Instant at,
            String event,
            String caseNumber) {}

    @GetMapping("/sandbox/mailbox")
    List<Message> mailbox(@RequestParam(name = "caseNumber", required = false) @Nullable String caseNumber) {
        return sent.stream()
                .flatMap(each -> each.of(caseNumber).stream())
                .sorted(Comparator.comparing(SentMessages.Sent::at))
                .map(message -> new Message(
                        message.channel(),
                        message.to(),
                        message.subject(),
                        message.text(),
                        message.at(),
                        message.event(),
                        message.caseNumber()))
                .toList();
    }
}
