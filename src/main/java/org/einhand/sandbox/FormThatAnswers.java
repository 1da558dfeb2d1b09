package org.einhand.sandbox;

import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The form that never answered; here every word gets its receipt, and "not solved" opens the same case again. */
@Component
@Profile("sandbox")
class FormThatAnswers implements Story {

    private final StoryStage stage;

    FormThatAnswers(StoryStage stage) {
        this.stage = stage;
    }

    @Override
    public int number() {
        return 6;
    }

    @Override
    public String play() {
        StoryStage.Address home =
                new StoryStage.Address("Miriam Vogt", "Karl-Liebknecht-Straße 78", "04275", "Leipzig", "DE");
        StoryStage.Purchase kettle = StoryStage.Purchase.of(
                "Miriam Vogt", "miriam.vogt@example.org", "+4915150001006", "Wasserkocher Edelstahl", "64.90", home);
        stage.sold(kettle);

        String caseNumber = stage.tells(
                        kettle,
                        "self-service",
                        "Das Paket soll zugestellt worden sein, ich war aber den ganzen Tag zu Hause und habe nichts bekommen.",
                        Map.of("reason", "not-home", "fault", "carrier"),
                        Map.of())
                .path("caseNumber")
                .asText();
        stage.tells(
                kettle,
                "self-service",
                "Ich habe noch nichts gehört. Ist meine Nachricht angekommen?",
                Map.of(),
                Map.of());

        stage.takes("agent", caseNumber);
        stage.calls("agent", caseNumber, "Frau Vogt ruft zurück und bestätigt ihre Anschrift.");
        stage.decides("agent", caseNumber, "redeliver-standard", "Anschrift bestätigt, Ersatz auf dem Weg", home);
        stage.replies(
                "agent", caseNumber, "Guten Tag Frau Vogt, beide Nachrichten sind da. Ihr Paket geht heute hinaus.");
        stage.parcel(caseNumber, "shipment.delivered", Map.of());
        stage.awaitState(caseNumber, "solved");

        stage.objects("agent", caseNumber, "Das Paket ist da, aber der Deckel fehlt.");
        stage.awaitState(caseNumber, "open");
        return caseNumber;
    }
}
