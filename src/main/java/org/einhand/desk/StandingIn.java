package org.einhand.desk;

import java.util.Optional;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.Contacts;
import org.einhand.casefile.Timeline;
import org.einhand.hand.Absences;
import org.einhand.kernel.Actor;
import org.einhand.kernel.CaseSignals;
import org.springframework.stereotype.Component;

/** Whom a contact is for while the owner of the case is away: the case stays hers, the contact does not wait for her. */
@Component
class StandingIn {

    private final Absences absences;
    private final Contacts contacts;
    private final Timeline timeline;
    private final CaseSignals signals;

    StandingIn(Absences absences, Contacts contacts, Timeline timeline, CaseSignals signals) {
        this.absences = absences;
        this.contacts = contacts;
        this.timeline = timeline;
        this.signals = signals;
    }

    /** Gives a contact that just came in to whoever stands in for the owner; who notes it herself is there. */
    Contacts.Contact addressed(CaseFile file, Contacts.Contact contact, Actor noted) {
        String owner = file.owner();
        if (owner == null || owner.equals(noted.id())) {
            return contact;
        }
        Optional<String> substitute = absences.standIn(owner);
        if (substitute.isEmpty()) {
            return contact;
        }
        timeline.add(
                file,
                Timeline.Kind.OWNER,
                Actor.EINHAND,
                "%s is away: %s answers for her".formatted(owner, substitute.get()));
        signals.standIn(String.valueOf(file.flow()), substitute.get());
        return contacts.address(contact, substitute.get());
    }
}
