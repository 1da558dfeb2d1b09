package org.einhand.sandbox;

import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Around the clock, and the specialist from eight to ten; here she is told when the specialist calls, and whoever answers at night goes on. */
@Component
@Profile("sandbox")
class AroundTheClock implements Story {

    private final StoryStage stage;

    AroundTheClock(StoryStage stage) {
        this.stage = stage;
    }

    @Override
    public int number() {
        return 7;
    }

    @Override
    public String play() {
        StoryStage.Purchase amplifier = StoryStage.Purchase.of(
                "Levke Brodersen",
                "levke.brodersen@example.org",
                "+4915150007001",
                "Verstärker Duett 2",
                "649.00",
                new StoryStage.Address("Levke Brodersen", "Alsenstraße 9", "24118", "Kiel", "DE"));
        stage.sold(amplifier);
        String caseNumber = stage.opens(
                "agent",
                amplifier,
                "Der Verstärker brummt seit dem Anschluss des Plattenspielers. Sie möchte mit jemandem aus der Technik sprechen.",
                Map.of("defect", "brummt"));
        stage.isToBeCalled("agent", caseNumber, "technical");
        stage.tells(
                amplifier,
                "email",
                "Noch etwas zu meinem Verstärker: Mit Kopfhörern brummt er nicht.",
                Map.of(),
                Map.of("type", "device-exchange"));

        stage.takes("trainee", caseNumber);
        stage.calls("trainee", caseNumber, "Frau Brodersen ruft nachts an: Der erste Anruf passt ihr doch nicht.");
        stage.isToBeCalledLater("trainee", caseNumber);
        stage.replies(
                "trainee",
                caseNumber,
                "Guten Tag Frau Brodersen, wir rufen Sie zur neuen Zeit an. Die Technik kennt Ihren Fall dann schon.");
        stage.takes("homeoffice", caseNumber);
        return caseNumber;
    }
}
