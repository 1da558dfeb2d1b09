package org.einhand.platform;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * How the engine is set up; what operations may want to change (thread pool, polling, deployment pattern) is in the
 * application's properties instead.
 */
@Component
@Order(EngineSettings.AFTER_THE_STARTER)
@ConditionalOnProperty(name = "camunda.bpm.enabled", matchIfMissing = true)
class EngineSettings extends AbstractProcessEnginePlugin {

    static final int AFTER_THE_STARTER = 1000;

    private static final String NAMES_WITH_HYPHEN = "[a-zA-Z0-9][a-zA-Z0-9-]*";

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        rememberCases(engine);
        runJobs(engine);
        closeDoors(engine);
        engine.setTaskMetricsEnabled(false);
        engine.setDbMetricsReporterActivate(false);
    }

    private static void rememberCases(ProcessEngineConfigurationImpl engine) {
        List<org.camunda.bpm.engine.impl.history.HistoryLevel> levels = engine.getCustomHistoryLevels() == null
                ? new ArrayList<>()
                : new ArrayList<>(engine.getCustomHistoryLevels());
        levels.add(new CaseHistoryLevel());
        engine.setCustomHistoryLevels(levels);
        engine.setHistory(CaseHistoryLevel.NAME);
        engine.setHistoryRemovalTimeStrategy(ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_START);
        engine.setHistoryCleanupBatchWindowStartTime("02:00");
        engine.setHistoryCleanupBatchWindowEndTime("05:00");
        engine.setEnforceHistoryTimeToLive(true);
    }

    private static void runJobs(ProcessEngineConfigurationImpl engine) {
        engine.setJobExecutorAcquireByDueDate(true);
        engine.setEnsureJobDueDateNotNull(true);
        engine.setJobExecutorAcquireExclusiveOverProcessHierarchies(true);
        engine.setFailedJobRetryTimeCycle("PT1M,PT10M,PT1H");
    }

    private static void closeDoors(ProcessEngineConfigurationImpl engine) {
        engine.setAuthorizationEnabled(true);
        engine.setAuthorizationEnabledForCustomCode(false);
        engine.setResourceAuthorizationProvider(new GrantsOnDefinitionsOnly());
        engine.setDefaultUserPermissionNameForTask("TASK_WORK");
        engine.setAdminGroups(new ArrayList<>(List.of(StaffGroups.OPERATIONS)));
        engine.setGroupResourceWhitelistPattern(NAMES_WITH_HYPHEN);
        engine.setEnableExpressionsInAdhocQueries(false);
        // the filter "my tasks" needs one; ExpressionGuard lets nobody store any from outside
        engine.setEnableExpressionsInStoredQueries(true);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setEnableScriptEngineLoadExternalResources(false);
        engine.setEnableXxeProcessing(false);
        engine.setQueryMaxResultsLimit(PageLimit.ROWS);
    }
}
