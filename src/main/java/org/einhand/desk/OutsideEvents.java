package org.einhand.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseType;
import org.einhand.casefile.Channel;
import org.einhand.casefile.Identified;
import org.einhand.casefile.NewCase;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.SubjectKind;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.UnitOfWork;
import org.einhand.notification.Notifications;
import org.einhand.remedy.shop.Shop;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What back ends report: brought to the remedy that waits for it, or to the order it is about. */
@Component
public class OutsideEvents {

    private final CaseFiles files;
    private final Remedies remedies;
    private final Timeline timeline;
    private final Handlings handlings;
    private final Activations activations;
    private final Payouts payouts;
    private final Refunds refunds;
    private final Exchanges exchanges;
    private final Opening opening;
    private final Notifications notifications;
    private final Telling telling;
    private final Shop shop;
    private final Words words;
    private final UnitOfWork unitOfWork;

    OutsideEvents(
            CaseFiles files,
            Remedies remedies,
            Timeline timeline,
            Handlings handlings,
            Activations activations,
            Payouts payouts,
            Refunds refunds,
            Exchanges exchanges,
            Opening opening,
            Notifications notifications,
            Telling telling,
            Shop shop,
            Words words,
            UnitOfWork unitOfWork) {
        this.files = files;
        this.remedies = remedies;
        this.timeline = timeline;
        this.handlings = handlings;
        this.activations = activations;
        this.payouts = payouts;
        this.refunds = refunds;
        this.exchanges = exchanges;
        this.opening = opening;
        this.notifications = notifications;
        this.telling = telling;
        this.shop = shop;
        this.words = words;
        this.unitOfWork = unitOfWork;
    }

    /**
     * One report.
     *
     * @param subject our reference; null for what we did not order
     * @param happenedAt business time
     */
    public record Report(
            String source, String type, @Nullable String subject, JsonNode data, Instant happenedAt) {

        @Nullable
        String text(String name) {
            JsonNode value = data.get(name);
            return value == null || !value.isTextual() || value.asText().isBlank() ? null : value.asText();
        }

        /** Whether it says yes or no to that at all. */
        boolean says(String name) {
            return data.path(name).isBoolean();
        }

        /** Whether it says yes to that. */
        boolean flag(String name) {
            return data.path(name).asBoolean(false);
        }

        @Nullable
        Instant time(String name) {
            String value = text(name);
            try {
                return value == null ? null : Instant.parse(value);
            } catch (DateTimeParseException noTime) {
                return null;
            }
        }
    }

    /**
     * A report, and what the shop knows of the order when the report is going to open a case by itself.
     */
    public record Asked(Report report, Optional<Shop.Known> known) {}

    /** Asks the shop where that is needed; for callers whose own transaction must not wait for other systems. */
    public Asked ask(Report report) {
        String orderId = report.text("orderId");
        boolean ours =
                report.subject() != null && remedies.order(report.subject()).isPresent();
        boolean opensByItself =
                report.type().equals("shipment.returned") || report.type().equals("shipment.lost");
        if (ours
                || !opensByItself
                || orderId == null
                || !files.openAbout(orderId, report.text("trackingCode")).isEmpty()) {
            return new Asked(report, Optional.empty());
        }
        return new Asked(
                report,
                shop.look(SubjectKind.ORDER, orderId, null)
                        .filter(known -> known.customerId() != null && known.name() != null)
                        .filter(known -> known.email() != null || known.mobile() != null));
    }

    /** The case a report went to; empty if it matches nothing. */
    public Optional<UUID> bring(Report report) {
        return bring(ask(report));
    }

    /** As {@link #bring(Report)}, without asking anybody. */
    public Optional<UUID> bring(Asked asked) {
        Report report = asked.report();
        if (report.source().equals("messaging")) {
            return message(report);
        }
        if (report.source().equals("payments")) {
            return unitOfWork.run(() -> payouts.heard(report));
        }
        Optional<Remedies.BackendOrder> order =
                report.subject() == null ? Optional.empty() : remedies.order(report.subject());
        if (order.isPresent()) {
            return Optional.of(unitOfWork.run(() -> ofOurs(report, order.get())));
        }
        if (report.source().equals("provisioning")) {
            return ofContract(report);
        }
        return ofOthers(asked);
    }

    private Optional<UUID> message(Report report) {
        Optional<UUID> id = report.subject() == null ? Optional.empty() : uuid(report.subject());
        return id.flatMap(notifications::find)
                .map(notification -> unitOfWork.run(() -> {
                    boolean delivered = report.type().equals("message.delivered");
                    if (delivered) {
                        notifications.reported(notification.id(), true);
                    } else {
                        telling.notArrived(notification);
                    }
                    return notification.caseId();
                }));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private UUID ofOurs(Report report, Remedies.BackendOrder order) {
        CaseFile file = files.lock(order.caseId());
        Remedies.Remedy remedy = remedies.find(file, order.remedyId()).orElseThrow();
        if (!handlings.of(remedy.action()).heard(file, remedy, order, report)) {
            late(file, report, Actor.backend(report.source()));
        }
        return file.id();
    }

    /** What we did not order is brought to every open case about the contract. */
    private Optional<UUID> ofContract(Report report) {
        String named = report.text("contractId");
        String contract = named == null ? report.text("orderId") : named;
        if (contract == null) {
            return Optional.empty();
        }
        return unitOfWork.run(() -> {
            UUID first = null;
            for (CaseFile open : files.openAboutContract(contract)) {
                CaseFile file = files.lock(open.id());
                if (!activations.heardOfContract(file, report)) {
                    late(file, report, Actor.backend(report.source()));
                }
                first = first == null ? file.id() : first;
            }
            return Optional.ofNullable(first);
        });
    }

    /** It changes nothing any more, but it is on file. */
    private void late(CaseFile file, Report report, Actor reporter) {
        timeline.add(
                file,
                Timeline.Kind.EVENT,
                reporter,
                report.type() + (report.subject() == null ? "" : " for " + report.subject()));
        files.touch(file);
    }

    private Optional<UUID> ofOthers(Asked asked) {
        Report report = asked.report();
        String orderId = report.text("orderId");
        String trackingCode = report.text("trackingCode");
        if (report.type().startsWith("device.")) {
            return unitOfWork.run(() -> ofADevice(report));
        }
        if (orderId == null && trackingCode == null) {
            return Optional.empty();
        }
        return unitOfWork.run(() -> {
            Optional<CaseFile> open =
                    files.openAbout(orderId, trackingCode).stream().findFirst();
            if (open.isPresent()) {
                return Optional.of(attach(files.lock(open.get().id()), report));
            }
            return asked.known()
                    .filter(known -> orderId != null)
                    .map(known -> opening.open(byItself(report, String.valueOf(orderId), known))
                            .file()
                            .id());
        });
    }

    /** A device that carries no reference of ours: found by its own number, or by the order it belongs to. */
    private Optional<UUID> ofADevice(Report report) {
        String deviceId = report.text("deviceId");
        return (deviceId == null ? List.<CaseFile>of() : files.openAboutDevice(deviceId))
                .stream()
                        .findFirst()
                        .or(() -> files.openAbout(report.text("orderId"), report.text("trackingCode")).stream()
                                .findFirst())
                        .map(open -> {
                            CaseFile file = files.lock(open.id());
                            if (!exchanges.seen(file, report)) {
                                late(file, report, Actor.backend(report.source()));
                            }
                            return file.id();
                        });
    }

    private UUID attach(CaseFile file, Report report) {
        Actor reporter = Actor.backend(report.source());
        timeline.add(file, Timeline.Kind.EVENT, reporter, report.type() + " for the original parcel");
        if (file.type() == CaseType.REFUND || PurchaseWithdrawals.isDeclared(file)) {
            cameBack(file, report);
        } else if (Deliveries.ENDS.containsKey(report.type())) {
            files.fact(file, "reason", Deliveries.ENDS.get(report.type()).word());
        }
        files.touch(file);
        return file.id();
    }

    /** What the customer sent back is here: nothing withholds her refund any more, and its legal time runs. */
    private void cameBack(CaseFile file, Report report) {
        boolean back =
                report.type().equals("shipment.returned") || report.type().equals("device.received");
        if (back && !"true".equals(file.fact("goodsReturned"))) {
            files.fact(file, "goodsReturned", "true");
            files.fact(
                    file,
                    "goodsReturnedOn",
                    LocalDate.ofInstant(report.happenedAt(), Calendars.ZONE).toString());
            refunds.watchDeadline(files.byId(file.id()));
        }
    }

    private NewCase byItself(Report report, String orderId, Shop.Known known) {
        String happened = report.type().substring("shipment.".length());
        ObjectNode facts = JsonNodeFactory.instance.objectNode().put("reason", happened);
        String trackingCode = report.text("trackingCode");
        if (trackingCode != null) {
            facts.put("trackingCode", trackingCode);
        }
        return new NewCase(
                CaseType.REDELIVERY,
                Channel.EVENT,
                Identified.NONE,
                Actor.backend(report.source()),
                null,
                new CaseFile.Customer(
                        String.valueOf(known.customerId()),
                        String.valueOf(known.name()),
                        known.email(),
                        known.mobile(),
                        "de",
                        null,
                        null),
                known.subject(),
                words.parcel(happened),
                null,
                facts,
                null);
    }
}
