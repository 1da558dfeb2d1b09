package org.einhand.authority;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Vault;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Money;
import org.einhand.kernel.Sql;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A sample of what was decided without a second person, for a lead to look at afterwards: {@code einhand.reviews.share} of it, one in
 * twenty unless configured. Which decisions are in it follows from the remedy's id alone, which nobody chooses.
 */
@Component
public class Reviews {

    private static final String SELECT = """
            select d.*, r.action, r.amount_cents, r.goodwill_cents, r.owed, r.decided_by, r.rule, r.reason, r.requested_at, r.case_id,
                c.case_number
            from decision_review d join remedy r on r.id = d.remedy_id join case_file c on c.id = r.case_id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final double share;

    Reviews(JdbcClient jdbc, Clock clock, @Value("${einhand.reviews.share:0.05}") double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "einhand.reviews.share must be a number from 0 to 1, such as 0.05, and is " + share);
        }
        this.jdbc = jdbc;
        this.clock = clock;
        this.share = share;
    }

    /** What a lead said. */
    public enum State implements Worded {
        OPEN,
        FINE,
        NOT_FINE
    }

    /**
     * A decision of the sample.
     *
     * @param goodwill what of it was a gift
     * @param agent who decided
     * @param at when she did
     */
    public record Review(
            UUID id,
            UUID caseId,
            String caseNumber,
            String action,
            @Nullable Money amount,
            Money goodwill,
            boolean owed,
            String agent,
            String rule,
            String reason,
            Instant at,
            State state,
            @Nullable String reviewedBy,
            @Nullable Instant reviewedAt,
            byte @Nullable [] sealedNote) {

        /** What the lead wrote. */
        public @Nullable String note(Vault.Keys keys) {
            return sealedNote == null ? null : keys.open(sealedNote);
        }
    }

    /** Puts a decision on the list, if it is in the sample. */
    public void sample(Remedies.Remedy remedy) {
        if (isSampled(remedy.id(), share)) {
            jdbc.sql("insert into decision_review (remedy_id, state, sampled_at) values (?, 'open', ?)")
                    .params(remedy.id(), Sql.time(clock.instant()))
                    .update();
        }
    }

    /** Whether an id is in a sample of that share. */
    static boolean isSampled(UUID id, double share) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(id.toString().getBytes(StandardCharsets.US_ASCII));
            long drawn = Integer.toUnsignedLong(ByteBuffer.wrap(hash).getInt());
            return drawn < share * (1L << Integer.SIZE);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One page of the sample. */
    public record Page(List<Review> items, long total) {}

    /** Newest first; null: whatever was said about them. */
    public Page list(@Nullable State state, int page, int size) {
        String wanted = Sql.word(state);
        List<Review> items = jdbc.sql(
                        SELECT
                                + "where cast(:state as text) is null or d.state = :state order by d.sampled_at desc, d.remedy_id limit :size offset :offset")
                .param("state", wanted)
                .param("size", size)
                .param("offset", (long) page * size)
                .query(Reviews::read)
                .list();
        long total = jdbc.sql(
                        "select count(*) from decision_review where cast(:state as text) is null or state = :state")
                .param("state", wanted)
                .query(Long.class)
                .single();
        return new Page(items, total);
    }

    public Optional<Review> find(UUID id) {
        return jdbc.sql(SELECT + "where d.remedy_id = ?")
                .param(id)
                .query(Reviews::read)
                .optional();
    }

    /** A lead said what she thinks of it; false if somebody did before. */
    public boolean judged(CaseFile file, UUID id, State state, Actor by, @Nullable String note) {
        return jdbc.sql("""
                update decision_review set state = :state, reviewed_by = :by, reviewed_at = :now, sealed_note = :note
                where remedy_id = :id and state = 'open'""")
                        .param("state", state.word())
                        .param("by", by.id())
                        .param("now", Sql.time(clock.instant()))
                        .param("note", note == null ? null : file.keys().seal(note))
                        .param("id", id)
                        .update()
                == 1;
    }

    private static Review read(ResultSet row, int index) throws SQLException {
        return new Review(
                Sql.uuid(row, "remedy_id"),
                Sql.uuid(row, "case_id"),
                row.getString("case_number"),
                row.getString("action"),
                Sql.money(row, "amount_cents"),
                new Money(row.getLong("goodwill_cents")),
                row.getBoolean("owed"),
                row.getString("decided_by"),
                row.getString("rule"),
                row.getString("reason"),
                Sql.requiredInstant(row, "requested_at"),
                Sql.requiredWord(row, "state", State.class),
                row.getString("reviewed_by"),
                Sql.instant(row, "reviewed_at"),
                row.getBytes("sealed_note"));
    }
}
