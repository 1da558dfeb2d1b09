package org.einhand.insight;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Level;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What leads look after. */
@RestController
@RequestMapping(path = "/api/supervision", produces = "application/json")
@Tag(name = "Insight")
@Refused
class SupervisionController {

    private final Supervision supervision;

    SupervisionController(Supervision supervision) {
        this.supervision = supervision;
    }

    @GetMapping
    @Operation(summary = "What is due in the next minutes, and what was missed", description = """
                    For leads. `promise`: due within that time, put off as often as it may be, or missed and without a new one. \
                    `contact`: unanswered, and due within that time or overdue. `approval`, `consultation`, `handoff`: waiting for a yes, an \
                    answer or somebody to accept, whenever it is due. \
                    `untouched`: a person has to act, and nothing happened for a day. What is due first comes first; \
                    `minutesLeft` below zero: missed so long ago. `counts` says how many of each kind there are.""")
    @Transactional(readOnly = true)
    public Supervision.Watch watch(
            Actor actor,
            @Parameter(description = "How far ahead, such as `PT30M` (the usual); at most seven days.")
                    @RequestParam(required = false)
                    @Nullable
                    String within,
            @Parameter(schema = @Schema(implementation = Supervision.Kind.class))
                    @RequestParam(required = false)
                    @Nullable
                    String kind,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size) {
        if (actor.level().filter(Level.LEAD::equals).isEmpty()) {
            throw Problem.forbidden("Only leads look after everybody's work.");
        }
        Asked asked = new Asked();
        Duration ahead = asked.within(within, Supervision.SOON);
        Supervision.Kind only = asked.word("kind", kind, Supervision.Kind.class);
        int wantedPage = asked.page(page);
        int wantedSize = asked.size(size);
        asked.check();
        return supervision.watch(ahead, only, wantedPage, wantedSize);
    }
}
