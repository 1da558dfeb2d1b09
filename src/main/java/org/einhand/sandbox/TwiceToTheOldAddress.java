package org.einhand.sandbox;

import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The parcel that went to the old address, twice; here the third one arrives, and one case held it all. */
@Component
@Profile("sandbox")
class TwiceToTheOldAddress implements Story {

    private final StoryStage stage;

    TwiceToTheOldAddress(StoryStage stage) {
        this.stage = stage;
    }

    @Override
    public int number() {
        return 1;
    }

    @Override
    public String play() {
        StoryStage.Address old = new StoryStage.Address("Jonas Petersen", "Osterstraße 112", "20255", "Hamburg", "DE");
        StoryStage.Address right =
                new StoryStage.Address("Jonas Petersen", "Schanzenstraße 41", "20357", "Hamburg", "DE");
        StoryStage.Purchase phone = StoryStage.Purchase.of(
                "Jonas Petersen", "jonas.petersen@example.org", "+4915150001001", "Smartphone Nova 12", "499.00", old);
        stage.sold(phone);

        stage.carrierReports("shipment.returned", phone, Map.of("reason", "wrong-address"));
        String caseNumber = stage.caseAbout(phone);
        stage.tells(
                phone,
                "email",
                "Guten Tag, mein Smartphone ging an meine alte Adresse. Ich wohne jetzt in der Schanzenstraße 41 und"
                        + " brauche es zum Projektstart.",
                Map.of("reason", "wrong-address", "fault", "ours"),
                Map.of("needBy", stage.today().plusDays(9).toString()));

        stage.takes("agent", caseNumber);
        stage.calls(
                "agent", caseNumber, "Herr Petersen ruft an, nennt die neue Anschrift und hat die Fragen beantwortet.");
        stage.decides("agent", caseNumber, "redeliver-standard", "Neue Anschrift bestätigt", right);
        stage.replies(
                "agent",
                caseNumber,
                "Guten Tag Herr Petersen, Ihr Paket ist an die Schanzenstraße 41 unterwegs. Ich bleibe dran.");

        stage.parcel(caseNumber, "shipment.returned", Map.of("reason", "wrong-address"));
        stage.awaitFailures(caseNumber, 1);

        stage.takes("trainee", caseNumber);
        stage.calls("trainee", caseNumber, "Herr Petersen fragt, warum das Paket wieder zurückging.");
        stage.decides("trainee", caseNumber, "redeliver-express", "Zweiter Fehlschlag, jetzt Express", right);
        stage.parcel(caseNumber, "shipment.delivered", Map.of());
        stage.awaitState(caseNumber, "solved");
        return caseNumber;
    }
}
