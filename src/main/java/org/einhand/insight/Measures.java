package org.einhand.insight;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.einhand.casefile.CaseState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The figures that operations watch all day, as gauges. They are read from the database when somebody looks, at most once a minute by
 * the wall clock: whoever scrapes faster sees the same again, and while nobody does it costs nothing. What they say is counted in
 * business time. Every node tells the same.
 */
@Component
class Measures {

    private static final Logger LOG = LoggerFactory.getLogger(Measures.class);
    private static final Duration STALE_AFTER = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final List<CaseState> COUNTED = List.of(CaseState.OPEN, CaseState.WAITING, CaseState.SOLVED);

    private final Figures figures;
    private final Supervision supervision;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final LongSupplier nanoTime;

    private @Nullable Snapshot snapshot;
    private long takenAt;
    private boolean taken;

    @Autowired
    Measures(MeterRegistry registry, Figures figures, Supervision supervision, JdbcClient jdbc, Clock clock) {
        this(registry, figures, supervision, jdbc, clock, System::nanoTime);
    }

    /** Whose minute is counted by {@code nanoTime}. */
    Measures(
            MeterRegistry registry,
            Figures figures,
            Supervision supervision,
            JdbcClient jdbc,
            Clock clock,
            LongSupplier nanoTime) {
        this.figures = figures;
        this.supervision = supervision;
        this.jdbc = jdbc;
        this.clock = clock;
        this.nanoTime = nanoTime;
        for (CaseState state : COUNTED) {
            Gauge.builder("einhand.cases", this, measures -> measures.now(seen -> seen.cases(state)))
                    .description("Cases that are not closed")
                    .tag("state", state.word())
                    .register(registry);
        }
        gauge(
                registry,
                "einhand.promises.at.risk",
                "Open promises due within half an hour, or handed to a lead",
                Snapshot::atRisk);
        gauge(
                registry,
                "einhand.promises.broken",
                "Promises missed in cases that are not solved, without a new one",
                Snapshot::broken);
        gauge(
                registry,
                "einhand.contacts.overdue",
                "Contacts that should have been answered by now",
                Snapshot::overdue);
        gauge(registry, "einhand.handoffs", "Handoffs of the cases that are not closed", Snapshot::handoffs);
        gauge(
                registry,
                "einhand.decisions.direct.share",
                "Share of decisions of the last 24 hours that needed nobody else's yes",
                Snapshot::direct);
        Gauge.builder("einhand.goodwill.spent", this, measures -> measures.now(Snapshot::goodwill))
                .description("Goodwill decided on in the last 24 hours")
                .baseUnit("euros")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<Snapshot> value) {
        Gauge.builder(name, this, measures -> measures.now(value))
                .description(description)
                .register(registry);
    }

    /** What was counted at one time. */
    private record Snapshot(
            Map<String, Long> byState,
            double atRisk,
            double broken,
            double overdue,
            double handoffs,
            double direct,
            double goodwill) {

        double cases(CaseState state) {
            return byState.getOrDefault(state.word(), 0L);
        }
    }

    /** Not a number while the database does not answer. */
    private synchronized double now(ToDoubleFunction<Snapshot> value) {
        long now = nanoTime.getAsLong();
        if (!taken || now - takenAt >= STALE_AFTER.toNanos()) {
            taken = true;
            takenAt = now;
            snapshot = take();
        }
        return snapshot == null ? Double.NaN : value.applyAsDouble(snapshot);
    }

    private @Nullable Snapshot take() {
        try {
            Instant now = clock.instant();
            Figures.Question lastDay = new Figures.Question(now.minus(DAY), now, null, null);
            Map<String, Long> byState = new HashMap<>();
            jdbc.sql("select state, count(*) as count from case_file where state <> 'closed' group by state")
                    .query(row -> {
                        byState.put(row.getString("state"), row.getLong("count"));
                    });
            Supervision.Missed missed = supervision.missed();
            Double direct = figures.directDecisionShare(lastDay);
            return new Snapshot(
                    byState,
                    missed.atRisk(),
                    missed.broken(),
                    missed.overdue(),
                    jdbc.sql("select coalesce(sum(handoffs), 0) from case_file where state <> 'closed'")
                            .query(Long.class)
                            .single(),
                    direct == null ? Double.NaN : direct,
                    figures.goodwill(lastDay).cents() / 100.0);
        } catch (DataAccessException failure) {
            LOG.warn("Key figures could not be counted: {}", failure.getMessage());
            return null;
        }
    }
}
