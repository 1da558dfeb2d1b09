package org.einhand.sandbox;

import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The laptop that came back as an empty box, and whose replacement was dead; here the loss is ours, and a swap at the door ends it. */
@Component
@Profile("sandbox")
class TheLaptopThatCameBackAsAnEmptyBox implements Story {

    private final StoryStage stage;

    TheLaptopThatCameBackAsAnEmptyBox(StoryStage stage) {
        this.stage = stage;
    }

    @Override
    public int number() {
        return 3;
    }

    @Override
    public String play() {
        StoryStage.Address home = new StoryStage.Address("Miriam Vogt", "Lindenallee 9", "50968", "Köln", "DE");
        StoryStage.Purchase laptop = StoryStage.Purchase.of(
                "Miriam Vogt", "miriam.vogt@example.org", "+4915150003003", "Laptop Aero 14", "1299.00", home);
        stage.sold(laptop);

        String first = stage.opens(
                "agent", laptop, "Der Laptop von Frau Vogt startet nicht mehr.", Map.of("defect", "startet nicht"));
        stage.decides("agent", first, "exchange-after-return", "Frau Vogt möchte ein Ersatzgerät", home);
        stage.parcel(first, "device.collected", Map.of());
        stage.awaitStation(first, "collected");
        stage.parcel(first, "device.received", Map.of("condition", "leerer Karton", "empty", true));
        stage.awaitFailures(first, 1);

        stage.takes("trainee", first);
        stage.calls("trainee", first, "Frau Vogt fragt nach ihrem Laptop. Der Karton kam leer bei uns an.");
        stage.decides("trainee", first, "exchange-after-return", "Unser Verlust: sofort ein neues Gerät", home);
        stage.parcel(first, "shipment.delivered", Map.of());
        stage.awaitState(first, "solved");

        StoryStage.Purchase replacement = laptop.replacedBy(stage.trackingCode(first));
        stage.sold(replacement);
        String second = stage.opens(
                "agent", replacement, "Das Ersatzgerät lässt sich nicht einschalten.", Map.of("deadOnArrival", true));
        stage.takes("agent", second);
        stage.awaitLink(second, first);
        stage.decides(
                "agent",
                second,
                "swap-at-door",
                "Tausch an der Tür, vorher geprüft",
                home,
                stage.at(3, 17),
                stage.at(3, 20));
        stage.parcel(second, "device.collected", Map.of());
        stage.awaitStation(second, "collected");
        stage.parcel(second, "shipment.delivered", Map.of());
        stage.awaitState(second, "solved");
        return second;
    }
}
