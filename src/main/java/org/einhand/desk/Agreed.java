package org.einhand.desk;

import java.util.Optional;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.Remedies;
import org.einhand.promise.Promises;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says promises and results to the customer; where something was agreed in an agent's own words, in these. */
@Component
class Agreed {

    /** The word of a promise that says nothing by itself: what was agreed stands in the remedy. */
    private static final String AGREED = "agreed";

    private final Remedies remedies;
    private final Words words;

    Agreed(Remedies remedies, Words words) {
        this.remedies = remedies;
        this.words = words;
    }

    /** What was promised. */
    String promised(CaseFile file, Promises.Promise promise) {
        return promise.what().equals(AGREED)
                ? agreedBefore(file, promise).orElseGet(() -> words.promised(file, AGREED))
                : words.promised(file, promise.what());
    }

    private Optional<String> agreedBefore(CaseFile file, Promises.Promise promise) {
        return remedies.of(file).stream()
                .filter(Remedies.Remedy::settling)
                .filter(remedy -> !remedy.requestedAt().isAfter(promise.madeAt()))
                .reduce((earlier, later) -> later)
                .map(remedy -> remedy.particulars().text());
    }

    /** What a remedy has come to. */
    @Nullable
    String achieved(CaseFile file, Remedies.Remedy remedy) {
        if (Action.of(remedy.action()).process() != Action.Process.CUSTOM_REMEDY) {
            return words.achieved(file, remedy.action());
        }
        String text = remedy.particulars().text();
        return text == null ? words.achieved(file, AGREED) : words.achieved(file, AGREED) + " " + text;
    }
}
