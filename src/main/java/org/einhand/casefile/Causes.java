package org.einhand.casefile;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Sql;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the matters of cases came from, so that the company learns. */
@Component
public class Causes {

    private final JdbcClient jdbc;
    private final Clock clock;

    Causes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Where a matter came from. The first four are our own doing. */
    public enum Cause implements Worded {
        PICKING,
        PACKAGING,
        SYSTEM,
        PROMISE,
        CARRIER,
        PRODUCT,
        CUSTOMER,
        /** No rule could tell, and nobody has named it. */
        UNKNOWN
    }

    /**
     * A cause on file.
     *
     * @param rule the rule that told; null if a person named it
     */
    public record Named(Cause cause, @Nullable String rule, String by, Instant at) {}

    /** A person knows it: her word goes before every rule's. */
    public void named(CaseFile file, Cause cause, Actor by) {
        jdbc.sql("""
                insert into case_cause (case_id, cause, rule, named_by, named_at) values (:case, :cause, null, :by, :now)
                on conflict (case_id) do update set cause = :cause, rule = null, named_by = :by, named_at = :now""")
                .param("case", file.id())
                .param("cause", cause.word())
                .param("by", by.id())
                .param("now", Sql.time(clock.instant()))
                .update();
    }

    /** What a rule tells from the facts; it does not change what a person said. */
    public void told(CaseFile file, Cause cause, String rule) {
        jdbc.sql("""
                insert into case_cause (case_id, cause, rule, named_by, named_at) values (:case, :cause, :rule, :by, :now)
                on conflict (case_id) do update set cause = :cause, rule = :rule, named_at = :now where case_cause.rule is not null""")
                .param("case", file.id())
                .param("cause", cause.word())
                .param("rule", rule)
                .param("by", Actor.EINHAND.id())
                .param("now", Sql.time(clock.instant()))
                .update();
    }

    /** The cause of a case; empty until it is solved or somebody names it. */
    public Optional<Named> of(CaseFile file) {
        return jdbc.sql("select * from case_cause where case_id = ?")
                .param(file.id())
                .query((row, index) -> new Named(
                        Sql.requiredWord(row, "cause", Cause.class),
                        row.getString("rule"),
                        row.getString("named_by"),
                        Sql.requiredInstant(row, "named_at")))
                .optional();
    }
}
