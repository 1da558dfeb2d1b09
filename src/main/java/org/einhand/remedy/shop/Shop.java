package org.einhand.remedy.shop;

import java.util.List;
import java.util.Optional;
import org.einhand.casefile.Address;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.SubjectKind;
import org.jspecify.annotations.Nullable;

/** Port to the shop's order system. */
public interface Shop {

    /**
     * What the shop knows of an order or contract; what it does not know is null.
     *
     * @param customerId the customer, as the shop knows her
     */
    record Known(
            @Nullable String customerId,
            @Nullable String name,
            @Nullable String email,
            @Nullable String mobile,
            CaseFile.Subject subject,
            List<String> trackingCodes) {}

    /**
     * Looks up an order or contract; empty if the shop has none of that number.
     *
     * @param line the order line the case is about, or null
     * @throws org.einhand.remedy.BackendFailure if the shop does not say
     */
    Optional<Known> look(SubjectKind kind, String id, @Nullable String line);

    /**
     * The customer's address for the next order; false if the shop does not know her.
     *
     * @throws org.einhand.remedy.BackendFailure if the shop does not say
     */
    boolean changeAddress(String customerId, Address address, String reference);
}
