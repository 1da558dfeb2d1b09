package org.einhand.hand;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Colleagues;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who is away, and who stands in for her meanwhile. A colleague has one absence, now or to come. Nobody stands in who is away herself
 * at the time, so whoever is followed from one to the next ends at somebody who is there.
 */
@Component
public class Absences {

    private final JdbcClient jdbc;
    private final Colleagues colleagues;
    private final Clock clock;

    Absences(JdbcClient jdbc, Colleagues colleagues, Clock clock) {
        this.jdbc = jdbc;
        this.colleagues = colleagues;
        this.clock = clock;
    }

    /**
     * An absence.
     *
     * @param from when it begins
     * @param until when she is back
     * @param substitute who stands in for her
     */
    public record Absence(String colleague, Instant from, Instant until, String substitute) {}

    /** Her absence now or to come; empty if none is noted, or it is over. */
    public Optional<Absence> of(String colleague) {
        return jdbc.sql("select * from absence where colleague = ? and ends_at > ?")
                .params(colleague, Sql.time(clock.instant()))
                .query((row, index) -> new Absence(
                        row.getString("colleague"),
                        Sql.requiredInstant(row, "starts_at"),
                        Sql.requiredInstant(row, "ends_at"),
                        row.getString("substitute")))
                .optional();
    }

    /**
     * Notes an absence in the place of the one before.
     *
     * @throws Problem {@code invalid-request} that names what is wrong with it
     */
    public Absence note(Absence absence, Actor by) {
        if (!absence.from().isBefore(absence.until())) {
            throw Problem.invalid("/until", "must be after `from`");
        }
        if (!absence.until().isAfter(clock.instant())) {
            throw Problem.invalid("/until", "must lie ahead");
        }
        if (absence.substitute().equals(absence.colleague())) {
            throw Problem.invalid("/substitute", "must be somebody else");
        }
        if (!colleagues.decides(absence.substitute())) {
            throw Problem.invalid("/substitute", "must be an agent who works here");
        }
        // two who name each other at the same time would both find the other one there
        jdbc.sql("lock table absence in share row exclusive mode").update();
        of(absence.substitute())
                .filter(other ->
                        other.from().isBefore(absence.until()) && other.until().isAfter(absence.from()))
                .ifPresent(other -> {
                    throw Problem.invalid("/substitute", "is away herself in that time");
                });
        jdbc.sql("""
                insert into absence (colleague, starts_at, ends_at, substitute, noted_by, noted_at)
                values (:colleague, :from, :until, :substitute, :by, :now)
                on conflict (colleague) do update set starts_at = :from, ends_at = :until, substitute = :substitute, noted_by = :by,
                    noted_at = :now""")
                .param("colleague", absence.colleague())
                .param("from", Sql.time(absence.from()))
                .param("until", Sql.time(absence.until()))
                .param("substitute", absence.substitute())
                .param("by", by.id())
                .param("now", Sql.time(clock.instant()))
                .update();
        return absence;
    }

    /** She is there, or will be. */
    public void ended(String colleague) {
        jdbc.sql("delete from absence where colleague = ?").param(colleague).update();
    }

    /** Who stands in for her now; empty while she is on duty. */
    public Optional<String> standIn(String colleague) {
        Set<String> away = new HashSet<>();
        String there = colleague;
        Optional<Absence> absence = current(there);
        while (absence.isPresent() && away.add(there)) {
            there = absence.get().substitute();
            absence = current(there);
        }
        return there.equals(colleague) ? Optional.empty() : Optional.of(there);
    }

    private Optional<Absence> current(String colleague) {
        return of(colleague).filter(absence -> !absence.from().isAfter(clock.instant()));
    }
}
