package org.einhand.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.einhand.support.OwnDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Personal data is sealed, each customer's under a key of her own. */
class VaultTest {

    private static final String SECRET = "Erika Beispiel, Lange Straße 1";

    private static JdbcClient jdbc;
    private static Vault vault;

    @BeforeAll
    static void database() {
        DriverManagerDataSource source = new DriverManagerDataSource(OwnDatabase.create(), "postgres", "");
        Flyway.configure().dataSource(source).load().migrate();
        jdbc = JdbcClient.create(source);
        vault = vault("master-key-of-thirty-two-bytes-1");
    }

    @Test
    void whatWasSealedCanBeOpenedAgain() {
        byte[] sealed = vault.keysOf("einhand", "K-1").seal(SECRET);

        assertThat(vault.keysOf("einhand", "K-1").open(sealed)).isEqualTo(SECRET);
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("Erika");
    }

    @Test
    void valuesAreSealedToo() {
        Vault.Keys keys = vault.keysOf("einhand", "K-1");
        Address address = new Address("Erika Beispiel", "Lange Straße 1", "20095", "Hamburg", "DE");

        assertThat(keys.openJson(keys.sealJson(address), Address.class)).isEqualTo(address);
    }

    @Test
    void theSameWordLooksDifferentEachTime() {
        Vault.Keys keys = vault.keysOf("einhand", "K-1");

        assertThat(keys.seal(SECRET)).isNotEqualTo(keys.seal(SECRET));
    }

    @Test
    void oneCustomersKeyDoesNotOpenAnothersData() {
        byte[] sealed = vault.keysOf("einhand", "K-2").seal(SECRET);

        assertThatIllegalStateException()
                .isThrownBy(() -> vault.keysOf("einhand", "K-3").open(sealed));
        assertThatIllegalStateException()
                .as("the same customer number at another brand is another person")
                .isThrownBy(() -> vault.keysOf("other", "K-2").open(sealed));
    }

    @Test
    void everyChangedByteIsNoticed() {
        Vault.Keys keys = vault.keysOf("einhand", "K-4");
        byte[] sealed = keys.seal(SECRET);

        for (int place = 0; place < sealed.length; place++) {
            byte[] changed = sealed.clone();
            changed[place] ^= 1;
            assertThatIllegalStateException().isThrownBy(() -> keys.open(changed));
        }
    }

    @Test
    void withoutHerKeyNothingOfTheCustomerCanBeRead() {
        byte[] sealed = vault.keysOf("einhand", "K-5").seal(SECRET);
        jdbc.sql("delete from customer_key where customer_id = 'K-5'").update();

        assertThatIllegalStateException()
                .isThrownBy(() -> vault.keysOf("einhand", "K-5").open(sealed));
    }

    @Test
    void anotherMasterKeyOpensNoCustomersKey() {
        vault.keysOf("einhand", "K-6");

        assertThatIllegalStateException()
                .isThrownBy(() -> vault("another--key-of-thirty-two-bytes").keysOf("einhand", "K-6"))
                .withMessageContaining("master key");
    }

    @Test
    void wordsAreFoundByAHashThatDependsOnTheMasterKey() {
        assertThat(vault.blind("erika")).isEqualTo(vault.blind("erika")).isNotEqualTo(vault.blind("erik"));
        assertThat(vault("another--key-of-thirty-two-bytes").blind("erika")).isNotEqualTo(vault.blind("erika"));
    }

    @Test
    void aMasterKeyHasThirtyTwoBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> vault("too short"));
    }

    private static Vault vault(String masterKey) {
        return new Vault(
                jdbc,
                Clock.fixed(Instant.parse("2026-11-02T12:00:00Z"), ZoneOffset.UTC),
                new ObjectMapper(),
                Base64.getEncoder().encodeToString(masterKey.getBytes(StandardCharsets.UTF_8)));
    }
}
