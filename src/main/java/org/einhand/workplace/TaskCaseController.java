package org.einhand.workplace;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.einhand.desk.CaseView;
import org.einhand.desk.CaseViews;
import org.einhand.desk.ConsultationView;
import org.einhand.desk.Consulting;
import org.einhand.desk.Decisions;
import org.einhand.desk.HandingOn;
import org.einhand.desk.HandoffView;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The case behind a task, for the tab in Tasklist. The address lies below the web application's, so that its session and its filters
 * apply; they know nothing of this route, so it asks for the session itself.
 */
@Hidden
@RestController
@RequestMapping("/camunda/api/einhand")
class TaskCaseController {

    private static final String DECIDE = "decide";

    /** What specialists have to do; the case stands beside it as long as it is theirs. */
    private static final Set<String> FOR_SPECIALISTS =
            Set.of("carry-out", "answer-consultation", "accept-handoff", "call-back");

    private final PluginTasks tasks;
    private final CaseViews cases;
    private final Decisions decisions;
    private final Consulting consulting;
    private final HandingOn handingOn;
    private final Clock clock;

    TaskCaseController(
            PluginTasks tasks,
            CaseViews cases,
            Decisions decisions,
            Consulting consulting,
            HandingOn handingOn,
            Clock clock) {
        this.tasks = tasks;
        this.cases = cases;
        this.decisions = decisions;
        this.consulting = consulting;
        this.handingOn = handingOn;
        this.clock = clock;
    }

    /**
     * The case, and what goes with the task.
     *
     * @param task the key of the task, such as {@code decide}
     * @param now business time, from which times left are counted
     * @param options what the reader may do now; empty unless the task is to decide
     * @param consultations questions to specialists, and their answers
     * @param handoffs offers to take the case, and what goes with it
     */
    record TaskCase(
            @JsonUnwrapped CaseView view,
            String task,
            Instant now,
            List<Decisions.Option> options,
            List<ConsultationView> consultations,
            List<HandoffView> handoffs) {}

    @GetMapping("/tasks/{taskId}/case")
    TaskCase read(@PathVariable String taskId) {
        Actor reader = tasks.signedIn().orElseThrow(() -> new Problem("unauthenticated", 401, "Sign in first."));
        PluginTasks.CaseTask task =
                tasks.task(taskId).orElseThrow(() -> Problem.notFound("There is no such open task that you may read."));
        boolean herWork = !reader.isAgent() && FOR_SPECIALISTS.contains(task.key()) && tasks.isFor(task, reader);
        CaseView view = herWork ? cases.readToWork(task.caseNumber(), reader) : cases.read(task.caseNumber(), reader);
        List<Decisions.Option> options =
                task.key().equals(DECIDE) ? decisions.options(task.caseNumber(), reader) : List.of();
        return new TaskCase(
                view,
                task.key(),
                clock.instant(),
                options,
                consulting.of(task.caseNumber(), reader),
                handingOn.of(task.caseNumber(), reader));
    }
}
