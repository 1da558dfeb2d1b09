package org.einhand.caseflow;

import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.einhand.desk.CaseProgress;
import org.einhand.kernel.Level;
import org.einhand.notification.Notifications;
import org.einhand.notification.Undeliverable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The hands of the model {@code customer-notification}. */
@Component("notificationSteps")
public class NotificationSteps {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationSteps.class);

    private final Notifications notifications;
    private final CaseProgress progress;

    NotificationSteps(Notifications notifications, CaseProgress progress) {
        this.notifications = notifications;
        this.progress = progress;
    }

    /** Asks the {@code notification-plan} for the next channel, and whether it has to keep quiet now. */
    public void chooseChannel(DelegateExecution execution) {
        UUID id = id(execution);
        String channel = notifications.nextChannel(id);
        execution.setVariable(Variables.CHANNEL, channel);
        execution.setVariable(
                Variables.QUIET_UNTIL,
                notifications.quietUntil(id, channel).map(Date::from).orElse(null));
        if (channel.equals("phone")) {
            execution.setVariable(Variables.CALLERS, callers(id));
        }
    }

    /** The owner of the case calls, unless a lead is to. */
    public @Nullable String caller(DelegateExecution execution) {
        boolean leadsOnly = Level.LEAD.group().equals(execution.getVariable(Variables.CALLERS));
        return leadsOnly ? null : progress.owner(execution.getProcessBusinessKey());
    }

    /** By when she was promised to hear of it. */
    public @Nullable Date callBy(DelegateExecution execution) {
        Instant due = progress.promisedBy(execution.getProcessBusinessKey());
        return due == null ? null : Date.from(due);
    }

    private String callers(UUID id) {
        boolean escalated = notifications
                .find(id)
                .filter(notification -> notification.event().equals("call"))
                .isPresent();
        return escalated
                ? Level.LEAD.group()
                : String.join(
                        ",", Level.TRAINEE.group(), Level.AGENT.group(), Level.SENIOR.group(), Level.LEAD.group());
    }

    /**
     * Sends it. What may work later is thrown so that the job is tried again; a refusal for good, or the last try, is the BPMN error
     * {@code undeliverable}: the next channel is chosen.
     */
    public void send(DelegateExecution execution) {
        UUID id = id(execution);
        String channel = (String) execution.getVariable(Variables.CHANNEL);
        try {
            notifications.send(id, channel);
        } catch (Undeliverable refused) {
            givenUp(id, channel, refused);
        } catch (RuntimeException failure) {
            if (!CaseSteps.lastTry()) {
                throw failure;
            }
            givenUp(id, channel, failure);
        }
    }

    private void givenUp(UUID id, String channel, RuntimeException failure) {
        LOG.warn("Notification {} cannot be sent by {}: {}", id, channel, failure.getMessage());
        notifications.failedOn(id, channel);
        throw new BpmnError("undeliverable");
    }

    private static UUID id(DelegateExecution execution) {
        return UUID.fromString((String) execution.getVariable(Variables.NOTIFICATION_ID));
    }
}
