package org.einhand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.einhand.sandbox.SignedEvents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/**
 * Fills an empty database with a dozen cases at different stages, over the public faces, and says where to look and how to sign
 * in.
 */
class DemoCases implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(DemoCases.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ObjectMapper json = new ObjectMapper();
    private final RestClient http = RestClient.create();
    private int number = 4200;
    private @Nullable String statusPage;

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        // the engine's jobs start once the listeners are done, and the cases need them
        new Thread(() -> seedOnce(ready.getApplicationContext()), "demo-cases").start();
    }

    private void seedOnce(ApplicationContext application) {
        String base = "http://127.0.0.1:" + application.getEnvironment().getRequiredProperty("local.server.port");
        try {
            if (call("agent", HttpMethod.GET, base + "/api/cases?size=1", null)
                            .path("total")
                            .asInt()
                    == 0) {
                seed(base, application);
            }
        } catch (RuntimeException failure) {
            LOG.warn("Not all demo cases could be made", failure);
        }
        print(base);
    }

    /** A customer who bought something that did not arrive. */
    private record Shopper(
            String name,
            String language,
            String region,
            String item,
            String euros,
            String street,
            String postalCode,
            String city) {

        String email() {
            return name.toLowerCase(java.util.Locale.ROOT)
                            .replace("ü", "ue")
                            .replace("ö", "oe")
                            .replace("ä", "ae")
                            .replace("ß", "ss")
                            .replace("ı", "i")
                            .replace(' ', '.')
                    + "@example.org";
        }

        Map<String, String> address() {
            return Map.of("name", name, "street", street, "postalCode", postalCode, "city", city, "country", "DE");
        }
    }

    private void seed(String base, ApplicationContext application) {
        SignedEvents events = application.getBean(SignedEvents.class);
        Clock clock = application.getBean(Clock.class);

        // nobody has looked at these yet
        open(
                base,
                clock,
                "intake",
                "email",
                new Shopper(
                        "Sophie Brandt",
                        "de",
                        "DE-BE",
                        "Espressomaschine Classico",
                        "349.00",
                        "Sonnenallee 67",
                        "12045",
                        "Berlin"),
                "Laut Sendungsverfolgung ging mein Paket zurück. Bitte noch einmal schicken.",
                Map.of("reason", "returned"),
                7);
        open(
                base,
                clock,
                "intake",
                "chat",
                new Shopper(
                        "Daniel Okafor",
                        "en",
                        "DE-HE",
                        "Noise-cancelling headphones",
                        "229.00",
                        "Berger Straße 15",
                        "60316",
                        "Frankfurt am Main"),
                "The courier left no card and the parcel went back. I am travelling next week.",
                Map.of("reason", "not-home", "fault", "carrier"),
                4);
        open(
                base,
                clock,
                "intake",
                "self-service",
                new Shopper(
                        "Familie Yıldız",
                        "de",
                        "DE-NW",
                        "Kindersitz i-Size",
                        "189.90",
                        "Venloer Straße 310",
                        "50823",
                        "Köln"),
                "Der Karton kam aufgerissen an, der Sitz hat einen Sprung.",
                Map.of("reason", "damaged", "fault", "carrier"),
                null);

        // these have an owner
        open(
                base,
                clock,
                "agent",
                "phone",
                new Shopper(
                        "Wolfgang Seidel",
                        "de",
                        "DE-SN",
                        "Bohrhammer 18 V",
                        "159.00",
                        "Alaunstraße 28",
                        "01099",
                        "Dresden"),
                "Herr Seidel wartet seit zehn Tagen, das Paket liegt angeblich in einem Shop, den es nicht gibt.",
                Map.of("reason", "not-home", "fault", "carrier"),
                3);
        open(
                base,
                clock,
                "trainee",
                "phone",
                new Shopper(
                        "Katharina Lorenz",
                        "de",
                        "DE-BY",
                        "Trekkingrucksack 50 l",
                        "139.95",
                        "Lindwurmstraße 92",
                        "80337",
                        "München"),
                "Frau Lorenz ist umgezogen; die neue Anschrift muss sie noch nachreichen.",
                Map.of("reason", "wrong-address", "fault", "customer"),
                null);

        // an answer is owed here
        Shopper waiting = new Shopper(
                "Birgit Thomsen",
                "de",
                "DE-SH",
                "Stehlampe Messing",
                "119.00",
                "Holtenauer Straße 140",
                "24105",
                "Kiel");
        String answered = open(
                base,
                clock,
                "agent2",
                "phone",
                waiting,
                "Die Lampe kam nie an, der Zusteller hat nicht geklingelt.",
                Map.of("reason", "not-home", "fault", "carrier"),
                null);
        contact(base, "intake", answered, "email", "Gibt es schon etwas Neues zu meiner Lampe?");

        // under way
        String standard = open(
                base,
                clock,
                "agent",
                "phone",
                new Shopper(
                        "Hannes Riedel",
                        "de",
                        "DE-BW",
                        "Fahrradhelm Gr. L",
                        "89.90",
                        "Tübinger Straße 41",
                        "70178",
                        "Stuttgart"),
                "Das Paket ging an die Firmenadresse, dort arbeitet er nicht mehr.",
                Map.of("reason", "wrong-address", "fault", "customer"),
                null);
        decide(
                base,
                "agent",
                standard,
                "redeliver-standard",
                address("Hannes Riedel", "Tübinger Straße 41", "70178", "Stuttgart"));
        String express = open(
                base,
                clock,
                "senior",
                "phone",
                new Shopper(
                        "Renate Hoffmann",
                        "de",
                        "DE-NI",
                        "Blutdruckmessgerät",
                        "74.50",
                        "Limmerstraße 8",
                        "30451",
                        "Hannover"),
                "Frau Hoffmann braucht das Gerät vor ihrem Arzttermin.",
                Map.of("reason", "lost", "fault", "carrier"),
                2);
        decide(
                base,
                "senior",
                express,
                "redeliver-express",
                address("Renate Hoffmann", "Limmerstraße 8", "30451", "Hannover"));

        // came back once more
        String returned = open(
                base,
                clock,
                "agent",
                "phone",
                new Shopper(
                        "Marek Nowak",
                        "de",
                        "DE-BB",
                        "Grafikkarte 12 GB",
                        "549.00",
                        "Brandenburger Straße 19",
                        "14467",
                        "Potsdam"),
                "Adresse war im Shop veraltet, Paket kam zurück.",
                Map.of("reason", "wrong-address", "fault", "ours"),
                6);
        decide(
                base,
                "agent",
                returned,
                "redeliver-standard",
                address("Marek Nowak", "Brandenburger Straße 19", "14467", "Potsdam"));
        report(base, events, clock, returned, "shipment.returned", Map.of("reason", "not-home"));

        // solved
        String solved = open(
                base,
                clock,
                "agent2",
                "phone",
                new Shopper(
                        "Elif Aksoy",
                        "de",
                        "DE-HH",
                        "Laufschuhe Gr. 39",
                        "129.95",
                        "Eimsbütteler Chaussee 55",
                        "20259",
                        "Hamburg"),
                "Die Schuhe wurden beim falschen Nachbarn abgegeben und sind verschwunden.",
                Map.of("reason", "lost", "fault", "carrier"),
                null);
        decide(
                base,
                "agent2",
                solved,
                "redeliver-standard",
                address("Elif Aksoy", "Eimsbütteler Chaussee 55", "20259", "Hamburg"));
        report(base, events, clock, solved, "shipment.delivered", Map.of());

        // the customer found her parcel after all
        String closed = open(
                base,
                clock,
                "agent",
                "phone",
                new Shopper("Jutta Kessler", "de", "DE-RP", "Nähmaschine", "219.00", "Boppstraße 33", "55118", "Mainz"),
                "Frau Kessler findet ihr Paket nicht.",
                Map.of("reason", "not-home"),
                null);
        call(
                "agent",
                HttpMethod.POST,
                base + "/api/cases/" + closed + "/withdrawals",
                Map.of("reason", "Das Paket stand beim Nachbarn im Flur."));

        // no customer has called yet: the carrier's word alone opened it
        Shopper silent =
                new Shopper("Friedrich Baumann", "de", "DE-TH", "Kaffeemühle", "99.00", "Anger 27", "99084", "Erfurt");
        String orderId = teach(base, clock, silent);
        events.send(new SignedEvents.Event(
                UUID.randomUUID().toString(),
                "logistics",
                "shipment.lost",
                null,
                clock.instant(),
                Map.of("orderId", orderId)));

        // these wait for somebody's yes
        String asked = open(
                base,
                clock,
                "trainee",
                "phone",
                new Shopper(
                        "Annette Wagner",
                        "de",
                        "DE-HE",
                        "Handmixer rot",
                        "59.90",
                        "Rheinstraße 12",
                        "64283",
                        "Darmstadt"),
                "Der rote Mixer ist nirgends angekommen; den blauen nähme sie auch.",
                Map.of("reason", "lost", "fault", "carrier"),
                null);
        decide(
                base,
                "trainee",
                asked,
                Map.of(
                        "action",
                        "replace-item",
                        "note",
                        "Sie nähme auch den blauen.",
                        "parameters",
                        Map.of(
                                "itemId",
                                "Handmixer blau",
                                "address",
                                address("Annette Wagner", "Rheinstraße 12", "64283", "Darmstadt"))));
        String gift = open(
                base,
                clock,
                "agent2",
                "phone",
                new Shopper(
                        "Paul Fiedler",
                        "de",
                        "DE-SN",
                        "Wanderstiefel Gr. 44",
                        "189.00",
                        "Karl-Heine-Straße 60",
                        "04229",
                        "Leipzig"),
                "Zwei Urlaubstage vergeblich auf den Boten gewartet.",
                Map.of("reason", "not-home", "fault", "carrier"),
                null);
        decide(
                base,
                "agent2",
                gift,
                Map.of(
                        "action",
                        "goodwill-credit",
                        "amount",
                        Map.of("amount", "60.00", "currency", "EUR"),
                        "note",
                        "Zwei Tage Urlaub umsonst genommen."));

        // what fits no grid
        String wardrobe = open(
                base,
                "agent",
                "Möbel",
                "Der Schrank passt nicht durch die Tür; Frau Peters kann ihn nicht allein zerlegen.",
                Map.of(
                        "id",
                        "K-884900",
                        "name",
                        "Ilse Peters",
                        "email",
                        "ilse.peters@example.org",
                        "mobile",
                        "+4915150884900",
                        "language",
                        "de",
                        "region",
                        "DE-BE"));
        decide(
                base,
                "agent",
                wardrobe,
                Map.of(
                        "action",
                        "custom-remedy",
                        "parameters",
                        Map.of(
                                "text",
                                "Zwei Monteure zerlegen den Schrank und bauen ihn im Schlafzimmer wieder auf.",
                                "promiseBy",
                                today(clock).plusDays(3).toString(),
                                "doer",
                                "logistics")));
        open(
                base,
                "intake",
                "Filiale",
                "In der Filiale wurde mir ein Gutschein zugesagt, den niemand mehr kennt.",
                Map.of(
                        "id",
                        "K-884901",
                        "name",
                        "Tobias Kern",
                        "email",
                        "tobias.kern@example.org",
                        "language",
                        "de",
                        "region",
                        "DE-NW"));

        askedAndHandedOn(base, clock);
        otherMatters(base, clock);

        // she waits for a call
        String waits = open(
                base,
                clock,
                "agent",
                "phone",
                new Shopper(
                        "Gesine Albers",
                        "de",
                        "DE-HB",
                        "Akku-Staubsauger",
                        "249.00",
                        "Hamburger Straße 210",
                        "28205",
                        "Bremen"),
                "Frau Albers ist unterwegs und möchte in Ruhe besprechen, wohin das Paket gehen soll.",
                Map.of("reason", "not-home", "fault", "carrier"),
                null);
        JsonNode window = call("agent", HttpMethod.GET, base + "/api/cases/" + waits + "/callback-windows", null)
                .path("windows")
                .path(0);
        decide(
                base,
                "agent",
                waits,
                Map.of(
                        "action",
                        "schedule-callback",
                        "parameters",
                        Map.of(
                                "from",
                                window.path("from").asText(),
                                "to",
                                window.path("to").asText())));

        for (int story : List.of(1, 6)) {
            call("ops", HttpMethod.POST, base + "/sandbox/stories/" + story, Map.of());
        }
    }

    /** A question that waits for its answer, and a case that is offered to the leads. */
    private void askedAndHandedOn(String base, Clock clock) {
        String question = open(
                base,
                clock,
                "agent",
                "phone",
                new Shopper(
                        "Gesine Albers",
                        "de",
                        "DE-HB",
                        "Lastenrad-Anhänger",
                        "329.00",
                        "Vor dem Steintor 77",
                        "28203",
                        "Bremen"),
                "Der Anhänger steht seit Tagen im Paketzentrum, sagt die Verfolgung.",
                Map.of("reason", "lost", "fault", "carrier"),
                5);
        call(
                "agent",
                HttpMethod.POST,
                base + "/api/cases/" + question + "/consultations",
                Map.of(
                        "specialism",
                        "logistics",
                        "question",
                        "Hält das Paketzentrum Sperrgut zurück, oder kommt der Anhänger noch?",
                        "onTheLine",
                        false));
        String offered = open(
                base,
                clock,
                "trainee",
                "phone",
                new Shopper(
                        "Viktor Lang",
                        "de",
                        "DE-BW",
                        "Heimkino-Set",
                        "749.00",
                        "Schillerstraße 5",
                        "79102",
                        "Freiburg"),
                "Herr Lang hat schon dreimal erklärt, dass ein Lautsprecher fehlt, und möchte die Leitung sprechen.",
                Map.of("reason", "damaged", "fault", "ours"),
                null);
        call(
                "trainee",
                HttpMethod.POST,
                base + "/api/cases/" + offered + "/handoffs",
                Map.of(
                        "to",
                        "leads",
                        "reason",
                        "Er will ausdrücklich mit der Leitung sprechen",
                        "note",
                        "Am besten heute noch anrufen.",
                        "override",
                        true));
    }

    /** A device to be swapped, one on its way to us, lines that do not work, money that waits for an account. */
    private void otherMatters(String base, Clock clock) {
        String laptop = matter(
                base,
                clock,
                "Jonas Weidner",
                "device-exchange",
                "order",
                "Notebook 14 Zoll",
                "899.00",
                """
                {"deadOnArrival":true,"defect":"bleibt schwarz"}""",
                "Das neue Notebook geht gar nicht erst an.");
        decide(
                base,
                "agent",
                laptop,
                Map.of(
                        "action",
                        "swap-at-door",
                        "parameters",
                        Map.of(
                                "address",
                                address("Jonas Weidner", "Am Markt 4", "99084", "Erfurt"),
                                "from",
                                today(clock).plusDays(2) + "T09:00:00Z",
                                "to",
                                today(clock).plusDays(2) + "T12:00:00Z")));
        String vacuum = matter(
                base,
                clock,
                "Carla Mertens",
                "device-exchange",
                "order",
                "Akkusauger",
                "249.00",
                """
                {"defect":"Akku lädt nicht"}""",
                "Der Akku hält keine fünf Minuten mehr.");
        decide(
                base,
                "agent",
                vacuum,
                Map.of(
                        "action",
                        "repair",
                        "parameters",
                        Map.of("address", address("Carla Mertens", "Lindenweg 8", "24103", "Kiel"))));
        matter(
                base,
                clock,
                "Mehmet Arslan",
                "contract-activation",
                "contract",
                "DSL 100",
                "39.90",
                """
                {"line":"running","disturbance":"complete","fault":"ours"}""",
                "Seit gestern Abend kein Internet, kein Telefon.");
        String stick = matter(
                base,
                clock,
                "Greta Lindqvist",
                "contract-activation",
                "contract",
                "Datenstick M",
                "19.90",
                """
                {"line":"new","needsLineFor":"eine Reise","unreachableBy":["sms"]}""",
                "Der Stick wurde nie freigeschaltet.");
        decide(base, "agent", stick, Map.of("action", "retrigger-activation"));
        String refund = matter(
                base,
                clock,
                "Beate Sommer",
                "refund",
                "order",
                "Gartenbank",
                "179.00",
                """
                {"reason":"not-delivered"}""",
                "Die Bank kam nie an, ich möchte mein Geld zurück.");
        decide(base, "agent", refund, Map.of("action", "refund-bank-transfer"));
    }

    /** A matter that an agent takes down on the phone, about something the shop knows; paid by invoice. */
    private String matter(
            String base,
            Clock clock,
            String name,
            String type,
            String kind,
            String item,
            String euros,
            String facts,
            String concern) {
        String digits = String.format("%06d", 880_000 + number++);
        String email = name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@example.org";
        Map<String, Object> customer =
                Map.of("id", "K-" + digits, "name", name, "email", email, "language", "de", "region", "DE-BE");
        Map<String, String> money = Map.of("amount", euros, "currency", "EUR");
        String subject = kind.equals("order") ? "O-" + digits : "C-" + digits;
        Map<String, Object> known = new LinkedHashMap<>(Map.of(
                "customerId", "K-" + digits,
                "customer", Map.of("name", name, "email", email),
                "lines", List.of(Map.of("line", "1", "item", item, "value", money)),
                "paymentMeans", "invoice",
                "purchasedOn", today(clock).minusDays(12).toString()));
        known.put(kind.equals("order") ? "paid" : "monthlyFee", money);
        call("ops", HttpMethod.PUT, base + "/sandbox/backends/orders/records/" + subject, known);
        try {
            Map<String, Object> body = Map.of(
                    "type",
                    type,
                    "channel",
                    "phone",
                    "identified",
                    "questions",
                    "customer",
                    customer,
                    "subject",
                    Map.of("kind", kind, "id", subject, "item", item),
                    "concern",
                    concern,
                    "facts",
                    json.readTree(facts));
            return call("agent", HttpMethod.POST, base + "/api/cases", body)
                    .path("caseNumber")
                    .asText();
        } catch (com.fasterxml.jackson.core.JsonProcessingException noJson) {
            throw new IllegalArgumentException(facts, noJson);
        }
    }

    private String open(
            String base,
            Clock clock,
            String user,
            String channel,
            Shopper shopper,
            String concern,
            Map<String, String> facts,
            @Nullable Integer neededInDays) {
        String orderId = teach(base, clock, shopper);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "redelivery");
        body.put("channel", channel);
        body.put("identified", channel.equals("phone") ? "questions" : "none");
        body.put(
                "customer",
                Map.of(
                        "id", "K-" + orderId.substring(2),
                        "name", shopper.name(),
                        "email", shopper.email(),
                        "mobile", "+4915150" + orderId.substring(2),
                        "language", shopper.language(),
                        "region", shopper.region(),
                        "preferredChannel", "email"));
        body.put("subject", Map.of("kind", "order", "id", orderId, "item", shopper.item()));
        body.put("concern", concern);
        body.put("facts", facts);
        if (neededInDays != null) {
            body.put("needBy", today(clock).plusDays(neededInDays).toString());
        }
        JsonNode opened = call(user, HttpMethod.POST, base + "/api/cases", body);
        if (opened.hasNonNull("statusUrl")) {
            statusPage = opened.path("statusUrl").asText();
        }
        return opened.path("caseNumber").asText();
    }

    /** A matter that is about no order and no contract. */
    private String open(String base, String user, String about, String concern, Map<String, String> customer) {
        return call(
                        user,
                        HttpMethod.POST,
                        base + "/api/cases",
                        Map.of(
                                "type",
                                "other",
                                "channel",
                                user.equals("intake") ? "email" : "phone",
                                "customer",
                                customer,
                                "subject",
                                Map.of("kind", "none"),
                                "concern",
                                concern,
                                "facts",
                                Map.of("about", about)))
                .path("caseNumber")
                .asText();
    }

    private String teach(String base, Clock clock, Shopper shopper) {
        String digits = String.format("%06d", 880_000 + number++);
        Map<String, String> value = Map.of("amount", shopper.euros(), "currency", "EUR");
        call(
                "ops",
                HttpMethod.PUT,
                base + "/sandbox/backends/orders/records/O-" + digits,
                Map.of(
                        "customerId",
                        "K-" + digits,
                        "customer",
                        Map.of("name", shopper.name(), "email", shopper.email(), "mobile", "+4915150" + digits),
                        "lines",
                        List.of(Map.of("line", "1", "item", shopper.item(), "value", value)),
                        "value",
                        value,
                        "paid",
                        value,
                        "paymentMeans",
                        "card",
                        "purchasedOn",
                        today(clock).minusDays(8).toString(),
                        "deliveryAddress",
                        shopper.address()));
        return "O-" + digits;
    }

    private static Map<String, String> address(String name, String street, String postalCode, String city) {
        return Map.of("name", name, "street", street, "postalCode", postalCode, "city", city, "country", "DE");
    }

    private void contact(String base, String user, String caseNumber, String channel, String text) {
        call(
                user,
                HttpMethod.POST,
                base + "/api/cases/" + caseNumber + "/contacts",
                Map.of("channel", channel, "direction", "inbound", "text", text));
    }

    private void decide(String base, String user, String caseNumber, String action, Map<String, String> address) {
        decide(
                base,
                user,
                caseNumber,
                Map.of(
                        "action",
                        action,
                        "note",
                        "Anschrift am Telefon bestätigt",
                        "parameters",
                        Map.of("address", address)));
    }

    private void decide(String base, String user, String caseNumber, Map<String, Object> decision) {
        call(user, HttpMethod.POST, base + "/api/cases/" + caseNumber + "/decisions", decision);
    }

    /** The carrier's word about the parcel under way; what the stand-in had planned for it is dropped. */
    private void report(
            String base, SignedEvents events, Clock clock, String caseNumber, String type, Map<String, String> data) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            for (JsonNode remedy : call("agent", HttpMethod.GET, base + "/api/cases/" + caseNumber, null)
                    .path("remedies")) {
                String reference = remedy.path("reference").asText("");
                if (!reference.isEmpty() && dropPlans(base, reference)) {
                    events.send(new SignedEvents.Event(
                            UUID.randomUUID().toString(), "logistics", type, reference, clock.instant(), data));
                    return;
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        throw new IllegalStateException("No parcel was ordered for " + caseNumber);
    }

    private boolean dropPlans(String base, String reference) {
        String shipments = base + "/sandbox/backends/logistics/shipments";
        try {
            JsonNode shipment = call("ops", HttpMethod.GET, shipments + "?reference=" + reference, null);
            call(
                    "ops",
                    HttpMethod.DELETE,
                    shipments + "/" + shipment.path("shipmentId").asText(),
                    null);
            return true;
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private JsonNode call(String user, HttpMethod method, String address, @Nullable Object body) {
        RestClient.RequestBodySpec request = http.method(method).uri(address).headers(headers -> {
            headers.setBasicAuth(user, user);
            headers.set("Idempotency-Key", UUID.randomUUID().toString());
        });
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        return request.exchange((sent, answer) -> {
            byte[] text = answer.getBody().readAllBytes();
            if (answer.getStatusCode().isError()) {
                throw new IllegalStateException("%s %s as %s: %s %s"
                        .formatted(
                                method,
                                address,
                                user,
                                answer.getStatusCode(),
                                new String(text, StandardCharsets.UTF_8)));
            }
            return text.length == 0 ? json.missingNode() : json.readTree(text);
        });
    }

    private static LocalDate today(Clock clock) {
        return clock.instant().atZone(ZoneId.of("Europe/Berlin")).toLocalDate();
    }

    @SuppressWarnings("SystemOut") // this is what the person who started it is waiting for
    private void print(String base) {
        String status = statusPage == null ? "links are in the mails: " + base + "/sandbox/mailbox" : statusPage;
        System.out.printf("""

                Einhand is running, with demo cases at different stages.

                  Tasklist      %1$s/camunda/app/tasklist   agent, agent2, trainee, senior, lead
                  Cockpit       %1$s/camunda/app/cockpit    ops
                  Status page   %2$s
                  API           %1$s/api/docs               HTTP Basic, e.g. agent or intake
                  Mails         %1$s/sandbox/mailbox
                  Clock         %1$s/sandbox/clock

                  Every demo user's password is the user's id.

                """, base, status);
    }
}
