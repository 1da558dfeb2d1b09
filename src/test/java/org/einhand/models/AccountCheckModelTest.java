package org.einhand.models;

import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.reset;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Map;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways an account goes before money goes there. */
@ExtendWith(StepsAtHand.class)
class AccountCheckModelTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ModelEngine.covering("account-check");

    @AfterEach
    void forget() {
        reset();
    }

    @Test
    void anAccountOnFileThatNobodyHasToLookAtIsCleared() {
        Flow check = onFile("direct");

        verify(ModelEngine.CASE_STEPS).remedyBegun(any());
        verify(ModelEngine.BANK_DETAILS_STEPS, never()).checkPayee(any());
        check.runs("check-payee");
        assertThat(check.instance()).isEnded().hasPassed("account-cleared").hasNotPassed("ask-for-account");
    }

    @Test
    void withoutAnAccountTheCustomerIsAskedForOne() {
        ruleSays("direct");
        Flow check = begun();

        verify(ModelEngine.BANK_DETAILS_STEPS).askFor(any());
        assertThat(check.instance()).isWaitingAtExactly("account-given");
        check.hears("bank-details-given").runs("check-payee");
        assertThat(check.instance()).isEnded().hasPassed("account-cleared");
    }

    @Test
    void anAccountOfAnotherNameIsAskedForAgain() {
        Flow check = onFile("ask-again", "direct").runs("check-payee");

        verify(ModelEngine.BANK_DETAILS_STEPS).askFor(any());
        assertThat(check.instance()).isWaitingAtExactly("account-given");
        check.hears("bank-details-given").runs("check-payee");
        assertThat(check.instance()).isEnded().hasPassed("account-cleared");
        verify(ModelEngine.BANK_DETAILS_STEPS, times(2)).checkPayee(any());
    }

    @Test
    void afterASecondYesTheAccountIsLookedAtOnceMore() {
        when(ModelEngine.CASE_STEPS.mayGoOn(any())).thenReturn(true);
        Flow check = onFile("second-person", "direct").runs("check-payee");

        Flow approval = check.called("approval");
        assertThat(approval.instance()).variables().containsEntry("remedyId", StepsAtHand.REMEDY);
        Assertions.assertThat(approval.instance().getBusinessKey())
                .isEqualTo(check.instance().getBusinessKey());
        approval.done("approve", Map.of("approved", true));
        verify(ModelEngine.CASE_STEPS, times(3)).remedyBegun(any());
        assertThat(check.instance()).isWaitingAt("check-payee");
        check.runs("check-payee");
        assertThat(check.instance()).isEnded().hasPassed("account-cleared");
    }

    @Test
    void anAccountThatWasChangedMeanwhileNeedsAYesOfItsOwn() {
        when(ModelEngine.CASE_STEPS.mayGoOn(any())).thenReturn(true);
        Flow check = onFile("second-person", "second-person", "direct").runs("check-payee");
        check.called("approval").done("approve", Map.of("approved", true));
        check.runs("check-payee");

        assertThat(check.called("approval").instance()).isWaitingAt("approve");
    }

    @Test
    void aNoEndsIt() {
        Flow check = onFile("second-person").runs("check-payee");
        check.called("approval").done("approve", Map.of("approved", false));

        assertThat(check.instance()).isEnded().hasPassed("account-refused").hasNotPassed("account-cleared");
    }

    @Test
    void whatIsCalledOffWhileItWaitsIsStopped() {
        Flow check = begun().hears("remedy-called-off");

        verify(ModelEngine.BANK_DETAILS_STEPS).calledOff(any());
        assertThat(check.instance()).isEnded().hasPassed("nothing-sent");
    }

    @Test
    void whatCannotBeStoppedAnyMoreGoesOn() {
        when(ModelEngine.CASE_STEPS.mayGoOn(any())).thenReturn(true);
        ruleSays("direct");
        Flow check = begun().hears("remedy-called-off");

        Flow goesOn = check.called("account-check");
        goesOn.hears("bank-details-given").runs("check-payee");
        assertThat(check.instance()).isEnded().hasPassed("check-went-on");
    }

    private static Flow begun() {
        return Flow.begin("account-check", Map.of("remedyId", StepsAtHand.REMEDY));
    }

    private static Flow onFile(String... ways) {
        when(ModelEngine.BANK_DETAILS_STEPS.onFile(any())).thenReturn(true);
        ruleSays(ways);
        return begun();
    }

    /** Each time it is asked the rule says the next of these; the last one stays. */
    private static void ruleSays(String... ways) {
        int[] asked = {0};
        doAnswer(call -> {
                    String way = ways[Math.min(asked[0]++, ways.length - 1)];
                    call.<DelegateExecution>getArgument(0).setVariable("payout", way);
                    return null;
                })
                .when(ModelEngine.BANK_DETAILS_STEPS)
                .askWhoLooks(any());
    }
}
