package org.einhand.models;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.reset;
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

/** The ways a device is swapped, exchanged and repaired. */
@ExtendWith(StepsAtHand.class)
class DeviceExchangeModelTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ModelEngine.covering("device-exchange");

    @AfterEach
    void forget() {
        reset();
    }

    @Test
    void aSwapGoesOutAtOnce() {
        Flow swap = requested();

        assertThat(swap.instance()).isWaitingAt("order-shipment");
        verify(ModelEngine.CASE_STEPS).remedyBegun(any());
        verify(ModelEngine.EXCHANGE_STEPS, never()).orderShipment(any());
        swap.runs("order-shipment").hears("shipment-delivered");
        assertThat(swap.instance()).isEnded().hasPassed("with-customer").hasNotPassed("order-return");
    }

    @Test
    void whatSheSendsInIsWaitedForStationByStation() {
        deviceIsAwaited(true);
        Flow exchange = requested().runs("order-return");
        exchange.hears("device-reported");
        assertThat(exchange.instance()).isWaitingAt("await-device");
        deviceIsAwaited(false);
        exchange.hears("device-reported");
        assertThat(exchange.instance()).isWaitingAt("order-shipment");
        exchange.runs("order-shipment").hears("shipment-delivered");

        assertThat(exchange.instance()).isEnded().hasPassed("order-return", "with-customer");
        verify(ModelEngine.EXCHANGE_STEPS, times(1)).orderReturn(any());
    }

    @Test
    void anEmptyBoxEndsTheRemedyBeforeAnythingGoesOut() {
        deviceIsAwaited(true);
        Flow exchange = requested().runs("order-return").hears("device-failed");

        assertThat(exchange.instance()).isEnded().hasPassed("device-gone");
        verify(ModelEngine.EXCHANGE_STEPS, never()).orderShipment(any());
    }

    @Test
    void aCustomerWhoHasItStillIsRemindedAndWaitedFor() {
        deviceIsAwaited(true);
        isUnderWay(true);
        Flow exchange = requested().runs("order-return").timeComes("station-overdue");

        assertThat(exchange.instance()).isWaitingAt("await-device");
        isUnderWay(false);
        exchange.timeComes("station-overdue");
        assertThat(exchange.instance()).isEnded().hasPassed("not-seen-again");
        verify(ModelEngine.EXCHANGE_STEPS, times(2)).overdue(any());
    }

    @Test
    void aShipmentThatIsDelayedIsWaitedForLonger() {
        Flow swap = requested().runs("order-shipment").hears("shipment-delayed");

        assertThat(swap.instance()).isWaitingAt("await-delivery");
        swap.hears("shipment-failed");
        assertThat(swap.instance()).isEnded().hasPassed("did-not-arrive");
    }

    @Test
    void aShipmentWithoutProofCountsAsLost() {
        isUnderWay(true);
        Flow swap = requested().runs("order-shipment").timeComes("delivery-overdue");

        assertThat(swap.instance()).isWaitingAt("await-delivery");
        isUnderWay(false);
        swap.timeComes("delivery-overdue");
        assertThat(swap.instance()).isEnded().hasPassed("lost-on-its-way");
    }

    @Test
    void anItemOutOfStockEndsTheRemedyAtOnce() {
        doThrow(new BpmnError("out-of-stock")).when(ModelEngine.EXCHANGE_STEPS).orderShipment(any());
        Flow swap = requested().runs("order-shipment");

        assertThat(swap.instance()).isEnded().hasPassed("nothing-to-send");
    }

    @Test
    void anAddressTheCarrierRejectsIsClarifiedAndThenOrdered() {
        doThrow(new BpmnError("address-rejected"))
                .doNothing()
                .when(ModelEngine.EXCHANGE_STEPS)
                .orderShipment(any());
        Flow swap = requested().runs("order-shipment");

        assertThat(swap.task("clarify-address")).isAssignedTo("agent").hasCandidateGroupAssociated("trainees");
        swap.done("clarify-address", Map.of()).runs("order-shipment").hears("shipment-delivered");
        assertThat(swap.instance()).isEnded().hasPassed("with-customer");
    }

    @Test
    void anAddressRejectedForTheLabelIsClarifiedAndTheLabelOrderedAgain() {
        deviceIsAwaited(true);
        doThrow(new BpmnError("address-rejected"))
                .doNothing()
                .when(ModelEngine.EXCHANGE_STEPS)
                .orderReturn(any());
        Flow exchange = requested()
                .runs("order-return")
                .done("clarify-address", Map.of())
                .runs("order-return");

        assertThat(exchange.instance()).isWaitingAt("await-device");
        verify(ModelEngine.EXCHANGE_STEPS, times(2)).orderReturn(any());
    }

    @Test
    void whatIsCalledOffInTimeIsStoppedWholly() {
        when(ModelEngine.EXCHANGE_STEPS.stopped(any())).thenReturn(true);
        Flow swap =
                requested().runs("order-shipment").hears("remedy-called-off").runs("stop-exchange");

        assertThat(swap.instance()).isEnded().hasPassed("exchange-stopped");
    }

    @Test
    void whatIsCalledOffBeforeItWasOrderedIsNeverOrdered() {
        when(ModelEngine.EXCHANGE_STEPS.stopped(any())).thenReturn(true);
        Flow swap = requested().hears("remedy-called-off").runs("stop-exchange");

        assertThat(swap.instance()).isEnded();
        verify(ModelEngine.EXCHANGE_STEPS, never()).orderShipment(any());
    }

    @Test
    void whatIsCalledOffWhileTheAddressIsClarifiedLeavesNoTaskBehind() {
        when(ModelEngine.EXCHANGE_STEPS.stopped(any())).thenReturn(true);
        doThrow(new BpmnError("address-rejected"))
                .when(ModelEngine.EXCHANGE_STEPS)
                .orderShipment(any());
        Flow swap =
                requested().runs("order-shipment").hears("remedy-called-off").runs("stop-exchange");

        assertThat(swap.instance()).isEnded();
        assertThat(swap.task("clarify-address")).isNull();
    }

    @Test
    void whatIsCalledOffTooLateGoesOn() {
        deviceIsAwaited(true);
        Flow exchange =
                requested().runs("order-return").hears("remedy-called-off").runs("stop-exchange");

        assertThat(exchange.instance()).isWaitingAt("await-device").hasPassed("exchange-goes-on");
        deviceIsAwaited(false);
        exchange.hears("device-reported").runs("order-shipment").hears("shipment-delivered");
        assertThat(exchange.instance()).isEnded().hasPassed("with-customer");
    }

    @Test
    void aBackEndThatDoesNotAnswerIsAskedAgainAndInTheEndOperationsSeeWhy() {
        doThrow(new IllegalStateException("logistics does not answer"))
                .when(ModelEngine.EXCHANGE_STEPS)
                .orderShipment(any());
        Flow swap = requested();

        for (int retriesLeft = 3; retriesLeft >= 0; retriesLeft--) {
            assertThatThrownBy(() -> swap.runs("order-shipment")).hasMessageContaining("logistics does not answer");
            assertThat(swap.job("order-shipment")).hasRetries(retriesLeft);
        }
        Assertions.assertThat(swap.incidents())
                .singleElement()
                .extracting(Incident::getActivityId)
                .isEqualTo("order-shipment");

        doNothing().when(ModelEngine.EXCHANGE_STEPS).orderShipment(any());
        swap.runs("order-shipment").hears("shipment-delivered");
        assertThat(swap.instance()).isEnded().hasPassed("with-customer");
    }

    private static void deviceIsAwaited(boolean awaited) {
        when(ModelEngine.EXCHANGE_STEPS.awaitsDevice(any())).thenReturn(awaited);
    }

    private static void isUnderWay(boolean underWay) {
        when(ModelEngine.EXCHANGE_STEPS.underWay(any())).thenReturn(underWay);
    }

    private static Flow requested() {
        return Flow.begin("device-exchange", Map.of("remedyId", StepsAtHand.REMEDY));
    }
}
