package org.einhand.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the shop was taught: orders and contracts by their id, and customers' new addresses. */
@Component
@Profile("sandbox")
class ShopRecords {

    private static final Map<String, Field> FIELDS = Map.ofEntries(
            Map.entry("customerId", Field.TEXT),
            Map.entry("customer", Field.OBJECT),
            Map.entry("lines", Field.LIST),
            Map.entry("value", Field.MONEY),
            Map.entry("paid", Field.MONEY),
            Map.entry("interestPaid", Field.MONEY),
            Map.entry("paymentMeans", Field.TEXT),
            Map.entry("purchasedOn", Field.DATE),
            Map.entry("monthlyFee", Field.MONEY),
            Map.entry("deliveryAddress", Field.OBJECT),
            Map.entry("trackingCodes", Field.LIST));

    private final JdbcClient database;
    private final ObjectMapper json;

    ShopRecords(SandboxSchema schema, DataSource database, ObjectMapper json) {
        this.database = JdbcClient.create(database);
        this.json = json;
    }

    void teach(String id, JsonNode record) {
        if (!record.isObject()) {
            throw Problem.invalid("", "must be a JSON object");
        }
        List<Problem.FieldError> errors = new ArrayList<>();
        record.properties().forEach(field -> {
            Field known = FIELDS.get(field.getKey());
            if (known == null) {
                errors.add(new Problem.FieldError("/" + field.getKey(), "is not a field of an order or contract"));
            } else if (!field.getValue().isNull() && !known.allowed.test(field.getValue())) {
                errors.add(new Problem.FieldError("/" + field.getKey(), known.expected));
            }
        });
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        database.sql("insert into sandbox.shop_record (id, body) values (?, ?::jsonb)"
                        + " on conflict (id) do update set body = excluded.body")
                .params(id, record.toString())
                .update();
    }

    Optional<JsonNode> find(String id) {
        return read("select body::text from sandbox.shop_record where id = ?", id);
    }

    void changeAddress(String customerId, JsonNode address) {
        if (!address.isObject() || !address.path("street").isTextual()) {
            throw Problem.invalid("/address", "must be an address");
        }
        database.sql("insert into sandbox.customer_address (customer_id, address) values (?, ?::jsonb)"
                        + " on conflict (customer_id) do update set address = excluded.address")
                .params(customerId, address.toString())
                .update();
    }

    Optional<JsonNode> address(String customerId) {
        return read("select address::text from sandbox.customer_address where customer_id = ?", customerId);
    }

    private Optional<JsonNode> read(String sql, String id) {
        return database.sql(sql).param(id).query(String.class).optional().map(text -> {
            try {
                return json.readTree(text);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("This was written as JSON", impossible);
            }
        });
    }

    private enum Field {
        TEXT("must be a string", JsonNode::isTextual),
        OBJECT("must be a JSON object", JsonNode::isObject),
        LIST("must be a list", JsonNode::isArray),
        DATE("must be a date such as 2026-11-02", Field::isDate),
        MONEY("must be an amount such as {\"amount\":\"49.90\",\"currency\":\"EUR\"}", Field::isMoney);

        private final String expected;
        private final Predicate<JsonNode> allowed;

        Field(String expected, Predicate<JsonNode> allowed) {
            this.expected = expected;
            this.allowed = allowed;
        }

        private static boolean isDate(JsonNode value) {
            try {
                return value.isTextual() && LocalDate.parse(value.textValue()) != null;
            } catch (DateTimeParseException none) {
                return false;
            }
        }

        private static boolean isMoney(JsonNode value) {
            try {
                return value.path("amount").isTextual()
                        && Money.of(
                                        value.path("amount").textValue(),
                                        value.path("currency").asText(""))
                                != null;
            } catch (IllegalArgumentException none) {
                return false;
            }
        }
    }
}
