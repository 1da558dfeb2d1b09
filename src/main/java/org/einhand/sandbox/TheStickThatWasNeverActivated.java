package org.einhand.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The data stick for a journey that nobody activated; here somebody sees why, pushes it, and tells her where it reaches her. */
@Component
@Profile("sandbox")
class TheStickThatWasNeverActivated implements Story {

    private final StoryStage stage;

    TheStickThatWasNeverActivated(StoryStage stage) {
        this.stage = stage;
    }

    @Override
    public int number() {
        return 2;
    }

    @Override
    public String play() {
        StoryStage.Contract stick = StoryStage.Contract.of(
                "Mira Wellen", "mira.wellen@example.org", "+4915150002001", "Surfstick M", "29.99");
        stage.signed(stick);
        String caseNumber = stage.opens(
                "trainee",
                stick,
                "Der Surfstick geht nicht, und am Freitag beginnt die Reise. Die Fragen hat sie beantwortet.",
                Map.of(
                        "line",
                        "new",
                        "disturbance",
                        "none",
                        "needsLineFor",
                        "eine Reise",
                        "unreachableBy",
                        List.of("sms")));
        stage.awaitDiagnosis(caseNumber);

        stage.asks("trainee", caseNumber, "provisioning", "Hilft hier ein neuer Anstoß, oder fehlt noch etwas?");
        stage.works(
                "provisioning",
                caseNumber,
                "answer-consultation",
                Map.of("answer", "Neu anstoßen hilft. Die Rufnummer kommt noch vom alten Anbieter."));
        stage.decides("trainee", caseNumber, "retrigger-activation", "Hängt vor der Freischaltung");
        stage.network(
                caseNumber,
                "retrigger-activation",
                "activation.progress",
                Map.of(
                        "estimatedActivation",
                        stage.now().plus(Duration.ofHours(30)).toString(),
                        "reason",
                        "number-porting"));
        stage.awaitPromise(caseNumber, 3);

        stage.takes("agent", caseNumber);
        stage.calls("agent", caseNumber, "Frau Wellen fragt, womit sie bis dahin ins Netz kommt.");
        stage.decides("agent", caseNumber, "interim-data-pass", "Für die Reise");
        stage.network(caseNumber, "interim-data-pass", "service.activated", Map.of());
        stage.network(caseNumber, "retrigger-activation", "activation.rejected", Map.of("reason", "order-stuck"));
        stage.awaitFailures(caseNumber, 1);

        stage.takes("trainee", caseNumber);
        stage.decides("trainee", caseNumber, "prioritise-activation", "Nach dem Fehlschlag mit Vorrang");
        stage.network(caseNumber, "prioritise-activation", "service.activated", Map.of());
        stage.awaitState(caseNumber, "solved");
        return caseNumber;
    }
}
