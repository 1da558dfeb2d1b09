package org.einhand.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.einhand.kernel.Problem;
import org.einhand.notification.SentMessages;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What customers were sent, on all channels, newest last; and a slot for what they write. */
@RestController
@Profile("sandbox")
class MailboxController {

    private final ObjectProvider<SentMessages> sent;
    private final ObjectProvider<Postbox> postbox;

    MailboxController(ObjectProvider<SentMessages> sent, ObjectProvider<Postbox> postbox) {
        this.sent = sent;
        this.postbox = postbox;
    }

    /** Puts a mail of a customer into the sandbox's own mailbox; Einhand fetches it from there a moment later. */
    @PostMapping(path = "/sandbox/mailbox", consumes = "application/json")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void write(@RequestBody JsonNode json) {
        AskedBody mail = new AskedBody(json);
        String from = mail.text("from");
        String text = mail.text("text");
        JsonNode inReplyTo = json.path("inReplyTo");
        own().deliver(from, json.path("subject").asText(""), text, inReplyTo.isTextual() ? inReplyTo.asText() : null);
    }

    /** As above, a whole mail as it would come over the wire. */
    @PostMapping(path = "/sandbox/mailbox", consumes = "message/rfc822")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void write(@RequestBody byte[] mail) {
        own().deliver(mail);
    }

    private Postbox own() {
        return Optional.ofNullable(postbox.getIfAvailable())
                .orElseThrow(() ->
                        Problem.notFound("Mail is fetched from the mailbox that was configured; write to that one."));
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
