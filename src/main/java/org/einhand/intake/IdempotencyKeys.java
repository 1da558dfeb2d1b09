package org.einhand.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Sql;
import org.einhand.kernel.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets a caller repeat a request without doing it twice. The key is written in the same transaction as what the request does: a
 * second request with the same key waits for the first and is answered like it; a request that failed leaves nothing behind.
 */
@Component
class IdempotencyKeys {

    static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 255;

    private final JdbcClient jdbc;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    IdempotencyKeys(JdbcClient jdbc, UnitOfWork unitOfWork, Clock clock) {
        this.jdbc = jdbc;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * A request that may come again.
     *
     * @param key null: the caller did not ask for it
     * @param request method and path
     * @param bodyHash of the body as a JSON value; the body itself is not kept
     */
    record Call(Actor caller, @Nullable String key, String request, byte[] bodyHash) {

        /** A request that has to name a key. */
        static Call required(Actor caller, @Nullable String key, String request, @Nullable JsonNode body) {
            if (key == null) {
                throw Problem.invalid("/" + HEADER, "The header " + HEADER + " is required.");
            }
            return optional(caller, key, request, body);
        }

        /** A request that may name a key. */
        static Call optional(Actor caller, @Nullable String key, String request, @Nullable JsonNode body) {
            if (key != null && (key.isBlank() || key.length() > LONGEST)) {
                throw Problem.invalid(
                        "/" + HEADER, "The header " + HEADER + " must have between 1 and " + LONGEST + " characters.");
            }
            return new Call(caller, key, request, hash(body));
        }
    }

    /**
     * What is kept of an answer.
     *
     * @param result what cannot be derived again from what is on file
     */
    record Kept(int status, String location, @Nullable String result) {}

    /** A first answer. */
    record Done<T>(Kept kept, T body) {}

    /**
     * Does the work once, in one transaction.
     *
     * @param again makes the body for a repeat, from what is on file then
     * @throws Problem {@code idempotency-key-reused}
     */
    <T> Done<T> once(Call call, Supplier<Done<T>> first, Function<Kept, T> again) {
        return unitOfWork.run(() -> {
            String key = call.key();
            if (key == null) {
                return first.get();
            }
            if (!reserve(call, key)) {
                Kept kept = kept(call, key).orElseThrow();
                return new Done<>(kept, again.apply(kept));
            }
            Done<T> done = first.get();
            jdbc.sql(
                            "update idempotency_key set status = :status, location = :location, result = :result where caller = :caller and key = :key")
                    .param("status", done.kept().status())
                    .param("location", done.kept().location())
                    .param("result", done.kept().result())
                    .param("caller", call.caller().id())
                    .param("key", key)
                    .update();
            return done;
        });
    }

    /** Whether this request has been answered already; for work that is to be spared then. */
    boolean isRepeat(Call call) {
        String key = call.key();
        return key != null && kept(call, key).isPresent();
    }

    /** Waits for another transaction that is working under the same key. */
    private boolean reserve(Call call, String key) {
        return jdbc.sql("""
                        insert into idempotency_key (caller, key, request, body_hash, status, created_at)
                        values (:caller, :key, :request, :hash, 0, :now) on conflict do nothing""")
                        .param("caller", call.caller().id())
                        .param("key", key)
                        .param("request", call.request())
                        .param("hash", call.bodyHash())
                        .param("now", Sql.time(clock.instant()))
                        .update()
                == 1;
    }

    private record Entry(String request, byte[] bodyHash, Kept kept) {}

    private Optional<Kept> kept(Call call, String key) {
        Optional<Entry> entry = jdbc.sql(
                        "select request, body_hash, status, location, result from idempotency_key where caller = ? and key = ?")
                .params(call.caller().id(), key)
                .query((row, index) -> new Entry(
                        row.getString("request"),
                        row.getBytes("body_hash"),
                        new Kept(row.getInt("status"), row.getString("location"), row.getString("result"))))
                .optional();
        if (entry.isPresent()
                && !(entry.get().request().equals(call.request())
                        && MessageDigest.isEqual(entry.get().bodyHash(), call.bodyHash()))) {
            throw new Problem(
                    "idempotency-key-reused",
                    422,
                    "This " + HEADER + " was used for another request already. Every new request needs a new one.");
        }
        return entry.map(Entry::kept);
    }

    /** Equal for bodies that are equal as JSON values, however they are spelt. */
    static byte[] hash(@Nullable JsonNode body) {
        StringBuilder canonical = new StringBuilder();
        if (body != null) {
            write(body, canonical);
        }
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void write(JsonNode node, StringBuilder to) {
        if (node.isObject()) {
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            Collections.sort(names);
            to.append('{');
            for (String name : names) {
                to.append(TextNode.valueOf(name)).append(':');
                write(node.path(name), to);
                to.append(',');
            }
            to.append('}');
        } else if (node.isArray()) {
            to.append('[');
            node.forEach(each -> {
                write(each, to);
                to.append(',');
            });
            to.append(']');
        } else if (node.isNumber()) {
            to.append(node.decimalValue().stripTrailingZeros());
        } else {
            to.append(node);
        }
    }
}
