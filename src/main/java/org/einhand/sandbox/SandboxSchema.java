package org.einhand.sandbox;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The sandbox's tables live in a schema with its own migration history, so that they never mix with the application's. */
@Component
@Profile("sandbox")
class SandboxSchema {

    SandboxSchema(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .schemas("sandbox")
                .locations("classpath:sandbox/migration")
                .load()
                .migrate();
    }
}
