package org.einhand.models;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A call that was agreed. */
@ExtendWith(StepsAtHand.class)
class CustomerCallModelTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ModelEngine.covering("customer-call");

    private static final Date END = Date.from(Instant.parse("2030-01-01T10:00:00Z"));

    private static Flow agreed() {
        return Flow.begin("customer-call", Map.of("remedyId", StepsAtHand.REMEDY));
    }

    private static Flow near() {
        return agreed().timeComes("call-is-near");
    }

    @Test
    void theTaskAppearsInTimeForTheGroupThatIsNeededAndIsDueWhenTheWindowEnds() {
        when(ModelEngine.CALL_BACK_STEPS.windowEnd(any())).thenReturn(END);
        Flow call = agreed();
        verify(ModelEngine.CASE_STEPS).remedyBegun(any());
        assertThat(call.task("call-back")).isNull();

        call.timeComes("call-is-near");
        assertThat(call.task("call-back"))
                .isNotAssigned()
                .hasCandidateGroup("technical")
                .hasDueDate(END);
    }

    @Test
    void whoIsSpokenWithNeedsNothingMore() {
        when(ModelEngine.CALL_BACK_STEPS.caller(any())).thenReturn("agent");
        Flow call = near();
        assertThat(call.task("call-back")).isAssignedTo("agent");
        when(ModelEngine.CALL_BACK_STEPS.spoken(any())).thenReturn(true);
        call.done("call-back", Map.of("reached", true));

        assertThat(call.instance()).isEnded().hasPassed("customer-called").hasNotPassed("ask-for-another-time");
        verify(ModelEngine.CALL_BACK_STEPS, never()).notReached(any());
    }

    @Test
    void whoDoesNotAnswerIsCalledOnceMoreALittleLater() {
        when(ModelEngine.CALL_BACK_STEPS.mayTryAgain(any())).thenReturn(true);
        Flow call = near().done("call-back", Map.of("reached", false));
        assertThat(call.task("call-back")).isNull();
        call.timeComes("pause-over");
        assertThat(call.task("call-back")).isNotNull();
        when(ModelEngine.CALL_BACK_STEPS.spoken(any())).thenReturn(true);
        call.done("call-back", Map.of("reached", true));
        assertThat(call.instance()).isEnded();
    }

    @Test
    void whoCannotBeReachedIsAskedForAnotherTimeAndCalledThen() {
        Flow call = near().done("call-back", Map.of("reached", false));
        verify(ModelEngine.CALL_BACK_STEPS).askForAnotherTime(any());
        assertThat(call.instance()).isWaitingAt("does-she-choose");

        call.hears("call-moved");
        assertThat(call.instance()).isWaitingAt("call-is-near");
        org.assertj.core.api.Assertions.assertThat(call.visits("another-time-chosen"))
                .isOne();
    }

    @Test
    void whoChoosesNoOtherTimeIsNotReached() {
        Flow call = near().done("call-back", Map.of("reached", false)).timeComes("days-to-choose-passed");
        verify(ModelEngine.CALL_BACK_STEPS).notReached(any());
        assertThat(call.instance()).isEnded().hasPassed("not-reached");
    }

    @Test
    void aLeadIsCalledInThenANewWindowIsToldBeforeThisOnePasses() {
        Flow call = near().timeComes("window-closing");
        assertThat(call.task("call-back")).isNotNull();

        when(ModelEngine.CALL_BACK_STEPS.lookAfter(any())).thenReturn("left");
        when(ModelEngine.CALL_BACK_STEPS.agreed(any())).thenReturn(true);
        call.timeComes("window-closing");
        assertThat(call.task("call-back")).isNull();
        assertThat(call.instance()).isWaitingAt("call-is-near").hasPassed("window-left");
    }

    @Test
    void aWindowThatWasMissedLeavesTheTaskWithALead() {
        when(ModelEngine.CALL_BACK_STEPS.lookAfter(any())).thenReturn("missed");
        Flow call = near().timeComes("window-closing");
        assertThat(call.instance()).hasPassed("window-missed");
        when(ModelEngine.CALL_BACK_STEPS.spoken(any())).thenReturn(true);
        call.done("call-back", Map.of("reached", true));
        assertThat(call.instance()).isEnded();
    }

    @Test
    void aCallThatIsMovedWaitsForItsNewWindow() {
        Flow waiting = agreed().hears("call-moved");
        assertThat(waiting.instance()).isWaitingAt("call-is-near");
        Flow open = near().hears("call-moved");
        assertThat(open.task("call-back")).isNull();
        assertThat(open.instance()).isWaitingAt("call-is-near").hasPassed("call-moved");
    }

    @Test
    void nobodyCallsWhoNeedsNoCall() {
        Flow call = near().hears("remedy-called-off");
        verify(ModelEngine.CALL_BACK_STEPS).calledOff(any());
        assertThat(call.instance()).isEnded().hasPassed("nobody-calls");
    }
}
