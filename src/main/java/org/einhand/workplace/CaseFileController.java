package org.einhand.workplace;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.einhand.casefile.HalfWrittenNotes;
import org.einhand.desk.CaseBriefs;
import org.einhand.desk.CaseView;
import org.einhand.desk.CaseViews;
import org.einhand.desk.Comparing;
import org.einhand.desk.ConsultationView;
import org.einhand.desk.Consulting;
import org.einhand.desk.HandingOn;
import org.einhand.desk.HandoffView;
import org.einhand.desk.NotesInHand;
import org.einhand.desk.TextBlocks;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The case behind a task, and what only Tasklist needs of it: a note in hand, text blocks, comparing. What changes a case goes
 * through the interface for everybody. The address lies below the web application's, so that its session and its filters apply;
 * they know nothing of these routes, so each asks for the session itself.
 */
@Hidden
@RestController
@RequestMapping("/camunda/api/einhand")
class CaseFileController {

    /** What specialists have to do in cases of others; the case stands beside it as long as it is theirs to do. */
    private static final Set<String> FOR_SPECIALISTS =
            Set.of("carry-out", "call-back", "answer-consultation", "accept-handoff");

    private final PluginTasks tasks;
    private final CaseViews cases;
    private final CaseBriefs briefs;
    private final NotesInHand notes;
    private final TextBlocks blocks;
    private final Comparing comparing;
    private final Consulting consulting;
    private final HandingOn handingOn;
    private final Clock clock;

    CaseFileController(
            PluginTasks tasks,
            CaseViews cases,
            CaseBriefs briefs,
            NotesInHand notes,
            TextBlocks blocks,
            Comparing comparing,
            Consulting consulting,
            HandingOn handingOn,
            Clock clock) {
        this.tasks = tasks;
        this.cases = cases;
        this.briefs = briefs;
        this.notes = notes;
        this.blocks = blocks;
        this.comparing = comparing;
        this.consulting = consulting;
        this.handingOn = handingOn;
        this.clock = clock;
    }

    /**
     * The case, and what goes with it in Tasklist.
     *
     * @param task the key of the task, such as {@code decide}; null without one
     * @param taskId the task; from a case's number, the one that its reader would work on next
     * @param now business time, from which times left are counted
     * @param consultations questions to specialists, and their answers
     * @param handoffs offers to take the case, and what goes with it
     * @param note what somebody began to write
     */
    record TaskCase(
            @JsonUnwrapped CaseView view,
            @Nullable String task,
            @Nullable String taskId,
            Instant now,
            Reader reader,
            List<ConsultationView> consultations,
            List<HandoffView> handoffs,
            HalfWrittenNotes.@Nullable Note note) {}

    /** Who reads: only agents act on a case, some of them without sight of personal data. */
    record Reader(String id, boolean agent, boolean masked) {}

    @GetMapping("/tasks/{taskId}/case")
    TaskCase ofTask(@PathVariable String taskId) {
        Actor reader = tasks.reader();
        PluginTasks.CaseTask task =
                tasks.task(taskId).orElseThrow(() -> Problem.notFound("There is no such open task that you may read."));
        boolean herWork = !reader.isAgent() && FOR_SPECIALISTS.contains(task.key()) && tasks.isFor(task, reader);
        CaseView view = herWork ? cases.readToWork(task.caseNumber(), reader) : cases.read(task.caseNumber(), reader);
        return shown(view, Optional.of(task), reader);
    }

    @GetMapping("/files/{caseNumber}")
    TaskCase ofNumber(@PathVariable String caseNumber) {
        Actor reader = tasks.reader();
        return shown(cases.read(caseNumber, reader), tasks.next(caseNumber, reader), reader);
    }

    private TaskCase shown(CaseView view, Optional<PluginTasks.CaseTask> task, Actor reader) {
        return new TaskCase(
                view,
                task.map(PluginTasks.CaseTask::key).orElse(null),
                task.map(PluginTasks.CaseTask::id).orElse(null),
                clock.instant(),
                new Reader(reader.id(), reader.isAgent(), !reader.seesPersonalData()),
                consulting.of(view.caseNumber(), reader),
                handingOn.of(view.caseNumber(), reader),
                reader.isAgent() ? notes.of(view.caseNumber(), reader).orElse(null) : null);
    }

    /** What an open page asks every few seconds: has the case changed, does somebody work on the customer. */
    @GetMapping("/files/{caseNumber}/pulse")
    CaseBriefs.Pulse pulse(@PathVariable String caseNumber) {
        Actor reader = tasks.reader();
        if (!reader.isAgent()) {
            throw Problem.forbidden("Only agents read cases.");
        }
        return briefs.pulse(caseNumber).orElseThrow(() -> Problem.notFound("There is no case " + caseNumber + "."));
    }

    /** The body of a note that is being written. */
    record Written(@Nullable String text) {}

    @PutMapping("/files/{caseNumber}/note")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void keep(@PathVariable String caseNumber, @RequestBody Written written) {
        notes.keep(caseNumber, tasks.reader(), written.text() == null ? "" : written.text());
    }

    @GetMapping("/files/{caseNumber}/text-blocks")
    List<TextBlocks.Block> blocks(@PathVariable String caseNumber) {
        return blocks.of(caseNumber, tasks.reader());
    }

    /** What a caller said. */
    record Said(@Nullable String what, @Nullable String said) {}

    @PostMapping("/files/{caseNumber}/comparisons")
    Comparing.Compared compare(@PathVariable String caseNumber, @RequestBody Said said) {
        Actor agent = tasks.reader();
        Comparing.What what;
        try {
            what = Worded.of(Comparing.What.class, String.valueOf(said.what()));
        } catch (IllegalArgumentException none) {
            throw Problem.invalid("/what", "must be one of name, email, mobile, street, postal-code, city");
        }
        return comparing.compare(caseNumber, agent, what, said.said() == null ? "" : said.said());
    }
}
