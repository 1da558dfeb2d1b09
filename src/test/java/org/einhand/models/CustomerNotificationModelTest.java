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

import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways a customer is told something. */
@ExtendWith(StepsAtHand.class)
class CustomerNotificationModelTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ModelEngine.covering("customer-notification");

    private static final Date MORNING = Date.from(Instant.parse("2026-11-03T07:00:00Z"));

    @AfterEach
    void forget() {
        reset();
    }

    @Test
    void aMessageIsSentAndAccepted() {
        Flow message = written().runs("send-message");

        assertThat(message.instance()).isEnded().hasPassed("message-accepted");
        verify(ModelEngine.NOTIFICATION_STEPS).send(any());
    }

    @Test
    void whatRingsWaitsForTheMorning() {
        StepsAtHand.quietUntil(MORNING);
        Flow message = written();

        assertThat(message.instance()).isWaitingAt("quiet-hours-over");
        assertThat(message.job("quiet-hours-over")).hasDueDate(MORNING);
        verify(ModelEngine.NOTIFICATION_STEPS, never()).send(any());

        message.timeComes("quiet-hours-over").runs("send-message");
        assertThat(message.instance()).isEnded().hasPassed("message-accepted");
    }

    @Test
    void whatCannotBeDeliveredTakesTheNextChannel() {
        StepsAtHand.channelsAre("email", "sms");
        doThrow(new BpmnError("undeliverable"))
                .doNothing()
                .when(ModelEngine.NOTIFICATION_STEPS)
                .send(any());
        Flow message = written().runs("send-message");

        assertThat(message.instance()).isWaitingAt("send-message").hasPassed("undeliverable");
        assertThat(message.instance()).variables().containsEntry("channel", "sms");
        message.runs("send-message");
        assertThat(message.instance()).isEnded().hasPassed("message-accepted");
    }

    @Test
    void aServerThatIsDownIsTriedAgainWithPauses() {
        doThrow(new IllegalStateException("the mail server does not answer"))
                .when(ModelEngine.NOTIFICATION_STEPS)
                .send(any());
        Flow message = written();

        assertThatThrownBy(() -> message.runs("send-message")).hasMessageContaining("the mail server does not answer");
        assertThat(message.job("send-message")).hasRetries(4);
        doNothing().when(ModelEngine.NOTIFICATION_STEPS).send(any());
        message.runs("send-message");
        assertThat(message.instance()).isEnded().hasPassed("message-accepted");
    }

    @Test
    void inTheEndAPersonCalls() {
        StepsAtHand.channelsAre("phone");
        when(ModelEngine.NOTIFICATION_STEPS.caller(any())).thenReturn("agent");
        when(ModelEngine.NOTIFICATION_STEPS.callBy(any())).thenReturn(MORNING);
        Flow message = written();

        assertThat(message.task("call-back")).isAssignedTo("agent").hasDueDate(MORNING);
        message.done("call-back", Map.of("reached", true));
        assertThat(message.instance()).isEnded().hasPassed("told-by-phone");
    }

    @Test
    void whoIsNotReachedIsCalledAgainFourHoursLater() {
        StepsAtHand.channelsAre("phone");
        Flow message = written().done("call-back", Map.of("reached", false));

        assertThat(message.instance()).isWaitingAt("try-again-later");
        message.timeComes("try-again-later");
        assertThat(message.task("call-back")).hasCandidateGroup("agents");
        message.done("call-back", Map.of("reached", true));
        assertThat(message.instance()).isEnded().hasPassed("told-by-phone");
    }

    private static Flow written() {
        return Flow.begin("customer-notification", Map.of("notificationId", StepsAtHand.NOTIFICATION));
    }
}
