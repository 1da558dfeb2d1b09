package org.einhand.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseState;
import org.einhand.kernel.Actor;
import org.einhand.kernel.EngineWork;
import org.einhand.kernel.IncomingEvents;
import org.einhand.kernel.Migrations;
import org.einhand.kernel.OnWatch;
import org.einhand.kernel.Problem;
import org.einhand.kernel.UnitOfWork;
import org.einhand.webhook.Outbox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What operations do: look for what is stuck, find out why, let it be tried again, move what runs to another version of its model.
 * Only for operations, from whichever face they come; what they change is logged with who did it.
 */
@Component
public class Operations {

    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

    /** Whoever looks after the running system. */
    private static final String GROUP = "operations";

    /** Due work is late after that; a busy engine takes a moment. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private static final int MOST_EVENTS = 50;
    private static final int MOST_QUESTIONS = 10;

    private final EngineWork engine;
    private final Migrations migrations;
    private final IncomingEvents events;
    private final List<OnWatch> watched;
    private final Outbox outbox;
    private final CaseFiles files;
    private final OperationsFile caseFile;
    private final ProviderAnswers providers;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    Operations(
            EngineWork engine,
            Migrations migrations,
            IncomingEvents events,
            List<OnWatch> watched,
            Outbox outbox,
            CaseFiles files,
            OperationsFile caseFile,
            ProviderAnswers providers,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.engine = engine;
        this.migrations = migrations;
        this.events = events;
        this.watched = watched;
        this.outbox = outbox;
        this.files = files;
        this.caseFile = caseFile;
        this.providers = providers;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * Says no to everybody else.
     *
     * @throws Problem 403
     */
    public static void only(Actor reader) {
        if (!reader.in(GROUP)) {
            throw Problem.forbidden("Only operations do this.");
        }
    }

    /** The key figures. */
    public OperationsView.Figures figures(Actor reader) {
        only(reader);
        Map<CaseState, Long> cases = files.underWay();
        return new OperationsView.Figures(
                clock.instant(),
                cases,
                Stream.concat(
                                Stream.of(engine.incidentCount(), engine.dueCount(late())),
                                watched.stream().map(OnWatch::count))
                        .toList(),
                engine.withoutRetries());
    }

    /** The key figures and what is behind them. */
    public OperationsView.Overview overview(Actor reader) {
        return new OperationsView.Overview(
                figures(reader), engine.incidents(), engine.due(late()), events.unmatched(MOST_EVENTS));
    }

    private Instant late() {
        return clock.instant().minus(LATE);
    }

    /**
     * A running process, its case, and what went before.
     *
     * @throws Problem 404
     */
    public OperationsView.Process process(String instanceId, Actor reader) {
        EngineWork.Instance instance = instance(instanceId, reader);
        return new OperationsView.Process(
                clock.instant(),
                instance,
                engine.failures(instanceId),
                engine.ended(instanceId),
                file(instance).map(caseFile::of).orElse(null));
    }

    /**
     * Asks the providers about the orders of a process's case that are still under way.
     *
     * @throws Problem 404
     */
    public OperationsView.Answers answers(String instanceId, Actor reader) {
        List<OperationsView.Order> orders = file(instance(instanceId, reader)).stream()
                .flatMap(file -> caseFile.awaited(file).stream())
                .limit(MOST_QUESTIONS)
                .toList();
        return new OperationsView.Answers(orders.stream()
                .map(order -> providers.ask(order.backend(), order.reference()))
                .toList());
    }

    private EngineWork.Instance instance(String instanceId, Actor reader) {
        only(reader);
        return engine.find(instanceId)
                .orElseThrow(() -> Problem.notFound("There is no such running process of a case."));
    }

    private Optional<CaseFile> file(EngineWork.Instance instance) {
        return files.find(instance.caseNumber());
    }

    /**
     * Tries again at once what failed in a process and in those it called; answers how much that is.
     *
     * @throws Problem 404
     */
    public int retry(String instanceId, Actor by) {
        EngineWork.Instance instance = instance(instanceId, by);
        int retried = unitOfWork.run(() -> engine.retry(instanceId));
        LOG.info("{} has {} jobs of {} {} tried again", by.id(), retried, instance.process(), instance.caseNumber());
        return retried;
    }

    /**
     * Lets everything of one sort that nobody tries any more be tried again.
     *
     * @param dueAt from when on; null: now
     * @throws Problem 400 if that is over
     */
    public EngineWork.Retried retry(EngineWork.Which which, @Nullable Instant dueAt, Actor by) {
        only(by);
        Instant now = clock.instant();
        if (dueAt != null && dueAt.isBefore(now)) {
            throw Problem.invalid("/dueAt", "must not be in the past; leave it out for now");
        }
        EngineWork.Retried retried = unitOfWork.run(() -> engine.retry(which, dueAt == null ? now : dueAt));
        LOG.info(
                "{} has {} jobs of {} tried again from {}",
                by.id(),
                retried.retried(),
                which,
                dueAt == null ? now : dueAt);
        return retried;
    }

    /** What would happen if running processes were moved to another version; see {@link Migrations#plan}. */
    public Migrations.Plan plan(
            String process, int from, @Nullable Integer to, @Nullable String caseNumber, Actor reader) {
        only(reader);
        return migrations.plan(process, from, to, caseNumber);
    }

    /** Moves running processes to another version; see {@link Migrations#migrate}. */
    public Migrations.Migrated migrate(
            String process, int from, int to, @Nullable String caseNumber, String plan, Actor by) {
        only(by);
        Migrations.Migrated migrated = migrations.migrate(process, from, to, caseNumber, plan);
        LOG.info(
                "{} moved {} processes {} from version {} to {}, {} are left",
                by.id(),
                migrated.migrated(),
                process,
                from,
                to,
                migrated.left());
        return migrated;
    }

    /** Tries an unmatched event again; see {@link IncomingEvents#replay}. */
    public IncomingEvents.Heard replay(String source, String id, String reason, Actor by) {
        only(by);
        return events.replay(source, id, by, reason);
    }

    /** Puts an unmatched event aside; see {@link IncomingEvents#discard}. */
    public IncomingEvents.Heard discard(String source, String id, String reason, Actor by) {
        only(by);
        return events.discard(source, id, by, reason);
    }

    /** Sends what listeners did not take for days once more; answers how much that is. */
    public int deliverAgain(Actor by) {
        only(by);
        int again = outbox.again();
        LOG.info("{} has {} outgoing events sent again", by.id(), again);
        return again;
    }
}
