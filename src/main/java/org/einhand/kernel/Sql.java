package org.einhand.kernel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between Java's types and PostgreSQL's: null stays null, times are UTC. */
public final class Sql {

    private Sql() {}

    public static @Nullable Timestamp time(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }

    public static Instant requiredInstant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    public static @Nullable Money money(ResultSet row, String column) throws SQLException {
        long cents = row.getLong(column);
        return row.wasNull() ? null : new Money(cents);
    }

    public static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static <E extends Enum<E> & Worded> @Nullable E word(ResultSet row, String column, Class<E> type)
            throws SQLException {
        String value = row.getString(column);
        return value == null ? null : Worded.of(type, value);
    }

    public static <E extends Enum<E> & Worded> E requiredWord(ResultSet row, String column, Class<E> type)
            throws SQLException {
        return Worded.of(type, row.getString(column));
    }

    public static @Nullable String word(@Nullable Worded worded) {
        return worded == null ? null : worded.word();
    }
}
