package org.einhand.sandbox;

import java.time.Duration;
import org.einhand.kernel.Mailbox;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/** Unless a mailbox was configured, customers write to one of the sandbox's own, fetched over IMAP as it would be outside. */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
@Conditional(SandboxPostbox.NoMailboxConfigured.class)
class SandboxPostbox {

    private static final Duration EVERY = Duration.ofMillis(500);

    @Bean
    Postbox postbox() {
        return new Postbox();
    }

    @Bean
    Mailbox sandboxMailbox(Postbox postbox) {
        return new Mailbox(
                "127.0.0.1",
                postbox.port(),
                Postbox.USER,
                Postbox.USER,
                Mailbox.Tls.OFF,
                "INBOX",
                EVERY,
                DataSize.ofMegabytes(5));
    }

    static class NoMailboxConfigured implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("einhand.mailbox.host"));
        }
    }
}
