package org.einhand.workplace;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import org.einhand.desk.Operations;
import org.einhand.desk.OperationsView;
import org.einhand.kernel.Actor;
import org.einhand.kernel.EngineWork;
import org.einhand.kernel.IncomingEvents;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What Cockpit's section and tab ask. The address lies below the web application's, so that its session and its protection against
 * forged requests apply; but whoever has a session can reach it, so each call is for operations only by its use case.
 */
@Hidden
@RestController
@RequestMapping("/camunda/api/einhand/ops")
class CockpitController {

    private static final int LONGEST = 500;

    private final PluginTasks people;
    private final Operations operations;

    CockpitController(PluginTasks people, Operations operations) {
        this.people = people;
        this.operations = operations;
    }

    @GetMapping("/overview")
    OperationsView.Overview overview() {
        return operations.overview(signedIn());
    }

    @GetMapping("/instances/{id}")
    OperationsView.Process process(@PathVariable String id) {
        return operations.process(id, signedIn());
    }

    @GetMapping("/instances/{id}/answers")
    OperationsView.Answers answers(@PathVariable String id) {
        return operations.answers(id, signedIn());
    }

    /** How much is tried again. */
    record Retried(int retried) {}

    @PostMapping("/instances/{id}/retry")
    Retried retry(@PathVariable String id) {
        return new Retried(operations.retry(id, signedIn()));
    }

    /** A sort of failure, and from when on it is tried again; now if left out. */
    record RetryRequest(
            @Nullable String process,
            @Nullable String activity,
            @Nullable String message,
            @Nullable Instant dueAt) {}

    @PostMapping("/retries")
    EngineWork.Retried retry(@RequestBody RetryRequest asked) {
        Actor by = signedIn();
        return operations.retry(
                new EngineWork.Which(required("process", asked.process()), asked.activity(), asked.message()),
                asked.dueAt(),
                by);
    }

    @PostMapping("/deliveries/retries")
    Retried deliverAgain() {
        return new Retried(operations.deliverAgain(signedIn()));
    }

    /** Which event, and why it is tried again or put aside. */
    record EventRequest(
            @Nullable String source,
            @Nullable String id,
            @Nullable String reason) {}

    @PostMapping("/events/replay")
    IncomingEvents.Heard replay(@RequestBody EventRequest asked) {
        Actor by = signedIn();
        return operations.replay(
                required("source", asked.source()), required("id", asked.id()), required("reason", asked.reason()), by);
    }

    @PostMapping("/events/discard")
    IncomingEvents.Heard discard(@RequestBody EventRequest asked) {
        Actor by = signedIn();
        return operations.discard(
                required("source", asked.source()), required("id", asked.id()), required("reason", asked.reason()), by);
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || value.isBlank() || value.length() > LONGEST) {
            throw Problem.invalid("/" + name, "is required, with at most " + LONGEST + " characters");
        }
        return value;
    }

    private Actor signedIn() {
        Actor reader = people.reader();
        Operations.only(reader);
        return reader;
    }
}
