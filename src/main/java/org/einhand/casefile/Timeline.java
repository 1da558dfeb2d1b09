package org.einhand.casefile;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Sql;
import org.einhand.kernel.Worded;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened in a case, in order, each entry with who did it. Entries are only ever added. */
@Component
public class Timeline {

    private final JdbcClient jdbc;
    private final Clock clock;

    Timeline(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What sort of thing happened. */
    public enum Kind implements Worded {
        CONTACT,
        DECISION,
        REMEDY,
        PROMISE,
        NOTIFICATION,
        EVENT,
        ADDRESS,
        BANK_DETAILS,
        OWNER,
        CONSULTATION,
        HANDOFF,
        STATE
    }

    /** One entry. */
    public record Entry(Instant at, Kind kind, Actor actor, String text) {}

    public void add(CaseFile file, Kind kind, Actor actor, String text) {
        jdbc.sql(
                        "insert into timeline_entry (case_id, at, kind, actor_kind, actor, sealed_text) values (?, ?, ?, ?, ?, ?)")
                .params(
                        file.id(),
                        Sql.time(clock.instant()),
                        kind.word(),
                        actor.kind().name(),
                        actor.id(),
                        file.keys().seal(text))
                .update();
    }

    /** Oldest first. */
    public List<Entry> of(CaseFile file) {
        Vault.Keys keys = file.keys();
        return jdbc.sql("select * from timeline_entry where case_id = ? order by id")
                .param(file.id())
                .query((row, index) -> new Entry(
                        Sql.requiredInstant(row, "at"),
                        Sql.requiredWord(row, "kind", Kind.class),
                        new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor"), Set.of()),
                        keys.open(row.getBytes("sealed_text"))))
                .list();
    }
}
