package org.einhand.platform;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts the seam into the engine, in the place of its own task and form services. */
@Component
class TaskSeamPlugin extends AbstractProcessEnginePlugin {

    private final ObjectProvider<TaskCompletions> completions;

    TaskSeamPlugin(ObjectProvider<TaskCompletions> completions) {
        this.completions = completions;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        TaskSeam seam = new TaskSeam(completions::getObject, new SignedInCaller(engine::getIdentityService));
        engine.setTaskService(seam);
        engine.setFormService(new FormSeam(seam));
    }
}
