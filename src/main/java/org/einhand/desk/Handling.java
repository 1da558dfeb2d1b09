package org.einhand.desk;

import org.einhand.authority.Authorities;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.Remedies;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;

/** What is particular about one kind of remedy; there is one for each process that carries remedies out. */
interface Handling {

    /** The process it belongs to. */
    Action.Process process();

    /** What nobody's authority could change, a word such as {@code stock}; null if nothing stands in the way. */
    @Nullable
    String missing(CaseFile file, Action action, Decisions.Stock stock);

    /** What an agent has to tell the customer before she decides for it, a sentence; null if there is nothing. */
    default @Nullable String notice(CaseFile file, Action action) {
        return null;
    }

    /**
     * Checks what an action was given and gathers what the remedy is to keep of it. Needs the lock on the case.
     *
     * @throws Problem 422 {@code action-unavailable}, {@code address-not-confirmed}, {@code identification-needed},
     *     {@code amount-invalid}
     */
    Decided checked(CaseFile file, Decisions.Command command, Authorities.Grant grant, Decisions.Stock stock);

    /** The remedy may go on: nobody has to say yes, or somebody did. Orders get their references here, nothing is sent yet. */
    void begun(CaseFile file, Remedies.Remedy remedy);

    /** A report about one of the orders of a remedy. Needs the lock on the case; false if it changes nothing any more. */
    boolean heard(CaseFile file, Remedies.Remedy remedy, Remedies.BackendOrder order, OutsideEvents.Report report);

    /**
     * What a remedy keeps of the decision.
     *
     * @param amount the money it comes to; null if it takes none
     */
    record Decided(
            Remedies.Particulars particulars, @Nullable Money amount) {}
}
