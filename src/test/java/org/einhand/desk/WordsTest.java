package org.einhand.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** What rules and records hold as words has its sentence for the customer, in German and in English. */
class WordsTest {

    private static final Pattern RULE = Pattern.compile("<rule id=.*?</rule>", Pattern.DOTALL);
    private static final Pattern ACTIONS = Pattern.compile("-if-action\"[^>]*>\\s*<text>([^<]*)<");
    private static final Pattern PROMISED = Pattern.compile("-then-what\"[^>]*>\\s*<text>\"([^\"]+)\"");
    private static final Pattern WORD = Pattern.compile("\"([^\"]+)\"");

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

    /** Whether there is a model that carries it out. */
    private static boolean isBuilt(Action action) {
        return new ClassPathResource("bpmn/" + action.process().word() + ".bpmn").exists();
    }

    @Test
    void every_remedy_that_settles_says_what_it_achieved() {
        assertThat(Action.all())
                .filteredOn(Action::settling)
                .filteredOn(action -> action.process() != Action.Process.CUSTOM_REMEDY)
                .filteredOn(WordsTest::isBuilt)
                .isNotEmpty()
                .allSatisfy(action -> assertThat(german).as(action.word()).containsKey("achieved." + action.word()));
    }

    @Test
    void everything_the_rules_promise_has_words() throws IOException {
        String rules = new ClassPathResource("dmn/promise.dmn").getContentAsString(StandardCharsets.UTF_8);
        Set<String> promised = RULE.matcher(rules)
                .results()
                .map(MatchResult::group)
                .filter(rule ->
                        actions(rule).isEmpty() || actions(rule).stream().anyMatch(WordsTest::isBuilt))
                .flatMap(rule -> PROMISED.matcher(rule).results().map(what -> what.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(promised)
                .contains("redelivery", "next-step")
                .allSatisfy(what -> assertThat(german).as(what).containsKey("promise." + what));
    }

    private static List<Action> actions(String rule) {
        return ACTIONS.matcher(rule)
                .results()
                .flatMap(named ->
                        WORD.matcher(named.group(1).replace("&quot;", "\"")).results())
                .map(word -> Action.of(word.group(1)))
                .toList();
    }
}
