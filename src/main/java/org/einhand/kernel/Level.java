package org.einhand.kernel;

import java.util.Locale;

/** How much an agent may do alone; the order of the constants is the order of authority. */
public enum Level {
    TRAINEE("trainees"),
    AGENT("agents"),
    SENIOR("seniors"),
    LEAD("leads");

    private final String group;

    Level(String group) {
        this.group = group;
    }

    /** The group whose members have this level. */
    public String group() {
        return group;
    }

    /** The word rules use: {@code trainee}, {@code agent}, {@code senior}, {@code lead}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
