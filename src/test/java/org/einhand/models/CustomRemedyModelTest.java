package org.einhand.models;

import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.reset;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways of a remedy in an agent's own words. */
@ExtendWith(StepsAtHand.class)
class CustomRemedyModelTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ModelEngine.covering("custom-remedy");

    @AfterEach
    void forget() {
        reset();
    }

    @Test
    void theGroupThatWasNamedGetsTheTask() {
        Flow remedy = agreed();

        verify(ModelEngine.CASE_STEPS).remedyBegun(any());
        assertThat(remedy.task("carry-out")).isNotAssigned().hasCandidateGroupAssociated("logistics");
    }

    @Test
    void thePersonWhoWasNamedHasTheTask() {
        when(ModelEngine.CUSTOM_STEPS.doerGroups(any())).thenReturn(List.of());
        when(ModelEngine.CUSTOM_STEPS.doerUser(any())).thenReturn("technical");

        assertThat(agreed().task("carry-out")).isAssignedTo("technical");
    }

    @Test
    void whatIsDoneIsDone() {
        Flow remedy = agreed().done("carry-out", Map.of("done", true));

        assertThat(remedy.instance()).isEnded().hasPassed("carried-out").hasNotPassed("pay-out");
    }

    @Test
    void moneyThatWasAgreedGoesLast() {
        when(ModelEngine.CUSTOM_STEPS.isMoneyToPay(any())).thenReturn(true);
        when(ModelEngine.REFUND_STEPS.isBooked(any())).thenReturn(true);
        Flow remedy = agreed();
        assertThat(remedy.instance()).hasNotPassed("pay-out");
        remedy.done("carry-out", Map.of("done", true));

        assertThat(remedy.instance()).isWaitingAt("pay-out");
        Flow payout = remedy.called("payout");
        assertThat(payout.instance()).variables().containsEntry("remedyId", StepsAtHand.REMEDY);
        payout.called("customer-notification").runs("send-message");
        payout.runs("book-payout").runs("book-payout");
        assertThat(remedy.instance()).isEnded().hasPassed("carried-out");
    }

    @Test
    void whatCouldNotBeDoneEndsIt() {
        Flow remedy = agreed().done("carry-out", Map.of("done", false));

        assertThat(remedy.instance())
                .isEnded()
                .hasPassed("not-carried-out")
                .hasNotPassed("carried-out", "money-to-pay");
        verify(ModelEngine.CUSTOM_STEPS, never()).calledOff(any());
    }

    @Test
    void nobodyDoesWhatIsNotNeededAnyMore() {
        Flow remedy = agreed().hears("remedy-called-off");

        verify(ModelEngine.CUSTOM_STEPS).calledOff(any());
        assertThat(remedy.instance()).isEnded().hasPassed("nothing-to-do").hasNotPassed("carried-out");
    }

    private static Flow agreed() {
        return Flow.begin("custom-remedy", Map.of("remedyId", StepsAtHand.REMEDY));
    }
}
