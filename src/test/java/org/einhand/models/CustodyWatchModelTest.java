package org.einhand.models;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.reset;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import java.util.Map;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A device that no running remedy waits for. */
@ExtendWith(StepsAtHand.class)
class CustodyWatchModelTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ModelEngine.covering("custody-watch");

    @AfterEach
    void forget() {
        reset();
    }

    @Test
    void aDeviceThatTurnsUpIsNobodysTask() {
        lookingAfterSays("wait", "over");
        Flow watch = outstanding().timeComes("next-station-due");

        assertThat(watch.instance()).isWaitingAt("next-station-due");
        watch.timeComes("next-station-due");
        assertThat(watch.instance()).isEnded().hasPassed("device-not-missing").hasNotPassed("call-back");
    }

    @Test
    void afterTheReminderAPersonCalls() {
        lookingAfterSays("wait", "call");
        Flow watch = outstanding().timeComes("next-station-due").timeComes("next-station-due");

        assertThat(watch.task("call-back")).isAssignedTo("agent").hasCandidateGroupAssociated("trainees");
        watch.done("call-back", Map.of("reached", true));
        assertThat(watch.instance()).isEnded().hasPassed("person-saw-to-it");
    }

    @Test
    void aDeviceReportedFromOutsideBelongsToNoRemedy() {
        lookingAfterSays("over", "over");
        Flow watch = Flow.begin("custody-watch", Map.of()).timeComes("next-station-due");

        assertThat(watch.instance()).isEnded();
    }

    private static void lookingAfterSays(String first, String then) {
        when(ModelEngine.EXCHANGE_STEPS.lookAfter(any())).thenReturn(first, then);
    }

    private static Flow outstanding() {
        return Flow.begin("custody-watch", Map.of("remedyId", StepsAtHand.REMEDY));
    }
}
