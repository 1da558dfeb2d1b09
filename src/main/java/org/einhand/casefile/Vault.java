package org.einhand.casefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Seals personal data: AES-256-GCM under a key of the customer's own, which is itself wrapped by the master key. Once a
 * customer's key is deleted here and from the backups that hold it, nothing sealed with it can be read.
 */
@Component
public class Vault {

    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ObjectMapper json;
    private final SecretKey master;
    private final SecureRandom random = new SecureRandom();

    Vault(JdbcClient jdbc, Clock clock, ObjectMapper json, @Value("${einhand.crypto.master-key}") String masterKey) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json.copy();
        byte[] key = Base64.getDecoder().decode(masterKey);
        if (key.length != 32) {
            throw new IllegalArgumentException("einhand.crypto.master-key must be 32 bytes in base64");
        }
        this.master = new SecretKeySpec(key, "AES");
    }

    /** The customer's key ring; made at the first contact. */
    public Keys keysOf(String brand, String customerId) {
        byte[] wrapped = jdbc.sql("select wrapped_key from customer_key where brand = ? and customer_id = ?")
                .params(brand, customerId)
                .query(byte[].class)
                .optional()
                .orElseGet(() -> create(brand, customerId));
        return keys(wrapped);
    }

    Keys keys(byte[] wrapped) {
        return new Keys(new SecretKeySpec(open(master, wrapped), "AES"));
    }

    /** A new key that is no customer's, wrapped: for what nobody knows yet whose it is. */
    byte[] freshKey() {
        byte[] key = new byte[32];
        random.nextBytes(key);
        return seal(master, key);
    }

    private byte[] create(String brand, String customerId) {
        jdbc.sql("""
                insert into customer_key (brand, customer_id, wrapped_key, created_at) values (?, ?, ?, ?)
                on conflict do nothing""")
                .params(brand, customerId, freshKey(), java.sql.Timestamp.from(clock.instant()))
                .update();
        return jdbc.sql("select wrapped_key from customer_key where brand = ? and customer_id = ?")
                .params(brand, customerId)
                .query(byte[].class)
                .single();
    }

    /** A keyed hash for searching without keeping the word. */
    byte[] blind(String word) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(master);
            return mac.doFinal(("search:" + word).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Seals and opens what belongs to one customer. */
    public final class Keys {
        private final SecretKey key;

        private Keys(SecretKey key) {
            this.key = key;
        }

        public byte[] seal(String text) {
            return Vault.this.seal(key, text.getBytes(StandardCharsets.UTF_8));
        }

        public byte[] sealBytes(byte[] plain) {
            return Vault.this.seal(key, plain);
        }

        public byte[] openBytes(byte[] sealed) {
            return Vault.this.open(key, sealed);
        }

        public String open(byte[] sealed) {
            return new String(Vault.this.open(key, sealed), StandardCharsets.UTF_8);
        }

        public byte[] sealJson(Object value) {
            try {
                return Vault.this.seal(key, json.writeValueAsBytes(value));
            } catch (JsonProcessingException failure) {
                throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), failure);
            }
        }

        public <T> T openJson(byte[] sealed, Class<T> type) {
            try {
                return json.readValue(Vault.this.open(key, sealed), type);
            } catch (IOException failure) {
                throw new IllegalStateException("a sealed " + type.getSimpleName() + " cannot be read", failure);
            }
        }
    }

    private byte[] seal(SecretKey key, byte[] plain) {
        try {
            byte[] iv = new byte[IV_BYTES];
            random.nextBytes(iv);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, iv));
            byte[] sealed = cipher.doFinal(plain);
            return ByteBuffer.allocate(IV_BYTES + sealed.length)
                    .put(iv)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("cannot seal", failure);
        }
    }

    private byte[] open(SecretKey key, byte[] sealed) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, IV_BYTES));
            return cipher.doFinal(sealed, IV_BYTES, sealed.length - IV_BYTES);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(
                    "cannot be opened: the master key or the customer's key is another one", failure);
        }
    }
}
