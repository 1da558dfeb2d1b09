package org.einhand.workplace;

import jakarta.ws.rs.Path;
import java.util.Set;
import org.camunda.bpm.tasklist.plugin.spi.impl.AbstractTasklistPlugin;
import org.camunda.bpm.tasklist.resource.AbstractTasklistPluginRootResource;

/** Adds the tab "Case file" to every task in Tasklist; its script and style lie in {@code plugin-webapp/einhand-tasklist}. */
public class EinhandTasklistPlugin extends AbstractTasklistPlugin {

    static final String ID = "einhand-tasklist";

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
    public static class Assets extends AbstractTasklistPluginRootResource {

        public Assets() {
            super(ID);
        }
    }
}
