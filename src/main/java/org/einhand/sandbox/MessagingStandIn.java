package org.einhand.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Stands in for the gateway of SMS, messengers and social media. */
@RestController
@RequestMapping("/sandbox/backends/messaging")
@Profile("sandbox")
class MessagingStandIn {

    private static final Duration DELIVERY = Duration.ofSeconds(1);

    private final Behaviours behaviours;
    private final Placements placements;
    private final Happenings happenings;

    MessagingStandIn(Behaviours behaviours, Placements placements, Happenings happenings) {
        this.behaviours = behaviours;
        this.placements = placements;
        this.happenings = happenings;
    }

    @PostMapping("/messages")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ObjectNode send(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode json) {
        AskedBody body = new AskedBody(json);
        body.oneOf("channel", Set.of("sms", "messenger", "social-public"));
        body.text("text");
        Placements.Order order =
                new Placements.Order(Backend.MESSAGING, "message", "MS", body.reference(key), body.text("to"), json);
        return behaviours.answer(
                Backend.MESSAGING,
                () -> placements.place(order, (id, now) -> {
                    if (behaviours.of(Backend.MESSAGING).goesOnByItself()) {
                        happenings.schedule(
                                Backend.MESSAGING,
                                order.reference(),
                                "message.delivered",
                                now.plus(DELIVERY),
                                Map.of("messageId", id));
                    }
                    return JsonNodeFactory.instance.objectNode().put("messageId", id);
                }));
    }

    /** What is on file under a reference, with its state; 404 if nothing is. */
    @GetMapping("/messages")
    ObjectNode message(@RequestParam("reference") String reference) {
        return behaviours.answer(
                Backend.MESSAGING,
                () -> placements
                        .byReference(Backend.MESSAGING, "message", reference)
                        .view());
    }
}
