package org.einhand.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.Problem;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;

/** What the people of a story can do, each in one line: the shop sells, the carrier reports, the customer calls, the agent decides. */
@Component
@Profile("sandbox")
class StoryStage {

    private static final Pattern PRIVATE_LINK = Pattern.compile("(/status/[\\w-]+)");
    private static final Pattern CODE = Pattern.compile("^(\\d{6})");

    private final SandboxCaller caller;
    private final SignedEvents events;
    private final Happenings happenings;
    private final Clock clock;

    StoryStage(SandboxCaller caller, SignedEvents events, Happenings happenings, Clock clock) {
        this.caller = caller;
        this.events = events;
        this.happenings = happenings;
        this.clock = clock;
    }

    /** An address on the wire. */
    record Address(String name, String street, String postalCode, String city, String country) {}

    /** A customer with something bought; ids are new at every play, so that no two plays join. */
    record Purchase(
            String orderId,
            String trackingCode,
            String customerId,
            String name,
            String email,
            String mobile,
            String item,
            String euros,
            Address address) {

        static Purchase of(String name, String email, String mobile, String item, String euros, Address address) {
            String digits = Long.toString(1_000_000_000L + (UUID.randomUUID().getLeastSignificantBits() >>> 35));
            return new Purchase(
                    "O-" + digits, "0034043" + digits, "K-" + digits, name, email, mobile, item, euros, address);
        }

        /** What the customer got instead: an order of its own that went out in that parcel. */
        Purchase replacedBy(String parcel) {
            Purchase fresh = of(name, email, mobile, item, euros, address);
            return new Purchase(fresh.orderId(), parcel, customerId, name, email, mobile, item, euros, address);
        }

        Map<String, Object> value() {
            return Map.of("amount", euros, "currency", "EUR");
        }
    }

    LocalDate today() {
        return clock.instant().atZone(Calendars.ZONE).toLocalDate();
    }

    /** The shop's back end learns of the order. */
    void sold(Purchase purchase) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("customerId", purchase.customerId());
        record.put("customer", Map.of("name", purchase.name(), "email", purchase.email(), "mobile", purchase.mobile()));
        record.put("lines", List.of(Map.of("line", "1", "item", purchase.item(), "value", purchase.value())));
        record.put("value", purchase.value());
        record.put("paid", purchase.value());
        record.put("paymentMeans", "card");
        record.put("purchasedOn", today().minusDays(6).toString());
        record.put("deliveryAddress", purchase.address());
        record.put("trackingCodes", List.of(purchase.trackingCode()));
        caller.put("ops", "/sandbox/backends/orders/records/" + purchase.orderId(), record);
    }

    /** The carrier reports something about the shop's first parcel, which we did not order. */
    void carrierReports(String type, Purchase purchase, Map<String, String> more) {
        Map<String, Object> data = new LinkedHashMap<>(more);
        data.put("orderId", purchase.orderId());
        data.put("trackingCode", purchase.trackingCode());
        HttpStatusCode status = events.send(
                new SignedEvents.Event(UUID.randomUUID().toString(), "logistics", type, null, clock.instant(), data));
        if (!status.is2xxSuccessful()) {
            throw new Problem("story-stuck", 409, "The carrier's report was answered " + status.value() + ".");
        }
    }

    /** The same matter told over some channel; answers what the front door says. */
    JsonNode tells(Purchase purchase, String channel, String concern, Map<String, ?> facts, Map<String, ?> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "redelivery");
        body.put("channel", channel);
        Map<String, Object> customer = new LinkedHashMap<>();
        customer.put("id", purchase.customerId());
        customer.put("name", purchase.name());
        customer.put("email", purchase.email());
        customer.put("mobile", purchase.mobile());
        customer.put("language", "de");
        customer.put("region", "DE-HH");
        customer.put("preferredChannel", "email");
        body.put("customer", customer);
        Map<String, Object> subject = new LinkedHashMap<>();
        subject.put("kind", "order");
        subject.put("id", purchase.orderId());
        subject.put("item", purchase.item());
        subject.put("value", purchase.value());
        body.put("subject", subject);
        body.put("concern", concern);
        body.put("facts", facts);
        body.putAll(more);
        return caller.post("intake", "/api/cases", body);
    }

    /** The customer calls about a device that is broken, and the agent opens the case; answers its number. */
    String opens(String agent, Purchase purchase, String concern, Map<String, ?> facts) {
        Map<String, Object> customer = new LinkedHashMap<>();
        customer.put("id", purchase.customerId());
        customer.put("name", purchase.name());
        customer.put("email", purchase.email());
        customer.put("mobile", purchase.mobile());
        customer.put("language", "de");
        customer.put("preferredChannel", "email");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "device-exchange");
        body.put("channel", "phone");
        body.put("identified", "questions");
        body.put("customer", customer);
        body.put("subject", Map.of("kind", "order", "id", purchase.orderId(), "item", purchase.item()));
        body.put("concern", concern);
        body.put("facts", facts);
        return caller.post(agent, "/api/cases", body).path("caseNumber").asText();
    }

    /** The number of the case about that order, once there is one. */
    String caseAbout(Purchase purchase) {
        return caller.awaitFinding(
                "agent",
                "/api/cases?subjectId=" + purchase.orderId(),
                "the carrier's report opened a case",
                found -> items(found.path("items"))
                        .map(item -> item.path("caseNumber").asText())
                        .findFirst());
    }

    /** The agent has the customer on the line and goes on with the case. */
    void takes(String agent, String caseNumber) {
        caller.post(agent, "/api/cases/" + caseNumber + "/take", Map.of("reason", "customer-here"));
    }

    void calls(String agent, String caseNumber, String text) {
        caller.post(
                agent,
                "/api/cases/" + caseNumber + "/contacts",
                Map.of("channel", "phone", "direction", "inbound", "identified", "questions", "text", text));
    }

    /** A reply by e-mail. */
    void replies(String agent, String caseNumber, String text) {
        caller.post(
                agent,
                "/api/cases/" + caseNumber + "/contacts",
                Map.of("channel", "email", "direction", "outbound", "text", text));
    }

    void decides(String agent, String caseNumber, String action, String note, Address address) {
        caller.post(
                agent,
                "/api/cases/" + caseNumber + "/decisions",
                Map.of("action", action, "note", note, "parameters", Map.of("address", address)));
    }

    /** As above, with the time at which somebody is at the door. */
    void decides(
            String agent, String caseNumber, String action, String note, Address address, Instant from, Instant to) {
        caller.post(
                agent,
                "/api/cases/" + caseNumber + "/decisions",
                Map.of(
                        "action",
                        action,
                        "note",
                        note,
                        "parameters",
                        Map.of("address", address, "from", from.toString(), "to", to.toString())));
    }

    /** The day after that many days, at that hour, where the customers live. */
    Instant at(int days, int hour) {
        return today().plusDays(days).atTime(hour, 0).atZone(Calendars.ZONE).toInstant();
    }

    /** The tracking code of the parcel that went out last. */
    String trackingCode(String caseNumber) {
        return caller.awaitFinding(
                "agent",
                "/api/cases/" + caseNumber,
                "a parcel went out",
                found -> items(found.path("remedies"))
                        .flatMap(remedy -> items(remedy.path("orders")))
                        .map(order -> order.path("trackingCode").asText(""))
                        .filter(code -> !code.isEmpty())
                        .reduce((earlier, later) -> later));
    }

    void awaitStation(String caseNumber, String station) {
        caller.await(
                "agent",
                "/api/cases/" + caseNumber,
                "the device is " + station,
                found -> items(found.path("custody"))
                        .anyMatch(stop -> stop.path("station").asText().equals(station)));
    }

    /** The case belongs to an earlier one of the same matter. */
    void awaitLink(String caseNumber, String earlier) {
        caller.await(
                "agent",
                "/api/cases/" + caseNumber,
                "the case is known to go on with " + earlier,
                found -> found.path("parentCase").asText().equals(earlier));
    }

    /** What becomes of the parcel now on its way, instead of what the stand-in had planned for it. */
    void parcel(String caseNumber, String type, Map<String, ?> data) {
        String reference =
                caller.awaitFinding("agent", "/api/cases/" + caseNumber, "the parcel is ordered", this::underWay);
        happenings.insteadNow(Backend.LOGISTICS, reference, type, data);
    }

    void awaitState(String caseNumber, String state) {
        caller.await(
                "agent",
                "/api/cases/" + caseNumber,
                "the case is " + state,
                found -> found.path("state").asText().equals(state));
    }

    void awaitFailures(String caseNumber, int count) {
        caller.await(
                "agent",
                "/api/cases/" + caseNumber,
                "the failure is counted",
                found -> found.path("counts").path("failedAttempts").asInt() == count
                        && found.path("state").asText().equals("open"));
    }

    void objects(String agent, String caseNumber, String text) {
        caller.post(agent, "/api/cases/" + caseNumber + "/objections", Map.of("text", text));
    }

    private Optional<String> underWay(JsonNode found) {
        return items(found.path("remedies"))
                .filter(remedy -> remedy.path("state").asText().equals("in-progress"))
                .map(remedy -> remedy.path("reference").asText(""))
                .filter(reference -> !reference.isEmpty() && !reference.equals("null"))
                .filter(this::isShipped)
                .findFirst();
    }

    private boolean isShipped(String reference) {
        try {
            caller.get("ops", "/sandbox/backends/logistics/shipments?reference=" + reference);
            return true;
        } catch (Problem notYet) {
            return false;
        }
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** A customer with a contract for a line; ids are new at every play. */
    record Contract(
            String contractId,
            String customerId,
            String name,
            String email,
            String mobile,
            String item,
            String monthlyEuros) {

        static Contract of(String name, String email, String mobile, String item, String monthlyEuros) {
            String digits = Long.toString(1_000_000_000L + (UUID.randomUUID().getLeastSignificantBits() >>> 35));
            return new Contract("C-" + digits, "K-" + digits, name, email, mobile, item, monthlyEuros);
        }
    }

    Instant now() {
        return clock.instant();
    }

    /** The shop's back end learns of the contract. */
    void signed(Contract contract) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("customerId", contract.customerId());
        record.put("customer", Map.of("name", contract.name(), "email", contract.email(), "mobile", contract.mobile()));
        record.put("lines", List.of(Map.of("line", "1", "item", contract.item())));
        record.put("monthlyFee", Map.of("amount", contract.monthlyEuros(), "currency", "EUR"));
        record.put("paymentMeans", "invoice");
        record.put("purchasedOn", today().minusDays(4).toString());
        record.put("trackingCodes", List.of());
        caller.put("ops", "/sandbox/backends/orders/records/" + contract.contractId(), record);
    }

    /** The customer calls about her line, and the agent opens the case; answers its number. */
    String opens(String agent, Contract contract, String concern, Map<String, ?> facts) {
        Map<String, Object> customer = new LinkedHashMap<>();
        customer.put("id", contract.customerId());
        customer.put("name", contract.name());
        customer.put("email", contract.email());
        customer.put("mobile", contract.mobile());
        customer.put("language", "de");
        customer.put("preferredChannel", "sms");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "contract-activation");
        body.put("channel", "phone");
        body.put("identified", "questions");
        body.put("customer", customer);
        body.put("subject", Map.of("kind", "contract", "id", contract.contractId(), "item", contract.item()));
        body.put("concern", concern);
        body.put("facts", facts);
        return caller.post(agent, "/api/cases", body).path("caseNumber").asText();
    }

    void decides(String agent, String caseNumber, String action, String note) {
        caller.post(agent, "/api/cases/" + caseNumber + "/decisions", Map.of("action", action, "note", note));
    }

    /** The customer is promised a call of that group, in the first window that is free. */
    void isToBeCalled(String agent, String caseNumber, String group) {
        JsonNode first = freeWindow(agent, caseNumber, "?group=" + group, 0);
        caller.post(
                agent,
                "/api/cases/" + caseNumber + "/decisions",
                Map.of(
                        "action",
                        "schedule-callback",
                        "parameters",
                        Map.of(
                                "from",
                                first.path("from").asText(),
                                "to",
                                first.path("to").asText(),
                                "group",
                                group)));
    }

    /** The call that is agreed does not suit her: a later one. */
    void isToBeCalledLater(String agent, String caseNumber) {
        JsonNode other = freeWindow(agent, caseNumber, "", 1);
        caller.put(
                agent,
                "/api/cases/" + caseNumber + "/callback",
                Map.of(
                        "from",
                        other.path("from").asText(),
                        "to",
                        other.path("to").asText()));
    }

    private JsonNode freeWindow(String agent, String caseNumber, String query, int position) {
        return caller.get(agent, "/api/cases/" + caseNumber + "/callback-windows" + query)
                .path("windows")
                .path(position);
    }

    /** What the network reports about the newest order of that action, instead of what the stand-in had planned for it. */
    void network(String caseNumber, String action, String type, Map<String, ?> data) {
        String reference = caller.awaitFinding(
                "agent",
                "/api/cases/" + caseNumber,
                "the network took the order",
                found -> items(found.path("remedies"))
                        .filter(remedy -> remedy.path("action").asText().equals(action))
                        .flatMap(remedy -> items(remedy.path("orders")))
                        .filter(order -> order.path("state").asText().equals("ordered"))
                        .map(order -> order.path("reference").asText())
                        .reduce((earlier, later) -> later));
        happenings.insteadNow(Backend.PROVISIONING, reference, type, data);
    }

    void awaitDiagnosis(String caseNumber) {
        caller.await(
                "agent",
                "/api/cases/" + caseNumber,
                "the network says how the line stands",
                found -> found.path("diagnosis").hasNonNull("status"));
    }

    void awaitPromise(String caseNumber, int version) {
        caller.await(
                "agent",
                "/api/cases/" + caseNumber,
                "she is told the new time",
                found -> found.path("promise").path("version").asInt() == version);
    }

    /** The customer calls about something bought, and the agent opens a case of that type; answers its number. */
    String opens(String agent, String type, Purchase purchase, String concern, Map<String, ?> facts) {
        Map<String, Object> customer = new LinkedHashMap<>();
        customer.put("id", purchase.customerId());
        customer.put("name", purchase.name());
        customer.put("email", purchase.email());
        customer.put("mobile", purchase.mobile());
        customer.put("language", "de");
        customer.put("preferredChannel", "email");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("channel", "phone");
        body.put("identified", "questions");
        body.put("customer", customer);
        body.put("subject", Map.of("kind", "order", "id", purchase.orderId(), "item", purchase.item()));
        body.put("concern", concern);
        body.put("facts", facts);
        return caller.post(agent, "/api/cases", body).path("caseNumber").asText();
    }

    /** Asks specialists something, with the customer on the line. */
    void asks(String agent, String caseNumber, String specialism, String question) {
        caller.post(
                agent,
                "/api/cases/" + caseNumber + "/consultations",
                Map.of("specialism", specialism, "question", question, "onTheLine", true));
    }

    /** Who wants to hand the case on is shown first what would keep it. */
    void mayKeepIt(String agent, String caseNumber, String to, String reason) {
        caller.refused(
                agent,
                "/api/cases/" + caseNumber + "/handoffs",
                Map.of("to", to, "reason", reason),
                "handoff-not-needed");
    }

    void insistsOnHandingOn(String agent, String caseNumber, String to, String reason) {
        caller.post(
                agent, "/api/cases/" + caseNumber + "/handoffs", Map.of("to", to, "reason", reason, "override", true));
    }

    /** Claims the open task of that kind and completes it. */
    void works(String user, String caseNumber, String task, Map<String, ?> variables) {
        String id = caller.awaitFinding(
                user,
                "/engine-rest/task?processInstanceBusinessKey=" + caseNumber + "&taskDefinitionKey=" + task,
                task + " waits for " + user,
                tasks -> items(tasks).map(each -> each.path("id").asText()).findFirst());
        caller.post(user, "/engine-rest/task/" + id + "/claim", Map.of("userId", user));
        Map<String, Object> values = new LinkedHashMap<>();
        variables.forEach((name, value) -> values.put(name, Map.of("value", value)));
        caller.post(user, "/engine-rest/task/" + id + "/complete", Map.of("variables", values));
    }

    /** A remedy in the agent's own words. */
    void agrees(String agent, String caseNumber, String text, String doer, LocalDate promiseBy) {
        caller.post(
                agent,
                "/api/cases/" + caseNumber + "/decisions",
                Map.of(
                        "action",
                        "custom-remedy",
                        "parameters",
                        Map.of("text", text, "doer", doer, "promiseBy", promiseBy.toString())));
    }

    /** What the agent may still give in this case, in euros. */
    String goodwillLeft(String agent, String caseNumber) {
        return items(caller.get(agent, "/api/cases/" + caseNumber + "/options").path("options"))
                .filter(option -> option.path("action").asText().equals("goodwill-credit"))
                .map(option -> option.path("limit").path("amount").asText())
                .findFirst()
                .orElse("0.00");
    }

    /** A gift, where there is something left to give. */
    void gives(String agent, String caseNumber, String euros, String note) {
        if (!euros.equals("0.00")) {
            caller.post(
                    agent,
                    "/api/cases/" + caseNumber + "/decisions",
                    Map.of(
                            "action",
                            "goodwill-credit",
                            "note",
                            note,
                            "amount",
                            Map.of("amount", euros, "currency", "EUR")));
        }
    }

    /** Somebody writes in public under a name that tells nobody who she is; answers the id of what waits now. */
    String posts(String handle, String text) {
        return caller.post(
                        "intake",
                        "/api/contacts/unidentified",
                        Map.of("channel", "social-public", "handle", handle, "text", text))
                .path("id")
                .asText();
    }

    /** The agent found out whose it is, and opens a case with it; answers its number. */
    String opensWith(String agent, String waiting, Purchase purchase) {
        Map<String, Object> customer = new LinkedHashMap<>();
        customer.put("id", purchase.customerId());
        customer.put("name", purchase.name());
        customer.put("email", purchase.email());
        customer.put("mobile", purchase.mobile());
        customer.put("language", "de");
        return caller.post(
                        agent,
                        "/api/contacts/unidentified/" + waiting + "/open",
                        Map.of(
                                "type",
                                "redelivery",
                                "customer",
                                customer,
                                "subject",
                                Map.of("kind", "order", "id", purchase.orderId(), "item", purchase.item()),
                                "facts",
                                Map.of("reason", "lost", "fault", "carrier")))
                .path("caseNumber")
                .asText();
    }

    void answersInPublic(String agent, String caseNumber, String text) {
        caller.post(
                agent,
                "/api/cases/" + caseNumber + "/contacts",
                Map.of("channel", "social-public", "direction", "outbound", "text", text));
    }

    /** A colleague looks, and sees whose hands the customer is in. */
    void seesWhoWorksOn(String colleague, Purchase purchase, String holder) {
        caller.await(
                colleague,
                "/api/customers/" + purchase.customerId() + "/hand",
                holder + " works on the customer",
                hand -> hand.path("holder").asText().equals(holder));
    }

    /** The customer follows the link that was given in public, and types in the code that only she gets. */
    void identifiesHerself(String caseNumber) {
        String link = sent(caseNumber, "public-reply", PRIVATE_LINK);
        caller.submit(link + "/identify-code", Map.of());
        caller.submit(link + "/identify", Map.of("code", sent(caseNumber, "code", CODE)));
        caller.await(
                "agent",
                "/api/cases/" + caseNumber,
                "she is known to be herself",
                found -> items(found.path("contacts"))
                        .anyMatch(contact -> contact.path("identified").asText().equals("code")));
    }

    /** What the newest message of that event says, as far as it fits. */
    private String sent(String caseNumber, String event, Pattern what) {
        return caller.awaitFinding(
                "ops",
                "/sandbox/mailbox?caseNumber=" + caseNumber,
                "the message " + event + " was sent",
                sent -> items(sent)
                        .filter(message -> message.path("event").asText().equals(event))
                        .flatMap(message ->
                                what.matcher(message.path("text").asText()).results())
                        .map(found -> found.group(1))
                        .reduce((earlier, later) -> later));
    }
}
