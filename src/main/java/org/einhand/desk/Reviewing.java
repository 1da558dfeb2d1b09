package org.einhand.desk;

import java.util.UUID;
import org.einhand.authority.Reviews;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Level;
import org.einhand.kernel.Problem;
import org.einhand.kernel.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A lead looks at some of what was decided without a second person: one decision at a time, nobody is ranked. */
@Component
public class Reviewing {

    private final Reviews reviews;
    private final CaseFiles files;
    private final UnitOfWork unitOfWork;

    Reviewing(Reviews reviews, CaseFiles files, UnitOfWork unitOfWork) {
        this.reviews = reviews;
        this.files = files;
        this.unitOfWork = unitOfWork;
    }

    /** A decision of the sample, with what a lead wrote about it. */
    public record Reviewed(Reviews.Review review, @Nullable String note) {}

    /**
     * The sample, newest first.
     *
     * @throws Problem 403 {@code forbidden} for everybody but leads
     */
    public Reviews.Page list(Actor lead, Reviews.@Nullable State state, int page, int size) {
        onlyLeads(lead);
        return reviews.list(state, page, size);
    }

    /** What a lead wrote about a decision. */
    public Reviewed read(Reviews.Review review) {
        return new Reviewed(review, review.note(files.byId(review.caseId()).keys()));
    }

    /**
     * A lead says what she thinks of a decision; it changes nothing in the case.
     *
     * @param note in words; needed where it was not fine
     * @throws Problem 403 {@code forbidden} for everybody but leads, and for who decided; 404; 409 {@code not-waiting}; 400 {@code
     *     invalid-request}
     */
    public Reviewed judge(Actor lead, UUID id, boolean fine, @Nullable String note) {
        onlyLeads(lead);
        return unitOfWork.run(() -> {
            Reviews.Review review = find(id);
            if (review.agent().equals(lead.id())) {
                throw Problem.forbidden("Nobody reviews her own decision.");
            }
            if (!fine && note == null) {
                throw Problem.invalid("/note", "is required: say why not");
            }
            CaseFile file = files.byId(review.caseId());
            if (!reviews.judged(file, id, fine ? Reviews.State.FINE : Reviews.State.NOT_FINE, lead, note)) {
                throw new Problem("not-waiting", 409, "Somebody has looked at it already.");
            }
            return read(find(id));
        });
    }

    private Reviews.Review find(UUID id) {
        return reviews.find(id).orElseThrow(() -> Problem.notFound("There is no such decision to review."));
    }

    private static void onlyLeads(Actor actor) {
        if (!actor.in(Level.LEAD.group())) {
            throw Problem.forbidden("Only team leads do this.");
        }
    }
}
