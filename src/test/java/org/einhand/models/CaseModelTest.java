package org.einhand.models;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.reset;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.einhand.caseflow.ActivationSteps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways a case goes from the first word to the end. */
@ExtendWith(StepsAtHand.class)
class CaseModelTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ModelEngine.covering("case");

    private static final ActivationSteps LINE = ModelEngine.steps(ActivationSteps.class);
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    @AfterEach
    void forget() {
        reset();
        ClockUtil.reset();
    }

    @Test
    void theReceiptIsToldAtOnceAndAPersonIsAsked() {
        Flow file = opened();

        verify(ModelEngine.CASE_STEPS).tell(any(), eq("receipt"));
        verify(ModelEngine.CASE_STEPS, never()).lookUp(any());
        assertThat(file.instance()).isWaitingAt("decide", "look-up-order");
        assertThat(file.task("decide"))
                .isAssignedTo("agent")
                .hasCandidateGroupAssociated("trainees")
                .hasCandidateGroupAssociated("agents")
                .hasCandidateGroupAssociated("seniors")
                .hasCandidateGroupAssociated("leads");
    }

    @Test
    void whoeverTakesTheTaskIsReported() {
        when(ModelEngine.CASE_STEPS.owner(any())).thenReturn(null);
        Flow file = opened();

        assertThat(file.task("decide")).isNotAssigned();
        verify(ModelEngine.CASE_STEPS, never()).claimed(any());
        ModelEngine.engine().getTaskService().claim(file.task("decide").getId(), "agent2");
        verify(ModelEngine.CASE_STEPS).claimed(any());
    }

    @Test
    void rulesThatMayDecideAloneDoSoWithoutATask() {
        Flow file = straightThrough();
        when(ModelEngine.CASE_STEPS.underWay(any())).thenReturn(true);
        doAnswer(call -> {
                    call.<DelegateExecution>getArgument(0).setVariable("remedyId", StepsAtHand.REMEDY);
                    return null;
                })
                .when(ModelEngine.CASE_STEPS)
                .decideByRule(any());

        assertThat(file.instance()).isWaitingAt("decide-by-rule");
        file.runs("decide-by-rule");
        assertThat(file.instance())
                .isWaitingAt("carry-out-remedy")
                .hasNotPassed("decide")
                .hasPassed("tell-promise");
        assertThat(file.called("redelivery").instance()).variables().containsEntry("remedyId", StepsAtHand.REMEDY);
    }

    @Test
    void rulesThatCannotDecideAfterAllLeaveItToAPerson() {
        Flow file = straightThrough().runs("decide-by-rule");

        assertThat(file.instance()).isWaitingAt("decide").hasNotPassed("tell-promise");
    }

    @Test
    void whatWasDecidedIsPromisedAndCarriedOutByTheRemedysOwnProcess() {
        Flow file = decided();

        verify(ModelEngine.CASE_STEPS).tell(any(), eq("promise"));
        assertThat(file.instance()).isWaitingAt("carry-out-remedy");
        Flow remedy = file.called("redelivery");
        Assertions.assertThat(remedy.instance().getBusinessKey())
                .isEqualTo(file.instance().getBusinessKey());
        assertThat(remedy.instance()).variables().containsEntry("remedyId", StepsAtHand.REMEDY);
    }

    @Test
    void aCaseIsSolvedOnlyWhenTheCustomerWasTold() {
        when(ModelEngine.CASE_STEPS.tookEffect(any())).thenReturn(true);
        Flow file = decided();
        delivered(file);

        assertThat(file.instance()).isWaitingAt("tell-solved");
        verify(ModelEngine.CASE_STEPS, never()).solved(any());
        Flow message = file.called("customer-notification");
        assertThat(message.instance()).variables().containsEntry("notificationId", StepsAtHand.NOTIFICATION);
        message.runs("send-message");
        verify(ModelEngine.CASE_STEPS).solved(any());
        assertThat(file.instance()).isWaitingAt("does-she-object");
    }

    @Test
    void whoWithdrewFromThePurchaseWhileTheGoodNewsWasOnItsWayIsNotDoneWith() {
        when(ModelEngine.CASE_STEPS.tookEffect(any())).thenReturn(true);
        when(ModelEngine.CASE_STEPS.stillSolved(any())).thenReturn(false);
        Flow file = decided();
        delivered(file);
        file.called("customer-notification").runs("send-message");

        verify(ModelEngine.CASE_STEPS, never()).solved(any());
        assertThat(file.instance()).isWaitingAt("decide");
        Assertions.assertThat(file.visits("settle")).isEqualTo(2);
    }

    @Test
    void sevenDaysOfSilenceCloseASolvedCase() {
        ClockUtil.setCurrentTime(Date.from(NOON));
        Flow file = solved();

        assertThat(file.job("seven-days-passed")).hasDueDate(Date.from(NOON.plus(Duration.ofDays(7))));
        file.timeComes("seven-days-passed");
        closed(file);
    }

    @Test
    void anObjectionOpensTheSameCaseForAnotherRound() {
        Flow file = solved().hears("case-reopened");

        assertThat(file.instance()).isWaitingAt("decide");
        Assertions.assertThat(file.visits("settle")).isEqualTo(2);
        verify(ModelEngine.CASE_STEPS, never()).close(any());
    }

    @Test
    void aCustomerWhoIsContentNeedNotWaitSevenDays() {
        closed(solved().hears("objection-waived"));
    }

    @Test
    void aRemedyThatFailedLeadsToTheNextDecision() {
        when(ModelEngine.CASE_STEPS.failed(any())).thenReturn(true);
        Flow file = decided();
        file.called("redelivery").runs("order-shipment").hears("shipment-failed");

        assertThat(file.instance()).isWaitingAt("decide");
        Assertions.assertThat(file.visits("settle")).isEqualTo(2);
        verify(ModelEngine.CASE_STEPS, times(2)).loadTerms(any());
    }

    @Test
    void nothingOfAnEarlierRoundLeaksIntoTheNext() {
        when(ModelEngine.CASE_STEPS.failed(any())).thenReturn(true);
        Flow file = decided();
        file.called("redelivery").runs("order-shipment").hears("shipment-failed");

        Assertions.assertThat(ModelEngine.engine()
                        .getTaskService()
                        .getVariables(file.task("decide").getId()))
                .containsEntry("remedyId", null)
                .containsEntry("way", "person");
        assertThat(file.instance()).hasNoVariables();
    }

    @Test
    void aRemedyThatWasStoppedClosesTheCase() {
        when(ModelEngine.CASE_STEPS.stopped(any())).thenReturn(true);
        Flow file = decided();
        file.called("redelivery").hears("remedy-called-off").runs("stop-shipment");

        closed(file);
        verify(ModelEngine.CASE_STEPS, never()).solved(any());
    }

    @Test
    void whoNeedsNoMoreHelpBeforeADecisionClosesTheCase() {
        Flow file = opened().hears("case-called-off");

        assertThat(file.instance()).hasPassed("no-more-help-needed");
        closed(file);
    }

    @Test
    void figuresTheShopKnowsAreAskedForOnce() {
        when(ModelEngine.CASE_STEPS.known(any())).thenReturn(true);
        Flow file = opened().runs("look-up-order");

        assertThat(file.instance()).hasPassed("order-is-known").isWaitingAtExactly("settle", "decide");
    }

    @Test
    void aShopThatDoesNotAnswerIsAskedAgainLater() {
        when(ModelEngine.CASE_STEPS.known(any())).thenReturn(false, true);
        Flow file = opened().runs("look-up-order");

        assertThat(file.instance()).isWaitingAt("look-up-again");
        file.timeComes("look-up-again").runs("look-up-order");
        assertThat(file.instance()).hasPassed("order-is-known").isWaitingAtExactly("settle", "decide");
        verify(ModelEngine.CASE_STEPS, times(2)).lookUp(any());
    }

    @Test
    void everyContactGetsItsOwnReceipt() {
        String[] contact = new String[1];
        doAnswer(call -> contact[0] =
                        (String) call.<DelegateExecution>getArgument(0).getVariable("contactId"))
                .when(ModelEngine.CASE_STEPS)
                .tellReceipt(any());
        Flow file = opened().hears("contact-received", "contactId", StepsAtHand.CONTACT);

        Assertions.assertThat(contact[0]).isEqualTo(StepsAtHand.CONTACT);
        assertThat(file.instance())
                .hasPassed("contact-confirmed")
                .isWaitingAt("decide")
                .hasNoVariables();
        file.hears("contact-received", "contactId", StepsAtHand.CONTACT);
        verify(ModelEngine.CASE_STEPS, times(2)).tellReceipt(any());
    }

    @Test
    void aCorrectedAddressIsToldToTheContactOnFileAndToTheShop() {
        Flow file = opened().hears("address-confirmed");

        verify(ModelEngine.CASE_STEPS).tellAddressChanged(any());
        verify(ModelEngine.CASE_STEPS, never()).writeAddressBack(any());
        file.runs("write-address-back");
        verify(ModelEngine.CASE_STEPS).writeAddressBack(any());
        assertThat(file.instance()).hasPassed("shop-knows-address").isWaitingAt("decide");
    }

    @Test
    void bankDetailsAreAskedForRemindedOfAndInTheEndSomebodyCalls() {
        ClockUtil.setCurrentTime(Date.from(NOON));
        when(ModelEngine.BANK_DETAILS_STEPS.stillAsking(any())).thenReturn(true, false);
        Flow file = opened().hears("bank-details-needed");

        verify(ModelEngine.BANK_DETAILS_STEPS).ask(any());
        assertThat(file.job("two-days-passed")).hasDueDate(Date.from(NOON.plus(Duration.ofDays(2))));
        assertThat(file.job("five-days-passed")).hasDueDate(Date.from(NOON.plus(Duration.ofDays(5))));
        assertThat(file.job("a-week-passed")).hasDueDate(Date.from(NOON.plus(Duration.ofDays(7))));
        file.timeComes("two-days-passed").timeComes("five-days-passed");
        verify(ModelEngine.BANK_DETAILS_STEPS, times(2)).remind(any());
        file.timeComes("a-week-passed");
        assertThat(file.task("call-back")).isAssignedTo("agent");
        file.done("call-back", Map.of("reached", false));
        assertThat(file.instance()).isWaitingAt("wait-for-bank-details");
        file.timeComes("a-week-passed").done("call-back", Map.of("reached", true));
        assertThat(file.instance())
                .hasPassed("spoken-with-her")
                .isWaitingAtExactly("settle", "decide", "look-up-order");
    }

    @Test
    void anAccountThatIsGivenEndsTheAsking() {
        Flow file = opened().hears("bank-details-needed").hears("bank-details-settled");

        assertThat(file.instance()).hasPassed("asking-is-over").isWaitingAtExactly("settle", "decide", "look-up-order");
        verify(ModelEngine.BANK_DETAILS_STEPS, never()).remind(any());
    }

    @Test
    void anAccountThatIsGivenSparesTheCall() {
        Flow file = opened().hears("bank-details-needed").timeComes("a-week-passed");
        file.hears("bank-details-settled");

        assertThat(file.task("call-back")).isNull();
        assertThat(file.instance())
                .hasPassed("given-after-all")
                .isWaitingAtExactly("settle", "decide", "look-up-order");
    }

    @Test
    void anAccountIsToldToTheContactOnFileAndTheBankIsAskedAboutIt() {
        Flow file = opened().hears("bank-details-given");

        verify(ModelEngine.BANK_DETAILS_STEPS).tellGiven(any());
        verify(ModelEngine.BANK_DETAILS_STEPS, never()).checkPayee(any());
        file.runs("check-payee-early");
        verify(ModelEngine.BANK_DETAILS_STEPS).checkPayee(any());
        assertThat(file.instance()).hasPassed("bank-details-checked").isWaitingAt("decide");
    }

    @Test
    void aPromiseIsLookedAfterUntilNothingIsPromisedAnyMore() {
        when(ModelEngine.CASE_STEPS.promised(any())).thenReturn(true, false);
        Date soon = Date.from(NOON);
        when(ModelEngine.CASE_STEPS.lookAtPromise(any())).thenReturn(soon);
        Flow file = opened().hears("promise-made");

        assertThat(file.job("promise-due-soon")).hasDueDate(soon);
        file.timeComes("promise-due-soon");
        assertThat(file.instance()).isWaitingAt("promise-due-soon");
        file.timeComes("promise-due-soon");
        assertThat(file.instance()).hasPassed("nothing-promised").isWaitingAt("decide");
        verify(ModelEngine.CASE_STEPS, times(2)).watchPromise(any());
    }

    @Test
    void aClosedCaseKeepsNoWatchAndAsksNobody() {
        Flow file = opened().hears("promise-made").hears("bank-details-needed");
        assertThat(file.instance()).isWaitingAt("promise-due-soon", "look-up-order", "decide", "wait-for-bank-details");

        file.hears("case-called-off");
        closed(file);
        Assertions.assertThat(ModelEngine.engine()
                        .getManagementService()
                        .createJobQuery()
                        .processInstanceId(file.instance().getId())
                        .list())
                .isEmpty();
    }

    @Test
    void aRemedyUnderWayIsNeverCutOffByAClosedCase() {
        Flow file = solved();

        assertThatThrownBy(() -> file.hears("case-called-off"))
                .isInstanceOf(MismatchingMessageCorrelationException.class);
    }

    @Test
    void aLineThatWorksAgainByItselfSolvesTheCaseOnceTheCustomerWasTold() {
        Flow file = opened().hears("line-restored");

        assertThat(file.instance())
                .hasPassed("line-works-again")
                .isWaitingAt("tell-solved")
                .isNotWaitingAt("decide");
        file.called("customer-notification").runs("send-message");
        verify(ModelEngine.CASE_STEPS).solved(any());
        assertThat(file.instance()).isWaitingAt("does-she-object");
    }

    @Test
    void aSilentNetworkAlarmsALeadUntilTheLineWorks() {
        when(LINE.lineDown(any())).thenReturn(true, false);
        Date fourteenDays = Date.from(NOON);
        when(LINE.alarmAt(any())).thenReturn(fourteenDays);
        Flow file = opened().hears("line-down-reported");

        assertThat(file.job("network-silent")).hasDueDate(fourteenDays);
        file.timeComes("network-silent");
        assertThat(file.instance()).isWaitingAt("network-silent", "decide");
        file.timeComes("network-silent");
        assertThat(file.instance()).hasPassed("line-restored").isWaitingAt("decide");
        verify(LINE, times(2)).alarmIfSilent(any());
    }

    @Test
    void whatNeedsAYesIsNotPromisedBeforeSomebodySaidIt() {
        Flow file = asksForAYes();

        assertThat(file.instance()).isWaitingAt("get-approval").hasNotPassed("tell-promise");
        when(ModelEngine.CASE_STEPS.mayGoOn(any())).thenReturn(true);
        answered(file);
        assertThat(file.instance()).isWaitingAt("carry-out-remedy").hasPassed("tell-promise");
        assertThat(file.called("redelivery").instance()).variables().containsEntry("remedyId", StepsAtHand.REMEDY);
    }

    @Test
    void aNoLeadsToTheNextDecision() {
        when(ModelEngine.CASE_STEPS.failed(any())).thenReturn(true);
        Flow file = asksForAYes();
        answered(file);

        assertThat(file.instance()).isWaitingAt("decide").hasNotPassed("tell-promise");
        Assertions.assertThat(file.visits("settle")).isEqualTo(2);
    }

    @Test
    void whoNeedsNoMoreHelpNeedNotWaitForAYes() {
        when(ModelEngine.CASE_STEPS.stopped(any())).thenReturn(true);
        Flow file = asksForAYes();
        file.called("approval").hears("remedy-called-off");

        closed(file);
    }

    @Test
    void whatWasDecidedWhileAnotherRemedyWasBeingStoppedComesNext() {
        when(ModelEngine.CASE_STEPS.failed(any())).thenReturn(true);
        when(ModelEngine.CASE_STEPS.stopped(any())).thenReturn(true);
        when(ModelEngine.CASE_STEPS.decidedMeanwhile(any())).thenReturn(null, StepsAtHand.REMEDY);
        Flow file = decided();
        file.called("redelivery").hears("remedy-called-off").runs("stop-shipment");

        assertThat(file.instance()).isWaitingAt("carry-out-remedy");
        Assertions.assertThat(file.visits("settle")).isEqualTo(2);
        Assertions.assertThat(file.visits("ask-what-is-due")).isOne();
        Assertions.assertThat(file.visits("tell-promise")).isEqualTo(2);
    }

    @Test
    void somethingBesidesGoesItsOwnWay() {
        Flow file = opened().hears("accompanying-decided", "remedyId", StepsAtHand.REMEDY);
        file.called("redelivery").runs("order-shipment").hears("shipment-delivered");

        assertThat(file.instance())
                .hasPassed("accompanying-over")
                .isWaitingAt("decide")
                .hasNotPassed("tell-promise")
                .hasNoVariables();
    }

    @Test
    void somethingBesidesMayNeedAYesToo() {
        when(ModelEngine.CASE_STEPS.needsApproval(any())).thenReturn(true);
        when(ModelEngine.CASE_STEPS.mayGoOn(any())).thenReturn(true, false);
        Flow file = opened().hears("accompanying-decided", "remedyId", StepsAtHand.REMEDY);
        answered(file);
        assertThat(file.instance()).isWaitingAt("carry-out-accompanying", "decide");

        file.hears("accompanying-decided", "remedyId", StepsAtHand.REMEDY);
        answered(file);
        assertThat(file.instance())
                .hasPassed("accompanying-refused")
                .hasNotPassed("accompanying-over")
                .isWaitingAt("decide");
    }

    private static Flow asksForAYes() {
        when(ModelEngine.CASE_STEPS.needsApproval(any())).thenReturn(true);
        return decided();
    }

    private static void answered(Flow file) {
        file.called("approval").done("approve", Map.of());
    }

    private static Flow opened() {
        return Flow.begin("case", Map.of());
    }

    private static Flow straightThrough() {
        StepsAtHand.termsSay("self-service");
        return opened();
    }

    private static Flow decided() {
        return opened().done("decide", Map.of("remedyId", StepsAtHand.REMEDY));
    }

    private static Flow solved() {
        when(ModelEngine.CASE_STEPS.tookEffect(any())).thenReturn(true);
        Flow file = decided();
        delivered(file);
        file.called("customer-notification").runs("send-message");
        return file;
    }

    private static void delivered(Flow file) {
        file.called("redelivery").runs("order-shipment").hears("shipment-delivered");
    }

    private static void closed(Flow file) {
        verify(ModelEngine.CASE_STEPS).close(any());
        verify(ModelEngine.CASE_STEPS).tell(any(), eq("closed"));
        assertThat(file.instance()).isEnded().hasPassed("case-closed");
    }
}
