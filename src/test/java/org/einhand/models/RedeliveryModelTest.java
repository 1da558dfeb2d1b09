package org.einhand.models;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.reset;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
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

/** The ways a parcel is sent again. */
@ExtendWith(StepsAtHand.class)
class RedeliveryModelTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ModelEngine.covering("redelivery");

    @AfterEach
    void forget() {
        reset();
    }

    @Test
    void nothingIsOrderedInTheTransactionThatRequestsIt() {
        Flow redelivery = requested();

        assertThat(redelivery.instance()).isWaitingAt("order-shipment");
        verify(ModelEngine.CASE_STEPS).remedyBegun(any());
        verify(ModelEngine.CASE_STEPS, never()).orderShipment(any());
    }

    @Test
    void aParcelIsOrderedAndDelivered() {
        Flow redelivery = requested().runs("order-shipment").hears("shipment-delivered");

        assertThat(redelivery.instance()).isEnded().hasPassed("parcel-arrived");
    }

    @Test
    void aParcelThatComesBackEndsTheRemedyAsFailed() {
        Flow redelivery = requested().runs("order-shipment").hears("shipment-failed");

        assertThat(redelivery.instance()).isEnded().hasPassed("parcel-did-not-arrive");
    }

    @Test
    void anItemOutOfStockEndsTheRemedyAtOnce() {
        doThrow(new BpmnError("out-of-stock")).when(ModelEngine.CASE_STEPS).orderShipment(any());
        Flow redelivery = requested().runs("order-shipment");

        assertThat(redelivery.instance()).isEnded().hasPassed("nothing-to-send");
    }

    @Test
    void anAddressTheCarrierRejectsIsClarifiedAndThenOrdered() {
        doThrow(new BpmnError("address-rejected"))
                .doNothing()
                .when(ModelEngine.CASE_STEPS)
                .orderShipment(any());
        Flow redelivery = requested().runs("order-shipment");

        assertThat(redelivery.task("clarify-address")).isAssignedTo("agent").hasCandidateGroupAssociated("trainees");
        redelivery.done("clarify-address", Map.of()).runs("order-shipment").hears("shipment-delivered");
        assertThat(redelivery.instance()).isEnded().hasPassed("parcel-arrived");
        verify(ModelEngine.CASE_STEPS, times(2)).orderShipment(any());
    }

    @Test
    void aParcelCalledOffInTimeIsStopped() {
        when(ModelEngine.CASE_STEPS.stopped(any())).thenReturn(true);
        Flow redelivery = requested().runs("order-shipment").hears("remedy-called-off");

        assertThat(redelivery.instance()).isWaitingAt("stop-shipment").isNotWaitingAt("await-word");
        redelivery.runs("stop-shipment");
        assertThat(redelivery.instance()).isEnded().hasPassed("shipment-stopped");
    }

    @Test
    void aParcelCalledOffBeforeItWasOrderedIsNeverOrdered() {
        when(ModelEngine.CASE_STEPS.stopped(any())).thenReturn(true);
        Flow redelivery = requested().hears("remedy-called-off").runs("stop-shipment");

        assertThat(redelivery.instance()).isEnded().hasPassed("shipment-stopped");
        verify(ModelEngine.CASE_STEPS, never()).orderShipment(any());
    }

    @Test
    void aParcelCalledOffWhileItsAddressIsClarifiedLeavesNoTaskBehind() {
        when(ModelEngine.CASE_STEPS.stopped(any())).thenReturn(true);
        doThrow(new BpmnError("address-rejected")).when(ModelEngine.CASE_STEPS).orderShipment(any());
        Flow redelivery = requested().runs("order-shipment").hears("remedy-called-off");

        assertThat(redelivery.task("clarify-address")).isNull();
        redelivery.runs("stop-shipment");
        assertThat(redelivery.instance()).isEnded().hasPassed("shipment-stopped");
    }

    @Test
    void aParcelCalledOffTooLateMayStillArrive() {
        Flow redelivery = calledOffTooLate();

        assertThat(redelivery.instance()).isWaitingAt("await-word-after-all");
        redelivery.hears("shipment-delivered");
        assertThat(redelivery.instance()).isEnded().hasPassed("arrived-after-all");
    }

    @Test
    void aParcelCalledOffTooLateMayGetLost() {
        Flow redelivery = calledOffTooLate().hears("shipment-failed");

        assertThat(redelivery.instance()).isEnded().hasPassed("lost-after-all");
    }

    @Test
    void aBackEndThatDoesNotAnswerIsAskedAgainAndInTheEndOperationsSeeWhy() {
        doThrow(new IllegalStateException("logistics does not answer"))
                .when(ModelEngine.CASE_STEPS)
                .orderShipment(any());
        Flow redelivery = requested();

        for (int retriesLeft = 3; retriesLeft >= 0; retriesLeft--) {
            assertThatThrownBy(() -> redelivery.runs("order-shipment"))
                    .hasMessageContaining("logistics does not answer");
            assertThat(redelivery.job("order-shipment")).hasRetries(retriesLeft);
        }
        Assertions.assertThat(redelivery.incidents())
                .singleElement()
                .extracting(Incident::getActivityId)
                .isEqualTo("order-shipment");
        Assertions.assertThat(redelivery.incidents().get(0).getIncidentMessage())
                .endsWith("logistics does not answer");

        doNothing().when(ModelEngine.CASE_STEPS).orderShipment(any());
        redelivery.runs("order-shipment").hears("shipment-delivered");
        assertThat(redelivery.instance()).isEnded().hasPassed("parcel-arrived");
    }

    private static Flow calledOffTooLate() {
        return requested().runs("order-shipment").hears("remedy-called-off").runs("stop-shipment");
    }

    private static Flow requested() {
        return Flow.begin("redelivery", Map.of("remedyId", StepsAtHand.REMEDY));
    }
}
