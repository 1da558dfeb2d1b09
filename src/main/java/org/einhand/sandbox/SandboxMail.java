package org.einhand.sandbox;

import java.util.Properties;
import org.springframework.boot.autoconfigure.mail.MailProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.util.StringUtils;

/** Unless a mail server was configured, mails go to the sandbox's own catcher, over SMTP as they would outside. */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
@Conditional(SandboxMail.NoServerConfigured.class)
@EnableConfigurationProperties(MailProperties.class)
class SandboxMail {

    @Bean
    MailCatcher mailCatcher() {
        return new MailCatcher();
    }

    @Bean
    JavaMailSender javaMailSender(MailCatcher catcher, MailProperties configured) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(catcher.port());
        sender.setDefaultEncoding(configured.getDefaultEncoding().name());
        Properties properties = new Properties();
        properties.putAll(configured.getProperties());
        sender.setJavaMailProperties(properties);
        return sender;
    }

    static class NoServerConfigured implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !StringUtils.hasText(context.getEnvironment().getProperty("spring.mail.host"));
        }
    }
}
