package org.einhand.models;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.reset;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Map;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The one way money takes to a customer. */
@ExtendWith(StepsAtHand.class)
class PayoutModelTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ModelEngine.covering("payout");

    @AfterEach
    void forget() {
        reset();
    }

    @Test
    void nothingIsPaidBeforeItIsExplained() {
        Flow payout = requested();

        verify(ModelEngine.REFUND_STEPS).payoutBegun(any());
        assertThat(payout.instance()).isWaitingAt("explain-payout");
        payout.called("customer-notification").runs("send-message");
        assertThat(payout.instance()).isWaitingAt("book-payout");
        verify(ModelEngine.REFUND_STEPS, never()).book(any());
    }

    @Test
    void aPayoutIsExplainedBookedAndProven() {
        Flow payout = explained().runs("book-payout").runs("book-payout").hears("refund-booked");

        assertThat(payout.instance()).isEnded().hasPassed("payout-booked", "payout-paid");
    }

    @Test
    void theProvidersFirstAnswerMayBeTheProof() {
        when(ModelEngine.REFUND_STEPS.isBooked(any())).thenReturn(true);
        Flow payout = explained().runs("book-payout").runs("book-payout");

        assertThat(payout.instance()).isEnded().hasPassed("payout-paid").hasNotPassed("payout-booked");
    }

    @Test
    void aPayoutThatFailsEndsUnpaid() {
        Flow payout = explained().runs("book-payout").runs("book-payout").hears("refund-failed");

        assertThat(payout.instance()).isEnded().hasPassed("payout-not-paid");
    }

    @Test
    void aProviderThatRefusesEndsItAtOnce() {
        doThrow(new BpmnError("refused")).when(ModelEngine.REFUND_STEPS).book(any());
        Flow payout = explained().runs("book-payout");

        assertThat(payout.instance()).isEnded().hasPassed("payout-was-refused");
    }

    @Test
    void theLegalTimeDoesNotWaitForTheMessage() {
        Flow payout = requested().timeComes("explaining-takes-too-long");

        verify(ModelEngine.REFUND_STEPS).explanationGoesOn(any());
        assertThat(payout.instance()).isWaitingAt("book-payout");
        payout.runs("book-payout").runs("book-payout").hears("refund-booked");
        assertThat(payout.instance()).isEnded().hasPassed("payout-paid");
    }

    @Test
    void aProviderThatDoesNotAnswerIsAskedAgainAndInTheEndOperationsSeeWhy() {
        doThrow(new IllegalStateException("payments does not answer"))
                .when(ModelEngine.REFUND_STEPS)
                .book(any());
        Flow payout = explained();

        for (int retriesLeft = 4; retriesLeft >= 0; retriesLeft--) {
            assertThatThrownBy(() -> payout.runs("book-payout")).hasMessageContaining("payments does not answer");
            assertThat(payout.job("book-payout")).hasRetries(retriesLeft);
        }
        Assertions.assertThat(payout.incidents())
                .singleElement()
                .extracting(Incident::getActivityId)
                .isEqualTo("book-payout");

        doNothing().when(ModelEngine.REFUND_STEPS).book(any());
        payout.runs("book-payout").runs("book-payout").hears("refund-booked");
        assertThat(payout.instance()).isEnded().hasPassed("payout-paid");
    }

    @Test
    void calledOffBeforeAnybodyWasAskedToPayNothingIsPaid() {
        when(ModelEngine.REFUND_STEPS.isStopped(any())).thenReturn(true);
        Flow payout = explained().hears("remedy-called-off");

        assertThat(payout.instance()).isWaitingAt("stop-payout").isNotWaitingAt("book-payout");
        payout.runs("stop-payout");
        assertThat(payout.instance()).isEnded().hasPassed("payout-stopped");
        verify(ModelEngine.REFUND_STEPS, never()).book(any());
    }

    @Test
    void calledOffTooLateItGoesOnAsBefore() {
        Flow payout = explained()
                .runs("book-payout")
                .runs("book-payout")
                .hears("remedy-called-off")
                .runs("stop-payout");

        Flow goesOn = payout.called("payout");
        goesOn.called("customer-notification").runs("send-message");
        goesOn.runs("book-payout").runs("book-payout").hears("refund-booked");
        assertThat(payout.instance()).isEnded().hasPassed("payout-went-on");
    }

    private static Flow explained() {
        Flow payout = requested();
        payout.called("customer-notification").runs("send-message");
        return payout;
    }

    private static Flow requested() {
        return Flow.begin("payout", Map.of("remedyId", StepsAtHand.REMEDY));
    }
}
