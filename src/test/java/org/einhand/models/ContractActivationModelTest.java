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
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.einhand.caseflow.ActivationSteps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways a line is got to work. */
@ExtendWith(StepsAtHand.class)
class ContractActivationModelTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ModelEngine.covering("contract-activation");

    private static final ActivationSteps NETWORK = ModelEngine.steps(ActivationSteps.class);

    @AfterEach
    void forget() {
        reset();
    }

    @Test
    void nothingIsOrderedInTheTransactionThatRequestsIt() {
        Flow activation = requested();

        assertThat(activation.instance()).isWaitingAt("order-activation");
        verify(ModelEngine.CASE_STEPS).remedyBegun(any());
        verify(NETWORK, never()).orderActivation(any());
    }

    @Test
    void theNetworksWordEndsIt() {
        Flow activation = requested().runs("order-activation");

        assertThat(activation.instance()).isWaitingAt("await-word").isNotEnded();
        activation.hears("service-activated");
        assertThat(activation.instance()).isEnded().hasPassed("line-works");
    }

    @Test
    void anActivationReportedBeforeTheOrderWasAnsweredIsNotHeardYet() {
        Flow activation = requested();

        assertThatThrownBy(() -> activation.hears("service-activated"))
                .isInstanceOf(MismatchingMessageCorrelationException.class);
    }

    @Test
    void aRejectionEndsItAsFailed() {
        Flow activation = requested().runs("order-activation").hears("activation-rejected");

        assertThat(activation.instance()).isEnded().hasPassed("line-does-not-work");
    }

    @Test
    void anOrderTheNetworkDoesNotAcceptEndsItAtOnce() {
        doThrow(new BpmnError("activation-refused")).when(NETWORK).orderActivation(any());
        Flow activation = requested().runs("order-activation");

        assertThat(activation.instance()).isEnded().hasPassed("nothing-ordered");
    }

    @Test
    void anOrderCalledOffInTimeIsStopped() {
        when(ModelEngine.CASE_STEPS.stopped(any())).thenReturn(true);
        Flow activation = requested().runs("order-activation").hears("remedy-called-off");

        assertThat(activation.instance()).isWaitingAt("stop-activation").isNotWaitingAt("await-word");
        activation.runs("stop-activation");
        assertThat(activation.instance()).isEnded().hasPassed("activation-stopped");
    }

    @Test
    void anOrderCalledOffTooLateMayStillBeActivated() {
        Flow activation = calledOffTooLate().hears("service-activated");

        assertThat(activation.instance()).isEnded().hasPassed("works-after-all");
    }

    @Test
    void anOrderCalledOffTooLateMayBeRejected() {
        Flow activation = calledOffTooLate().hears("activation-rejected");

        assertThat(activation.instance()).isEnded().hasPassed("does-not-work-after-all");
    }

    @Test
    void aNetworkThatDoesNotAnswerIsAskedAgainAndInTheEndOperationsSeeWhy() {
        doThrow(new IllegalStateException("provisioning does not answer"))
                .when(NETWORK)
                .orderActivation(any());
        Flow activation = requested();

        for (int retriesLeft = 3; retriesLeft >= 0; retriesLeft--) {
            assertThatThrownBy(() -> activation.runs("order-activation"))
                    .hasMessageContaining("provisioning does not answer");
            assertThat(activation.job("order-activation")).hasRetries(retriesLeft);
        }
        Assertions.assertThat(activation.incidents())
                .singleElement()
                .extracting(Incident::getActivityId)
                .isEqualTo("order-activation");

        doNothing().when(NETWORK).orderActivation(any());
        activation.runs("order-activation").hears("service-activated");
        assertThat(activation.instance()).isEnded().hasPassed("line-works");
    }

    private static Flow calledOffTooLate() {
        return requested().runs("order-activation").hears("remedy-called-off").runs("stop-activation");
    }

    private static Flow requested() {
        return Flow.begin("contract-activation", Map.of("remedyId", StepsAtHand.REMEDY));
    }
}
