package org.einhand.models;

import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.reset;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Map;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The legal time of a refund is watched by somebody. */
@ExtendWith(StepsAtHand.class)
class RefundDeadlineModelTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ModelEngine.covering("refund-deadline");

    @AfterEach
    void forget() {
        reset();
    }

    @Test
    void whatIsPaidByDayTenDisturbsNobody() {
        Flow time = Flow.begin("refund-deadline", Map.of()).timeComes("four-days-left");

        assertThat(time.instance()).isEnded().hasPassed("paid-in-good-time");
        verify(ModelEngine.REFUND_STEPS, never()).warnOfDeadline(any());
    }

    @Test
    void onDayTenTheCaseComesFirst() {
        when(ModelEngine.REFUND_STEPS.isStillDue(any())).thenReturn(true);
        Flow time = Flow.begin("refund-deadline", Map.of()).timeComes("four-days-left");

        verify(ModelEngine.REFUND_STEPS).warnOfDeadline(any());
        when(ModelEngine.REFUND_STEPS.isStillDue(any())).thenReturn(false);
        time.timeComes("legal-time-over");
        assertThat(time.instance()).isEnded().hasPassed("paid-in-time");
        verify(ModelEngine.REFUND_STEPS, never()).deadlineMissed(any());
    }

    @Test
    void whenItIsOverALeadIsCalledIn() {
        when(ModelEngine.REFUND_STEPS.isStillDue(any())).thenReturn(true);
        Flow time = Flow.begin("refund-deadline", Map.of())
                .timeComes("four-days-left")
                .timeComes("legal-time-over");

        assertThat(time.instance()).isEnded().hasPassed("lead-called-in");
        verify(ModelEngine.REFUND_STEPS).deadlineMissed(any());
    }
}
