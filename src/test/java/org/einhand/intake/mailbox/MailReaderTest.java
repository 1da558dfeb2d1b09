package org.einhand.intake.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.einhand.casefile.Attachments;
import org.einhand.casefile.Attachments.Piece;
import org.einhand.desk.Correspondence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Mails as they come over the wire, read. */
class MailReaderTest {

    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private final MailReader reader = new MailReader(
            new AttachmentLimits(DataSize.ofKilobytes(2), 2, Set.of("image/png", "application/pdf", "text/plain")),
            "service@einhand.example");

    private Correspondence.Mail read(String... lines) {
        try {
            return reader.read(
                    UUID.randomUUID(),
                    Instant.parse("2026-11-24T09:30:00Z"),
                    String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
        } catch (MailReader.Unreadable failure) {
            throw new AssertionError(failure);
        }
    }

    private Correspondence.Mail withHeader(String header) {
        return read("From: Erika <erika@example.org>", "Subject: Hallo", header, "", "Text");
    }

    @Test
    void a_mail_says_who_wrote_what_and_what_it_answers() {
        Correspondence.Mail mail = read(
                "From: =?utf-8?q?Erika_M=C3=BCller?= <Erika@Example.org>",
                "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=",
                "In-Reply-To: <b@einhand.example>",
                "References: <E26-000001-3@einhand.example> <a@einhand.example>",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable",
                "",
                "Sch=C3=B6nen Tag");
        assertThat(mail.nature()).isEqualTo(Correspondence.Nature.PERSON);
        assertThat(mail.arrival().sender()).isEqualTo("Erika@Example.org");
        assertThat(mail.subject()).isEqualTo("Grüße");
        assertThat(mail.text()).isEqualTo("Schönen Tag");
        assertThat(mail.threads()).containsExactly("b", "a", "E26-000001-3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: auto-generated; owner=x",
                "Precedence: bulk",
                "Precedence: list",
                "Precedence: auto_reply",
                "List-Id: <news.example.org>",
                "X-Autoreply: yes",
                "Return-Path: <>",
                "X-Einhand-Notification: 0d9d2c3e-0000-4000-8000-000000000000",
                "Content-Type: multipart/report; report-type=disposition-notification; boundary=x"
            })
    void machines_are_known_as_machines(String header) {
        assertThat(withHeader(header).nature()).isEqualTo(Correspondence.Nature.AUTOMATIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Auto-Submitted: no", "Precedence: normal", "X-Mailer: list", "Return-Path: <erika@example.org>"
            })
    void people_are_known_as_people(String header) {
        assertThat(withHeader(header).nature()).isEqualTo(Correspondence.Nature.PERSON);
    }

    @Test
    void our_own_mail_is_no_customers() {
        assertThat(read("From: Einhand <service@einhand.example>", "Subject: x", "", "Text")
                        .nature())
                .isEqualTo(Correspondence.Nature.AUTOMATIC);
    }

    @ParameterizedTest
    @CsvSource({"failed,BOUNCE", "delayed,AUTOMATIC"})
    void the_post_says_what_came_back(String action, Correspondence.Nature nature) {
        Correspondence.Mail mail = read(
                "From: MAILER-DAEMON@mx.example",
                "Subject: Undelivered",
                "Auto-Submitted: auto-replied",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
                "",
                "--b",
                "Content-Type: text/plain",
                "",
                "I'm sorry.",
                "--b",
                "Content-Type: message/delivery-status",
                "",
                "Reporting-MTA: dns; mx.example",
                "",
                "Final-Recipient: rfc822; gone@example.org",
                "Action: " + action,
                "Status: 5.1.1",
                "--b",
                "Content-Type: text/rfc822-headers",
                "",
                "Subject: Ihr Fall",
                "X-Einhand-Notification: 0d9d2c3e-1111-4000-8000-000000000000",
                "--b--");
        assertThat(mail.nature()).isEqualTo(nature);
        if (nature == Correspondence.Nature.BOUNCE) {
            assertThat(mail.threads()).contains("0d9d2c3e-1111-4000-8000-000000000000");
        }
    }

    @Test
    void what_an_attachment_is_says_its_content_not_its_name() {
        Correspondence.Mail mail = mixed(
                attachment("foto.exe", PNG),
                attachment("rechnung.pdf", base64("MZ\u0090\u0000\u0003 this is a program")),
                attachment("seite.txt", base64("<html><script>alert(1)</script></html>")),
                attachment("../../leer.png", ""),
                attachment("gross.png", Base64.getEncoder().encodeToString(new byte[3000])),
                attachment("notiz.txt", base64("Guten Tag")),
                attachment("noch.txt", base64("eins zu viel")));
        assertThat(mail.text()).isEqualTo("Siehe Anhang");
        assertThat(mail.arrival().attachments())
                .extracting(Piece::name, Piece::refused)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("foto.exe", null),
                        org.assertj.core.groups.Tuple.tuple("rechnung.pdf", Attachments.Refusal.TYPE),
                        org.assertj.core.groups.Tuple.tuple("seite.txt", Attachments.Refusal.TYPE),
                        org.assertj.core.groups.Tuple.tuple("leer.png", Attachments.Refusal.UNREADABLE),
                        org.assertj.core.groups.Tuple.tuple("gross.png", Attachments.Refusal.SIZE),
                        org.assertj.core.groups.Tuple.tuple("notiz.txt", null),
                        org.assertj.core.groups.Tuple.tuple("noch.txt", Attachments.Refusal.COUNT));
        Piece picture = mail.arrival().attachments().get(0);
        assertThat(picture.type()).isEqualTo("image/png");
        assertThat(picture.content()).isEqualTo(Base64.getDecoder().decode(PNG));
    }

    @Test
    void a_mail_that_is_html_only_is_read_as_text() {
        assertThat(read("From: a@example.org", "Content-Type: text/html; charset=utf-8", "", "<p>Größe <b>M</b></p>")
                        .text())
                .isEqualTo("Größe M");
    }

    @Test
    void a_long_mail_is_cut_and_says_so() {
        String text = read("From: a@example.org", "", "Wort ".repeat(2000)).text();
        assertThat(text).hasSizeLessThanOrEqualTo(4000).startsWith("Wort Wort").endsWith("is kept with this contact.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no head at all",
                "From: <<<>>>\r\nContent-Type: multipart/mixed; boundary=\r\n\r\nx",
                "Content-Type: text/plain; charset=\"\u0001\"\r\n\r\nx",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!\r\n--b--",
                "Subject: =?bogus?q?x?=\r\nFrom: a\u0000@b\r\nContent-Transfer-Encoding: nonsense\r\n\r\nx"
            })
    void no_mail_is_so_broken_that_it_breaks_more_than_itself(String raw) {
        try {
            Correspondence.Mail mail =
                    reader.read(UUID.randomUUID(), Instant.now(), raw.getBytes(StandardCharsets.UTF_8));
            assertThat(mail.text()).isNotBlank();
            assertThat(mail.text() + mail.subject()).doesNotContain("\u0000");
        } catch (MailReader.Unreadable setAside) {
            assertThat(setAside).hasCauseInstanceOf(Exception.class);
        }
    }

    @Test
    void parts_within_parts_come_to_an_end() {
        StringBuilder deep = new StringBuilder("From: a@example.org\r\n");
        for (int i = 0; i < 200; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }
        assertThat(read(deep.toString()).text()).isNotBlank();
    }

    private Correspondence.Mail mixed(String... parts) {
        return read("From: erika@example.org\r\nSubject: Fotos\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b\r\nContent-Type: text/plain\r\n\r\nSiehe Anhang\r\n" + String.join("", List.of(parts))
                + "--b--\r\n");
    }

    private static String attachment(String name, String base64) {
        return "--b\r\nContent-Type: application/pdf; name=\"" + name
                + "\"\r\nContent-Disposition: attachment; filename=\"" + name
                + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64 + "\r\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
