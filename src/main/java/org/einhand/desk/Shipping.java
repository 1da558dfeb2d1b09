package org.einhand.desk;

import org.einhand.casefile.Address;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.Contacts;
import org.einhand.casefile.Identified;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.SubjectKind;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What every action that sends something needs: an order, an address from somebody identified, and goods in stock. */
@Component
class Shipping {

    private final Contacts contacts;

    Shipping(Contacts contacts) {
        this.contacts = contacts;
    }

    /** What stands in the way, a word; null if nothing does. */
    @Nullable
    String missing(CaseFile file) {
        if (file.subject().kind() != SubjectKind.ORDER) {
            return "order";
        }
        if (!file.addressConfirmed() && contacts.identifiedNow(file) == Identified.NONE) {
            return "identification";
        }
        return null;
    }

    /**
     * Where it goes: the address given with the decision, else the one confirmed before.
     *
     * @throws Problem 422 {@code identification-needed}, {@code address-not-confirmed}
     */
    Address address(CaseFile file, Decisions.Command command) {
        Address given = command.address();
        if (given != null && !given.equals(file.address()) && contacts.identifiedNow(file) == Identified.NONE) {
            throw new Problem(
                    "identification-needed",
                    422,
                    "An address counts only from a customer who was identified in this contact.");
        }
        Address address = given == null ? file.address() : given;
        if (address == null) {
            throw new Problem(
                    "address-not-confirmed",
                    422,
                    "Nobody identified has confirmed where the shipment goes. Give the address.");
        }
        return address;
    }

    /**
     * What a remedy keeps of an action that sends something.
     *
     * @throws Problem 422 as {@link #address}, {@code action-unavailable}
     */
    Handling.Decided checked(CaseFile file, Decisions.Command command, Decisions.Stock stock) {
        if (file.subject().kind() != SubjectKind.ORDER) {
            throw Decisions.unavailable("order");
        }
        Address address = address(file, command);
        if (stock.isOut()) {
            throw Decisions.unavailable("stock");
        }
        return new Handling.Decided(
                new Remedies.Particulars(
                        address, command.window(), command.itemId(), command.pickupPointId(), null, null, null),
                null);
    }
}
