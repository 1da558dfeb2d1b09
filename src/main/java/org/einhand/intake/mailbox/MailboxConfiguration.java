package org.einhand.intake.mailbox;

import org.einhand.kernel.Mailbox;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Mail is fetched where a mailbox was configured: {@code einhand.mailbox.host}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AttachmentLimits.class)
class MailboxConfiguration {

    @Bean
    @Conditional(Configured.class)
    Mailbox mailbox(Environment environment) {
        return Binder.get(environment).bindOrCreate("einhand.mailbox", Mailbox.class);
    }

    static class Configured implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(context.getEnvironment().getProperty("einhand.mailbox.host"));
        }
    }
}
