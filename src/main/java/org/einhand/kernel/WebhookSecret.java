package org.einhand.kernel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret as Standard Webhooks write it, {@code whsec_} and Base64, and what is signed with it. */
public final class WebhookSecret {

    private static final String PREFIX = "whsec_";
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final byte[] bytes;

    private WebhookSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The secrets of one partner, separated by blanks: while a secret is being changed there are several.
     *
     * @throws IllegalArgumentException if one of them is not Base64
     */
    public static List<WebhookSecret> all(String configured) {
        return BLANKS.splitAsStream(configured.trim())
                .filter(secret -> !secret.isEmpty())
                .map(secret -> secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret)
                .map(secret -> new WebhookSecret(Base64.getDecoder().decode(secret)))
                .toList();
    }

    /** How many bytes it has. */
    public int length() {
        return bytes.length;
    }

    /** The signature of version 1 without its prefix: HMAC-SHA256 over {@code id.timestamp.body}, in Base64. */
    public String sign(String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
