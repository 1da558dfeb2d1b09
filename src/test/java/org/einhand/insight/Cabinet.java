package org.einhand.insight;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Cases as they would lie in the cabinet years later, put there by hand, so that every figure about them can be foretold. They are
 * closed: nothing runs for them, and no list of open work shows them.
 */
final class Cabinet {

    private static final byte[] SEALED = {0};

    private final JdbcClient jdbc;
    private final List<UUID> cases = new ArrayList<>();
    private int seq;

    Cabinet(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One case, and what is put into it. */
    final class Filed {

        private final UUID id;

        private Filed(UUID id) {
            this.id = id;
        }

        /** It belongs to the same matter as another one. */
        Filed sameMatterAs(Filed other) {
            jdbc.sql("update case_file set matter_id = (select matter_id from case_file where id = ?) where id = ?")
                    .params(other.id, id)
                    .update();
            return this;
        }

        Filed contact(Instant at, String channel) {
            return contact(at, channel, "inbound", false);
        }

        Filed contact(Instant at, String channel, String direction, boolean retold) {
            jdbc.sql("""
                    insert into contact (id, case_id, direction, channel, identified, at, actor_kind, actor, retold, answered_at, sealed_text)
                    values (?, ?, ?, ?, 'none', ?, 'STAFF', 'somebody', ?, ?, ?)""")
                    .params(UUID.randomUUID(), id, direction, channel, time(at), retold, time(at), SEALED)
                    .update();
            return this;
        }

        Filed handedOn(int times) {
            jdbc.sql("update case_file set handoffs = ? where id = ?")
                    .params(times, id)
                    .update();
            return this;
        }

        Filed ownedBy(String owner) {
            jdbc.sql("update case_file set owner = ? where id = ?")
                    .params(owner, id)
                    .update();
            return this;
        }

        Filed decision(Instant at, String by, String kind, @Nullable String approvers, String state, long goodwill) {
            jdbc.sql("""
                    insert into remedy (id, case_id, action, settling, state, decided_by_kind, decided_by, authority, owed, rule, reason,
                        goodwill_cents, approvers, requested_at, sealed_particulars)
                    values (:id, :case, 'goodwill-credit', false, :state, :kind, :by, 'direct', false, 'r', 'r', :goodwill, :approvers, :at,
                        :sealed)""")
                    .param("id", UUID.randomUUID())
                    .param("case", id)
                    .param("state", state)
                    .param("kind", kind)
                    .param("by", by)
                    .param("goodwill", goodwill)
                    .param("approvers", approvers)
                    .param("at", time(at))
                    .param("sealed", SEALED)
                    .update();
            return this;
        }

        Filed promise(String state, Instant due, @Nullable Instant ended) {
            jdbc.sql("""
                    insert into promise (id, case_id, version, what, due_at, state, renewals, max_renewals, lead_minutes, actor_kind, actor,
                        made_at, ended_at)
                    values (:id, :case, :version, 'next-step', :due, :state, 0, 2, 60, 'SYSTEM', 'einhand', :made, :ended)""")
                    .param("id", UUID.randomUUID())
                    .param("case", id)
                    .param("version", ++seq)
                    .param("due", time(due))
                    .param("state", state)
                    .param("made", time(due.minus(Duration.ofDays(1))))
                    .param("ended", ended == null ? null : time(ended))
                    .update();
            return this;
        }

        Filed solved(Instant at, @Nullable String told, @Nullable String cause) {
            jdbc.sql("update case_file set solved_at = ?, outcome = 'solved' where id = ?")
                    .params(time(at), id)
                    .update();
            if (told != null) {
                jdbc.sql("""
                        insert into notification (id, case_id, event, dedupe_key, state, created_at, at, sealed_facts)
                        values (?, ?, 'solved', 'x', ?, ?, ?, ?)""")
                        .params(UUID.randomUUID(), id, told, time(at), time(at), SEALED)
                        .update();
            }
            if (cause != null) {
                jdbc.sql("insert into case_cause (case_id, cause, named_by, named_at) values (?, ?, 'somebody', ?)")
                        .params(id, cause, time(at))
                        .update();
            }
            return this;
        }

        Filed outcome(String outcome) {
            jdbc.sql("update case_file set outcome = ? where id = ?")
                    .params(outcome, id)
                    .update();
            return this;
        }

        Filed gap(Instant at, String action, String missing) {
            jdbc.sql("""
                    insert into authority_gap (case_id, at, action, missing, case_type)
                    select id, ?, ?, ?, type from case_file where id = ?""").params(time(at), action, missing, id).update();
            return this;
        }
    }

    Filed file(String type, Instant openedAt) {
        UUID id = UUID.randomUUID();
        cases.add(id);
        jdbc.sql("""
                insert into case_file (id, case_number, brand, type, state, channel, identified, opened_by_kind, opened_by, opened_at,
                    updated_at, customer_id, language, has_email, has_mobile, subject_kind, matter_id, sealed)
                values (:id, :number, 'einhand', :type, 'closed', 'phone', 'none', 'STAFF', 'somebody', :at, :at, 'K-cabinet', 'de', true,
                    false, 'order', :id, :sealed)""")
                .param("id", id)
                .param("number", "T" + id)
                .param("type", type)
                .param("at", time(openedAt))
                .param("sealed", SEALED)
                .update();
        return new Filed(id);
    }

    /** Everything out again. */
    void empty() {
        UUID[] all = cases.toArray(UUID[]::new);
        for (String table :
                List.of("contact", "remedy", "promise", "notification", "case_cause", "authority_gap", "case_file")) {
            jdbc.sql("delete from " + table + " where " + (table.equals("case_file") ? "id" : "case_id") + " = any(?)")
                    .param(all)
                    .update();
        }
    }

    private static Timestamp time(Instant instant) {
        return Timestamp.from(instant);
    }
}
