package org.einhand.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.einhand.kernel.DueWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** One thread per node that brings stored events: right after one was stored, and every second what is due again. */
@Component
class EventWorker implements SmartLifecycle, DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(EventWorker.class);
    private static final long SECONDS_TO_FINISH = 20;

    private final EventCorrelation correlation;
    private final InboundEvents events;
    private final AtomicBoolean woken = new AtomicBoolean();
    private @Nullable ScheduledExecutorService thread;

    EventWorker(EventCorrelation correlation, InboundEvents events) {
        this.correlation = correlation;
        this.events = events;
    }

    /** There is something new. */
    synchronized void wake() {
        if (thread != null && woken.compareAndSet(false, true)) {
            thread.execute(this::bringAll);
        }
    }

    private void bringAll() {
        woken.set(false);
        try {
            while (!Thread.currentThread().isInterrupted() && isRunning() && correlation.next()) {
                LOG.trace("One event brought");
            }
        } catch (RuntimeException failure) {
            LOG.warn("Events wait: {}", failure.toString());
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // ends with the thread
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "inbound-events");
            thread.setDaemon(true);
            return thread;
        });
        started.scheduleWithFixedDelay(this::bringAll, 1, 1, TimeUnit.SECONDS);
        thread = started;
    }

    /** Lets the event in hand be finished; the others stay stored. */
    @Override
    public void stop() {
        ScheduledExecutorService stopped;
        synchronized (this) {
            stopped = thread;
            thread = null;
        }
        if (stopped == null) {
            return;
        }
        stopped.shutdown();
        try {
            if (!stopped.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                stopped.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            stopped.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    @Override
    public Optional<Instant> nextDue() {
        return events.nextTry();
    }

    @Override
    public boolean busy() {
        return events.isSomethingDue();
    }
}
