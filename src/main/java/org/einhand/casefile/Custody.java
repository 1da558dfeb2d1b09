package org.einhand.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.einhand.kernel.Sql;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where a device is, station by station. A station that is reported twice is one station; none is ever taken back. */
@Component
public class Custody {

    private final JdbcClient jdbc;

    Custody(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which device. */
    public enum What implements Worded {
        /** The customer's own. */
        DEVICE,
        /** The one she gets instead. */
        REPLACEMENT
    }

    /** Where a device was seen, in the order of its way; the last two are where it was not. */
    public enum Station implements Worded {
        WITH_CUSTOMER,
        COLLECTED,
        RECEIVED,
        INSPECTED,
        DISPATCHED,
        DELIVERED,
        EMPTY_BOX,
        LOST;

        /** Whether the device is gone. */
        public boolean isLoss() {
            return this == EMPTY_BOX || this == LOST;
        }
    }

    /**
     * One station.
     *
     * @param remedyId the remedy that moves the device; null if it was reported from outside
     * @param reference the order by which it travels
     * @param at business time
     * @param deadline by when the next station has to be reported; null if none is waited for
     */
    public record Stop(
            @Nullable UUID remedyId,
            @Nullable String reference,
            What what,
            Station station,
            Instant at,
            @Nullable Instant deadline) {}

    /** Notes a station; false if it was noted before. Needs the lock on the case. */
    public boolean note(CaseFile file, Stop stop) {
        return jdbc.sql("""
                insert into custody (case_id, remedy_id, reference, what, station, at, deadline) values (?, ?, ?, ?, ?, ?, ?)
                on conflict (case_id, coalesce(reference, ''), what, station) do nothing""")
                        .params(Arrays.asList(
                                file.id(),
                                stop.remedyId(),
                                stop.reference(),
                                stop.what().word(),
                                stop.station().word(),
                                Sql.time(stop.at()),
                                Sql.time(stop.deadline())))
                        .update()
                == 1;
    }

    /** The next station of a device may be reported later than was thought. */
    public void postpone(UUID remedyId, What what, Station station, Instant deadline) {
        jdbc.sql("update custody set deadline = ? where remedy_id = ? and what = ? and station = ?")
                .params(Sql.time(deadline), remedyId, what.word(), station.word())
                .update();
    }

    /** All stations noted in a case, in the order they were heard of. */
    public List<Stop> of(CaseFile file) {
        return jdbc.sql("select * from custody where case_id = ? order by id")
                .param(file.id())
                .query(Custody::read)
                .list();
    }

    /** The stations that a remedy brought. */
    public List<Stop> of(UUID remedyId) {
        return jdbc.sql("select * from custody where remedy_id = ? order by id")
                .param(remedyId)
                .query(Custody::read)
                .list();
    }

    /** Whether a device of the matter was lost with us before its customer had another one, and nothing made it good since. */
    public boolean lost(CaseFile file) {
        return jdbc.sql("""
                select exists (
                    select 1 from custody l join case_file c on c.id = l.case_id left join remedy r on r.id = l.remedy_id
                    where c.matter_id = ? and l.what = 'device' and l.station in ('lost', 'empty-box') and r.state is distinct from 'effective'
                        and not exists (
                            select 1 from remedy good join case_file g on g.id = good.case_id
                            where g.matter_id = c.matter_id and good.settling and good.state = 'effective' and good.effective_at >= l.at))""").param(file.matterId()).query(Boolean.class).single();
    }

    /** Exchanges and repairs of the matter that took effect, and after which the device is broken all the same. */
    public int didNotHelp(CaseFile file) {
        return jdbc.sql("""
                select count(*) from remedy r join case_file c on c.id = r.case_id
                where c.matter_id = :matter and r.state = 'effective' and r.action in ('swap-at-door', 'exchange-after-return', 'repair')
                    and (c.id <> :id or c.state in ('open', 'waiting'))""")
                .param("matter", file.matterId())
                .param("id", file.id())
                .query(Integer.class)
                .single();
    }

    private static Stop read(ResultSet row, int index) throws SQLException {
        return new Stop(
                row.getObject("remedy_id", UUID.class),
                row.getString("reference"),
                Sql.requiredWord(row, "what", What.class),
                Sql.requiredWord(row, "station", Station.class),
                Sql.requiredInstant(row, "at"),
                Sql.instant(row, "deadline"));
    }
}
