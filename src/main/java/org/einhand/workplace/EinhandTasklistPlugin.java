package org.einhand.workplace;

import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.tasklist.plugin.spi.impl.AbstractTasklistPlugin;
import org.camunda.bpm.tasklist.resource.AbstractTasklistPluginRootResource;

/**
 * Adds to Tasklist the tab "Case file", cards, a bar to find cases, and pages of its own; scripts and style lie in
 * {@code plugin-webapp/einhand-tasklist}.
 */
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

    /** Parts of the script; the engine hands out nothing that is not named. */
    private static final List<String> MODULES = List.of(
            "calls", "casefile", "deciding", "desk", "dom", "fields", "german", "newcase", "talking", "words", "work");

    /** Hands out the scripts and the style. */
    @Path("plugin/" + ID)
    public static class Assets extends AbstractTasklistPluginRootResource {

        public Assets() {
            super(ID);
        }

        @Override
        protected List<String> getAllowedAssets() {
            return Stream.concat(
                            super.getAllowedAssets().stream(), MODULES.stream().map(module -> "app/" + module + ".js"))
                    .toList();
        }
    }
}
