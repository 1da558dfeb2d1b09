package org.einhand.desk;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.einhand.casefile.CaseFile;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Sql;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Six digits sent to the contact on file: good once, for one purpose, for a quarter of an hour, for five tries; kept as a keyed hash
 * only.
 */
@Component
class OneTimeCodes {

    private static final Duration VALID = Duration.ofMinutes(15);
    private static final int TRIES = 5;
    private static final int CODES_A_DAY = 5;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecretKeySpec secret;
    private final SecureRandom random = new SecureRandom();

    OneTimeCodes(JdbcClient jdbc, Clock clock, @Value("${einhand.links.secret}") String secret) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.secret = new SecretKeySpec(("code:" + secret).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** A code and until when it is good. */
    record Issued(String code, Instant validUntil) {}

    /**
     * A new code; the one before for the same purpose is no longer good.
     *
     * @throws Problem {@code too-many-attempts} after five codes for one purpose on one day
     */
    Issued issue(CaseFile file, CodePurpose purpose) {
        String code = "%06d".formatted(random.nextInt(1_000_000));
        Instant until = clock.instant().plus(VALID);
        LocalDate today = LocalDate.ofInstant(clock.instant(), Calendars.ZONE);
        int issued = jdbc.sql("""
                insert into one_time_code (case_id, purpose, code_hash, expires_at, attempts, issued, issued_on)
                values (:case, :purpose, :hash, :until, 0, 1, :today)
                on conflict (case_id, purpose) do update set code_hash = :hash, expires_at = :until, attempts = 0, issued_on = :today,
                    issued = case when one_time_code.issued_on = :today then one_time_code.issued + 1 else 1 end
                where one_time_code.issued_on <> :today or one_time_code.issued < :most""")
                .param("case", file.id())
                .param("purpose", purpose.word())
                .param("hash", hash(file, purpose, code))
                .param("until", Sql.time(until))
                .param("today", today)
                .param("most", CODES_A_DAY)
                .update();
        if (issued == 0) {
            throw new Problem("too-many-attempts", 429, "Too many codes were asked for today.");
        }
        return new Issued(code, until);
    }

    /** What a try with a code came to. */
    enum Outcome {
        RIGHT,
        WRONG,
        EXPIRED,
        TOO_MANY
    }

    /** Tries a code; the right one is used up. Every try is counted, so the caller commits before it tells of a wrong one. */
    Outcome use(CaseFile file, CodePurpose purpose, String code) {
        Optional<Stored> stored = jdbc.sql("select * from one_time_code where case_id = ? and purpose = ? for update")
                .params(file.id(), purpose.word())
                .query((row, index) -> new Stored(
                        row.getBytes("code_hash"), Sql.requiredInstant(row, "expires_at"), row.getInt("attempts")))
                .optional();
        if (stored.isEmpty() || !clock.instant().isBefore(stored.get().expiresAt())) {
            return Outcome.EXPIRED;
        }
        if (stored.get().attempts() >= TRIES) {
            return Outcome.TOO_MANY;
        }
        if (!MessageDigest.isEqual(stored.get().hash(), hash(file, purpose, code))) {
            jdbc.sql("update one_time_code set attempts = attempts + 1 where case_id = ? and purpose = ?")
                    .params(file.id(), purpose.word())
                    .update();
            return Outcome.WRONG;
        }
        jdbc.sql("update one_time_code set expires_at = ? where case_id = ? and purpose = ?")
                .params(Sql.time(clock.instant()), file.id(), purpose.word())
                .update();
        return Outcome.RIGHT;
    }

    /** Until when a code that was sent is good; empty if there is none. */
    Optional<Instant> validUntil(CaseFile file, CodePurpose purpose) {
        return jdbc.sql("""
                select expires_at from one_time_code where case_id = ? and purpose = ? and expires_at > ? and attempts < ?""")
                .params(file.id(), purpose.word(), Sql.time(clock.instant()), TRIES)
                .query((row, index) -> Sql.requiredInstant(row, "expires_at"))
                .optional();
    }

    private record Stored(byte[] hash, Instant expiresAt, int attempts) {}

    private byte[] hash(CaseFile file, CodePurpose purpose, String code) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return mac.doFinal((file.id() + ":" + purpose.word() + ":" + code).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
