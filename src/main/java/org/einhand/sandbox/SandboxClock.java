package org.einhand.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Business time in the sandbox: the wall clock plus an offset. The offset is kept in the database, so that time goes on where it
 * was after a restart and all nodes agree; the engine's own clock is moved along. Time never goes back.
 */
@Component
@Primary
@Profile("sandbox")
public class SandboxClock extends Clock implements DisposableBean {

    private final Clock wall = Clock.systemUTC();
    private final JdbcClient database;
    private final long engineBefore;
    private volatile long offset;

    SandboxClock(SandboxSchema schema, DataSource database, @Value("${einhand.sandbox.clock.start:}") String start) {
        this.database = JdbcClient.create(database);
        long wanted = start.isBlank() ? 0 : offsetTo(Instant.parse(start));
        this.database
                .sql("insert into sandbox.clock (id, offset_ms) values (1, ?) on conflict (id) do nothing")
                .param(wanted)
                .update();
        this.engineBefore = ClockUtil.now().getTime() - wall.millis();
        apply(stored());
    }

    @Override
    public Instant instant() {
        return wall.instant().plusMillis(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        SandboxClock source = this;
        return new Clock() {
            @Override
            public Instant instant() {
                return source.instant();
            }

            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return source.withZone(other);
            }
        };
    }

    /** Moves on to that instant, on all nodes; does nothing if it has already passed. */
    void moveTo(Instant instant) {
        apply(database.sql(
                        "update sandbox.clock set offset_ms = greatest(offset_ms, ?) where id = 1 returning offset_ms")
                .param(offsetTo(instant))
                .query(Long.class)
                .single());
    }

    /** Takes over what another node has set; answers whether time has moved. */
    boolean follow() {
        long stored = stored();
        boolean moved = stored != offset;
        if (moved) {
            apply(stored);
        }
        return moved;
    }

    /** The engine's clock is one for the whole JVM: whoever had it before gets it back. */
    @Override
    public void destroy() {
        ClockUtil.offset(engineBefore);
    }

    private void apply(long milliseconds) {
        offset = milliseconds;
        ClockUtil.offset(milliseconds);
    }

    private long stored() {
        return database.sql("select offset_ms from sandbox.clock where id = 1")
                .query(Long.class)
                .single();
    }

    /** In whole milliseconds, rounded up: a moment that was moved to has come. */
    private long offsetTo(Instant instant) {
        return Duration.between(wall.instant(), instant).plusNanos(999_999).toMillis();
    }
}
