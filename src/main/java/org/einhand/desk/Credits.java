package org.einhand.desk;

import java.util.Optional;
import org.einhand.authority.Authorities;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.Ledger;
import org.einhand.casefile.Remedies;
import org.einhand.kernel.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A gesture of goodwill in money. It counts against the limits of who gives it, not against what was paid. */
@Component
class Credits implements Handling {

    private final Payouts payouts;

    Credits(Payouts payouts) {
        this.payouts = payouts;
    }

    @Override
    public Action.Process process() {
        return Action.Process.PAYOUT;
    }

    @Override
    public @Nullable String missing(CaseFile file, Action action, Decisions.Stock stock) {
        return null;
    }

    @Override
    public Decided checked(CaseFile file, Decisions.Command command, Authorities.Grant grant, Decisions.Stock stock) {
        if (command.amount() == null) {
            throw new Problem("amount-invalid", 422, "A credit needs its amount.");
        }
        return new Decided(Remedies.Particulars.NONE, command.amount());
    }

    @Override
    public void begun(CaseFile file, Remedies.Remedy remedy) {
        payouts.request(
                file,
                remedy,
                Ledger.Kind.CREDIT,
                Optional.ofNullable(remedy.amount()).orElseThrow(),
                Ledger.Means.CREDIT,
                "goodwill");
    }

    /** Reports about money go to {@link Payouts}. */
    @Override
    public boolean heard(
            CaseFile file, Remedies.Remedy remedy, Remedies.BackendOrder order, OutsideEvents.Report report) {
        return false;
    }
}
