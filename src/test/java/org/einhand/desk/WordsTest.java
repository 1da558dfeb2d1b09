package org.einhand.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** What rules and records hold as words has its sentence for the customer, in German and in English. */
class WordsTest {

    private static final Pattern PROMISED =
            Pattern.compile("<outputEntry id=\"promise-[^\"]*-then-what\"[^>]*>\\s*<text>\"([^\"]+)\"");

    private final Properties german = words("desk/words_de.properties");
    private final Properties english = words("desk/words.properties");

    private static Properties words(String file) {
        Properties words = new Properties();
        try (Reader reader =
                new java.io.InputStreamReader(new ClassPathResource(file).getInputStream(), StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return words;
    }

    @Test
    void both_languages_say_the_same_things() {
        assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(german.values()).noneMatch(words -> words.toString().isBlank());
    }

    @Test
    void every_remedy_that_settles_says_what_it_achieved() {
        assertThat(Action.all())
                .filteredOn(Action::settling)
                .filteredOn(action -> action.process() != Action.Process.CUSTOM_REMEDY)
                .allSatisfy(action -> assertThat(german).as(action.word()).containsKey("achieved." + action.word()));
    }

    @Test
    void everything_the_rules_promise_has_words() throws IOException {
        Matcher rows =
                PROMISED.matcher(new ClassPathResource("dmn/promise.dmn").getContentAsString(StandardCharsets.UTF_8));
        Set<String> promised = new TreeSet<>();
        while (rows.find()) {
            promised.add(rows.group(1));
        }
        assertThat(promised).contains("redelivery", "next-step");
        assertThat(promised).allSatisfy(what -> assertThat(german).as(what).containsKey("promise." + what));
    }
}
