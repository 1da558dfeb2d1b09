package org.einhand.intake.mailbox;

import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.einhand.casefile.InboundMails;
import org.einhand.kernel.DueWork;
import org.einhand.kernel.Mailbox;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Two threads per node: one fetches mail, so long as a mailbox is configured; one brings what is stored. */
@Component
class MailboxWorker implements SmartLifecycle, DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxWorker.class);
    private static final long SECONDS_TO_FINISH = 20;

    private final @Nullable Mailbox mailbox;
    private final InboundMails mails;
    private final MailBringing bringing;
    private final Clock clock;
    private @Nullable ScheduledExecutorService threads;
    private boolean outOfReach;

    MailboxWorker(ObjectProvider<Mailbox> mailbox, InboundMails mails, MailBringing bringing, Clock clock) {
        this.mailbox = mailbox.getIfAvailable();
        this.mails = mails;
        this.bringing = bringing;
        this.clock = clock;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // ends with the threads
    public synchronized void start() {
        ScheduledExecutorService started = Executors.newScheduledThreadPool(2, work -> {
            Thread thread = new Thread(work, "inbound-mail");
            thread.setDaemon(true);
            return thread;
        });
        if (mailbox != null) {
            MailFetch fetch = new MailFetch(mailbox, mails, clock);
            long every = mailbox.every().toMillis();
            started.scheduleWithFixedDelay(() -> fetch(mailbox, fetch), every, every, TimeUnit.MILLISECONDS);
        }
        started.scheduleWithFixedDelay(this::bringAll, 1, 1, TimeUnit.SECONDS);
        threads = started;
    }

    private void fetch(Mailbox from, MailFetch fetch) {
        try {
            if (fetch.fetch()) {
                bringAll();
            }
            if (outOfReach) {
                outOfReach = false;
                LOG.info("The mailbox {} can be reached again", from);
            }
        } catch (MessagingException | RuntimeException failure) {
            if (!outOfReach) {
                LOG.warn("No mail from {}: {}", from, failure.toString());
            }
            outOfReach = true;
        }
    }

    private void bringAll() {
        try {
            while (!Thread.currentThread().isInterrupted() && isRunning() && bringing.next()) {
                LOG.trace("One mail brought");
            }
        } catch (RuntimeException failure) {
            LOG.warn("Mail waits: {}", failure.toString());
        }
    }

    /** Lets the mail in hand be finished; the others stay stored, or unread. */
    @Override
    public void stop() {
        ScheduledExecutorService stopped;
        synchronized (this) {
            stopped = threads;
            threads = null;
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
        return threads != null;
    }

    @Override
    public Optional<Instant> nextDue() {
        return mails.nextTry();
    }

    @Override
    public boolean busy() {
        return mails.isSomethingDue();
    }
}
