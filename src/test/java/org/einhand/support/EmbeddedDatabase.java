package org.einhand.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** The real PostgreSQL that development and tests use: started from Maven's repository, nothing to install. */
public final class EmbeddedDatabase {

    private static EmbeddedPostgres forTests;

    private EmbeddedDatabase() {}

    /** One server for all tests of this JVM; every application context makes its own database in it. */
    public static synchronized EmbeddedPostgres forTests() {
        if (forTests == null) {
            forTests = start(EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements"));
        }
        return forTests;
    }

    /** A server that keeps its data in that folder. */
    public static EmbeddedPostgres keptIn(Path folder) {
        return start(EmbeddedPostgres.builder()
                .setDataDirectory(folder.toAbsolutePath())
                .setCleanDataDirectory(false));
    }

    private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) {
        try {
            return builder.setServerConfig("max_connections", "200")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
