package org.einhand;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import org.einhand.support.EmbeddedDatabase;
import org.springframework.boot.SpringApplication;

/** Everything on one machine: {@code mvn spring-boot:test-run}. The data stays in {@code .einhand/} between runs. */
public class TestEinhandApplication {

    public static void main(String[] arguments) {
        EmbeddedPostgres postgres = EmbeddedDatabase.keptIn(Path.of(".einhand", "postgres"));
        System.setProperty("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"));
        System.setProperty("spring.datasource.username", "postgres");
        SpringApplication application = new SpringApplication(EinhandApplication.class);
        application.setAdditionalProfiles("sandbox");
        application.addListeners(new DemoCases());
        application.run(arguments);
    }
}
