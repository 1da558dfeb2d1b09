package org.einhand.platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sees to groups, grants and filters before the first request comes in. All of it happens in one transaction under one lock of
 * the database, so that nodes starting together do it once.
 */
@Component
class AccessSetup implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(AccessSetup.class);
    private static final long LOCK = 0x45494E48414E44L;

    private final StaffGroups groups;
    private final Grants grants;
    private final TasklistFilters filters;
    private final SupervisorFilters supervisorFilters;
    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Environment environment;

    AccessSetup(
            StaffGroups groups,
            Grants grants,
            TasklistFilters filters,
            SupervisorFilters supervisorFilters,
            JdbcClient database,
            PlatformTransactionManager transactions,
            Environment environment) {
        this.groups = groups;
        this.grants = grants;
        this.filters = filters;
        this.supervisorFilters = supervisorFilters;
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.environment = environment;
    }

    @Override
    public void afterPropertiesSet() {
        alone(() -> {
            groups.ensure();
            grants.ensure();
            filters.ensure();
            supervisorFilters.ensure();
        });
        if (!environment.acceptsProfiles(Profiles.of("sandbox")) && !groups.hasMembers(StaffGroups.OPERATIONS)) {
            log.warn(
                    "Nobody is in the group {}: start once with camunda.bpm.admin-user.id and "
                            + "camunda.bpm.admin-user.password set, or nobody can administer this installation",
                    StaffGroups.OPERATIONS);
        }
    }

    /** Runs the work in a transaction that only one node at a time can be in. */
    void alone(Runnable work) {
        transaction.executeWithoutResult(status -> {
            database.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().listOfRows();
            work.run();
        });
    }
}
