package org.einhand.workplace;

import jakarta.ws.rs.Path;
import java.util.Set;
import org.camunda.bpm.cockpit.plugin.resource.AbstractCockpitPluginRootResource;
import org.camunda.bpm.cockpit.plugin.spi.impl.AbstractCockpitPlugin;

/**
 * Adds to Cockpit what operations miss there: the key figures on its first page, and the case behind a process. The script and the
 * style lie in {@code plugin-webapp/einhand-cockpit}.
 */
public class EinhandCockpitPlugin extends AbstractCockpitPlugin {

    static final String ID = "einhand-cockpit";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Set<Class<?>> getResourceClasses() {
        return Set.of(Assets.class);
    }

    /** Hands out the script and the style. */
    @Path("plugin/" + ID)
    public static class Assets extends AbstractCockpitPluginRootResource {

        public Assets() {
            super(ID);
        }
    }
}
