package org.einhand.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.einhand.kernel.DueWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Brings what waits in the outbox, with one thread per listener and node, so that a slow one holds up nobody else. An event that
 * is not taken is tried again for three days and then given up; a listener may get one twice, with the same id.
 */
@Component
class Courier implements SmartLifecycle, DueWork {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** Longer than telling one event can take. */
    private static final Duration CLAIM = Duration.ofSeconds(60);

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private final Subscribers subscribers;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final MeterRegistry meters;
    private final Clock wall = Clock.systemUTC();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private @Nullable ScheduledExecutorService threads;

    Courier(Subscribers subscribers, Outbox outbox, ObjectMapper json, MeterRegistry meters) {
        this.subscribers = subscribers;
        this.outbox = outbox;
        this.json = json;
        this.meters = meters;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // ends with the threads
    public synchronized void start() {
        if (subscribers.all().isEmpty()) {
            return;
        }
        ScheduledExecutorService started =
                Executors.newScheduledThreadPool(subscribers.all().size(), work -> {
                    Thread thread = new Thread(work, "outgoing-events");
                    thread.setDaemon(true);
                    return thread;
                });
        subscribers
                .all()
                .forEach(each -> started.scheduleWithFixedDelay(() -> bringAll(each), 500, 500, TimeUnit.MILLISECONDS));
        started.scheduleWithFixedDelay(this::clear, 1, 60, TimeUnit.MINUTES);
        threads = started;
    }

    private void clear() {
        try {
            outbox.clear();
        } catch (RuntimeException failure) {
            LOG.warn("Old outgoing events stay for now: {}", failure.toString());
        }
    }

    private void bringAll(Subscribers.Subscriber subscriber) {
        try {
            boolean goOn = true;
            while (goOn && isRunning()) {
                goOn = outbox.claim(subscriber.url(), CLAIM)
                        .map(parcel -> bring(subscriber, parcel))
                        .orElse(false);
            }
        } catch (RuntimeException failure) {
            LOG.warn("Outgoing events wait: {}", failure.toString());
        }
    }

    /** Tells one event; false if the listener did not answer at all, and had better be left alone for a moment. */
    private boolean bring(Subscribers.Subscriber subscriber, Outbox.Parcel parcel) {
        try {
            int status = http.send(request(subscriber, parcel), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status >= 200 && status < 300) {
                outbox.delivered(parcel);
                count(subscriber, "delivered");
            } else {
                notTaken(subscriber, parcel, "it answered " + status);
            }
            return true;
        } catch (IOException failure) {
            notTaken(subscriber, parcel, failure.getClass().getSimpleName());
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void notTaken(Subscribers.Subscriber subscriber, Outbox.Parcel parcel, String why) {
        if (parcel.attempts() > WAITS.size()) {
            outbox.givenUp(parcel, why);
            count(subscriber, "given-up");
            LOG.error(
                    "Event {} ({}, case {}) is given up: {} did not take it in {} tries, at last: {}",
                    parcel.id(),
                    parcel.type(),
                    parcel.caseNumber(),
                    subscriber.name(),
                    parcel.attempts(),
                    why);
            return;
        }
        Duration wait = WAITS.get(parcel.attempts() - 1);
        outbox.later(parcel, wait, why);
        count(subscriber, "not-taken");
        LOG.warn("Event {} ({}) is told {} again in {}: {}", parcel.id(), parcel.type(), subscriber.name(), wait, why);
    }

    private void count(Subscribers.Subscriber subscriber, String outcome) {
        meters.counter("einhand.webhooks", "subscriber", subscriber.name(), "outcome", outcome)
                .increment();
    }

    private HttpRequest request(Subscribers.Subscriber subscriber, Outbox.Parcel parcel) {
        byte[] body = cloudEvent(parcel);
        String id = parcel.id().toString();
        String timestamp = String.valueOf(wall.instant().getEpochSecond());
        return HttpRequest.newBuilder(URI.create(subscriber.url()))
                .timeout(ANSWER)
                .header("Content-Type", "application/cloudevents+json")
                .header("User-Agent", "Einhand")
                .header("webhook-id", id)
                .header("webhook-timestamp", timestamp)
                .header(
                        "webhook-signature",
                        subscriber.secrets().stream()
                                .map(secret -> "v1," + secret.sign(id, timestamp, body))
                                .collect(Collectors.joining(" ")))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private byte[] cloudEvent(Outbox.Parcel parcel) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", parcel.id().toString());
        event.put("source", "einhand");
        event.put("type", parcel.type());
        event.put("subject", parcel.caseNumber());
        event.put("time", parcel.happenedAt().toString());
        event.put("datacontenttype", "application/json");
        event.put("data", parcel.data());
        try {
            return json.writeValueAsBytes(event);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("An event cannot be written", failure);
        }
    }

    /** What is in hand stays claimed for a minute and is then told again. */
    @Override
    public synchronized void stop() {
        if (threads != null) {
            threads.shutdownNow();
            threads = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return threads != null;
    }

    @Override
    public Optional<Instant> nextDue() {
        return subscribers.all().stream()
                .flatMap(each -> outbox.nextTry(each.url()).stream())
                .min(Instant::compareTo);
    }

    @Override
    public boolean busy() {
        return subscribers.all().stream().anyMatch(each -> outbox.isSomethingDue(each.url()));
    }
}
