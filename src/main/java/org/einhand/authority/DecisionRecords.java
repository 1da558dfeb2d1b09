package org.einhand.authority;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Every decision taken, once: who, what, on which version of the rules and what these were given. Each record carries the hash of
 * the one before in its case, so that a record changed or removed later is noticed.
 */
@Component
public class DecisionRecords {

    private static final byte[] BEGINNING = new byte[32];

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ObjectMapper json;

    DecisionRecords(JdbcClient jdbc, Clock clock, ObjectMapper json) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json.copy().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
    }

    /** Adds the record to the chain of the case, whose lock the caller holds. */
    public void add(
            CaseFile file,
            UUID remedyId,
            String action,
            Actor actor,
            String ruleVersion,
            String rule,
            Map<String, @Nullable Object> inputs,
            Map<String, @Nullable Object> outputs) {
        Link last = jdbc.sql("select seq, hash from decision_record where case_id = ? order by seq desc limit 1")
                .param(file.id())
                .query((row, index) -> new Link(row.getInt("seq"), row.getBytes("hash")))
                .optional()
                .orElse(new Link(0, BEGINNING));
        // PostgreSQL keeps microseconds
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        String in = write(inputs);
        String out = write(outputs);
        byte[] hash = hash(
                last.hash(),
                file.id(),
                last.seq() + 1,
                remedyId,
                action,
                actor.kind(),
                actor.id(),
                at,
                ruleVersion,
                rule,
                in,
                out);
        jdbc.sql("""
                insert into decision_record (case_id, seq, remedy_id, action, actor_kind, actor, at, rule_version, rule, inputs, outputs,
                    previous_hash, hash)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), cast(? as jsonb), ?, ?)""")
                .params(
                        file.id(),
                        last.seq() + 1,
                        remedyId,
                        action,
                        actor.kind().name(),
                        actor.id(),
                        Sql.time(at),
                        ruleVersion,
                        rule,
                        in,
                        out,
                        last.hash(),
                        hash)
                .update();
    }

    /** Whether the chain of a case is as it was written: no record changed, none removed from the middle. */
    public boolean intact(CaseFile file) {
        byte[] previous = BEGINNING;
        int expected = 1;
        for (Stored stored : stored(file)) {
            if (stored.seq() != expected++ || !Arrays.equals(stored.previous(), previous) || !stored.matches()) {
                return false;
            }
            previous = stored.hash();
        }
        return true;
    }

    private List<Stored> stored(CaseFile file) {
        return jdbc.sql("select * from decision_record where case_id = ? order by seq")
                .param(file.id())
                .query((row, index) -> new Stored(
                        row.getInt("seq"),
                        row.getBytes("previous_hash"),
                        row.getBytes("hash"),
                        hash(
                                row.getBytes("previous_hash"),
                                file.id(),
                                row.getInt("seq"),
                                Sql.uuid(row, "remedy_id"),
                                row.getString("action"),
                                row.getString("actor_kind"),
                                row.getString("actor"),
                                Sql.requiredInstant(row, "at"),
                                row.getString("rule_version"),
                                row.getString("rule"),
                                rewritten(row.getString("inputs")),
                                rewritten(row.getString("outputs")))))
                .list();
    }

    private record Link(int seq, byte[] hash) {}

    private record Stored(int seq, byte[] previous, byte[] hash, byte[] recomputed) {
        boolean matches() {
            return Arrays.equals(hash, recomputed);
        }
    }

    private byte[] hash(byte[] previous, Object... fields) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(previous);
            for (Object field : fields) {
                byte[] bytes = field.toString().getBytes(StandardCharsets.UTF_8);
                digest.update(
                        java.nio.ByteBuffer.allocate(4).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String write(Map<String, @Nullable Object> values) {
        try {
            return json.writeValueAsString(new TreeMap<>(values));
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("decision inputs cannot be written", failure);
        }
    }

    /** jsonb keeps values, not the text: write it again the way it was hashed. */
    @SuppressWarnings("unchecked")
    private String rewritten(String stored) {
        try {
            return write((Map<String, @Nullable Object>) json.readValue(stored, Map.class));
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a decision record cannot be read", failure);
        }
    }
}
