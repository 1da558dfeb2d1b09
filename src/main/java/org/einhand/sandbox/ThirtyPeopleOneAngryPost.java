package org.einhand.sandbox;

import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * An angry post by a handle that nobody knows; here its clock runs at once, what is said in public tells nothing, and one person at a
 * time has the customer in hand.
 */
@Component
@Profile("sandbox")
class ThirtyPeopleOneAngryPost implements Story {

    private static final StoryStage.Address HOME =
            new StoryStage.Address("Nora Laut", "Marktsteig 12", "50667", "Köln", "DE");

    private final StoryStage stage;

    ThirtyPeopleOneAngryPost(StoryStage stage) {
        this.stage = stage;
    }

    @Override
    public int number() {
        return 5;
    }

    @Override
    public String play() {
        StoryStage.Purchase machine = StoryStage.Purchase.of(
                "Nora Laut", "nora.laut@example.org", "+4915150005005", "Kaffeemaschine", "189.00", HOME);
        stage.sold(machine);

        String post = stage.posts("@nora_ist_laut", "Seit Wochen kein Paket und keine Antwort. Unfassbar!");
        String caseNumber = stage.opensWith("agent", post, machine);
        stage.answersInPublic(
                "agent", caseNumber, "Das tut uns leid. Wir kümmern uns sofort darum, hier geht es privat weiter:");
        stage.seesWhoWorksOn("agent2", machine, "agent");
        stage.identifiesHerself(caseNumber);

        stage.decides("agent", caseNumber, "redeliver-standard", "Verloren gegangen, neu verschickt", HOME);
        stage.parcel(caseNumber, "shipment.delivered", Map.of());
        stage.awaitState(caseNumber, "solved");
        return caseNumber;
    }
}
