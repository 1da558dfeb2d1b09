package org.einhand.desk;

import org.einhand.casefile.Remedies;
import org.einhand.kernel.CaseSignals;
import org.springframework.stereotype.Component;

/**
 * Asks a remedy that is under way to stop. There can be several reasons for that one after another; its process hears it once, and
 * says itself what could still be stopped.
 */
@Component
class CallingOff {

    private final Remedies remedies;
    private final CaseSignals signals;

    CallingOff(Remedies remedies, CaseSignals signals) {
        this.remedies = remedies;
        this.signals = signals;
    }

    void ask(Remedies.Remedy remedy) {
        if (remedies.callOff(remedy.id())) {
            signals.remedyCalledOff(String.valueOf(remedy.flow()));
        }
    }
}
