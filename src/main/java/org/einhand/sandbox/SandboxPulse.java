package org.einhand.sandbox;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** While the application runs: follows the clock of the other nodes, and reports what happens outside. */
@Component
@Profile("sandbox")
class SandboxPulse implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxPulse.class);

    private final SandboxClock clock;
    private final EngineJobs engine;
    private final Happenings happenings;
    private @Nullable ScheduledExecutorService pulse;

    SandboxPulse(SandboxClock clock, EngineJobs engine, Happenings happenings) {
        this.clock = clock;
        this.engine = engine;
        this.happenings = happenings;
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newScheduledThreadPool(2, work -> {
            Thread thread = new Thread(work, "sandbox-pulse");
            thread.setDaemon(true);
            return thread;
        });
        repeat(started, this::followClock, 500);
        repeat(started, happenings::reportDue, 1000);
        pulse = started;
    }

    @Override
    public synchronized void stop() {
        if (pulse != null) {
            pulse.shutdownNow();
            pulse = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return pulse != null;
    }

    private void followClock() {
        if (clock.follow()) {
            engine.wake();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // ends with the executor
    private static void repeat(ScheduledExecutorService pulse, Runnable work, long everyMillis) {
        pulse.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException failure) {
                        if (!pulse.isShutdown()) {
                            LOG.warn("The sandbox missed a beat: {}", failure.toString());
                        }
                    }
                },
                everyMillis,
                everyMillis,
                TimeUnit.MILLISECONDS);
    }
}
