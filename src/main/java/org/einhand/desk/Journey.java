package org.einhand.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.Channel;
import org.einhand.casefile.Custody;
import org.einhand.casefile.Custody.Station;
import org.einhand.casefile.Outcome;
import org.einhand.casefile.Remedies;
import org.einhand.desk.StatusView.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The way of a case in steps its customer understands: what is done, what we are at, what is still to come. It follows the remedy
 * decided last; one that failed leads back to the decision. A device that travels adds its stations.
 */
@Component
class Journey {

    private static final String UNDER_WAY = "under-way";

    private final Remedies remedies;
    private final Custody custody;

    Journey(Remedies remedies, Custody custody) {
        this.remedies = remedies;
        this.custody = custody;
    }

    /** The steps in their order; none of a case that ended without a solution. */
    List<Step> of(CaseFile file, List<Remedies.Remedy> tried) {
        boolean solved = file.state() == CaseState.SOLVED || file.outcome() == Outcome.SOLVED;
        if (file.isClosed() && !solved) {
            return List.of();
        }
        Way way = new Way();
        way.done(file.channel() == Channel.EVENT ? "noticed" : "told", file.openedAt());
        Optional<Remedies.Remedy> standing = standing(file, tried);
        if (standing.isPresent()) {
            carriedOut(way, standing.get());
        } else if (!solved) {
            List.of("decided", UNDER_WAY, "arrived").forEach(way::open);
        }
        if (solved) {
            way.done("solved", file.solvedAt());
        } else {
            way.open("solved");
        }
        return way.steps();
    }

    /** The remedy that settles the case, if there is one that did not fail. */
    static Optional<Remedies.Remedy> standing(CaseFile file, List<Remedies.Remedy> tried) {
        return tried.stream()
                .filter(Remedies.Remedy::settling)
                .reduce((earlier, later) -> later)
                .filter(remedy ->
                        remedy.state() == Remedies.State.IN_PROGRESS || remedy.state() == Remedies.State.EFFECTIVE)
                .filter(remedy -> !PurchaseWithdrawals.overtakes(file, remedy));
    }

    private void carriedOut(Way way, Remedies.Remedy remedy) {
        List<Custody.Stop> stops = custody.of(remedy.id());
        Instant arrived = remedy.effectiveAt();
        way.done("decided", remedy.requestedAt());
        if (!remedy.action().equals(Exchanges.SWAP)) {
            deviceSentIn(way, remedy, stops);
        }
        seen(stops, Custody.What.REPLACEMENT, Station.INSPECTED)
                .ifPresent(checked -> way.done("replacement-checked", checked));
        if (arrived == null) {
            way.open(isUnderWay(remedy, stops) || way.waits() ? UNDER_WAY : "preparing");
            way.open("arrived");
        } else {
            way.done(UNDER_WAY, null);
            way.done("arrived", arrived);
        }
    }

    /** Her own device goes to us first; nothing of that if it is with us already, or lost. */
    private static void deviceSentIn(Way way, Remedies.Remedy remedy, List<Custody.Stop> stops) {
        if (stops.stream().noneMatch(stop -> stop.what() == Custody.What.DEVICE)) {
            return;
        }
        Optional<Instant> received = seen(stops, Custody.What.DEVICE, Station.RECEIVED);
        if (seen(stops, Custody.What.DEVICE, Station.WITH_CUSTOMER).isPresent()) {
            way.step(
                    "device-collected",
                    seen(stops, Custody.What.DEVICE, Station.COLLECTED).or(() -> received));
        }
        way.step("device-received", received);
        if (remedy.action().equals(Exchanges.REPAIR)) {
            way.step("device-repaired", seen(stops, Custody.What.DEVICE, Station.INSPECTED));
        }
    }

    private static Optional<Instant> seen(List<Custody.Stop> stops, Custody.What what, Station station) {
        return stops.stream()
                .filter(stop -> stop.what() == what && stop.station() == station)
                .map(Custody.Stop::at)
                .findFirst();
    }

    /** Whether the order it waits for was placed; what waits for no order is under way as soon as it is decided. */
    private boolean isUnderWay(Remedies.Remedy remedy, List<Custody.Stop> stops) {
        if (Action.of(remedy.action()).process() == Action.Process.DEVICE_EXCHANGE) {
            return stops.stream().anyMatch(stop -> stop.station() == Station.DISPATCHED);
        }
        return remedies.awaitedOrder(remedy.id())
                .map(order ->
                        order.state() != Remedies.OrderState.REQUESTED && order.state() != Remedies.OrderState.REJECTED)
                .orElse(true);
    }

    /** Steps, of which the first that is not done is the one we are at. */
    private static final class Way {

        private final List<Step> steps = new ArrayList<>();

        void done(String name, @Nullable Instant at) {
            steps.add(new Step(name, Step.Mark.DONE, at));
        }

        void open(String name) {
            steps.add(new Step(name, waits() ? Step.Mark.NEXT : Step.Mark.NOW, null));
        }

        void step(String name, Optional<Instant> at) {
            at.ifPresentOrElse(then -> done(name, then), () -> open(name));
        }

        /** Whether something that is not done comes before. */
        boolean waits() {
            return steps.stream().anyMatch(step -> step.mark() != Step.Mark.DONE);
        }

        List<Step> steps() {
            return List.copyOf(steps);
        }
    }
}
