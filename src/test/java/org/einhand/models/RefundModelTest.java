package org.einhand.models;

import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.reset;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Map;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Giving back what was paid. */
@ExtendWith(StepsAtHand.class)
class RefundModelTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ModelEngine.covering("refund");

    @AfterEach
    void forget() {
        reset();
    }

    @Test
    void aRefundGoesTheWayOfEveryPayout() {
        when(ModelEngine.REFUND_STEPS.isMoneyToPay(any())).thenReturn(true);
        Flow refund = requested();

        verify(ModelEngine.CASE_STEPS).remedyBegun(any());
        paid(refund);
        assertThat(refund.instance())
                .isEnded()
                .hasPassed("pay-out", "refund-over")
                .hasNotPassed("call-purchase-off");
    }

    @Test
    void aPurchaseIsCalledOffInTheShopBeforeMoneyGoesBack() {
        when(ModelEngine.REFUND_STEPS.isMoneyToPay(any())).thenReturn(true);
        Flow refund = cancellation();

        assertThat(refund.instance()).isWaitingAt("call-purchase-off");
        refund.runs("call-purchase-off");
        verify(ModelEngine.REFUND_STEPS).callOff(any());
        paid(refund);
        assertThat(refund.instance()).isEnded().hasPassed("refund-over");
    }

    @Test
    void aPurchaseThatWasNotPaidIsCalledOffWithoutMoney() {
        Flow refund = cancellation().runs("call-purchase-off");

        assertThat(refund.instance()).isEnded().hasPassed("refund-over").hasNotPassed("pay-out");
    }

    @Test
    void aTransferWaitsUntilItsAccountIsCleared() {
        when(ModelEngine.CASE_STEPS.mayGoOn(any())).thenReturn(true);
        Flow refund = transfer();

        assertThat(refund.instance()).isWaitingAt("check-account");
        accountChecked(refund);
        paid(refund);
        assertThat(refund.instance()).isEnded().hasPassed("pay-out", "refund-over");
    }

    @Test
    void withoutAClearedAccountNothingIsTransferred() {
        Flow refund = transfer();

        accountChecked(refund);
        assertThat(refund.instance()).isEnded().hasPassed("refund-over").hasNotPassed("pay-out");
    }

    @Test
    void aShopThatRefusesLeadsBackToAPerson() {
        doThrow(new BpmnError("refused")).when(ModelEngine.REFUND_STEPS).callOff(any());
        Flow refund = cancellation().runs("call-purchase-off");

        assertThat(refund.instance()).isEnded().hasPassed("cancellation-was-refused");
    }

    @Test
    void calledOffInTimeNothingIsCancelledInTheShop() {
        Flow refund = cancellation().hears("remedy-called-off").runs("stop-refund");

        assertThat(refund.instance()).isEnded().hasPassed("refund-stopped");
        verify(ModelEngine.REFUND_STEPS, never()).callOff(any());
    }

    @Test
    void calledOffAfterTheShopCancelledItGoesOn() {
        when(ModelEngine.CASE_STEPS.mayGoOn(any())).thenReturn(true);
        Flow refund = cancellation().hears("remedy-called-off").runs("stop-refund");

        refund.called("refund").runs("call-purchase-off");
        assertThat(refund.instance()).isEnded().hasPassed("refund-went-on");
    }

    private static void paid(Flow refund) {
        Flow payout = refund.called("payout");
        payout.called("customer-notification").runs("send-message");
        payout.runs("book-payout").runs("book-payout").hears("refund-booked");
    }

    private static void accountChecked(Flow refund) {
        refund.called("account-check").runs("check-payee");
    }

    /** To an account that is on file and that nobody has to look at. */
    private static Flow transfer() {
        when(ModelEngine.REFUND_STEPS.isMoneyToPay(any())).thenReturn(true);
        when(ModelEngine.REFUND_STEPS.isTransfer(any())).thenReturn(true);
        when(ModelEngine.BANK_DETAILS_STEPS.onFile(any())).thenReturn(true);
        doAnswer(call -> {
                    call.<DelegateExecution>getArgument(0).setVariable("payout", "direct");
                    return null;
                })
                .when(ModelEngine.BANK_DETAILS_STEPS)
                .askWhoLooks(any());
        return requested();
    }

    private static Flow cancellation() {
        when(ModelEngine.REFUND_STEPS.isCancellation(any())).thenReturn(true);
        return requested();
    }

    private static Flow requested() {
        return Flow.begin("refund", Map.of("remedyId", StepsAtHand.REMEDY));
    }
}
