package org.einhand.kernel;

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

    /** The address under which the house reaches somebody by e-mail. */
    Optional<String> email(String userId);
}
