package org.einhand.intake;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.einhand.casefile.Address;
import org.einhand.casefile.CaseType;
import org.einhand.kernel.Money;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;

/** What each type of case asks for beyond the common fields; all of it optional. */
final class Facts {

    private Facts() {}

    /** The record that describes the facts of a type of case. */
    static Class<? extends Record> of(CaseType type) {
        return switch (type) {
            case REDELIVERY -> Redelivery.class;
            case DEVICE_EXCHANGE -> DeviceExchange.class;
            case CONTRACT_ACTIVATION -> ContractActivation.class;
            case REFUND -> Refund.class;
            case OTHER -> Other.class;
        };
    }

    /** Whose doing it was. */
    enum Fault implements Worded {
        OURS,
        CARRIER,
        CUSTOMER
    }

    /** What happened to the parcel. */
    enum Mishap implements Worded {
        WRONG_ADDRESS,
        NOT_HOME,
        DAMAGED,
        LOST,
        RETURNED
    }

    /** Facts of a redelivery. */
    record Redelivery(
            @Nullable Mishap reason,
            @Nullable Fault fault,
            @Size(min = 1, max = 100) @Nullable String shipmentId,
            @Size(min = 1, max = 100) @Nullable String trackingCode,
            @Nullable Address correctedAddress) {}

    /** Facts of a device exchange. */
    record DeviceExchange(
            @Prose @Size(max = 1000) @Nullable String defect,
            @Nullable Boolean deadOnArrival,
            @Nullable Fault fault,
            @Size(min = 1, max = 100) @Nullable String deviceId) {}

    /** Whether the line worked before. */
    enum Line implements Worded {
        NEW,
        RUNNING
    }

    /** How much of the line is out of order. */
    enum Disturbance implements Worded {
        NONE,
        PARTIAL,
        COMPLETE
    }

    /** Facts of a contract activation. */
    record ContractActivation(
            @Nullable LocalDate orderedOn,
            @Nullable LocalDate agreedOn,
            @Nullable LocalDate reportedOn,
            @Nullable Money monthlyFee,
            @Nullable Line line,
            @Nullable Disturbance disturbance,
            @Nullable Fault fault,
            @Prose @Size(max = 1000) @Nullable String needsLineFor,
            @Size(max = 5) @Nullable List<Reach> unreachableBy) {}

    /** Why money is to go back. */
    enum Ground implements Worded {
        WITHDRAWAL,
        NOT_DELIVERED,
        DEFECT,
        LOST,
        CANCELLATION,
        GOODWILL
    }

    /** Facts of a refund. */
    record Refund(
            @Nullable Ground reason,
            @Nullable LocalDate claimReceivedOn,
            @Nullable Boolean goodsReturned) {}

    /** Facts of what fits no grid. */
    record Other(@Prose @Size(max = 1000) @Nullable String about) {}
}
