package org.einhand.support;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import org.einhand.kernel.Calendars;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Each test finds agents who have given nothing away today: what other tests had them give was given the day before. They share
 * their users, and a user's goodwill of one day is limited.
 */
final class NothingGivenToday implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext context) {
        ApplicationContext application = SpringExtension.getApplicationContext(context);
        LocalDate today = LocalDate.ofInstant(application.getBean(Clock.class).instant(), Calendars.ZONE);
        application
                .getBean(JdbcClient.class)
                .sql(
                        "update remedy set requested_at = requested_at - interval '1 day' where goodwill_cents > 0 and requested_at >= ?")
                .param(Timestamp.from(today.atStartOfDay(Calendars.ZONE).toInstant()))
                .update();
    }
}
