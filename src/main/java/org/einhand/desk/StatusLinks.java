package org.einhand.desk;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.kernel.PublicAddress;
import org.einhand.kernel.Sql;
import org.einhand.kernel.Worded;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Capability links to the status page. A token has 256 bits, is good for one case and is kept as a hash only; the link that stands
 * in our messages can be said again because its token is derived from the link's id with a secret that is not in the database.
 */
@Component
public class StatusLinks {

    private final JdbcClient jdbc;
    private final CaseFiles files;
    private final PublicAddress address;
    private final Clock clock;
    private final SecretKeySpec secret;

    StatusLinks(
            JdbcClient jdbc,
            CaseFiles files,
            PublicAddress address,
            Clock clock,
            @Value("${einhand.links.secret}") String secret) {
        this.jdbc = jdbc;
        this.files = files;
        this.address = address;
        this.clock = clock;
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** What a link opens. */
    private enum Kind implements Worded {
        /** The customer's page about her case. */
        CASE,
        /** Nothing but a form by which she shows that it is her: this one may be read by strangers. */
        IDENTIFY
    }

    /** The link that stands in messages about this case; made when there is none. */
    String of(CaseFile file) {
        return standing(file, Kind.CASE);
    }

    /** The link that may be said in public: behind it she identifies herself, and there is nothing to see before. */
    String toIdentify(CaseFile file) {
        return standing(file, Kind.IDENTIFY);
    }

    private String standing(CaseFile file, Kind kind) {
        UUID link = jdbc.sql("""
                        select id from status_link where case_id = ? and kind = ? and revoked_at is null
                        order by created_at desc limit 1""")
                .params(file.id(), kind.word())
                .query(UUID.class)
                .optional()
                .orElseGet(() -> create(file, kind));
        return url(token(link));
    }

    /** Another link to the same case. */
    String another(CaseFile file) {
        return url(token(create(file, Kind.CASE)));
    }

    /** From now on no link to this case opens anything. */
    void revoke(CaseFile file) {
        jdbc.sql("update status_link set revoked_at = ? where case_id = ? and revoked_at is null")
                .params(Sql.time(clock.instant()), file.id())
                .update();
    }

    /** The case behind a token; empty if it is none, or was revoked. */
    Optional<CaseFile> open(String token) {
        return open(token, Kind.CASE);
    }

    /** The case that somebody may show herself to be the customer of; empty if the token is none for that, or was revoked. */
    Optional<CaseFile> openToIdentify(String token) {
        return open(token, Kind.IDENTIFY);
    }

    private Optional<CaseFile> open(String token, Kind kind) {
        return jdbc.sql("select case_id from status_link where token_hash = ? and kind = ? and revoked_at is null")
                .params(hash(token), kind.word())
                .query(UUID.class)
                .optional()
                .map(files::byId);
    }

    private UUID create(CaseFile file, Kind kind) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into status_link (token_hash, id, case_id, created_at, kind) values (?, ?, ?, ?, ?)")
                .params(hash(token(id)), id, file.id(), Sql.time(clock.instant()), kind.word())
                .update();
        return id;
    }

    private String url(String token) {
        return address.base() + "/status/" + token;
    }

    private String token(UUID link) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(link.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
