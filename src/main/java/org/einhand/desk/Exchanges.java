package org.einhand.desk;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.einhand.authority.Authorities;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Custody;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.CaseSignals;
import org.einhand.remedy.delivery.Logistics;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Swapping, exchanging and repairing a device. Its way to us and back is followed station by station, in whatever order the stations
 * are reported. Carries {@code device-exchange.bpmn} out.
 */
@Component
public class Exchanges implements Handling {

    static final String SWAP = "swap-at-door";
    static final String REPAIR = "repair";

    private static final Actor LOGISTICS = Actor.backend("logistics");

    private static final Map<String, Custody.Station> STATIONS = Map.of(
            "device.collected", Custody.Station.COLLECTED,
            "device.received", Custody.Station.RECEIVED,
            "device.inspected", Custody.Station.INSPECTED);

    private final CaseFiles files;
    private final Remedies remedies;
    private final Custody custody;
    private final DeviceCustody devices;
    private final ExchangeTerms terms;
    private final Timeline timeline;
    private final Outcomes outcomes;
    private final Deliveries deliveries;
    private final Addresses addresses;
    private final Shipping shipping;
    private final CaseSignals signals;
    private final Logistics logistics;
    private final Clock clock;

    Exchanges(
            CaseFiles files,
            Remedies remedies,
            Custody custody,
            DeviceCustody devices,
            ExchangeTerms terms,
            Timeline timeline,
            Outcomes outcomes,
            Deliveries deliveries,
            Addresses addresses,
            Shipping shipping,
            CaseSignals signals,
            Logistics logistics,
            Clock clock) {
        this.files = files;
        this.remedies = remedies;
        this.custody = custody;
        this.devices = devices;
        this.terms = terms;
        this.timeline = timeline;
        this.outcomes = outcomes;
        this.deliveries = deliveries;
        this.addresses = addresses;
        this.shipping = shipping;
        this.signals = signals;
        this.logistics = logistics;
        this.clock = clock;
    }

    @Override
    public Action.Process process() {
        return Action.Process.DEVICE_EXCHANGE;
    }

    @Override
    public @Nullable String missing(CaseFile file, Action action, Decisions.Stock stock) {
        String missing = shipping.missing(file);
        if (missing != null) {
            return missing;
        }
        if (action.word().equals(REPAIR)) {
            return terms.of(file).isLost() ? "device" : null;
        }
        return stock.isOut() ? "stock" : null;
    }

    @Override
    public @Nullable String notice(CaseFile file, Action action) {
        return action.word().equals(REPAIR) && terms.of(file).repairNotice()
                ? "Tell the customer before: she may choose a replacement instead, and a repair extends her warranty once by 12 months."
                : null;
    }

    @Override
    public Decided checked(CaseFile file, Decisions.Command command, Authorities.Grant grant, Decisions.Stock stock) {
        boolean repair = command.action().equals(REPAIR);
        if (repair && terms.of(file).isLost()) {
            throw Decisions.unavailable("device");
        }
        return shipping.checked(file, command, repair ? new Decisions.Stock(null) : stock);
    }

    @Override
    public void begun(CaseFile file, Remedies.Remedy remedy) {
        String reference = addresses.reference(file, remedy);
        remedies.ordering(file, remedy.id(), "logistics", reference);
        boolean withUs = devices.isWithUs(file);
        if (withUs && remedy.action().equals(REPAIR)) {
            custody.note(
                    file,
                    new Custody.Stop(
                            remedy.id(),
                            reference,
                            Custody.What.DEVICE,
                            Custody.Station.RECEIVED,
                            clock.instant(),
                            devices.due(file, REPAIR, Custody.Station.INSPECTED, null)
                                    .by()));
        } else if (!withUs && !terms.of(file).isLost()) {
            awaitFromCustomer(file, remedy, reference);
        }
    }

    private void awaitFromCustomer(CaseFile file, Remedies.Remedy remedy, String reference) {
        Remedies.Window window = remedy.particulars().window();
        custody.note(
                file,
                new Custody.Stop(
                        remedy.id(),
                        reference,
                        Custody.What.DEVICE,
                        Custody.Station.WITH_CUSTOMER,
                        clock.instant(),
                        devices.due(
                                        file,
                                        remedy.action(),
                                        Custody.Station.COLLECTED,
                                        window == null ? null : window.to())
                                .by()));
    }

    /** Whether the remedy waits for the customer's own device before anything goes to her. */
    public boolean awaitsDevice(UUID remedyId) {
        CaseFile file = files.byId(remedies.caseOf(remedyId));
        return awaitsDevice(file, remedies.find(file, remedyId).orElseThrow());
    }

    private boolean awaitsDevice(CaseFile file, Remedies.Remedy remedy) {
        List<Custody.Stop> stops = custody.of(remedy.id());
        if (remedy.action().equals(SWAP) || stops.stream().noneMatch(stop -> stop.what() == Custody.What.DEVICE)) {
            return false;
        }
        boolean inspected = has(stops, Custody.What.DEVICE, Custody.Station.INSPECTED);
        if (remedy.action().equals(REPAIR)) {
            return !inspected;
        }
        boolean received = inspected || has(stops, Custody.What.DEVICE, Custody.Station.RECEIVED);
        boolean replacementReady =
                !terms.of(file).inspect() || has(stops, Custody.What.REPLACEMENT, Custody.Station.INSPECTED);
        return !received || !replacementReady;
    }

    private static boolean has(List<Custody.Stop> stops, Custody.What what, Custody.Station station) {
        return stops.stream().anyMatch(stop -> stop.what() == what && stop.station() == station);
    }

    /** Whether her device travels by that order, and nothing else does. */
    private boolean isReturn(Remedies.Remedy remedy, Remedies.BackendOrder order) {
        return !remedy.action().equals(SWAP) && bringsDevice(order);
    }

    private boolean bringsDevice(Remedies.BackendOrder order) {
        return custody.of(order.remedyId()).stream()
                .anyMatch(stop -> stop.what() == Custody.What.DEVICE
                        && stop.station().compareTo(Custody.Station.RECEIVED) <= 0
                        && order.reference().equals(stop.reference()));
    }

    /**
     * Orders the label by which the customer sends her device in; safe to repeat.
     *
     * @throws org.einhand.remedy.BackendFailure if logistics did not say
     */
    public Deliveries.Placed orderReturn(UUID remedyId) {
        CaseFile file = files.byId(remedies.caseOf(remedyId));
        Remedies.Remedy remedy = remedies.find(file, remedyId).orElseThrow();
        Remedies.BackendOrder order = remedies.awaitedOrder(remedyId).orElseThrow();
        Logistics.Answer answer = logistics.ship(order(file, remedy, order, "return-label", false, false));
        CaseFile locked = files.lock(file.id());
        Logistics.Shipment shipment = answer.shipment();
        if (shipment == null) {
            remedies.order(order.reference(), Remedies.OrderState.REJECTED);
            deliveries.addressRejected(locked);
            return Deliveries.Placed.ADDRESS_REJECTED;
        }
        remedies.ordered(order.reference(), shipment.shipmentId(), shipment.trackingCode(), null);
        if (!bringsDevice(order)) {
            awaitFromCustomer(locked, remedy, order.reference());
        }
        timeline.add(locked, Timeline.Kind.REMEDY, LOGISTICS, "Return label ordered" + tracked(shipment));
        files.touch(locked);
        return Deliveries.Placed.ORDERED;
    }

    private static String tracked(Logistics.Shipment shipment) {
        return shipment.trackingCode() == null ? "" : ", tracking code " + shipment.trackingCode();
    }

    private Logistics.Order order(
            CaseFile file,
            Remedies.Remedy remedy,
            Remedies.BackendOrder order,
            String service,
            boolean collect,
            boolean inspect) {
        return new Logistics.Order(
                order.reference(),
                file.subject().id(),
                remedy.particulars().item() == null
                        ? file.subject().item()
                        : remedy.particulars().item(),
                service,
                Optional.ofNullable(remedy.address()).orElseThrow(),
                null,
                collect,
                remedy.particulars().window(),
                inspect);
    }

    /**
     * Orders what goes to the customer: the swap, the replacement, or her own device repaired; safe to repeat.
     *
     * @throws org.einhand.remedy.BackendFailure if logistics did not say
     */
    public Deliveries.Placed orderShipment(UUID remedyId) {
        CaseFile file = files.byId(remedies.caseOf(remedyId));
        Remedies.Remedy remedy = remedies.find(file, remedyId).orElseThrow();
        Remedies.BackendOrder order = remedies.awaitedOrder(remedyId).orElseThrow();
        List<Custody.Stop> stops = custody.of(remedyId);
        boolean swap = remedy.action().equals(SWAP);
        boolean inspect = sends(remedy) == Custody.What.REPLACEMENT
                && terms.of(file).inspect()
                && !has(stops, Custody.What.REPLACEMENT, Custody.Station.INSPECTED);
        boolean collect = swap && has(stops, Custody.What.DEVICE, Custody.Station.WITH_CUSTOMER);
        Logistics.Answer answer =
                logistics.ship(order(file, remedy, order, swap ? "swap" : "standard", collect, inspect));
        CaseFile locked = files.lock(file.id());
        Logistics.Shipment shipment = answer.shipment();
        if (shipment != null) {
            if (collect && !bringsDevice(order)) {
                awaitFromCustomer(locked, remedy, order.reference());
            }
            onItsWay(locked, remedy, order, shipment);
            return Deliveries.Placed.ORDERED;
        }
        remedies.order(order.reference(), Remedies.OrderState.REJECTED);
        if (answer.refusal() == Logistics.Refusal.OUT_OF_STOCK) {
            outcomes.failed(locked, remedy, "out-of-stock", false, LOGISTICS);
            return Deliveries.Placed.OUT_OF_STOCK;
        }
        deliveries.addressRejected(locked);
        return Deliveries.Placed.ADDRESS_REJECTED;
    }

    private void onItsWay(
            CaseFile file, Remedies.Remedy remedy, Remedies.BackendOrder order, Logistics.Shipment shipment) {
        Remedies.Window window = remedy.particulars().window();
        Instant expected = window == null ? shipment.estimatedDelivery() : window.to();
        custody.note(
                file,
                new Custody.Stop(
                        remedy.id(),
                        order.reference(),
                        sends(remedy),
                        Custody.Station.DISPATCHED,
                        clock.instant(),
                        devices.due(file, remedy.action(), Custody.Station.DELIVERED, expected)
                                .by()));
        deliveries.ordered(file, remedy, order, shipment);
    }

    /** What goes to the customer. */
    private static Custody.What sends(Remedies.Remedy remedy) {
        return remedy.action().equals(REPAIR) ? Custody.What.DEVICE : Custody.What.REPLACEMENT;
    }

    /** Whether the remedy is under way. */
    public boolean isUnderWay(UUID remedyId) {
        return remedies.byId(remedyId).state() == Remedies.State.IN_PROGRESS;
    }

    /** Whether the remedy was called off in time. */
    public boolean isStopped(UUID remedyId) {
        return remedies.byId(remedyId).state() == Remedies.State.CANCELLED;
    }

    @Override
    public boolean heard(
            CaseFile file, Remedies.Remedy remedy, Remedies.BackendOrder order, OutsideEvents.Report report) {
        Custody.Station station = STATIONS.get(report.type());
        if (station != null) {
            return device(file, remedy, order, station, report);
        }
        return isReturn(remedy, order)
                ? returnParcel(file, remedy, order, report)
                : parcel(file, remedy, order, report);
    }

    /** A device was reported somewhere. */
    private boolean device(
            CaseFile file,
            Remedies.Remedy remedy,
            Remedies.BackendOrder order,
            Custody.Station reported,
            OutsideEvents.Report report) {
        boolean underWay = remedy.state() == Remedies.State.IN_PROGRESS;
        boolean travelling = underWay && isReturn(remedy, order) && awaitsDevice(file, remedy);
        boolean replacement =
                reported == Custody.Station.INSPECTED && underWay && inspectsReplacement(file, remedy, order);
        if (!replacement && !bringsDevice(order) || reported == Custody.Station.INSPECTED && !report.says("passed")) {
            return false;
        }
        boolean empty = report.flag("empty");
        Custody.Station station = empty ? Custody.Station.EMPTY_BOX : reported;
        Custody.What what = replacement ? Custody.What.REPLACEMENT : Custody.What.DEVICE;
        if (!custody.note(
                file,
                new Custody.Stop(
                        remedy.id(),
                        order.reference(),
                        what,
                        station,
                        report.happenedAt(),
                        nextDeadline(file, remedy, station, travelling)))) {
            return true;
        }
        boolean passed = reported != Custody.Station.INSPECTED || report.flag("passed");
        seen(file, what, station, passed, report);
        if (empty) {
            if (travelling) {
                remedies.order(order.reference(), Remedies.OrderState.LOST);
                failed(file, remedy, station.word(), "device-failed", report);
            }
            return true;
        }
        if (!passed) {
            if (travelling) {
                failed(file, remedy, "inspection-failed", "device-failed", report);
            } else if (replacement) {
                failed(file, remedy, "inspection-failed", "shipment-failed", report);
            }
            return true;
        }
        if (travelling) {
            if (what == Custody.What.DEVICE && station != Custody.Station.COLLECTED) {
                remedies.order(order.reference(), Remedies.OrderState.DELIVERED);
            }
            if (!awaitsDevice(file, remedy)) {
                remedies.ordering(file, remedy.id(), "logistics", addresses.reference(file, remedy));
            }
            signals.heard(String.valueOf(remedy.flow()), "device-reported");
        }
        return true;
    }

    /** An inspection is one of the replacement where one is asked for and nothing has gone out yet, else one of her own device. */
    private boolean inspectsReplacement(CaseFile file, Remedies.Remedy remedy, Remedies.BackendOrder order) {
        return sends(remedy) == Custody.What.REPLACEMENT
                && terms.of(file).inspect()
                && (!isReturn(remedy, order) || awaitsDevice(file, remedy))
                && !has(custody.of(remedy.id()), Custody.What.REPLACEMENT, Custody.Station.DELIVERED);
    }

    private @Nullable Instant nextDeadline(
            CaseFile file, Remedies.Remedy remedy, Custody.Station station, boolean travelling) {
        boolean waits = travelling && station == Custody.Station.RECEIVED || station == Custody.Station.COLLECTED;
        return waits
                ? devices.due(file, remedy.action(), DeviceCustody.next(station), null)
                        .by()
                : null;
    }

    private void seen(
            CaseFile file, Custody.What what, Custody.Station station, boolean passed, OutsideEvents.Report report) {
        String condition = report.text("condition");
        timeline.add(
                file,
                Timeline.Kind.EVENT,
                Actor.backend(report.source()),
                (what == Custody.What.DEVICE ? "The device: " : "The replacement: ")
                        + station.word()
                        + (condition == null ? "" : ", " + condition)
                        + (passed ? "" : ", not passed"));
        files.touch(file);
    }

    private void failed(
            CaseFile file, Remedies.Remedy remedy, String failure, String message, OutsideEvents.Report report) {
        outcomes.failed(file, remedy, failure, false, Actor.backend(report.source()));
        signals.heard(String.valueOf(remedy.flow()), message);
    }

    /** The parcel with her device. Returning is at our risk. */
    private boolean returnParcel(
            CaseFile file, Remedies.Remedy remedy, Remedies.BackendOrder order, OutsideEvents.Report report) {
        if (!report.type().equals("shipment.lost")
                || remedy.state() != Remedies.State.IN_PROGRESS
                || !awaitsDevice(file, remedy)) {
            return false;
        }
        lost(file, remedy, order.reference(), Custody.What.DEVICE, report.happenedAt());
        failed(file, remedy, Custody.Station.LOST.word(), "device-failed", report);
        return true;
    }

    private void lost(
            CaseFile file, Remedies.Remedy remedy, @Nullable String reference, Custody.What what, Instant at) {
        if (reference != null) {
            remedies.order(reference, Remedies.OrderState.LOST);
        }
        custody.note(file, new Custody.Stop(remedy.id(), reference, what, Custody.Station.LOST, at, null));
    }

    /** The parcel to the customer. */
    private boolean parcel(
            CaseFile file, Remedies.Remedy remedy, Remedies.BackendOrder order, OutsideEvents.Report report) {
        boolean underWay = remedy.state() == Remedies.State.IN_PROGRESS;
        Custody.What what = sends(remedy);
        Custody.Station station = switch (report.type()) {
            case "shipment.delivered" -> Custody.Station.DELIVERED;
            case "shipment.lost" -> Custody.Station.LOST;
            // her own device is back with us
            case "shipment.returned" -> what == Custody.What.DEVICE ? Custody.Station.RECEIVED : null;
            default -> null;
        };
        if (station != null && underWay) {
            custody.note(
                    file, new Custody.Stop(remedy.id(), order.reference(), what, station, report.happenedAt(), null));
        }
        boolean changed = deliveries.heard(file, remedy, order, report);
        if (changed && station == Custody.Station.DELIVERED && remedy.action().equals(SWAP)) {
            awaitOldDevice(file, remedy);
        }
        if (changed && report.type().equals("shipment.delayed")) {
            custody.postpone(
                    remedy.id(),
                    what,
                    Custody.Station.DISPATCHED,
                    devices.due(file, remedy.action(), Custody.Station.DELIVERED, report.time("estimatedDelivery"))
                            .by());
            signals.heard(String.valueOf(remedy.flow()), "shipment-delayed");
        }
        return changed;
    }

    /** The new device is there; the old one is looked after beside the case. */
    private void awaitOldDevice(CaseFile file, Remedies.Remedy remedy) {
        DeviceCustody.furthest(custody.of(remedy.id()), Custody.What.DEVICE)
                .filter(stop -> stop.station().compareTo(Custody.Station.RECEIVED) < 0)
                .ifPresent(stop -> {
                    if (stop.station() == Custody.Station.WITH_CUSTOMER) {
                        custody.postpone(
                                remedy.id(),
                                stop.what(),
                                stop.station(),
                                devices.due(file, remedy.action(), Custody.Station.COLLECTED, null)
                                        .by());
                    }
                    signals.deviceOutstanding(file.caseNumber(), remedy.id());
                });
    }

    /**
     * A device was reported that carries no reference of ours. Needs the lock on the case; false if it changes nothing.
     */
    boolean seen(CaseFile file, OutsideEvents.Report report) {
        Custody.Station reported = STATIONS.get(report.type());
        if (reported == null) {
            return false;
        }
        Optional<Remedies.Remedy> remedy = remedies.latestSettling(file)
                .filter(latest -> Action.of(latest.action()).process() == process());
        Optional<Remedies.BackendOrder> order = remedy.flatMap(latest -> remedies.orders(file).stream()
                .filter(placed -> placed.remedyId().equals(latest.id()) && bringsDevice(placed))
                .reduce((earlier, later) -> later));
        if (order.isPresent()) {
            return device(file, remedy.get(), order.get(), reported, report);
        }
        Custody.Station station = report.flag("empty") ? Custody.Station.EMPTY_BOX : reported;
        if (!devices.seenFromOutside(file, station, report.happenedAt(), Actor.backend(report.source()))) {
            return false;
        }
        seen(file, Custody.What.DEVICE, station, true, report);
        return true;
    }

    /** By when the device, or what goes to the customer, has to be reported at its next station. */
    public Instant nextStationBy(UUID remedyId) {
        CaseFile file = files.byId(remedies.caseOf(remedyId));
        Remedies.Remedy remedy = remedies.find(file, remedyId).orElseThrow();
        return awaited(file, remedy)
                .map(Custody.Stop::deadline)
                .orElseGet(() -> devices.due(file, remedy.action(), Custody.Station.DELIVERED, null)
                        .by());
    }

    /** The station that was left and after which the next one is waited for. */
    private Optional<Custody.Stop> awaited(CaseFile file, Remedies.Remedy remedy) {
        List<Custody.Stop> stops = custody.of(remedy.id());
        return awaitsDevice(file, remedy)
                ? DeviceCustody.furthest(stops, Custody.What.DEVICE)
                : stops.stream()
                        .filter(stop -> stop.station() == Custody.Station.DISPATCHED)
                        .reduce((earlier, later) -> later);
    }

    /** A station was not reported in time: the customer is reminded, or it is our loss and the remedy failed. */
    public void overdue(UUID remedyId) {
        CaseFile file = files.lock(remedies.caseOf(remedyId));
        Remedies.Remedy remedy = remedies.find(file, remedyId).orElseThrow();
        if (remedy.state() != Remedies.State.IN_PROGRESS || clock.instant().isBefore(nextStationBy(remedyId))) {
            return;
        }
        Custody.Stop left = awaited(file, remedy).orElseThrow();
        DeviceCustody.Due due = devices.due(file, remedy.action(), DeviceCustody.next(left.station()), null);
        switch (due.missed()) {
            case REMIND -> notHandedOver(file, remedy, left, due.by());
            case OVERDUE -> outcomes.failed(file, remedy, "overdue", false, Actor.EINHAND);
            case LOST -> {
                lost(file, remedy, left.reference(), left.what(), clock.instant());
                outcomes.failed(file, remedy, Custody.Station.LOST.word(), false, Actor.EINHAND);
            }
        }
    }

    /** Reminded twice; then a person decides with her what to do instead. */
    private void notHandedOver(CaseFile file, Remedies.Remedy remedy, Custody.Stop left, Instant next) {
        if (devices.remind(file, "device-label", remedy.id() + "-1")
                || devices.remind(file, "device-label", remedy.id() + "-2")) {
            custody.postpone(remedy.id(), left.what(), left.station(), next);
        } else {
            outcomes.failed(file, remedy, "not-handed-over", true, Actor.EINHAND);
        }
    }

    /**
     * Tries to stop a remedy that is not needed any more. Once her device has left her hands it goes on, so that she is not left
     * without one, unless she wants her money back instead.
     */
    public void stop(UUID remedyId) {
        CaseFile file = files.byId(remedies.caseOf(remedyId));
        Remedies.Remedy remedy = remedies.find(file, remedyId).orElseThrow();
        if (remedy.state() != Remedies.State.IN_PROGRESS) {
            return;
        }
        Remedies.BackendOrder order = remedies.awaitedOrder(remedyId).orElseThrow();
        boolean awaitsDevice = awaitsDevice(file, remedy);
        boolean handedOver = !remedy.action().equals(SWAP) && hasLeftHer(remedyId);
        boolean somethingElseInstead = remedies.of(file).stream()
                .anyMatch(other -> other.settling()
                        && !other.id().equals(remedyId)
                        && other.state() == Remedies.State.IN_PROGRESS);
        boolean stopped =
                handedOver ? somethingElseInstead && (awaitsDevice || stopShipment(order)) : stopShipment(order);
        CaseFile locked = files.lock(file.id());
        if (stopped) {
            remedies.order(order.reference(), Remedies.OrderState.CANCELLED);
            outcomes.stopped(locked, remedyId, LOGISTICS);
        } else {
            outcomes.tooLateToStop(locked, remedyId, handedOver || awaitsDevice ? "device" : "parcel", LOGISTICS);
        }
    }

    private boolean hasLeftHer(UUID remedyId) {
        return DeviceCustody.furthest(custody.of(remedyId), Custody.What.DEVICE)
                .filter(stop -> stop.station() != Custody.Station.WITH_CUSTOMER)
                .isPresent();
    }

    private boolean stopShipment(Remedies.BackendOrder order) {
        String shipment = order.externalId() != null
                ? order.externalId()
                : logistics
                        .shipment(order.reference())
                        .map(Logistics.Shipment::shipmentId)
                        .orElse(null);
        return shipment == null || logistics.stop(shipment);
    }
}
