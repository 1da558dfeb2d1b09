package org.einhand.models;

import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.reset;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Map;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.einhand.caseflow.ApprovalSteps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways a yes is asked for. */
@ExtendWith(StepsAtHand.class)
class ApprovalModelTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ModelEngine.covering("approval");

    private static final ApprovalSteps STEPS = ModelEngine.steps(ApprovalSteps.class);

    @AfterEach
    void forget() {
        reset();
    }

    @Test
    void thoseWhoMayAnswerAreAsked() {
        Flow approval = asked();

        verify(ModelEngine.CASE_STEPS).remedyBegun(any());
        assertThat(approval.task("approve"))
                .isNotAssigned()
                .hasCandidateGroupAssociated("seniors")
                .hasCandidateGroupAssociated("leads");
    }

    @Test
    void anAnswerEndsIt() {
        Flow approval = asked().done("approve", Map.of("approved", false));

        assertThat(approval.instance()).isEnded().hasPassed("answered");
        verify(ModelEngine.CASE_STEPS, never()).approvalCalledOff(any());
    }

    @Test
    void nobodyIsAskedForWhatIsNotNeededAnyMore() {
        Flow approval = asked().hears("remedy-called-off");

        verify(ModelEngine.CASE_STEPS).approvalCalledOff(any());
        assertThat(approval.instance()).isEnded().hasPassed("nobody-asked").hasNotPassed("answered");
    }

    @Test
    void whoDoesNotAnswerIsAskedAgainAndMoreAreAsked() {
        when(STEPS.silence(any())).thenReturn("ask-further", "ask-leads", "not-yet");
        Flow approval = asked().timeComes("not-answered-in-time");
        verify(STEPS).askFurther(any());
        assertThat(approval.task("approve")).isNotAssigned();

        approval.timeComes("still-not-answered").timeComes("still-not-answered");
        verify(STEPS, times(3)).askFurther(any());
        verify(STEPS, never()).letPass(any());
        approval.done("approve", Map.of("approved", true));
        assertThat(approval.instance()).isEnded().hasPassed("answered");
    }

    @Test
    void whatSilenceLetsPassNeedsNoAnswerAnyMore() {
        when(STEPS.silence(any())).thenReturn("pass");
        Flow approval = asked().timeComes("not-answered-in-time");

        verify(STEPS).letPass(any());
        verify(STEPS, never()).putFirst(any());
        assertThat(approval.instance()).isEnded().hasPassed("passed-by-silence").hasNotPassed("answered");
    }

    @Test
    void allElseGoesOnWaitingForAPerson() {
        when(STEPS.silence(any())).thenReturn("wait");
        Flow approval = asked().timeComes("not-answered-in-time");

        verify(STEPS).putFirst(any());
        verify(STEPS, never()).letPass(any());
        assertThat(approval.instance()).isNotEnded().hasPassed("waits-for-a-lead");
        approval.done("approve", Map.of("approved", false));
        assertThat(approval.instance()).isEnded().hasPassed("answered");
    }

    @Test
    void whoeverNeedsItNoMoreEndsTheAskingToo() {
        when(STEPS.silence(any())).thenReturn("ask-further");
        Flow approval = asked().timeComes("not-answered-in-time").hears("remedy-called-off");

        assertThat(approval.instance()).isEnded().hasPassed("nobody-asked");
    }

    private static Flow asked() {
        return Flow.begin("approval", Map.of("remedyId", StepsAtHand.REMEDY));
    }
}
