package org.einhand.workplace;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.einhand.desk.CaseView;
import org.einhand.desk.CaseViews;
import org.einhand.desk.Decisions;
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
    /** Work that specialists get in a case of others. */
    private static final Set<String> WORK = Set.of("carry-out", "call-back");

    private final PluginTasks tasks;
    private final CaseViews cases;
    private final Decisions decisions;
    private final Clock clock;

    TaskCaseController(PluginTasks tasks, CaseViews cases, Decisions decisions, Clock clock) {
        this.tasks = tasks;
        this.cases = cases;
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * The case, and what goes with the task.
     *
     * @param task the key of the task, such as {@code decide}
     * @param now business time, from which times left are counted
     * @param options what the reader may do now; empty unless the task is to decide
     */
    record TaskCase(@JsonUnwrapped CaseView view, String task, Instant now, List<Decisions.Option> options) {}

    @GetMapping("/tasks/{taskId}/case")
    TaskCase read(@PathVariable String taskId) {
        Actor reader = tasks.signedIn().orElseThrow(() -> new Problem("unauthenticated", 401, "Sign in first."));
        PluginTasks.CaseTask task =
                tasks.task(taskId).orElseThrow(() -> Problem.notFound("There is no such open task that you may read."));
        boolean herWork = !reader.isAgent() && WORK.contains(task.key()) && tasks.isFor(task, reader);
        CaseView view = herWork ? cases.readToWork(task.caseNumber(), reader) : cases.read(task.caseNumber(), reader);
        List<Decisions.Option> options =
                task.key().equals(DECIDE) ? decisions.options(task.caseNumber(), reader) : List.of();
        return new TaskCase(view, task.key(), clock.instant(), options);
    }
}
