package org.einhand.rules;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.einhand.caseflow.RuleEngine;
import org.jspecify.annotations.Nullable;

/** One decision of a rule file, as the engine evaluates it and as its rows are written down. */
final class RuleFile {

    private static final DmnEngine ENGINE = RuleEngine.build();

    private final String key;
    private final DmnModelInstance model;
    private final DmnDecision decision;

    private RuleFile(String key, DmnModelInstance model) {
        this.key = key;
        this.model = model;
        this.decision = ENGINE.parseDecision(key, model);
    }

    static RuleFile of(String file, String key) {
        return new RuleFile(key, read(file));
    }

    static DmnModelInstance read(String file) {
        try (InputStream stream = RuleFile.class.getResourceAsStream("/dmn/" + file + ".dmn")) {
            if (stream == null) {
                throw new IllegalArgumentException("No rule file " + file);
            }
            return Dmn.readModelFromStream(new ByteArrayInputStream(stream.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every row that fires, in the order of the table. */
    List<Row> all(Map<String, @Nullable Object> inputs) {
        return ENGINE.evaluateDecisionTable(decision, inputs).getResultList().stream()
                .map(Row::new)
                .toList();
    }

    List<Row> all(@Nullable Object... namesAndValues) {
        return all(inputs(namesAndValues));
    }

    /** The one row that fires. */
    Row only(@Nullable Object... namesAndValues) {
        List<Row> rows = all(namesAndValues);
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " rows fire");
        }
        return rows.get(0);
    }

    /** The rule words of all rows, read from the ids in the file. */
    Set<String> words() {
        Decision element = model.getModelElementById(key);
        return element.getChildElementsByType(org.camunda.bpm.model.dmn.instance.DecisionTable.class).stream()
                .flatMap(table -> table.getRules().stream())
                .map(Rule::getId)
                .map(id -> id.substring(key.length() + 1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Calls the visitor with every combination of the values. */
    static void grid(Map<String, List<@Nullable Object>> values, Consumer<Map<String, @Nullable Object>> visitor) {
        walk(List.copyOf(values.keySet()), values, new LinkedHashMap<>(), visitor);
    }

    private static void walk(
            List<String> names,
            Map<String, List<@Nullable Object>> values,
            Map<String, @Nullable Object> chosen,
            Consumer<Map<String, @Nullable Object>> visitor) {
        if (names.isEmpty()) {
            visitor.accept(new LinkedHashMap<>(chosen));
            return;
        }
        String name = names.get(0);
        for (Object value : values.getOrDefault(name, List.of())) {
            chosen.put(name, value);
            walk(names.subList(1, names.size()), values, chosen, visitor);
        }
    }

    static Map<String, @Nullable Object> inputs(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            inputs.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return inputs;
    }

    /** The outputs of a row that fired. */
    record Row(Map<String, Object> outputs) {

        /** A cell left blank is no output at all. */
        String text(String name) {
            Object value = outputs.getOrDefault(name, "");
            if (!(value instanceof String text)) {
                throw new AssertionError(name + " is no text: " + value);
            }
            return text;
        }

        long number(String name) {
            Object value = outputs.get(name);
            if (!(value instanceof Long number)) {
                throw new AssertionError(name + " is no whole number: " + value);
            }
            return number;
        }

        boolean flag(String name) {
            Object value = outputs.get(name);
            if (!(value instanceof Boolean flag)) {
                throw new AssertionError(name + " is neither true nor false: " + value);
            }
            return flag;
        }

        String rule() {
            return text("rule");
        }
    }
}
