package org.einhand.desk;

import java.util.Objects;
import java.util.stream.Stream;
import org.einhand.casefile.CaseFile;
import org.einhand.kernel.Colleagues;
import org.einhand.kernel.Problem;
import org.springframework.stereotype.Component;

/** Nobody decides about herself: whoever has the customer's e-mail address is the customer. */
@Component
class Impartiality {

    private final Colleagues colleagues;

    Impartiality(Colleagues colleagues) {
        this.colleagues = colleagues;
    }

    /** Whether a member of staff is the customer of the case. */
    boolean isCustomer(CaseFile file, String userId) {
        return colleagues
                .email(userId)
                .filter(own -> Stream.of(file.customer().email(), file.onFile().email())
                        .filter(Objects::nonNull)
                        .anyMatch(email -> email.strip().equalsIgnoreCase(own.strip())))
                .isPresent();
    }

    /**
     * Refuses who is the customer herself.
     *
     * @throws Problem 403 {@code forbidden}
     */
    void check(CaseFile file, String userId) {
        if (isCustomer(file, userId)) {
            throw Problem.forbidden("This is your own case: a colleague decides in it.");
        }
    }
}
