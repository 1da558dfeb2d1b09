package org.einhand.workplace;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.einhand.casefile.SubjectKind;
import org.einhand.desk.CaseBriefs;
import org.einhand.desk.Decisions;
import org.einhand.desk.Enquiries;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an agent sees of her work as a whole: cards in a list, her day, what there is about an order that somebody calls about. */
@Hidden
@RestController
@RequestMapping("/camunda/api/einhand")
class WorkController {

    private static final int LONGEST_LIST = 200;
    private static final int IN_THE_TEAM = 20;

    private final PluginTasks tasks;
    private final CaseBriefs briefs;
    private final Enquiries enquiries;
    private final Decisions decisions;
    private final Clock clock;

    WorkController(PluginTasks tasks, CaseBriefs briefs, Enquiries enquiries, Decisions decisions, Clock clock) {
        this.tasks = tasks;
        this.briefs = briefs;
        this.enquiries = enquiries;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** What the cards of a list show, by task. */
    record Cards(Instant now, Map<String, CaseBriefs.Brief> cards) {}

    /** One call for all the cards of a list. */
    @GetMapping("/cards")
    Cards cards(@RequestParam List<String> task) {
        tasks.reader();
        if (task.size() > LONGEST_LIST) {
            throw Problem.invalid("/task", "must be at most " + LONGEST_LIST);
        }
        Map<String, String> numbers = tasks.caseNumbers(task);
        Map<String, CaseBriefs.Brief> byNumber = briefs.of(new TreeSet<>(numbers.values())).stream()
                .collect(Collectors.toMap(CaseBriefs.Brief::caseNumber, Function.identity()));
        return new Cards(
                clock.instant(),
                numbers.entrySet().stream()
                        .filter(entry -> byNumber.containsKey(entry.getValue()))
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> byNumber.get(entry.getValue()))));
    }

    /**
     * Her day.
     *
     * @param cases what she looks after
     * @param tasks what waits for her
     * @param held ids of the customers on whom she works now
     * @param authority goodwill that she may still give today on her own word; null for who decides nothing
     * @param waiting cases of the whole team whose customers wait for an answer, the longest overdue first
     */
    record Day(
            Instant now,
            String agent,
            List<CaseBriefs.Brief> cases,
            List<PluginTasks.Due> tasks,
            List<String> held,
            @Nullable Money authority,
            List<CaseBriefs.Brief> waiting) {}

    @GetMapping("/my-day")
    Day day() {
        Actor agent = tasks.reader();
        if (!agent.isAgent()) {
            return new Day(clock.instant(), agent.id(), List.of(), tasks.assignedTo(agent), List.of(), null, List.of());
        }
        return new Day(
                clock.instant(),
                agent.id(),
                briefs.lookedAfterBy(agent),
                tasks.assignedTo(agent),
                briefs.heldBy(agent),
                decisions.leftToday(agent),
                briefs.waitingForAnAnswer(IN_THE_TEAM));
    }

    @GetMapping("/subjects")
    Enquiries.Found subject(@RequestParam String kind, @RequestParam String id) {
        Actor agent = tasks.reader();
        String number = id.strip();
        if (number.isEmpty() || number.length() > 100) {
            throw Problem.invalid("/id", "must have between 1 and 100 characters");
        }
        return enquiries.about(kind(kind), number, agent);
    }

    private static SubjectKind kind(@Nullable String word) {
        try {
            return Worded.of(SubjectKind.class, String.valueOf(word));
        } catch (IllegalArgumentException none) {
            throw Problem.invalid("/kind", "must be order or contract");
        }
    }
}
