package org.einhand.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** The blocks that come with the house: the same ones in both languages, with a title, and filled with what a case has. */
class TextBlocksTest {

    private static final Set<String> FILLED = Set.of("caseNumber", "item", "order", "promise", "due", "trackingCode");

    @Test
    void both_languages_have_the_same_blocks() throws IOException {
        assertThat(new TreeSet<>(blocks("de").stringPropertyNames()))
                .isEqualTo(new TreeSet<>(blocks("en").stringPropertyNames()))
                .isNotEmpty();
    }

    @Test
    void every_block_has_a_title_and_asks_for_what_a_case_has() throws IOException {
        for (String language : Set.of("de", "en")) {
            Properties blocks = blocks(language);
            blocks.stringPropertyNames().stream()
                    .filter(name -> name.endsWith(".text"))
                    .forEach(name -> {
                        assertThat(blocks.getProperty(name.replaceFirst("text$", "title")))
                                .as(name)
                                .isNotBlank();
                        assertThat(placeholders(blocks.getProperty(name))).isSubsetOf(FILLED);
                    });
        }
    }

    private static Set<String> placeholders(String text) {
        return Pattern.compile("\\{([^}]*)}")
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Properties blocks(String language) throws IOException {
        return PropertiesLoaderUtils.loadProperties(new EncodedResource(
                new ClassPathResource("desk/text-blocks_" + language + ".properties"), StandardCharsets.UTF_8));
    }
}
