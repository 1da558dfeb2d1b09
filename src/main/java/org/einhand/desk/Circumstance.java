package org.einhand.desk;

import java.util.Map;
import org.einhand.casefile.CaseFile;
import org.jspecify.annotations.Nullable;

/** Something about a case that the authority rules want to know, besides what every case has. */
interface Circumstance {

    /**
     * Adds what it knows under the names of the rules' inputs: numbers, words, booleans.
     *
     * @param command what is about to be decided; null when somebody looks at her options
     */
    void tell(CaseFile file, Decisions.@Nullable Command command, Map<String, @Nullable Object> inputs);
}
