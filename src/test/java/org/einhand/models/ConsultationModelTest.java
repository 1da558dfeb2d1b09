package org.einhand.models;

import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.reset;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.einhand.caseflow.ConsultationSteps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways a question is asked. */
@ExtendWith(StepsAtHand.class)
class ConsultationModelTest {

    private static final Date LATER = Date.from(Instant.parse("2030-01-01T00:00:00Z"));

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ModelEngine.covering("consultation");

    private final ConsultationSteps steps = ModelEngine.steps(ConsultationSteps.class);

    @BeforeEach
    void somebody_is_asked() {
        when(steps.askedGroups(any())).thenReturn(List.of("provisioning"));
        when(steps.dueAt(any())).thenReturn(LATER);
        when(steps.timeIsUp(any())).thenReturn(LATER);
        when(steps.priority(any())).thenReturn(60);
    }

    @AfterEach
    void forget() {
        reset();
    }

    @Test
    void anAnswerInTimeEndsIt() {
        Flow question = asked();

        assertThat(question.task("answer-consultation")).isNotAssigned().hasCandidateGroupAssociated("provisioning");
        question.done("answer-consultation", Map.of());
        assertThat(question.instance()).isEnded().hasPassed("answered").hasNotPassed("what-next");
    }

    @Test
    void firstACallBackThenTheNextPersonThenWiderAuthorityAndALateAnswerIsWelcome() {
        when(steps.next(any())).thenReturn("call-back");
        Flow question = asked().timeComes("time-is-up");
        verify(steps).offerCallBack(any());
        assertThat(question.instance()).isWaitingAt("answer-consultation", "more-time-is-up");

        when(steps.next(any())).thenReturn("next-person");
        question.timeComes("more-time-is-up");
        verify(steps).askNextPerson(any());
        assertThat(question.instance()).isWaitingAt("answer-consultation", "more-time-is-up");
        verify(steps, never()).widenAuthority(any());

        when(steps.next(any())).thenReturn("widen");
        question.timeComes("more-time-is-up");
        verify(steps).widenAuthority(any());
        assertThat(question.instance())
                .hasPassed("owner-decides")
                .isWaitingAt("answer-consultation")
                .isNotWaitingAt("more-time-is-up");

        question.done("answer-consultation", Map.of());
        assertThat(question.instance()).isEnded();
    }

    @Test
    void anAnswerAfterTheFirstTimeStopsTheNextOne() {
        when(steps.next(any())).thenReturn("next-person");
        Flow question = asked().timeComes("time-is-up").done("answer-consultation", Map.of());

        assertThat(question.instance()).isEnded().hasPassed("answered").hasNotPassed("owner-decides");
        verify(steps, never()).widenAuthority(any());
    }

    @Test
    void aClosedCaseNeedsNoAnswer() {
        Flow question = asked().hears("case-closed");

        assertThat(question.instance()).isEnded().hasPassed("nobody-asked").hasNotPassed("answered");
    }

    private static Flow asked() {
        return Flow.begin("consultation", Map.of("consultationId", StepsAtHand.REMEDY));
    }
}
