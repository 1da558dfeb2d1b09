package org.einhand.desk;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.einhand.casefile.CaseFiles;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whether a customer may be contacted for something else than her concern. While a case of hers is open nobody sells her anything,
 * nor for some days after. A survey is advertising and needs consent (UWG §7(2)); consents are not kept here, so there is none.
 */
@Component
public class ContactPermissions {

    private final CaseFiles files;
    private final Clock clock;
    private final Duration quiet;

    ContactPermissions(
            CaseFiles files, Clock clock, @Value("${einhand.contact.quiet-after-case:P7D}") String quietAfterCase) {
        this.files = files;
        this.clock = clock;
        this.quiet = duration(quietAfterCase);
    }

    private static Duration duration(String configured) {
        try {
            Duration duration = Duration.parse(configured.strip());
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeException none) {
            // told below
        }
        throw new IllegalStateException(
                "einhand.contact.quiet-after-case must be a time such as P7D or PT12H, but is " + configured);
    }

    /** What somebody wants to contact her for. */
    public enum Purpose implements Worded {
        MARKETING,
        SURVEY
    }

    /** Why not. */
    public enum Reason implements Worded {
        OPEN_CASE,
        RECENT_CASE,
        NO_CONSENT
    }

    /**
     * The answer.
     *
     * @param until when it may be different by itself; null if that is not known
     */
    public record Permission(
            boolean allowed,
            @Nullable Reason reason,
            @Nullable Instant until) {}

    public Permission of(String customerId, Purpose purpose) {
        CaseFiles.Standing standing = files.standing(customerId);
        if (standing.open() > 0) {
            return new Permission(false, Reason.OPEN_CASE, null);
        }
        if (purpose == Purpose.SURVEY) {
            return new Permission(false, Reason.NO_CONSENT, null);
        }
        Instant until =
                standing.lastClosedAt() == null ? null : standing.lastClosedAt().plus(quiet);
        return until != null && clock.instant().isBefore(until)
                ? new Permission(false, Reason.RECENT_CASE, until)
                : new Permission(true, null, null);
    }
}
