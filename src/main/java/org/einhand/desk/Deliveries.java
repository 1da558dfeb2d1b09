package org.einhand.desk;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.einhand.authority.Authorities;
import org.einhand.casefile.BlockedBy;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.CaseSignals;
import org.einhand.promise.Promises;
import org.einhand.remedy.delivery.Logistics;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sending a parcel: ordered, on its way, arrived or not, stopped. Carries {@code redelivery.bpmn} out. */
@Component
public class Deliveries implements Handling {

    private static final Actor LOGISTICS = Actor.backend("logistics");
    private static final String LOAN_DEVICE = "loan-device";

    /** What a carrier says when the customer herself did not take the parcel. */
    private static final Set<String> CUSTOMERS_OWN = Set.of("refused", "not-collected", "unclaimed");

    static final Map<String, Remedies.OrderState> ENDS = Map.of(
            "shipment.returned", Remedies.OrderState.RETURNED,
            "shipment.lost", Remedies.OrderState.LOST,
            "shipment.damaged", Remedies.OrderState.DAMAGED);

    private final CaseFiles files;
    private final Remedies remedies;
    private final Timeline timeline;
    private final Outcomes outcomes;
    private final Promises promises;
    private final Addresses addresses;
    private final Shipping shipping;
    private final Telling telling;
    private final CaseSignals signals;
    private final Logistics logistics;
    private final Clock clock;

    Deliveries(
            CaseFiles files,
            Remedies remedies,
            Timeline timeline,
            Outcomes outcomes,
            Promises promises,
            Addresses addresses,
            Shipping shipping,
            Telling telling,
            CaseSignals signals,
            Logistics logistics,
            Clock clock) {
        this.files = files;
        this.remedies = remedies;
        this.timeline = timeline;
        this.outcomes = outcomes;
        this.promises = promises;
        this.addresses = addresses;
        this.shipping = shipping;
        this.telling = telling;
        this.signals = signals;
        this.logistics = logistics;
        this.clock = clock;
    }

    @Override
    public Action.Process process() {
        return Action.Process.REDELIVERY;
    }

    @Override
    public @Nullable String missing(CaseFile file, Action action, Decisions.Stock stock) {
        String missing = shipping.missing(file);
        return missing == null && stock.isOut() && sendsTheItem(action) ? "stock" : missing;
    }

    private static boolean sendsTheItem(Action action) {
        return !action.word().equals("replace-item") && !action.word().equals(LOAN_DEVICE);
    }

    @Override
    public Decided checked(CaseFile file, Decisions.Command command, Authorities.Grant grant, Decisions.Stock stock) {
        return shipping.checked(file, command, stock);
    }

    @Override
    public void begun(CaseFile file, Remedies.Remedy remedy) {
        remedies.ordering(file, remedy.id(), "logistics", addresses.reference(file, remedy));
    }

    /** What came of placing an order. */
    public enum Placed {
        ORDERED,
        OUT_OF_STOCK,
        ADDRESS_REJECTED
    }

    /**
     * Orders the shipment of a remedy; safe to repeat.
     *
     * @throws org.einhand.remedy.BackendFailure if logistics did not say
     */
    public Placed order(UUID remedyId) {
        CaseFile file = files.byId(remedies.caseOf(remedyId));
        Remedies.Remedy remedy = remedies.find(file, remedyId).orElseThrow();
        Remedies.BackendOrder order = remedies.awaitedOrder(remedyId).orElseThrow();
        Logistics.Answer answer = logistics.ship(new Logistics.Order(
                order.reference(),
                file.subject().id(),
                item(file, remedy),
                service(remedy.action()),
                Optional.ofNullable(remedy.address()).orElseThrow(),
                remedy.particulars().pickupPoint(),
                false,
                remedy.particulars().window()));
        if (answer.shipment() != null) {
            ordered(files.lock(file.id()), remedy, order, answer.shipment());
            return Placed.ORDERED;
        }
        CaseFile locked = files.lock(file.id());
        remedies.order(order.reference(), Remedies.OrderState.REJECTED);
        if (answer.refusal() == Logistics.Refusal.OUT_OF_STOCK) {
            outcomes.failed(locked, remedy, "out-of-stock", false, LOGISTICS);
            return Placed.OUT_OF_STOCK;
        }
        addressRejected(locked);
        return Placed.ADDRESS_REJECTED;
    }

    private static @Nullable String item(CaseFile file, Remedies.Remedy remedy) {
        if (remedy.action().equals(LOAN_DEVICE)) {
            return LOAN_DEVICE;
        }
        return remedy.particulars().item() == null
                ? file.subject().item()
                : remedy.particulars().item();
    }

    private static String service(String action) {
        return switch (action) {
            case "redeliver-express", LOAN_DEVICE -> "express";
            case "redeliver-pickup-point" -> "pickup-point";
            default -> "standard";
        };
    }

    /** Logistics took the order; what it says about the arrival moves the promise. Needs the lock on the case. */
    void ordered(CaseFile file, Remedies.Remedy remedy, Remedies.BackendOrder order, Logistics.Shipment shipment) {
        remedies.ordered(
                order.reference(), shipment.shipmentId(), shipment.trackingCode(), shipment.estimatedDelivery());
        files.touch(file);
        timeline.add(
                file,
                Timeline.Kind.REMEDY,
                LOGISTICS,
                "Ordered" + (shipment.trackingCode() == null ? "" : ", tracking code " + shipment.trackingCode()));
        Instant estimated = shipment.estimatedDelivery();
        if (estimated != null && remedy.settling()) {
            promises.current(file)
                    .filter(Promises.Promise::isOpen)
                    .filter(promise -> estimated.isAfter(promise.dueAt()))
                    .ifPresent(promise -> outcomes.delayed(file, estimated, LOGISTICS));
        }
    }

    /** Nothing can be delivered there: it has to be clarified with the customer. Needs the lock on the case. */
    void addressRejected(CaseFile file) {
        files.doubtAddress(file);
        files.state(file, CaseState.OPEN, BlockedBy.CUSTOMER);
        timeline.add(
                file, Timeline.Kind.ADDRESS, LOGISTICS, "The address cannot be delivered to; it has to be clarified");
        telling.tell(new Telling.Message(
                file, "missing-details", "address-" + clock.instant(), null, facts -> facts.addressNeeded(true)));
    }

    @Override
    public boolean heard(
            CaseFile file, Remedies.Remedy remedy, Remedies.BackendOrder order, OutsideEvents.Report report) {
        Actor reporter = Actor.backend(report.source());
        boolean underWay = remedy.state() == Remedies.State.IN_PROGRESS;
        Remedies.OrderState end = ENDS.get(report.type());
        if (report.type().equals("shipment.delivered")) {
            remedies.order(order.reference(), Remedies.OrderState.DELIVERED);
            if (underWay) {
                outcomes.proven(file, remedy, reporter);
                signals.heard(String.valueOf(remedy.flow()), "shipment-delivered");
            }
            return underWay;
        }
        if (end != null) {
            remedies.order(order.reference(), end);
            return ended(file, remedy, end, report.text("reason"), reporter);
        }
        if (report.type().equals("shipment.delayed") && underWay) {
            Instant estimated = report.time("estimatedDelivery");
            timeline.add(
                    file,
                    Timeline.Kind.EVENT,
                    reporter,
                    "Delayed" + (estimated == null ? "" : ", now expected " + Words.time(estimated)));
            if (remedy.settling()) {
                outcomes.delayed(file, estimated, reporter);
            }
            return true;
        }
        return false;
    }

    private boolean ended(
            CaseFile file, Remedies.Remedy remedy, Remedies.OrderState end, @Nullable String reason, Actor reporter) {
        if (remedy.state() == Remedies.State.IN_PROGRESS) {
            if (reason != null && reason.contains("address")) {
                files.doubtAddress(file);
            }
            outcomes.failed(file, remedy, end.word(), reason != null && CUSTOMERS_OWN.contains(reason), reporter);
            signals.heard(String.valueOf(remedy.flow()), "shipment-failed");
            return true;
        }
        if (remedy.state() == Remedies.State.EFFECTIVE && file.state() == CaseState.SOLVED && remedy.settling()) {
            outcomes.failedAfterAll(file, remedy, end.word(), reporter);
            return true;
        }
        return false;
    }

    /** Tries to stop the shipment of a remedy that is not needed any more; false if it is too late for that. */
    public boolean stop(UUID remedyId) {
        CaseFile file = files.byId(remedies.caseOf(remedyId));
        Remedies.BackendOrder order = remedies.awaitedOrder(remedyId).orElseThrow();
        String shipment = order.externalId() != null
                ? order.externalId()
                : logistics
                        .shipment(order.reference())
                        .map(Logistics.Shipment::shipmentId)
                        .orElse(null);
        boolean stopped = shipment == null || logistics.stop(shipment);
        CaseFile locked = files.lock(file.id());
        if (stopped) {
            remedies.order(order.reference(), Remedies.OrderState.CANCELLED);
            outcomes.stopped(locked, remedyId, LOGISTICS);
        } else {
            outcomes.tooLateToStop(locked, remedyId, "parcel", LOGISTICS);
        }
        return stopped;
    }
}
