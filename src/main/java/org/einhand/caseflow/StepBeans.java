package org.einhand.caseflow;

import java.util.AbstractMap;
import java.util.Set;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The only beans that expressions in models can reach. A model from outside cannot call into the rest of the application. */
@Configuration(proxyBeanMethods = false)
class StepBeans {

    private static final Set<String> NAMES = Set.of(
            "caseSteps",
            "approvalSteps",
            "notificationSteps",
            "exchangeSteps",
            "activationSteps",
            "refundSteps",
            "customSteps",
            "bankDetailsSteps",
            "consultationSteps",
            "handoffSteps",
            "callBackSteps");

    @Bean
    AbstractProcessEnginePlugin stepBeansOnly(BeanFactory beans) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                configuration.setBeans(new Reachable(beans));
            }
        };
    }

    private static final class Reachable extends AbstractMap<Object, Object> {
        private final BeanFactory beans;

        Reachable(BeanFactory beans) {
            this.beans = beans;
        }

        @Override
        public boolean containsKey(Object key) {
            return key instanceof String name && NAMES.contains(name);
        }

        @Override
        public @Nullable Object get(Object key) {
            return key instanceof String name && NAMES.contains(name) ? beans.getBean(name) : null;
        }

        @Override
        public Set<Entry<Object, Object>> entrySet() {
            return Set.of();
        }
    }
}
