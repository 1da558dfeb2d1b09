package org.einhand.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Discretion")
class DiscretionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "erika@example.org",
                "+49 151 1234 5678",
                "0151/12345678",
                "Lindenweg 4",
                "Neue Hauptstr. 12a",
                "Am Kirchberg 7",
                "20095 Hamburg",
                "DE02 1203 0000 0000 2020 51",
                "12 Baker Street",
                "www.example.org/me"
            })
    @DisplayName("what a stranger could use is gone, the rest stays")
    void hidesWhatAStrangerCouldUse(String personal) {
        assertThat(Discretion.conceal("Bitte an " + personal + " schicken, danke", List.of()))
                .startsWith("Bitte ")
                .endsWith(" schicken, danke")
                .contains("•••")
                .doesNotContain(personal);
    }

    @Test
    @DisplayName("names and places on file are taken out word by word, whatever their case")
    void hidesWhatIsOnFile() {
        assertThat(Discretion.conceal(
                        "Hier ist ERIKA, ich wohne jetzt in Bad Oldesloe", List.of("Erika Beispiel", "Bad Oldesloe")))
                .isEqualTo("Hier ist •••, ich wohne jetzt in ••• •••");
    }

    @Test
    @DisplayName("ordinary words stay as they are")
    void leavesTheRest() {
        String concern = "Mein Paket mit dem Smartphone X kam 2 mal zurück. Ich brauche es bald!";

        assertThat(Discretion.conceal(concern, List.of("Erika Beispiel"))).isEqualTo(concern);
    }

    @Test
    @DisplayName("long text is cut")
    void cutsLongText() {
        assertThat(Discretion.conceal("wort ".repeat(200), List.of()))
                .hasSize(300)
                .endsWith("…");
    }
}
