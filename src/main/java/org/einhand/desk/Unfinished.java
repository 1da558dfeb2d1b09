package org.einhand.desk;

import java.util.Optional;
import org.einhand.casefile.CaseFile;
import org.einhand.handoff.Consultations;
import org.einhand.handoff.Handoffs;
import org.einhand.kernel.CaseSignals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What somebody was asked beside a case, and nobody has to answer once it is closed. */
@Component
class Unfinished {

    private final Consultations consultations;
    private final Handoffs handoffs;
    private final CaseSignals signals;

    Unfinished(Consultations consultations, Handoffs handoffs, CaseSignals signals) {
        this.consultations = consultations;
        this.handoffs = handoffs;
        this.signals = signals;
    }

    /** The case is closed. Needs the lock on it. */
    void end(CaseFile file) {
        consultations.of(file).stream()
                .filter(Consultations.Consultation::awaitsAnswer)
                .forEach(question -> {
                    consultations.ended(question.id());
                    end(question.flow());
                });
        handoffs.open(file).ifPresent(offer -> {
            handoffs.ended(offer.id());
            end(offer.flow());
        });
    }

    private void end(@Nullable String flow) {
        Optional.ofNullable(flow).ifPresent(signals::noLongerAsked);
    }
}
