package org.einhand.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Gives an application context an empty database, and the properties that differ in tests. */
public class OwnDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues.of(
                        "spring.datasource.url=" + create(),
                        "spring.datasource.username=postgres",
                        "server.address=127.0.0.1",
                        // one in four, so that a test need not decide a hundred times to find one
                        "einhand.reviews.share=0.25",
                        "camunda.bpm.job-execution.wait-time-in-millis=100",
                        "camunda.bpm.job-execution.max-wait=300")
                .applyTo(context);
    }

    /** The address of a new, empty database. */
    public static String create() {
        String name = "einhand_" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection =
                        EmbeddedDatabase.forTests().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return EmbeddedDatabase.forTests().getJdbcUrl("postgres", name);
    }
}
