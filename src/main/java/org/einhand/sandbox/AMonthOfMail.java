package org.einhand.sandbox;

import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The furniture customer who wrote for a month; here a trainee settles it in one go, with a yes where she needs one. */
@Component
@Profile("sandbox")
class AMonthOfMail implements Story {

    private static final String DOOR = "Ein Monteur bringt die Tür mit und baut sie ein";

    private final StoryStage stage;

    AMonthOfMail(StoryStage stage) {
        this.stage = stage;
    }

    @Override
    public int number() {
        return 4;
    }

    @Override
    public String play() {
        StoryStage.Address home = new StoryStage.Address("Henrike Sander", "Amselweg 14", "29221", "Celle", "DE");
        StoryStage.Purchase wardrobe = StoryStage.Purchase.of(
                "Henrike Sander",
                "henrike.sander@example.org",
                "+4915150004004",
                "Kleiderschrank Nord",
                "899.00",
                home);
        stage.sold(wardrobe);
        String caseNumber = stage.opens(
                "trainee",
                "other",
                wardrobe,
                "Frau Sander schreibt seit vier Wochen, weil die Tür ihres neuen Schranks verzogen ist.",
                Map.of("about", "Möbel"));

        stage.mayKeepIt("trainee", caseNumber, "seniors", "Das entscheidet jemand anderes");
        stage.insistsOnHandingOn("trainee", caseNumber, "seniors", "Das entscheidet jemand anderes");
        stage.works(
                "senior",
                caseNumber,
                "accept-handoff",
                Map.of("accepted", false, "note", "Frag uns um ein Ja, dann bleibt Frau Sander bei dir."));

        stage.agrees("trainee", caseNumber, DOOR, "logistics", stage.today().plusDays(3));
        stage.works("agent", caseNumber, "approve", Map.of("approved", true, "note", "Gern, genau so."));

        String left = stage.goodwillLeft("trainee", caseNumber);
        stage.gives("trainee", caseNumber, left, "Für vier Wochen ohne Antwort");
        stage.works("logistics", caseNumber, "carry-out", Map.of("done", true, "note", "Eingebaut und ausgerichtet."));
        stage.awaitState(caseNumber, "solved");
        return caseNumber;
    }
}
