package org.einhand.desk;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Causes;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.DecisionTables;
import org.einhand.kernel.Level;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Names where a matter came from: the rules when a case is solved, its owner or a lead whenever they know better. */
@Component
public class Naming {

    private final CaseFiles files;
    private final Causes causes;
    private final Remedies remedies;
    private final DecisionTables tables;
    private final Timeline timeline;

    Naming(CaseFiles files, Causes causes, Remedies remedies, DecisionTables tables, Timeline timeline) {
        this.files = files;
        this.causes = causes;
        this.remedies = remedies;
        this.tables = tables;
        this.timeline = timeline;
    }

    /**
     * Somebody who knows the case names its cause; also after it was closed, since some causes come to light late.
     *
     * @param note how she knows, in her own words
     * @throws Problem 409 {@code not-owner} if she neither owns the case nor leads
     */
    public CaseFile name(String caseNumber, Actor actor, Causes.Cause cause, @Nullable String note) {
        CaseFile file = files.lock(caseNumber);
        boolean leads = actor.level().filter(Level.LEAD::equals).isPresent();
        if (!leads && !actor.id().equals(file.owner())) {
            throw new Problem("not-owner", 409, "The owner of the case names its cause, or a lead.")
                    .with("owner", file.owner());
        }
        causes.named(file, cause, actor);
        timeline.add(
                file, Timeline.Kind.STATE, actor, "Cause: " + cause.word() + (note == null ? "" : " (" + note + ")"));
        files.touch(file);
        return files.byId(file.id());
    }

    /** What the rules can tell of a case that is solved now. */
    void solved(CaseFile file) {
        Map<String, @Nullable Object> facts = new HashMap<>();
        facts.put("type", file.type().word());
        facts.put("reason", file.fact("reason"));
        facts.put("fault", file.fact("fault"));
        facts.put("failure", lastFailure(file));
        facts.put(
                "remedy",
                remedies.latestSettling(file).map(Remedies.Remedy::action).orElse(null));
        DecisionTables.Rule rule = tables.latest("cause").first(facts);
        causes.told(file, Worded.of(Causes.Cause.class, rule.requiredText("cause")), rule.requiredText("rule"));
    }

    private @Nullable String lastFailure(CaseFile file) {
        return remedies.of(file).stream()
                .map(Remedies.Remedy::failure)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }
}
