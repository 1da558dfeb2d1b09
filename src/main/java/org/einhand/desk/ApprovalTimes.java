package org.einhand.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.einhand.authority.ApprovalRequests;
import org.einhand.authority.Authorities;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.Remedies;
import org.einhand.kernel.DecisionTables;
import org.einhand.kernel.Level;
import org.einhand.kernel.OpeningHours;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How long a request for a yes waits, and what silence means then: the rules {@code approval-times}. */
@Component
public class ApprovalTimes {

    private static final String TABLE = "approval-times";

    /** A second pair of eyes on an account, on figures nobody confirmed, on goods that are not back: no rule does without it. */
    private static final Set<String> NEVER_WITHOUT_A_PERSON =
            Set.of("second-person", "known-figures", "goods-returned");

    private final ApprovalRequests requests;
    private final Authorities authorities;
    private final DecisionTables tables;
    private final OpeningHours hours;
    private final Clock clock;

    ApprovalTimes(
            ApprovalRequests requests,
            Authorities authorities,
            DecisionTables tables,
            OpeningHours hours,
            Clock clock) {
        this.requests = requests;
        this.authorities = authorities;
        this.tables = tables;
        this.hours = hours;
        this.clock = clock;
    }

    /** What it means that nobody answered. */
    public enum Silence implements Worded {
        /** One more level is asked. */
        ASK_FURTHER,
        /** The leads are asked. */
        ASK_LEADS,
        /** The gift is given. */
        PASS,
        /** It goes on waiting, before everything else. */
        WAIT
    }

    /**
     * The first round of asking begins.
     *
     * @param missing why it needs a yes
     */
    void begin(CaseFile file, Remedies.Remedy remedy, List<String> approvers, String missing) {
        requests.add(remedy.id(), missing, over(file, remedy, approvers, missing, 1));
    }

    /** The next round begins; answers when it is over. */
    Instant again(CaseFile file, Remedies.Remedy remedy, List<String> approvers, ApprovalRequests.Request request) {
        Instant over = over(file, remedy, approvers, request.missing(), request.round() + 1);
        requests.again(request, over);
        return over;
    }

    /** When this round is over; at once if nothing is known of it. */
    public Instant lookAt(UUID remedyId) {
        return requests.find(remedyId).map(ApprovalRequests.Request::lookAt).orElseGet(clock::instant);
    }

    /** What silence means now, and the rule that says so. */
    record Meaning(Silence silence, String ruleVersion, String rule, ApprovalRequests.Request request) {}

    /** What it means that nobody answered in this round; empty if its time is not over, or nothing is known of it. */
    Optional<Meaning> silence(CaseFile file, Remedies.Remedy remedy, List<String> approvers) {
        return requests.find(remedy.id())
                .filter(request -> !clock.instant().isBefore(request.lookAt()))
                .map(request -> {
                    DecisionTables.Rule rule = rule(file, remedy, approvers, request.missing(), request.round());
                    Silence said = Worded.of(Silence.class, rule.requiredText("silence"));
                    return new Meaning(
                            said == Silence.PASS && !mayPass(remedy, request) ? Silence.WAIT : said,
                            tables.latest(TABLE).version(),
                            rule.requiredText("rule"),
                            request);
                });
    }

    private static boolean mayPass(Remedies.Remedy remedy, ApprovalRequests.Request request) {
        return remedy.state() == Remedies.State.AWAITING_APPROVAL
                && !remedy.owed()
                && remedy.goodwill().cents() > 0
                && !NEVER_WITHOUT_A_PERSON.contains(request.missing());
    }

    /** As soon as one of the groups has been there for long enough. */
    private Instant over(CaseFile file, Remedies.Remedy remedy, List<String> approvers, String missing, int round) {
        Duration patience =
                Duration.ofMinutes(rule(file, remedy, approvers, missing, round).number("minutes"));
        Instant now = clock.instant();
        return approvers.stream()
                .map(group -> hours.after(group, now, patience))
                .min(Instant::compareTo)
                .orElse(now);
    }

    private DecisionTables.Rule rule(
            CaseFile file, Remedies.Remedy remedy, List<String> approvers, String missing, int round) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("round", round);
        inputs.put("asked", lowest(approvers));
        inputs.put("missing", missing);
        inputs.put("owed", remedy.owed());
        inputs.put("goodwill", remedy.goodwill().cents());
        inputs.put("passed", authorities.passedBySilence(file).cents());
        return tables.latest(TABLE).first(inputs);
    }

    /** The lowest level among the groups; a group of no level stands for itself. */
    private static String lowest(List<String> approvers) {
        return Arrays.stream(Level.values())
                .map(Level::group)
                .filter(approvers::contains)
                .findFirst()
                .orElseGet(() -> approvers.isEmpty() ? "" : approvers.get(0));
    }
}
