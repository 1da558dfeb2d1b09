package org.einhand.models;

import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.reset;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.util.Map;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways a yes is asked for. */
@ExtendWith(StepsAtHand.class)
class ApprovalModelTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ModelEngine.covering("approval");

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

    private static Flow asked() {
        return Flow.begin("approval", Map.of("remedyId", StepsAtHand.REMEDY));
    }
}
