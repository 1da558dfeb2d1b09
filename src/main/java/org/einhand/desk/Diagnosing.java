package org.einhand.desk;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseType;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.SubjectKind;
import org.einhand.kernel.DecisionTables;
import org.einhand.remedy.BackendCalls;
import org.einhand.remedy.BackendFailure;
import org.einhand.remedy.activation.Lines;
import org.einhand.remedy.activation.Provisioning;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** How the line of a case stands: asked from the network, explained by the {@code activation-diagnosis}. */
@Component
class Diagnosing {

    private static final Logger LOG = LoggerFactory.getLogger(Diagnosing.class);

    private final Provisioning provisioning;
    private final Lines lines;
    private final Remedies remedies;
    private final DecisionTables tables;
    private final Clock clock;

    Diagnosing(Provisioning provisioning, Lines lines, Remedies remedies, DecisionTables tables, Clock clock) {
        this.provisioning = provisioning;
        this.lines = lines;
        this.remedies = remedies;
        this.tables = tables;
        this.clock = clock;
    }

    /** Whether the network can be asked about the case: it is about a line, and the line is not known to work. */
    static boolean isAboutALine(CaseFile file) {
        return file.type() == CaseType.CONTRACT_ACTIVATION && file.subject().kind() == SubjectKind.CONTRACT;
    }

    /** Asks the network; empty if there is nothing to ask, or it does not say. Must not be called under the lock on the case. */
    Optional<Provisioning.Service> ask(CaseFile file) {
        String contract = file.subject().id();
        if (contract == null || !isAboutALine(file) || lines.of(file).works()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    provisioning.service(contract).orElseGet(() -> new Provisioning.Service("unknown", null, null)));
        } catch (BackendFailure | BackendCalls.Refused silence) {
            LOG.info("{}: {} The network is asked again later.", file, silence.getMessage());
            return Optional.empty();
        }
    }

    /** Notes what the network answered. Needs the lock on the case. */
    void note(CaseFile file, Provisioning.Service service) {
        Lines.Diagnosis before = lines.of(file).diagnosis();
        Instant expected = service.estimatedActivation();
        boolean sameTime = before != null && expected != null && expected.equals(before.estimatedActivation());
        note(file, service, before != null && sameTime ? before.expectedBecause() : null);
    }

    /**
     * As {@link #note(CaseFile, Provisioning.Service)}.
     *
     * @param because why it is expected at that time, a word or words
     */
    void note(CaseFile file, Provisioning.Service service, @Nullable String because) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("status", service.status());
        inputs.put("blockedBy", service.blockedBy() == null ? "nothing" : service.blockedBy());
        inputs.put("failedAttempts", remedies.matter(file).failedAttempts());
        DecisionTables.Rule rule = tables.latest("activation-diagnosis").first(inputs);
        lines.diagnosed(
                file,
                new Lines.Diagnosis(
                        discreet(file, service.status()),
                        service.blockedBy() == null ? null : discreet(file, service.blockedBy()),
                        service.estimatedActivation(),
                        because,
                        rule.requiredText("meaning"),
                        rule.text("advice"),
                        rule.text("reason"),
                        rule.requiredText("rule"),
                        clock.instant()));
    }

    /** The network tells a new time. Needs the lock on the case. */
    void expects(CaseFile file, @Nullable Instant estimated, @Nullable String because) {
        note(file, new Provisioning.Service("in-progress", null, estimated), because);
    }

    /** What a system outside wrote, without what is personal. */
    static String discreet(CaseFile file, String text) {
        return Discretion.conceal(text, List.of(file.customer().name()));
    }
}
