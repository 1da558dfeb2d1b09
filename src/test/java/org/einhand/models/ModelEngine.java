package org.einhand.models;

import static org.mockito.Mockito.mock;

import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessCoverageConfigurator;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.einhand.caseflow.ActivationSteps;
import org.einhand.caseflow.CaseSteps;
import org.einhand.caseflow.NotificationSteps;
import org.einhand.support.OwnDatabase;

/**
 * A plain engine on a real PostgreSQL with the models as process owners edit them. The steps that the models call are stand-ins;
 * no job runs by itself. All model tests share it.
 */
final class ModelEngine extends StandaloneProcessEngineConfiguration {

    static final CaseSteps CASE_STEPS = mock(CaseSteps.class);
    static final ActivationSteps ACTIVATION_STEPS = mock(ActivationSteps.class);
    static final NotificationSteps NOTIFICATION_STEPS = mock(NotificationSteps.class);

    private static final ModelEngine ONE = new ModelEngine();

    private ProcessEngine built;

    private ModelEngine() {
        setProcessEngineName("models");
        setJdbcDriver("org.postgresql.Driver");
        setJdbcUrl(OwnDatabase.create());
        setJdbcUsername("postgres");
        setJdbcPassword("");
        setDatabaseSchemaUpdate(DB_SCHEMA_UPDATE_TRUE);
        setHistory(HISTORY_FULL);
        setJobExecutorActivate(false);
        setTaskMetricsEnabled(false);
        setDbMetricsReporterActivate(false);
        setBeans(Map.of(
                "caseSteps", CASE_STEPS, "activationSteps", ACTIVATION_STEPS, "notificationSteps", NOTIFICATION_STEPS));
        ProcessCoverageConfigurator.initializeProcessCoverageExtensions(this);
    }

    static ProcessEngine engine() {
        return ONE.buildProcessEngine();
    }

    /** Runs a test class on the engine and fails it where an element of that model was never reached; the other models are left out. */
    static ProcessEngineCoverageExtension covering(String... otherModels) {
        return ProcessEngineCoverageExtension.builder(ONE)
                .excludeProcessDefinitionKeys(otherModels)
                .assertClassCoverageAtLeast(1.0)
                .build();
    }

    @Override
    public synchronized ProcessEngine buildProcessEngine() {
        if (built == null) {
            built = super.buildProcessEngine();
            built.getRepositoryService()
                    .createDeployment()
                    .addClasspathResource("bpmn/case.bpmn")
                    .addClasspathResource("bpmn/redelivery.bpmn")
                    .addClasspathResource("bpmn/contract-activation.bpmn")
                    .addClasspathResource("bpmn/customer-notification.bpmn")
                    .addClasspathResource("dmn/redelivery-terms.dmn")
                    .deploy();
        }
        return built;
    }
}
