package org.einhand.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.einhand.kernel.Problem;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How each stand-in behaves, good day or bad; kept in the database. */
@Component
@Profile("sandbox")
class Behaviours {

    private final JdbcClient database;
    private final Duration slow;

    Behaviours(SandboxSchema schema, DataSource database, @Value("${einhand.sandbox.slow:PT8S}") Duration slow) {
        this.database = JdbcClient.create(database);
        this.slow = slow;
    }

    /** A way to behave. */
    enum Mode {
        /** Does its work, and the happy events follow by themselves. */
        AUTO,
        /** Does its work; what happens then is reported by whoever plays with the sandbox. */
        MANUAL,
        /** Answers 503 to everything and does nothing. */
        FAIL,
        /** As {@link #AUTO}, but answers so late that the caller has given up. */
        SLOW,
        /** Nothing is in stock. */
        OUT_OF_STOCK;

        static Mode of(String word) {
            return Arrays.stream(values())
                    .filter(mode -> mode.word().equals(word))
                    .findFirst()
                    .orElseThrow(
                            () -> Problem.invalid("/mode", "must be one of auto, manual, fail, slow, out-of-stock"));
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Whether what happens next is scheduled. */
        boolean goesOnByItself() {
            return this != MANUAL;
        }
    }

    Mode of(Backend backend) {
        return database.sql("select mode from sandbox.behaviour where backend = ?")
                .param(backend.path())
                .query(String.class)
                .optional()
                .map(Mode::of)
                .orElse(Mode.AUTO);
    }

    void set(Backend backend, Mode mode) {
        if (mode == Mode.OUT_OF_STOCK && backend != Backend.LOGISTICS) {
            throw Problem.invalid("/mode", "only logistics can be out of stock");
        }
        database.sql("insert into sandbox.behaviour (backend, mode) values (?, ?)"
                        + " on conflict (backend) do update set mode = excluded.mode")
                .params(backend.path(), mode.word())
                .update();
    }

    /** Lets a stand-in do its work the way it is set to. */
    <T> T answer(Backend backend, Supplier<T> work) {
        Mode mode = of(backend);
        if (mode == Mode.FAIL) {
            throw new Problem("backend-down", 503, "The stand-in for " + backend.path() + " is set to fail.");
        }
        T answer = work.get();
        if (mode == Mode.SLOW) {
            LockSupport.parkNanos(slow.toNanos());
        }
        return answer;
    }
}
