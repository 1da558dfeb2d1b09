package org.einhand.caseflow;

import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.einhand.desk.Deliveries;
import org.einhand.desk.DeviceCustody;
import org.einhand.desk.Exchanges;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The hands of the models {@code device-exchange} and {@code custody-watch}. */
@Component("exchangeSteps")
public class ExchangeSteps {

    private final Exchanges exchanges;
    private final DeviceCustody custody;

    ExchangeSteps(Exchanges exchanges, DeviceCustody custody) {
        this.exchanges = exchanges;
        this.custody = custody;
    }

    /** Whether the customer's own device is waited for before anything goes to her. */
    public boolean awaitsDevice(DelegateExecution execution) {
        return exchanges.awaitsDevice(remedyId(execution));
    }

    /** Orders the return label. Throws the BPMN error {@code address-rejected}. */
    public void orderReturn(DelegateExecution execution) {
        placed(exchanges.orderReturn(remedyId(execution)));
    }

    /** Orders what goes to the customer. Throws the BPMN errors {@code out-of-stock} and {@code address-rejected}. */
    public void orderShipment(DelegateExecution execution) {
        placed(exchanges.orderShipment(remedyId(execution)));
    }

    private static void placed(Deliveries.Placed placed) {
        switch (placed) {
            case OUT_OF_STOCK -> throw new BpmnError("out-of-stock");
            case ADDRESS_REJECTED -> throw new BpmnError("address-rejected");
            case ORDERED -> {
                // waits for word
            }
        }
    }

    /** By when the next station has to be reported. */
    public Date nextStationBy(DelegateExecution execution) {
        return Date.from(exchanges.nextStationBy(remedyId(execution)));
    }

    /** A station was not reported in time. */
    public void overdue(DelegateExecution execution) {
        exchanges.overdue(remedyId(execution));
    }

    public boolean underWay(DelegateExecution execution) {
        return exchanges.isUnderWay(remedyId(execution));
    }

    /** Stops what can still be stopped. */
    public void stop(DelegateExecution execution) {
        exchanges.stop(remedyId(execution));
    }

    public boolean stopped(DelegateExecution execution) {
        return exchanges.isStopped(remedyId(execution));
    }

    /** When a device that no remedy waits for is to be looked after. */
    public Date lookAgain(DelegateExecution execution) {
        return Date.from(custody.lookAgain(execution.getProcessBusinessKey(), knownRemedy(execution)));
    }

    /** Looks after it; answers {@code wait}, {@code call} or {@code over}. */
    public String lookAfter(DelegateExecution execution) {
        return custody.lookAfter(execution.getProcessBusinessKey(), knownRemedy(execution))
                .word();
    }

    /** By when a person calls the customer about it. */
    public Date callBy(DelegateExecution execution) {
        return Date.from(custody.callBy(execution.getProcessBusinessKey()));
    }

    private static UUID remedyId(DelegateExecution execution) {
        return UUID.fromString((String) execution.getVariable(Variables.REMEDY_ID));
    }

    private static @Nullable UUID knownRemedy(DelegateExecution execution) {
        String remedyId = (String) execution.getVariable(Variables.REMEDY_ID);
        return remedyId == null ? null : UUID.fromString(remedyId);
    }
}
