package org.einhand.casefile;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import org.einhand.kernel.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A case about to be filed.
 *
 * @param address an address that an identified customer gave with the case; it counts as confirmed
 * @param owner the agent who posted it, or null
 */
public record NewCase(
        CaseType type,
        Channel channel,
        Identified identified,
        Actor openedBy,
        @Nullable String owner,
        CaseFile.Customer customer,
        CaseFile.Subject subject,
        String concern,
        @Nullable LocalDate needBy,
        JsonNode facts,
        @Nullable Address address) {}
