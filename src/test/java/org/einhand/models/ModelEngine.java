package org.einhand.models;

import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessCoverageConfigurator;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.einhand.caseflow.BankDetailsSteps;
import org.einhand.caseflow.CallBackSteps;
import org.einhand.caseflow.CaseSteps;
import org.einhand.caseflow.CustomSteps;
import org.einhand.caseflow.ExchangeSteps;
import org.einhand.caseflow.NotificationSteps;
import org.einhand.caseflow.RefundSteps;
import org.einhand.support.OwnDatabase;

/**
 * A plain engine on a real PostgreSQL with the models as process owners edit them. The steps that the models call are stand-ins;
 * no job runs by itself. All model tests share it.
 */
final class ModelEngine extends StandaloneProcessEngineConfiguration {

    private static final Map<String, Object> STEPS = stepsAtHand();

    static final CaseSteps CASE_STEPS = steps(CaseSteps.class);
    static final NotificationSteps NOTIFICATION_STEPS = steps(NotificationSteps.class);
    static final RefundSteps REFUND_STEPS = steps(RefundSteps.class);
    static final CustomSteps CUSTOM_STEPS = steps(CustomSteps.class);
    static final ExchangeSteps EXCHANGE_STEPS = steps(ExchangeSteps.class);
    static final CallBackSteps CALL_BACK_STEPS = steps(CallBackSteps.class);
    static final BankDetailsSteps BANK_DETAILS_STEPS = steps(BankDetailsSteps.class);

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
        setBeans(new LinkedHashMap<>(STEPS));
        ProcessCoverageConfigurator.initializeProcessCoverageExtensions(this);
    }

    static ProcessEngine engine() {
        return ONE.buildProcessEngine();
    }

    private static Map<String, Object> stepsAtHand() {
        Map<String, Object> steps = new LinkedHashMap<>();
        Steps.all().forEach((name, type) -> steps.put(name, mock(type)));
        return steps;
    }

    /** The stand-in for one class of steps. */
    static <T> T steps(Class<T> type) {
        return STEPS.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    static Object[] allSteps() {
        return STEPS.values().toArray();
    }

    /** Runs a test class on the engine and fails it where an element of that model was never reached. */
    static ProcessEngineCoverageExtension covering(String model) {
        return ProcessEngineCoverageExtension.builder(ONE)
                .excludeProcessDefinitionKeys(files("bpmn", ".bpmn").stream()
                        .map(file -> file.substring("bpmn/".length(), file.length() - ".bpmn".length()))
                        .filter(other -> !other.equals(model))
                        .toArray(String[]::new))
                .assertClassCoverageAtLeast(1.0)
                .build();
    }

    @Override
    public synchronized ProcessEngine buildProcessEngine() {
        if (built == null) {
            built = super.buildProcessEngine();
            DeploymentBuilder models = built.getRepositoryService().createDeployment();
            files("bpmn", ".bpmn").forEach(models::addClasspathResource);
            files("dmn", ".dmn").forEach(models::addClasspathResource);
            models.deploy();
        }
        return built;
    }

    private static List<String> files(String folder, String ending) {
        try (Stream<Path> found = Files.list(Path.of(folder))) {
            return found.map(file -> folder + "/" + file.getFileName())
                    .filter(file -> file.endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
