package org.einhand.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.InclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaScript;
import org.camunda.bpm.model.xml.instance.DomElement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every model owes its readers, and what none may do. */
class ModelFilesTest {

    private static final Path MODELS = Path.of("bpmn");
    private static final Path RULES = Path.of("dmn");

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    private static final String SPEAKING = "[a-z]+(-[a-z]+)*";
    private static final Pattern PAST = Pattern.compile(".*\\b(\\w+ed|made|sent|lost|paid|told|given|taken)\\b.*");
    private static final Pattern CALL = Pattern.compile("([A-Za-z]\\w*)\\.(\\w+)\\(([^()]*)\\)");

    /** What an expression may call into, with the class that answers. */
    private static final Map<String, Class<?>> REACHABLE = Steps.all();

    static Stream<Path> models() {
        return files(MODELS, ".bpmn").stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void theProcessIsCalledLikeItsFileAndSaysWhatItIsFor(Path file) {
        assertThat(read(file).getModelElementsByType(Process.class))
                .singleElement()
                .satisfies(process -> {
                    assertThat(process.getId() + ".bpmn")
                            .isEqualTo(file.getFileName().toString());
                    assertThat(process.getName()).isNotBlank();
                    assertThat(process.isExecutable()).isTrue();
                    assertThat(process.getCamundaHistoryTimeToLiveString()).isNotBlank();
                    assertThat(process.getDocumentations())
                            .singleElement()
                            .satisfies(
                                    words -> assertThat(words.getTextContent()).isNotBlank());
                });
    }

    @ParameterizedTest
    @MethodSource("models")
    void idsSpeak(Path file) {
        assertThat(elements(file, BaseElement.class))
                .filteredOn(element -> element.getId() != null)
                .allSatisfy(element -> assertThat(element.getId()).matches(SPEAKING));
        assertThat(elements(file, FlowElement.class))
                .allSatisfy(element -> assertThat(element.getId()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("models")
    void stepsHaveNames(Path file) {
        assertThat(elements(file, Activity.class))
                .allSatisfy(step -> assertThat(step.getName()).as(step.getId()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("models")
    void whereTheWayPartsAQuestionIsAskedAndEveryExitIsAnAnswer(Path file) {
        assertThat(elements(file, EventBasedGateway.class))
                .allSatisfy(gateway -> assertThat(gateway.getName()).endsWith("?"));
        assertThat(elements(file, ExclusiveGateway.class))
                .filteredOn(gateway -> gateway.getOutgoing().size() > 1)
                .allSatisfy(gateway -> {
                    assertThat(gateway.getName()).as(gateway.getId()).endsWith("?");
                    assertThat(gateway.getDefault()).as(gateway.getId()).isNotNull();
                    assertThat(gateway.getOutgoing()).allSatisfy(exit -> {
                        assertThat(exit.getName()).as(exit.getId()).isNotBlank();
                        assertThat(exit.getConditionExpression() == null)
                                .as("%s is taken when nothing else is", exit.getId())
                                .isEqualTo(exit.equals(gateway.getDefault()));
                    });
                });
        assertThat(elements(file, InclusiveGateway.class)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("models")
    void waysPartAtGatewaysOnly(Path file) {
        assertThat(elements(file, Activity.class))
                .allSatisfy(step -> assertThat(step.getOutgoing())
                        .as(step.getId())
                        .hasSizeLessThan(2)
                        .allSatisfy(exit ->
                                assertThat(exit.getConditionExpression()).isNull()));
    }

    @ParameterizedTest
    @MethodSource("models")
    void messagesTellWhatHappened(Path file) {
        assertThat(elements(file, Message.class))
                .allSatisfy(message -> assertThat(message.getName())
                        .matches(SPEAKING)
                        .matches(PAST.pattern())
                        .isEqualTo(message.getId().substring("message-".length())));
    }

    @ParameterizedTest
    @MethodSource("models")
    void tasksOfPeopleHaveAFormAndSomebodyToDoThem(Path file) {
        assertThat(elements(file, UserTask.class)).allSatisfy(task -> {
            assertThat(task.getCamundaFormRef()).as(task.getId()).isEqualTo(task.getId());
            assertThat(task.getCamundaFormRefBinding()).isEqualTo("latest");
            Path form = MODELS.resolve(task.getCamundaFormRef() + ".form");
            assertThat(form).content().contains("\"id\": \"" + task.getCamundaFormRef() + "\"");
            assertThat(task.getCamundaCandidateGroups()).as(task.getId()).isNotBlank();
            assertThat(task.getCamundaDueDate()).as(task.getId()).isNotBlank();
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatAModelRefersToIsThere(Path file) {
        Set<String> decisions = names(RULES, ".dmn");
        assertThat(elements(file, BusinessRuleTask.class))
                .filteredOn(task -> task.getCamundaExpression() == null
                        && !task.getCamundaDecisionRef().startsWith("$"))
                .allSatisfy(task -> assertThat(task.getCamundaDecisionRef()).isIn(decisions));
        Set<String> processes = names(MODELS, ".bpmn");
        assertThat(elements(file, CallActivity.class))
                .extracting(CallActivity::getCalledElement)
                .filteredOn(key -> !key.startsWith("$"))
                .allSatisfy(key -> assertThat(key).isIn(processes));
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelsRunNoCodeOfTheirOwn(Path file) {
        assertThat(elements(file, ScriptTask.class)).isEmpty();
        assertThat(elements(file, CamundaScript.class)).isEmpty();
        assertThat(dom(file)).allSatisfy(element -> {
            for (String forbidden : List.of("class", "delegateExpression", "topic", "scriptFormat", "resource")) {
                assertThat(element.getAttribute(CAMUNDA, forbidden))
                        .as(forbidden)
                        .isNull();
                if (CAMUNDA.equals(element.getNamespaceURI())) {
                    assertThat(element.getAttribute(forbidden)).as(forbidden).isNull();
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelsCallOnlyStepsThatExist(Path file) throws IOException {
        String model = Files.readString(file);
        Set<String> missing = new TreeSet<>();
        for (MatchResult expression :
                Pattern.compile("[$#]\\{([^}]*)}").matcher(model).results().toList()) {
            for (MatchResult call : CALL.matcher(expression.group(1)).results().toList()) {
                if (!call.group(1).equals("decisionResult") && !isStep(call)) {
                    missing.add(call.group());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everythingIsDrawn(Path file) {
        assertThat(elements(file, BpmnShape.class))
                .extracting(shape -> shape.getBpmnElement().getId())
                .doesNotHaveDuplicates()
                .containsAll(ids(file, FlowNode.class));
        assertThat(elements(file, BpmnEdge.class))
                .extracting(edge -> edge.getBpmnElement().getId())
                .doesNotHaveDuplicates()
                .containsAll(ids(file, SequenceFlow.class));
    }

    private static <T extends BaseElement> List<String> ids(Path file, Class<T> type) {
        return elements(file, type).stream().map(BaseElement::getId).toList();
    }

    private static boolean isStep(MatchResult call) {
        Class<?> type = REACHABLE.get(call.group(1));
        int arguments = call.group(3).isBlank() ? 0 : call.group(3).split(",", -1).length;
        return type != null
                && Stream.of(type.getMethods())
                        .filter(method -> method.getName().equals(call.group(2)))
                        .mapToInt(Method::getParameterCount)
                        .anyMatch(count -> count == arguments);
    }

    private static <T extends org.camunda.bpm.model.xml.instance.ModelElementInstance> Collection<T> elements(
            Path file, Class<T> type) {
        BpmnModelInstance model = read(file);
        return model.getModel().getTypes().stream()
                .filter(known -> type.isAssignableFrom(known.getInstanceType()) && !known.isAbstract())
                .flatMap(known -> model.getModelElementsByType(known).stream())
                .map(type::cast)
                .distinct()
                .toList();
    }

    private static List<DomElement> dom(Path file) {
        return withDescendants(read(file).getDocument().getRootElement()).toList();
    }

    private static Stream<DomElement> withDescendants(DomElement element) {
        return Stream.concat(
                Stream.of(element), element.getChildElements().stream().flatMap(ModelFilesTest::withDescendants));
    }

    private static BpmnModelInstance read(Path file) {
        return Bpmn.readModelFromFile(file.toFile());
    }

    private static Set<String> names(Path folder, String ending) {
        return files(folder, ending).stream()
                .map(file -> file.getFileName().toString().replace(ending, ""))
                .collect(Collectors.toSet());
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
