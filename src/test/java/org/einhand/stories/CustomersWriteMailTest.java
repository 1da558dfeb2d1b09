package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.einhand.support.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Customers write mail: it joins its case, opens one, or waits until somebody says whose it is. */
@EinhandTest
class CustomersWriteMailTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private final House house;
    private final Http http;

    CustomersWriteMailTest(@LocalServerPort int port) {
        this.house = new House(port);
        this.http = Http.anonymous(port);
    }

    private void mail(String from, String subject, String text, String... headers) {
        List<String> lines = new ArrayList<>(List.of("From: <" + from + ">", "To: <service@einhand.example>"));
        lines.add("Message-ID: <" + UUID.randomUUID() + "@example.org>");
        lines.add("Subject: " + subject);
        lines.addAll(List.of(headers));
        lines.add("");
        lines.add(text);
        raw(String.join("\r\n", lines));
    }

    private void raw(String mail) {
        assertThat(http.post("/sandbox/mailbox", mail, "Content-Type", "message/rfc822")
                        .statusCode())
                .isEqualTo(202);
    }

    private static ObjectNode someone() {
        return House.redelivery("phone", "questions");
    }

    private static String email(ObjectNode body) {
        return body.at("/customer/email").asText();
    }

    /** The contact with these words, once it is there. */
    private JsonNode contact(String number, String words) {
        JsonNode file = house.until(number, seen -> with(seen.path("contacts"), words) != null);
        return with(file.path("contacts"), words);
    }

    private static JsonNode with(JsonNode list, String words) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(one -> one.path("text").asText().contains(words))
                .findFirst()
                .orElse(null);
    }

    private JsonNode waiting(String words) {
        return await().atMost(SOON)
                .until(
                        () -> with(
                                house.get("agent", "/api/contacts/unidentified?size=200")
                                        .expect(200)
                                        .body()
                                        .path("items"),
                                words),
                        found -> found != null);
    }

    private List<String> timeline(String number) {
        return house.look(number).path("timeline").findValuesAsText("text");
    }

    private static String unique() {
        return "Wort" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void a_mail_with_the_case_number_joins_and_gets_its_receipt() {
        ObjectNode told = someone();
        String number = house.open("agent", told);
        String word = unique();
        mail(
                email(told),
                "Mein Paket, Fall " + number,
                word + "\r\n\r\nAm 24.11.2026 schrieb Einhand <a@b.example>:\r\n> alt");
        JsonNode contact = contact(number, word);
        assertThat(contact.path("channel").asText()).isEqualTo("email");
        assertThat(contact.path("identified").asText()).isEqualTo("none");
        assertThat(contact.path("from").asText()).isEqualTo(email(told));
        assertThat(contact.path("text").asText()).doesNotContain("alt");
        assertThat(contact.path("answeredAt").isNull()).isTrue();
        assertThat(contact.path("dueAt").asText()).isNotBlank();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                house.message(number, "receipt").path("text").asText())
                        .contains(number, word));
        HttpResponse<String> original = http.as("agent")
                .get("/api/cases/" + number + "/contacts/" + contact.path("id").asText() + "/original");
        assertThat(original.statusCode()).isEqualTo(200);
        assertThat(original.body()).contains("> alt");
        assertThat(original.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
    }

    @Test
    void an_answer_to_our_mail_joins_by_its_thread() {
        ObjectNode told = someone();
        String number = house.open("intake", told);
        String id = house.untilNotBusy(number).at("/notifications/0/id").asText();
        String word = unique();
        mail("wife@elsewhere.example", "Re: Ihre Nachricht", word, "In-Reply-To: <" + id + "@einhand.example>");
        JsonNode contact = contact(number, word);
        assertThat(contact.path("identified").asText()).isEqualTo("none");
        assertThat(timeline(number)).anyMatch(entry -> entry.contains("not the address on file"));
        String again = unique();
        mail("wife@elsewhere.example", "Re: x", again, "References: <" + number + "@einhand.example> <x@y.example>");
        contact(number, again);
    }

    @Test
    void a_mail_from_the_address_on_file_joins_the_only_open_case_and_identifies_nobody() {
        ObjectNode told = someone();
        String number = house.open("intake", told);
        String word = unique();
        mail(email(told).toUpperCase(java.util.Locale.ROOT), "Wo bleibt es?", word);
        assertThat(contact(number, word).path("text").asText()).startsWith("Wo bleibt es?");
        ObjectNode decision = House.read("{\"action\":\"redeliver-standard\"}");
        decision.with("parameters").set("address", House.address("Fremder Weg 1", "10115", "Berlin"));
        house.post("agent", "/api/cases/" + number + "/take", House.read("{\"reason\":\"customer-here\"}"))
                .expect(200);
        assertThat(house.decide("agent", number, decision).expect(422).problem())
                .isEqualTo("identification-needed");
    }

    @Test
    void of_several_open_cases_the_one_it_speaks_of_gets_it_else_a_new_one_opens() {
        ObjectNode first = someone();
        ObjectNode second = someone();
        second.set("customer", first.path("customer").deepCopy());
        String one = house.open("agent", first);
        String two = house.open("agent", second);
        String word = unique();
        mail(email(first), "Bestellung " + second.at("/subject/id").asText(), word);
        contact(two, word);
        String other = unique();
        mail(email(first), "Eine Frage", other);
        String customer = first.at("/customer/id").asText();
        JsonNode items = await().atMost(SOON)
                .until(
                        () -> house.get("agent", "/api/cases?customerId=" + customer)
                                .expect(200)
                                .body()
                                .path("items"),
                        found -> found.size() == 3);
        String third = items.at("/0/caseNumber").asText();
        assertThat(third).isNotIn(one, two);
        JsonNode file = house.look(third);
        assertThat(file.path("type").asText()).isEqualTo("other");
        assertThat(file.at("/subject/kind").asText()).isEqualTo("none");
        assertThat(file.path("concern").asText()).contains("Eine Frage", other);
        assertThat(file.path("owner").isNull()).isTrue();
        assertThat(house.message(third, "receipt").path("to").asText()).isEqualTo(email(first));
    }

    @Test
    void a_mail_about_a_closed_case_opens_one_of_the_same_matter() {
        ObjectNode told = someone();
        String number = house.open("agent", told);
        house.post("agent", "/api/cases/" + number + "/withdrawals", House.read("{\"reason\":\"erledigt\"}"))
                .expect(200);
        house.untilState(number, "closed");
        mail(email(told), "Doch noch was: " + number, unique());
        String customer = told.at("/customer/id").asText();
        JsonNode items = await().atMost(SOON)
                .until(
                        () -> house.get("agent", "/api/cases?customerId=" + customer)
                                .body()
                                .path("items"),
                        found -> found.size() == 2);
        assertThat(house.look(items.at("/0/caseNumber").asText())
                        .path("parentCase")
                        .asText())
                .isEqualTo(number);
    }

    @Test
    void an_unknown_sender_waits_with_text_and_attachments_and_goes_where_an_agent_says() {
        String word = unique();
        String sender = "unbekannt." + word.toLowerCase(java.util.Locale.ROOT) + "@elsewhere.example";
        raw(withAttachments(sender, "Hilfe", word));
        JsonNode one = waiting(word);
        String id = one.path("id").asText();
        assertThat(one.path("from").asText()).isEqualTo(sender);
        assertThat(one.path("channel").asText()).isEqualTo("email");
        assertThat(one.path("attachments").toString()).contains("foto.png", "virus.pdf");
        Instant due = Instant.parse(one.path("dueAt").asText());
        assertThat(Duration.between(Instant.parse(one.path("arrivedAt").asText()), due))
                .isEqualTo(Duration.ofMinutes(480));
        assertThat(house.get("homeoffice", "/api/contacts/unidentified/" + id)
                        .expect(200)
                        .body()
                        .toString())
                .doesNotContain(sender, "foto.png");

        house.advance(Duration.ofMinutes(20));
        ObjectNode told = someone();
        String number = house.open("agent", told);
        JsonNode joined = house.post(
                        "agent",
                        "/api/contacts/unidentified/" + id + "/join",
                        House.read("{\"caseNumber\":\"" + number + "\"}"))
                .expect(201)
                .body();
        assertThat(joined.path("text").asText()).contains(word);
        assertThat(joined.path("identified").asText()).isEqualTo("none");
        assertThat(Instant.parse(joined.path("dueAt").asText())).isEqualTo(due);
        assertThat(joined.path("at").asText()).isEqualTo(one.path("arrivedAt").asText());
        assertThat(joined.path("original").asBoolean()).isTrue();
        JsonNode file = house.look(number);
        assertThat(file.at("/attachments").size()).isEqualTo(1);
        assertThat(file.at("/attachments/0/name").asText()).isEqualTo("foto.png");
        assertThat(timeline(number)).anyMatch(entry -> entry.contains("Not taken: virus.pdf (type)"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                house.message(number, "receipt").path("text").asText())
                        .contains("virus.pdf"));
        House.Answer twice = house.post(
                        "agent",
                        "/api/contacts/unidentified/" + id + "/join",
                        House.read("{\"caseNumber\":\"" + number + "\"}"))
                .expect(409);
        assertThat(twice.problem()).isEqualTo("contact-settled");
        assertThat(twice.text("/caseNumber")).isEqualTo(number);
        assertThat(house.get("agent", "/api/contacts/unidentified/" + id)
                        .body()
                        .path("text")
                        .isNull())
                .isTrue();
    }

    @Test
    void attachments_are_read_by_those_who_may_and_never_shown_as_a_page() {
        ObjectNode told = someone();
        String number = house.open("agent", told);
        String word = unique();
        raw(withAttachments(email(told), "Fotos " + number, word));
        contact(number, word);
        JsonNode attachment = house.look(number).at("/attachments/0");
        assertThat(attachment.path("type").asText()).isEqualTo("image/png");
        assertThat(attachment.path("size").asInt())
                .isEqualTo(Base64.getDecoder().decode(PNG).length);
        String path =
                "/api/cases/" + number + "/attachments/" + attachment.path("id").asText();
        HttpResponse<String> read = http.as("agent").get(path);
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(read.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment")
                .contains("foto.png");
        assertThat(read.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(read.headers().allValues("Content-Security-Policy"))
                .hasSize(1)
                .allMatch(policy -> policy.contains("sandbox"));
        assertThat(house.get("homeoffice", path).status()).isEqualTo(403);
        assertThat(house.get("intake", path).status()).isEqualTo(404);
        assertThat(house.get("finance", path).status()).isIn(403, 404);
        assertThat(http.get(path).statusCode()).isEqualTo(401);
        String other = house.open("agent", someone());
        assertThat(house.get(
                                "agent",
                                "/api/cases/" + other + "/attachments/"
                                        + attachment.path("id").asText())
                        .status())
                .isEqualTo(404);
        assertThat(house.get("homeoffice", "/api/cases/" + number).body().toString())
                .doesNotContain("foto.png", email(told));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Auto-Submitted: auto-replied", "Precedence: bulk", "List-Id: <x.example>"})
    void a_machine_gets_no_receipt(String header) {
        ObjectNode told = someone();
        String number = house.open("agent", told);
        int before = house.untilNotBusy(number).path("notifications").size();
        int contacts = house.look(number).at("/counts/contacts").asInt();
        String word = unique();
        mail(email(told), "Nicht im Haus: " + number, word, header);
        house.until(number, file -> with(file.path("timeline"), word) != null);
        JsonNode file = house.untilNotBusy(number);
        assertThat(file.path("notifications").size()).isEqualTo(before);
        assertThat(file.at("/counts/contacts").asInt()).isEqualTo(contacts);
    }

    @Test
    void a_machine_that_does_not_say_so_is_not_answered_for_ever() {
        ObjectNode told = someone();
        String number = house.open("agent", told);
        for (int i = 1; i <= 12; i++) {
            mail(email(told), "Re: " + number, "Ich bin im Urlaub " + i + " " + unique());
        }
        JsonNode file = house.until(number, seen -> seen.at("/counts/contacts").asInt() == 13);
        house.untilNotBusy(number);
        long receipts = house.mailbox(number).stream()
                .filter(sent -> sent.path("event").asText().equals("receipt"))
                .count();
        assertThat(receipts).isLessThanOrEqualTo(11);
        assertThat(file.at("/counts/openContacts").asInt()).isEqualTo(12);
    }

    @Test
    void what_the_post_brings_back_is_told_another_way() {
        ObjectNode told = someone();
        String number = house.open("intake", told);
        String id = house.untilNotBusy(number).at("/notifications/0/id").asText();
        raw(String.join(
                "\r\n",
                "From: MAILER-DAEMON@mx.example",
                "Return-Path: <>",
                "Subject: Undelivered " + number,
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
                "",
                "--b",
                "Content-Type: message/delivery-status",
                "",
                "Action: failed",
                "--b",
                "Content-Type: message/rfc822",
                "",
                "Message-ID: <" + id + "@einhand.example>",
                "X-Einhand-Notification: " + id,
                "Subject: Wir haben Ihre Nachricht",
                "",
                "Text",
                "--b--"));
        house.until(
                number, file -> timelineOf(file).stream().anyMatch(entry -> entry.contains("came back undelivered")));
        JsonNode sms = await().atMost(SOON)
                .until(
                        () -> house.look(number).at("/notifications/0"),
                        first -> !first.path("channel").asText().equals("email"));
        assertThat(sms.path("id").asText()).isEqualTo(id);
        assertThat(house.look(number).at("/counts/contacts").asInt()).isEqualTo(1);
    }

    private static List<String> timelineOf(JsonNode file) {
        return file.path("timeline").findValuesAsText("text");
    }

    @Test
    void what_fits_nowhere_and_comes_from_a_machine_is_listed_for_operations_and_blocks_nothing() {
        String word = unique();
        mail("news@shop.example", "Angebot " + word, "Kaufen!", "Precedence: bulk");
        ObjectNode told = someone();
        String number = house.open("agent", told);
        String after = unique();
        mail(email(told), number, after);
        contact(number, after);
        JsonNode aside = await().atMost(SOON)
                .until(
                        () -> house.get("ops", "/api/mails?state=set-aside")
                                .expect(200)
                                .body()
                                .at("/items/0"),
                        one -> one.path("outcome").asText().equals("automatic"));
        assertThat(aside.toString()).doesNotContain(word, "news@shop.example");
        String id = aside.path("id").asText();
        assertThat(house.get("agent", "/api/mails").status()).isIn(403, 404);
        house.send("ops", "POST", "/api/mails/" + id + "/discard", House.read("{}"))
                .expect(400);
        house.send("ops", "POST", "/api/mails/" + id + "/discard", House.read("{\"reason\":\"Werbung\"}"))
                .expect(200);
        assertThat(house.send("ops", "POST", "/api/mails/" + id + "/replay", House.read("{\"reason\":\"doch\"}"))
                        .expect(409)
                        .problem())
                .isEqualTo("mail-not-set-aside");
    }

    @Test
    void a_newcomer_writes_a_mail_in_one_line() {
        ObjectNode told = someone();
        String number = house.open("agent", told);
        String word = unique();
        ObjectNode mail = House.read("{\"subject\":\"Frage\"}");
        mail.put("from", email(told)).put("text", word);
        house.post(null, "/sandbox/mailbox", mail).expect(202);
        contact(number, word);
        assertThat(house.post(null, "/sandbox/mailbox", House.read("{\"text\":\"x\"}"))
                        .expect(400)
                        .problem())
                .isEqualTo("invalid-request");
    }

    private static String withAttachments(String from, String subject, String text) {
        return String.join(
                "\r\n",
                "From: <" + from + ">",
                "Message-ID: <" + UUID.randomUUID() + "@example.org>",
                "Subject: " + subject,
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-Type: text/html; charset=utf-8",
                "",
                "<p>" + text + "</p>",
                "--b",
                "Content-Type: image/png; name=foto.png",
                "Content-Disposition: attachment; filename=foto.png",
                "Content-Transfer-Encoding: base64",
                "",
                PNG,
                "--b",
                "Content-Type: application/pdf; name=virus.pdf",
                "Content-Disposition: attachment; filename=virus.pdf",
                "Content-Transfer-Encoding: base64",
                "",
                Base64.getEncoder()
                        .encodeToString("MZ\u0000\u0001 no pdf".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)),
                "--b--");
    }
}
