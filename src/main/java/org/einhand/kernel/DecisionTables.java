package org.einhand.kernel;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Port to the rules that process owners keep. Looking is free of side effects: nothing is written per evaluation. */
public interface DecisionTables {

    /**
     * The table in its newest version.
     *
     * @param key the decision's fixed key, such as {@code authority}
     * @throws IllegalStateException if no such decision is deployed
     */
    Table latest(String key);

    /** One version of a decision table. */
    interface Table {

        /** Key and version, such as {@code authority:3}; recorded with every decision taken. */
        String version();

        /**
         * Every rule that fires, in the order of the table.
         *
         * @param inputs numbers, strings, booleans and null only
         */
        List<Rule> evaluate(Map<String, @Nullable Object> inputs);

        /** The first rule that fires. Tables end with a default row, so there always is one. */
        default Rule first(Map<String, @Nullable Object> inputs) {
            List<Rule> rules = evaluate(inputs);
            if (rules.isEmpty()) {
                throw new IllegalStateException("No rule of " + version() + " fires for " + inputs);
            }
            return rules.get(0);
        }
    }

    /**
     * A rule that fired.
     *
     * @param outputs the outputs by name; amounts are cents
     */
    record Rule(Map<String, @Nullable Object> outputs) {

        public @Nullable String text(String name) {
            Object value = outputs.get(name);
            return value == null || value.toString().isEmpty() ? null : value.toString();
        }

        public String requiredText(String name) {
            String value = text(name);
            if (value == null) {
                throw new IllegalStateException("A rule leaves its output " + name + " empty");
            }
            return value;
        }

        /** A whole number; 0 if the rule leaves it empty. */
        public long number(String name) {
            return outputs.get(name) instanceof Number number ? number.longValue() : 0;
        }

        public boolean flag(String name) {
            return Boolean.TRUE.equals(outputs.get(name));
        }
    }
}
