package org.einhand.intake.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people wrote, out of what mail programs send. */
class MailTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bitte an die neue Anschrift.\n\nAm 24.11.2026 um 09:30 schrieb Einhand <service@einhand.example>:\n> Wir haben Ihre Nachricht.\n> Fall E26-000001-3",
                "Bitte an die neue Anschrift.\n\nAm Di., 24. Nov. 2026 um 09:30 Uhr schrieb Einhand\n<service@einhand.example>:\n\n> Wir haben Ihre Nachricht.",
                "Bitte an die neue Anschrift.\n\nOn Tue, 24 Nov 2026 at 09:30, Einhand <service@einhand.example> wrote:\n> We have it.\n>\n> > You wrote this.",
                "Bitte an die neue Anschrift.\n\n-----Ursprüngliche Nachricht-----\nVon: Einhand\nGesendet: Dienstag\nAn: Erika\n\nWir haben Ihre Nachricht.",
                "Bitte an die neue Anschrift.\n\nVon: Einhand <service@einhand.example>\nGesendet: Dienstag, 24. November 2026 09:30\nAn: Erika\nBetreff: Fall\n\nWir haben Ihre Nachricht.",
                "> Wir haben Ihre Nachricht.\n> Fall E26-000001-3\n\nBitte an die neue Anschrift."
            })
    void what_was_written_before_is_left_out(String mail) {
        assertThat(MailText.fresh(mail)).isEqualTo("Bitte an die neue Anschrift.");
    }

    @Test
    void answers_between_quotes_keep_the_quotes() {
        String mail = "> Wohin soll es?\nNach Köln.\n\n> Und wann?\nAm Freitag.";
        assertThat(MailText.fresh(mail)).isEqualTo(mail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> Nur ein Zitat",
                "Von: hier bis dort ist es weit",
                "---------- Forwarded message ---------\nFrom: Shop <a@b.example>\nDate: heute\n\nIhre Bestellung"
            })
    void nothing_is_lost_where_there_is_nothing_else(String mail) {
        assertThat(MailText.fresh(mail)).isNotBlank();
        assertThat(mail).startsWith(MailText.fresh(mail).substring(0, 5));
    }

    @Test
    void html_becomes_lines_of_text_without_scripts_and_earlier_mails() {
        String html = """
                <html><head><style>p{color:red}</style><title>x</title></head><body>
                <p>Guten Tag,</p><p>mein&nbsp;Paket ist <b>weg</b>.<br>Bitte helfen.</p><ul><li>eins</li><li>zwei</li></ul>
                <script>alert(1)</script>
                <div class="gmail_quote">Am Montag schrieb Einhand: <blockquote class="gmail_quote">Alt</blockquote></div></body></html>""";
        assertThat(MailText.clean(MailText.ofHtml(html)))
                .contains("Guten Tag,", "mein Paket ist weg.\nBitte helfen.", "- eins", "- zwei")
                .doesNotContain("alert", "color", "Alt", "<");
    }

    @ParameterizedTest
    @CsvSource({
        "ISO-8859-1,iso-8859-1",
        "UTF-8,utf-8",
        "windows-1252,windows-1252",
        "UTF-8,us-ascii",
        "UTF-8,x-unknown-42",
        "windows-1252,utf-8"
    })
    void umlauts_are_read_whatever_the_mail_claims(String real, String claimed) {
        assertThat(MailText.decode("Größe für Köln".getBytes(Charset.forName(real)), claimed))
                .isEqualTo("Größe für Köln");
    }

    @Test
    void what_cannot_be_shown_is_left_out() {
        assertThat(MailText.clean("a\u0000b\r\nc\u0007\ud800d\r")).isEqualTo("ab\ncd\n");
        assertThat(MailText.decode(new byte[] {(byte) 0xff, (byte) 0xfe, 'a'}, null)
                        .getBytes(StandardCharsets.UTF_8))
                .isNotEmpty();
    }
}
