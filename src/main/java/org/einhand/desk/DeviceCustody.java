package org.einhand.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Custody;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.CaseSignals;
import org.einhand.kernel.DecisionTables;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who has a device and by when it must turn up at its next station: the {@code custody-deadline} rules. Looks after devices that no
 * running remedy waits for: the old one after a swap, and those reported from outside. Carries {@code custody-watch.bpmn} out.
 */
@Component
public class DeviceCustody {

    private static final LocalTime END_OF_DAY = LocalTime.of(20, 0);

    private final CaseFiles files;
    private final Custody custody;
    private final Remedies remedies;
    private final Timeline timeline;
    private final Telling telling;
    private final CaseSignals signals;
    private final DecisionTables tables;
    private final Calendars calendars;
    private final Words words;
    private final Clock clock;

    DeviceCustody(
            CaseFiles files,
            Custody custody,
            Remedies remedies,
            Timeline timeline,
            Telling telling,
            CaseSignals signals,
            DecisionTables tables,
            Calendars calendars,
            Words words,
            Clock clock) {
        this.files = files;
        this.custody = custody;
        this.remedies = remedies;
        this.timeline = timeline;
        this.telling = telling;
        this.signals = signals;
        this.tables = tables;
        this.calendars = calendars;
        this.words = words;
        this.clock = clock;
    }

    /** What it means that a station was not reported in time. */
    enum Missed implements Worded {
        /** The customer has it still. */
        REMIND,
        /** It vanished on its way. */
        LOST,
        /** It lies in our house, and nobody reports on it. */
        OVERDUE
    }

    /** What the rules say about one station. */
    record Due(Instant by, Missed missed) {}

    /**
     * By when a station has to be reported.
     *
     * @param awaited the station, or null if no rule knows what is awaited
     * @param from counted from now, or from then if that is later
     */
    Due due(CaseFile file, @Nullable String action, Custody.Station awaited, @Nullable Instant from) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("awaited", awaited.word());
        inputs.put("action", action);
        DecisionTables.Rule rule = tables.latest("custody-deadline").first(inputs);
        Instant now = clock.instant();
        return new Due(
                calendars.after(
                        from == null || from.isBefore(now) ? now : from,
                        rule.number("count"),
                        Calendars.Unit.of(rule.requiredText("unit")),
                        file.customer().region(),
                        END_OF_DAY),
                Worded.of(Missed.class, rule.requiredText("missed")));
    }

    /** The station after which the device was not seen any more; empty if it was seen nowhere. */
    static Optional<Custody.Stop> furthest(List<Custody.Stop> stops, Custody.What what) {
        return stops.stream().filter(stop -> stop.what() == what).max(Comparator.comparing(Custody.Stop::station));
    }

    /** What comes after a station. */
    static Custody.Station next(Custody.Station station) {
        return switch (station) {
            case WITH_CUSTOMER -> Custody.Station.COLLECTED;
            case COLLECTED -> Custody.Station.RECEIVED;
            case RECEIVED -> Custody.Station.INSPECTED;
            default -> Custody.Station.DELIVERED;
        };
    }

    /** Whether her device lies in our house since a remedy that did not work. */
    boolean isWithUs(CaseFile file) {
        Instant madeGood = remedies.of(file).stream()
                .filter(remedy -> remedy.settling() && remedy.state() == Remedies.State.EFFECTIVE)
                .map(Remedies.Remedy::effectiveAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        return custody.of(file).stream()
                .filter(stop -> stop.what() == Custody.What.DEVICE && stop.at().isAfter(madeGood))
                .reduce((earlier, later) -> later)
                .filter(stop ->
                        stop.station() == Custody.Station.RECEIVED || stop.station() == Custody.Station.INSPECTED)
                .isPresent();
    }

    /** Reminds the customer of a device that she still has; false if she was reminded so often already. */
    boolean remind(CaseFile file, String what, String once) {
        Optional<UUID> reminder = telling.write(new Telling.Message(
                file, "reply", "device-" + once, null, facts -> facts.replyText(words.reminder(file, what))));
        reminder.ifPresent(id -> {
            timeline.add(
                    file,
                    Timeline.Kind.NOTIFICATION,
                    Actor.EINHAND,
                    "The device was not handed over yet: the customer is reminded");
            signals.tell(file.caseNumber(), id);
        });
        return reminder.isPresent();
    }

    /**
     * A device was seen that none of our remedies moves. Needs the lock on the case.
     *
     * @return false if that is known already
     */
    boolean seenFromOutside(CaseFile file, Custody.Station station, Instant at, Actor reporter) {
        boolean first = stopsOf(file, null).isEmpty();
        Instant deadline =
                station.isLoss() ? null : due(file, null, next(station), null).by();
        if (!custody.note(
                file, new Custody.Stop(null, null, Custody.What.DEVICE, station, at, awaits(station, deadline)))) {
            return false;
        }
        files.touch(file);
        if (station.isLoss()) {
            tellLoss(file, station);
        } else if (first && station == Custody.Station.COLLECTED) {
            signals.deviceOutstanding(file.caseNumber(), null);
        }
        return true;
    }

    private static @Nullable Instant awaits(Custody.Station station, @Nullable Instant deadline) {
        return station == Custody.Station.COLLECTED ? deadline : null;
    }

    private void tellLoss(CaseFile file, Custody.Station station) {
        if (!file.isClosed()) {
            telling.tell(new Telling.Message(
                    file,
                    "reply",
                    "device-" + station.word(),
                    null,
                    facts -> facts.replyText(words.reason(file, "device-" + station.word()))));
        }
    }

    /** When a device that is out there is to be looked after; now if nothing is waited for. */
    public Instant lookAgain(String caseNumber, @Nullable UUID remedyId) {
        return furthest(stopsOf(files.get(caseNumber), remedyId), Custody.What.DEVICE)
                .map(Custody.Stop::deadline)
                .orElseGet(clock::instant);
    }

    /** What came of looking after a device. */
    public enum Outstanding implements Worded {
        /** It is on its way and in time, or its customer was reminded. */
        WAIT,
        /** She was reminded before: a person talks to her. Nothing is charged by itself. */
        CALL,
        /** It turned up, or it counts as lost with us. */
        OVER
    }

    /** Looks after a device that no running remedy waits for. */
    public Outstanding lookAfter(String caseNumber, @Nullable UUID remedyId) {
        CaseFile file = files.lock(caseNumber);
        Custody.Stop seen =
                furthest(stopsOf(file, remedyId), Custody.What.DEVICE).orElse(null);
        if (seen == null || seen.deadline() == null || seen.station().compareTo(Custody.Station.RECEIVED) >= 0) {
            return Outstanding.OVER;
        }
        if (clock.instant().isBefore(seen.deadline())) {
            return Outstanding.WAIT;
        }
        String action = remedyId == null ? null : remedies.byId(remedyId).action();
        Due due = due(file, action, next(seen.station()), null);
        if (due.missed() == Missed.REMIND) {
            if (remedyId == null || !remind(file, "old-device", remedyId.toString())) {
                return Outstanding.CALL;
            }
            custody.postpone(remedyId, seen.what(), seen.station(), due.by());
            return Outstanding.WAIT;
        }
        custody.note(
                file,
                new Custody.Stop(
                        remedyId, seen.reference(), Custody.What.DEVICE, Custody.Station.LOST, clock.instant(), null));
        timeline.add(
                file,
                Timeline.Kind.EVENT,
                Actor.EINHAND,
                "The device was not seen again after it was " + seen.station().word() + ": lost with us");
        files.touch(file);
        if (remedyId == null) {
            tellLoss(file, Custody.Station.LOST);
        }
        return Outstanding.OVER;
    }

    /** By when somebody calls the customer about a device: the end of the next working day. */
    public Instant callBy(String caseNumber) {
        return calendars.after(
                clock.instant(),
                1,
                Calendars.Unit.WERKTAGE,
                files.get(caseNumber).customer().region(),
                END_OF_DAY);
    }

    private List<Custody.Stop> stopsOf(CaseFile file, @Nullable UUID remedyId) {
        return custody.of(file).stream()
                .filter(stop -> Objects.equals(stop.remedyId(), remedyId))
                .toList();
    }

    /**
     * Somebody called the customer about a device that she did not hand over.
     *
     * @param taskFlow the running process whose task it was
     * @throws Problem 404 if there is no such case
     */
    public void askedForDevice(
            String caseNumber, String taskFlow, Actor caller, boolean reached, @Nullable String note) {
        CaseFile file = files.lock(caseNumber);
        timeline.add(
                file,
                Timeline.Kind.CONTACT,
                caller,
                (reached
                                ? "Spoke with the customer about the device that is outstanding"
                                : "Did not reach the customer about the device that is outstanding")
                        + (note == null ? "" : ": " + note));
        files.touch(file);
        signals.calledBack(taskFlow, reached);
    }
}
