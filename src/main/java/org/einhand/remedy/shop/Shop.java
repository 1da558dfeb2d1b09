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
     * @param lines how many lines the order has; 0 if the shop does not say
     */
    record Known(
            @Nullable String customerId,
            @Nullable String name,
            @Nullable String email,
            @Nullable String mobile,
            CaseFile.Subject subject,
            List<String> trackingCodes,
            int lines) {}

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

    /** Either the shop's id of a cancellation or the reason why there is none. */
    record Cancelled(@Nullable String id, @Nullable String refusal) {}

    /**
     * Calls a purchase off; asks first whether the reference is known already.
     *
     * @param subjectId the order or contract
     * @param reason a word
     * @throws org.einhand.remedy.BackendFailure if the outcome is not known; asking again with the same reference is safe
     */
    Cancelled cancel(String reference, String subjectId, String reason);

    /**
     * Whether a purchase was called off under that reference.
     *
     * @throws org.einhand.remedy.BackendFailure if the shop does not say
     */
    boolean isCancelled(String reference);
}
