package org.einhand.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Port to the directory of those who work here. */
public interface Colleagues {

    /** The name by which customers know somebody: first name and initial; the id if nobody is known by it. */
    String nameForCustomers(String userId);

    /** The groups of those who do work for customers: agents of every level and specialists. */
    List<String> workingGroups();

    /** Whether somebody of that id belongs to one of them. */
    boolean works(String userId);

    /** The groups whose members know something that agents ask them for: those that work without deciding. */
    default List<String> specialists() {
        List<String> levels = Arrays.stream(Level.values()).map(Level::group).toList();
        return workingGroups().stream().filter(group -> !levels.contains(group)).toList();
    }

    /** Whether she has a level of authority: specialists work, and do not decide. */
    boolean decides(String userId);

    /** The address under which the house reaches somebody by e-mail. */
    Optional<String> email(String userId);
}
