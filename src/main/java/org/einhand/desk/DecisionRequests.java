package org.einhand.desk;

import com.fasterxml.jackson.databind.JsonNode;
import org.einhand.kernel.Money;
import org.jspecify.annotations.Nullable;

public final class DecisionRequests {
    private DecisionRequests() {}

    public static Decisions.Command read(
            String action, @Nullable Money amount, @Nullable String note, JsonNode parameters) {
        return new Decisions.Command(action, amount, note, null, null, null, null);
    }
}
