package org.einhand.models;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.einhand.caseflow.ActivationSteps;
import org.einhand.caseflow.ApprovalSteps;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Before each test: steps that do nothing yet, of a case that a person is to decide and a message that goes by e-mail. */
final class StepsAtHand implements BeforeEachCallback {

    static final String REMEDY = "5d0f3d5e-95b5-4b3c-8a0a-6f2b3f6f0001";
    static final String NOTIFICATION = "5d0f3d5e-95b5-4b3c-8a0a-6f2b3f6f0002";
    static final String CONTACT = "5d0f3d5e-95b5-4b3c-8a0a-6f2b3f6f0003";

    private static final Date LATER = Date.from(Instant.parse("2030-01-01T00:00:00Z"));

    @Override
    public void beforeEach(ExtensionContext context) {
        BpmnAwareTests.init(ModelEngine.engine());
        reset(ModelEngine.allSteps());
        when(ModelEngine.CASE_STEPS.remedyProcess(any())).thenReturn("redelivery");
        when(ModelEngine.CASE_STEPS.writeSolved(any())).thenReturn(NOTIFICATION);
        when(ModelEngine.CASE_STEPS.lookUpAgain(any())).thenReturn(LATER);
        when(ModelEngine.CASE_STEPS.lookAtPromise(any())).thenReturn(LATER);
        when(ModelEngine.CASE_STEPS.owner(any())).thenReturn("agent");
        when(ModelEngine.EXCHANGE_STEPS.nextStationBy(any())).thenReturn(LATER);
        when(ModelEngine.EXCHANGE_STEPS.lookAgain(any())).thenReturn(LATER);
        when(ModelEngine.EXCHANGE_STEPS.callBy(any())).thenReturn(LATER);
        when(ModelEngine.CASE_STEPS.promisedBy(any())).thenReturn(LATER);
        when(ModelEngine.CASE_STEPS.stillSolved(any())).thenReturn(true);
        when(ModelEngine.CASE_STEPS.priority(any())).thenReturn(50);
        when(ModelEngine.CASE_STEPS.approvers(any())).thenReturn("seniors,leads");
        when(ModelEngine.steps(ApprovalSteps.class).lookAt(any())).thenReturn(LATER);
        when(ModelEngine.steps(ActivationSteps.class).alarmAt(any())).thenReturn(LATER);
        when(ModelEngine.CASE_STEPS.terms(any())).thenReturn("redelivery-terms");
        when(ModelEngine.REFUND_STEPS.explain(any())).thenReturn(NOTIFICATION);
        when(ModelEngine.REFUND_STEPS.explainBy(any())).thenReturn(LATER);
        when(ModelEngine.REFUND_STEPS.warnAt(any())).thenReturn(LATER);
        when(ModelEngine.REFUND_STEPS.dueAt(any())).thenReturn(LATER);
        when(ModelEngine.CUSTOM_STEPS.doerGroups(any())).thenReturn(List.of("logistics"));
        when(ModelEngine.CALL_BACK_STEPS.appearAt(any())).thenReturn(LATER);
        when(ModelEngine.CALL_BACK_STEPS.windowEnd(any())).thenReturn(LATER);
        when(ModelEngine.CALL_BACK_STEPS.lookAt(any())).thenReturn(LATER);
        when(ModelEngine.CALL_BACK_STEPS.tryAgainAt(any())).thenReturn(LATER);
        when(ModelEngine.CALL_BACK_STEPS.chooseBy(any())).thenReturn(LATER);
        when(ModelEngine.CALL_BACK_STEPS.callers(any())).thenReturn(List.of("technical"));
        when(ModelEngine.CALL_BACK_STEPS.lookAfter(any())).thenReturn("wait");
        termsSay("phone");
        channelsAre("email");
    }

    /** The case came in by that channel; all else would let it go straight through. */
    static void termsSay(String channel) {
        Map<String, Object> terms = Map.of(
                "caseType",
                "redelivery",
                "channel",
                channel,
                "identified",
                "shop-login",
                "parcel",
                "returned",
                "addressConfirmed",
                true,
                "standardMeetsNeedBy",
                true,
                "expressMeetsNeedBy",
                true,
                "round",
                1L);
        doAnswer(call -> {
                    DelegateExecution execution = call.getArgument(0);
                    terms.forEach(execution::setVariableLocal);
                    return null;
                })
                .when(ModelEngine.CASE_STEPS)
                .loadTerms(any());
    }

    /** Each attempt takes the next of these channels; the last one stays. */
    static void channelsAre(String... channels) {
        int[] attempt = {0};
        channelIs(() -> channels[Math.min(attempt[0]++, channels.length - 1)], null);
    }

    /** The message has to wait until then. */
    static void quietUntil(Date morning) {
        channelIs(() -> "sms", morning);
    }

    private static void channelIs(java.util.function.Supplier<String> channel, @Nullable Date quietUntil) {
        doAnswer(call -> {
                    DelegateExecution execution = call.getArgument(0);
                    Map<String, @Nullable Object> variables = new HashMap<>();
                    variables.put("channel", channel.get());
                    variables.put("quietUntil", quietUntil);
                    variables.put("callers", "agents");
                    execution.setVariables(variables);
                    return null;
                })
                .when(ModelEngine.NOTIFICATION_STEPS)
                .chooseChannel(any());
    }
}
