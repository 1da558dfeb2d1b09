package org.einhand.desk;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.einhand.handoff.Consultations;
import org.jspecify.annotations.Nullable;

/**
 * A question to specialists, and what became of it.
 *
 * @param askedGroups every group whose members may answer now
 * @param dueAt by when it is to be answered; when that has passed, the next step by the rules
 */
public record ConsultationView(
        UUID id,
        String specialism,
        String question,
        boolean onTheLine,

        @Schema(
                description =
                        "`open`; `unanswered`: nobody answered in time, the owner's authority is wider in this case, "
                                + "an answer still lands; `answered`; `ended`: the case was closed before.")
        Consultations.State state,

        String askedBy,
        Instant askedAt,
        List<String> askedGroups,
        Instant dueAt,

        @Schema(description = "The customer was on the line and waits no longer: offer her a call-back with a time.")
        boolean callBackOffered,

        boolean authorityWidened,
        @Nullable String answer,
        @Nullable String answeredBy,
        @Nullable Instant answeredAt) {

    static ConsultationView of(Consultations.Consultation question, Mask mask) {
        return new ConsultationView(
                question.id(),
                question.specialism(),
                mask.text(question.question()),
                question.onTheLine(),
                question.state(),
                question.askedBy(),
                question.askedAt(),
                question.asked(),
                question.dueAt(),
                question.callBackOfferedAt() != null,
                question.state() == Consultations.State.UNANSWERED,
                mask.optional(question.answer()),
                question.answeredBy(),
                question.answeredAt());
    }
}
