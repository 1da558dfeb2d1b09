package org.einhand.sandbox;

import org.einhand.platform.Staff;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** One user per role to try things with; the password is the id. */
@Component
@Profile("sandbox")
class DemoUsers implements InitializingBean {

    private final Staff staff;

    DemoUsers(Staff staff) {
        this.staff = staff;
    }

    @Override
    public void afterPropertiesSet() {
        staff.together(this::addAll);
    }

    private void addAll() {
        add("trainee", "Tilda", "Lehmann", "trainees");
        add("agent", "Agnes", "Brandt", "agents");
        add("agent2", "Aaron", "Vogel", "agents");
        add("senior", "Selma", "Krüger", "seniors");
        add("lead", "Leonie", "Hartwig", "leads");
        add("lead2", "Lorenz", "Ebert", "leads");
        add("logistics", "Lothar", "Pohl", "logistics");
        add("technical", "Thea", "Winter", "technical");
        add("provisioning", "Pia", "Sommer", "provisioning");
        add("finance", "Frieda", "Busch", "finance");
        add("owner", "Oskar", "Reuter", "process-owners");
        add("owner2", "Olga", "Maurer", "process-owners");
        add("ops", "Ortwin", "Simon", "operations");
        add("homeoffice", "Hanna", "Otto", "agents", "masked");
        add("intake", "Shops", "and channels", "intake");
        add("insight", "Key", "figures", "insight");
    }

    private void add(String id, String firstName, String lastName, String... groups) {
        staff.add(id, id, firstName, lastName, groups);
    }
}
