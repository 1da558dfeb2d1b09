package org.einhand.desk;

import org.einhand.casefile.Address;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.CaseSignals;
import org.springframework.stereotype.Component;

/**
 * Where shipments of a case go. An address counts only from somebody identified; the contact on file hears of it, and the shop is
 * told for the next order.
 */
@Component
class Addresses {

    private final CaseFiles files;
    private final Remedies remedies;
    private final Timeline timeline;
    private final CaseSignals signals;

    Addresses(CaseFiles files, Remedies remedies, Timeline timeline, CaseSignals signals) {
        this.files = files;
        this.remedies = remedies;
        this.timeline = timeline;
        this.signals = signals;
    }

    /** The address is confirmed from now on; a remedy that waited for it goes on. Needs the lock on the case. */
    void confirm(CaseFile file, Address address, Actor by) {
        files.confirmAddress(file, address);
        settled(file, address, by);
        remedies.underWay(file)
                .filter(remedy -> remedy.flow() != null)
                .flatMap(remedy -> remedies.awaitedOrder(remedy.id())
                        .filter(order -> order.state() == Remedies.OrderState.REJECTED)
                        .map(order -> remedy))
                .ifPresent(remedy -> orderAnew(file, remedy, address));
    }

    private void orderAnew(CaseFile file, Remedies.Remedy remedy, Address address) {
        remedies.address(file, remedy, address);
        remedies.ordering(file, remedy.id(), "logistics", reference(file, remedy));
        files.state(file, CaseState.WAITING, null);
        signals.addressClarified(String.valueOf(remedy.flow()));
    }

    /** The reference of a remedy's next order: derived from the remedy and how many orders it had, never from the attempt. */
    String reference(CaseFile file, Remedies.Remedy remedy) {
        long before = remedies.orders(file).stream()
                .filter(order -> order.remedyId().equals(remedy.id()))
                .count();
        return remedy.id() + "-" + (before + 1);
    }

    /** An address that is on file already was confirmed: note it and have it written back. */
    void settled(CaseFile file, Address address, Actor by) {
        timeline.add(file, Timeline.Kind.ADDRESS, by, "Delivery address confirmed: " + address.line());
        signals.addressConfirmed(String.valueOf(file.flow()));
    }
}
