package org.einhand.statuspage;

import java.util.LinkedHashMap;
import java.util.Map;

/** What somebody typed into the fields of one form, by the fields' names. */
record Typed(Map<String, String> values) {

    /** Of everything that was sent, what belongs to the form. */
    static Typed into(Form form, Map<String, String> sent) {
        Map<String, String> values = new LinkedHashMap<>();
        form.fields().forEach(field -> values.put(field.name(), field.read(sent.get(field.name()))));
        return new Typed(values);
    }

    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** What is shown once the desk refused it: a code that was tried is not. */
    Typed afterRefusal() {
        Map<String, String> left = new LinkedHashMap<>(values);
        left.remove("code");
        return new Typed(left);
    }

    /** Nothing of what people type in logs. */
    @Override
    public String toString() {
        return "what was typed";
    }
}
