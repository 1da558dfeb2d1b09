package org.einhand.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.InputEntry;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every rule file owes its readers. */
class RuleFilesTest {

    static Stream<String> ruleFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("dmn"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".dmn"))
                    .map(name -> name.substring(0, name.length() - ".dmn".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("ruleFiles")
    void everyRowSaysWhyItExistsAndNamesItself(String file) {
        for (DecisionTable table : tables(file)) {
            Decision decision = (Decision) table.getParentElement();
            List<Output> outputs = List.copyOf(table.getOutputs());
            assertThat(outputs.get(outputs.size() - 1).getName()).isEqualTo("rule");
            assertThat(table.getRules()).extracting(Rule::getId).doesNotHaveDuplicates();
            for (Rule rule : table.getRules()) {
                assertThat(rule.getDescription().getTextContent())
                        .as(rule.getId())
                        .isNotBlank();
                assertThat(rule.getId()).startsWith(decision.getId() + "-");
                List<OutputEntry> entries = List.copyOf(rule.getOutputEntries());
                assertThat(entries).hasSameSizeAs(outputs);
                assertThat(entries.get(entries.size() - 1).getText().getTextContent())
                        .isEqualTo("\"%s\""
                                .formatted(
                                        rule.getId().substring(decision.getId().length() + 1)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ruleFiles")
    void rowsThatFollowALawCiteItAndSaySinceWhen(String file) {
        for (DecisionTable table : tables(file)) {
            for (Rule rule : table.getRules()) {
                boolean citesLaw = rule.getOutputEntries().stream()
                        .map(entry -> entry.getText().getTextContent())
                        .anyMatch(text -> text.contains("BGB §") || text.contains("TKG §"));
                String why = rule.getDescription().getTextContent();
                if (citesLaw) {
                    assertThat(why)
                            .as(rule.getId())
                            .containsPattern("(BGB|TKG) §")
                            .containsPattern("valid from \\d{4}-\\d\\d-\\d\\d");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ruleFiles")
    void filesOpenWellAndLeaveNothingToDefaults(String file) {
        DmnModelInstance model = RuleFile.read(file);
        for (Decision decision : model.getModelElementsByType(Decision.class)) {
            assertThat(decision.getCamundaHistoryTimeToLiveString()).isEqualTo("P180D");
            assertThat(decision.getName()).isNotBlank();
            assertThat(decision.getDescription().getTextContent()).isNotBlank();
            assertThat(model.getDefinitions().getDomElement().getChildElements())
                    .anyMatch(element -> element.getLocalName().equals("DMNDI"));
        }
        for (DecisionTable table : tables(file)) {
            assertThat(table.getHitPolicy()).isIn(HitPolicy.FIRST, HitPolicy.RULE_ORDER);
            assertThat(table.getInputs()).allSatisfy(input -> {
                assertThat(input.getLabel()).isNotBlank();
                assertThat(input.getInputExpression().getExpressionLanguage()).isEqualTo("feel");
            });
            assertThat(table.getOutputs())
                    .extracting(Output::getLabel)
                    .allSatisfy(label -> assertThat(label).isNotBlank());
            for (Rule rule : table.getRules()) {
                assertThat(rule.getInputEntries())
                        .hasSize(table.getInputs().size())
                        .extracting(InputEntry::getExpressionLanguage)
                        .containsOnly("feel");
                assertThat(rule.getOutputEntries())
                        .extracting(OutputEntry::getExpressionLanguage)
                        .containsOnly("feel");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ruleFiles")
    void idsSpeak(String file) {
        for (Class<? extends DmnElement> kind : List.of(Decision.class, Rule.class, Input.class, Output.class)) {
            assertThat(RuleFile.read(file).getModelElementsByType(kind))
                    .allSatisfy(element -> assertThat(element.getId()).matches("[a-z0-9]+(-[a-z0-9]+)*"));
        }
    }

    private static Iterable<DecisionTable> tables(String file) {
        return RuleFile.read(file).getModelElementsByType(DecisionTable.class);
    }
}
