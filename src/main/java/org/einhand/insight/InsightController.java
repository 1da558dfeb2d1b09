package org.einhand.insight;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.einhand.casefile.CaseType;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Level;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Key figures: everybody's together, or one's own. */
@RestController
@RequestMapping(path = "/api/insight", produces = "application/json")
@Tag(name = "Insight")
@Refused
class InsightController {

    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration AGAIN = Duration.ofDays(30);

    /** How long figures of a single person can be asked for. */
    private static final Duration OWN_ARE_KEPT = Duration.ofDays(90);

    private static final String SPAN = """
            From `from` up to `to`, which no longer belongs to it: times, or dates, which stand for whole days in Berlin (`to` included). \
            Left out: the last thirty days. At most ten years.""";

    private final Figures figures;
    private final Clock clock;

    InsightController(Figures figures, Clock clock) {
        this.figures = figures;
        this.clock = clock;
    }

    /** Everybody's figures. */
    record Insight(
            Instant from,
            Instant to,

            @Nullable CaseType type,

            @Schema(
                    description =
                            "Share of first contacts after which nothing more came in about the same matter for seven days, "
                                    + "in any case, on any channel; those of the last seven days are not known yet and do not count.")
            @Nullable
            Double firstContactResolution,

            @Schema(description = "The same after thirty days.") @Nullable
            Double firstContactResolutionAfter30Days,

            @Schema(description = "Handoffs of the cases opened in that time, divided by these cases.") @Nullable
            Double handoffsPerCase,

            @Schema(description = "Share of people's decisions that needed nobody else's yes.") @Nullable
            Double directDecisionShare,

            @Schema(description = "Promises that ended in that time; one that lapsed without a word is broken.")
            Figures.Promises promises,

            @Schema(
                    description =
                            "From opening until solved and told, of the cases solved in that time: ISO 8601 durations.")
            Figures.TimeToSolve timeToSolve,

            @Schema(description = "Share of the cases solved in that time whose customer was told so.") @Nullable
            Double toldWhenSolvedShare,

            @Schema(description = "How often a customer had to tell what we knew already.")
            long retold,

            @Schema(description = "Which authority would have kept how many cases from being handed on.")
            List<Figures.Gap> authorityGaps,

            @Schema(description = "Where the matters of the cases solved in that time came from.")
            List<Figures.CauseCount> causes,

            @Schema(description = "Given beyond what is owed.")
            Money goodwill) {}

    /** One's own figures: of the cases one owns now, and of one's own decisions. */
    record Own(
            Instant from,
            Instant to,

            @Nullable CaseType type,
            @Nullable Double firstContactResolution,
            @Nullable Double directDecisionShare,
            Figures.Promises promises,
            Figures.TimeToSolve timeToSolve,
            @Nullable Double toldWhenSolvedShare,
            long retold,
            Money goodwill) {}

    @GetMapping
    @Operation(summary = "Key figures of everybody together", description = """
                    For the group `insight`, leads and process owners; there is no figure of a single agent. A share is null where \
                    there is nothing to divide by. """ + SPAN)
    @Transactional(readOnly = true)
    public Insight insight(
            Actor actor,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @Parameter(schema = @Schema(implementation = CaseType.class)) @RequestParam(required = false) @Nullable
                    String type) {
        boolean leads = actor.level().filter(Level.LEAD::equals).isPresent();
        if (!leads && !actor.in("insight") && !actor.in("process-owners")) {
            throw Problem.forbidden(
                    "Key figures are for leads, process owners and the group insight; one's own are at /api/insight/me.");
        }
        Asked asked = new Asked();
        Figures.Question question = question(asked, from, to, type, null);
        asked.check();
        return new Insight(
                question.from(),
                question.to(),
                question.type(),
                figures.firstContactResolution(question),
                figures.firstContactResolution(question, AGAIN),
                figures.handoffsPerCase(question),
                figures.directDecisionShare(question),
                figures.promises(question),
                figures.timeToSolve(question),
                figures.toldWhenSolvedShare(question),
                figures.retold(question),
                figures.authorityGaps(question),
                figures.causes(question),
                figures.goodwill(question));
    }

    @GetMapping("/me")
    @Operation(summary = "One's own key figures", description = """
                    For agents, each about herself alone: nobody else can ask for them. They reach back ninety days at most. """ + SPAN)
    @Transactional(readOnly = true)
    public Own own(
            Actor actor,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @Parameter(schema = @Schema(implementation = CaseType.class)) @RequestParam(required = false) @Nullable
                    String type) {
        if (!actor.isAgent()) {
            throw Problem.forbidden("Only agents have figures of their own.");
        }
        Asked asked = new Asked();
        Figures.Question question = question(asked, from, to, type, actor.id());
        if (question.from().isBefore(clock.instant().minus(OWN_ARE_KEPT))) {
            asked.wrong(
                    "from",
                    "must be at most " + OWN_ARE_KEPT.toDays() + " days ago: figures of one person are kept no longer");
        }
        asked.check();
        return new Own(
                question.from(),
                question.to(),
                question.type(),
                figures.firstContactResolution(question),
                figures.directDecisionShare(question),
                figures.promises(question),
                figures.timeToSolve(question),
                figures.toldWhenSolvedShare(question),
                figures.retold(question),
                figures.goodwill(question));
    }

    private Figures.Question question(
            Asked asked, @Nullable String from, @Nullable String to, @Nullable String type, @Nullable String agent) {
        Asked.Span span = asked.span(from, to, USUAL, clock.instant());
        return new Figures.Question(span.from(), span.to(), asked.type(type), agent);
    }
}
