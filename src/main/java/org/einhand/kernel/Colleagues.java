package org.einhand.kernel;

/** Port to the directory of those who work here. */
public interface Colleagues {

    /** The name by which customers know somebody: first name and initial; the id if nobody is known by it. */
    String nameForCustomers(String userId);
}
