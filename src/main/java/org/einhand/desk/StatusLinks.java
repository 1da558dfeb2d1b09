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

    /** The link that stands in messages about this case; made when there is none. */
    String of(CaseFile file) {
        UUID link = jdbc.sql(
                        "select id from status_link where case_id = ? and revoked_at is null order by created_at desc limit 1")
                .param(file.id())
                .query(UUID.class)
                .optional()
                .orElseGet(() -> create(file));
        return url(token(link));
    }

    /** Another link to the same case. */
    String another(CaseFile file) {
        return url(token(create(file)));
    }

    /** From now on no link to this case opens anything. */
    void revoke(CaseFile file) {
        jdbc.sql("update status_link set revoked_at = ? where case_id = ? and revoked_at is null")
                .params(Sql.time(clock.instant()), file.id())
                .update();
    }

    /** The case behind a token; empty if it is none, or was revoked. */
    Optional<CaseFile> open(String token) {
        return jdbc.sql("select case_id from status_link where token_hash = ? and revoked_at is null")
                .param(hash(token))
                .query(UUID.class)
                .optional()
                .map(files::byId);
    }

    private UUID create(CaseFile file) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into status_link (token_hash, id, case_id, created_at) values (?, ?, ?, ?)")
                .params(hash(token(id)), id, file.id(), Sql.time(clock.instant()))
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
