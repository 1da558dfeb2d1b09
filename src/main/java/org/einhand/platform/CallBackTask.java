package org.einhand.platform;

import java.util.Set;
import org.einhand.desk.BankAccounts;
import org.einhand.desk.DeviceCustody;
import org.einhand.desk.Outcomes;
import org.einhand.kernel.Actor;
import org.einhand.kernel.UnitOfWork;
import org.springframework.stereotype.Component;

/** Saying whether the customer was reached: about a message that did not arrive, a device, or her bank details. */
@Component
class CallBackTask implements UserTaskKind {

    private final Outcomes outcomes;
    private final DeviceCustody custody;
    private final BankAccounts bankAccounts;
    private final UnitOfWork unitOfWork;

    CallBackTask(Outcomes outcomes, DeviceCustody custody, BankAccounts bankAccounts, UnitOfWork unitOfWork) {
        this.outcomes = outcomes;
        this.custody = custody;
        this.bankAccounts = bankAccounts;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public String key() {
        return "call-back";
    }

    @Override
    public Set<String> variables() {
        return Set.of("reached", "note");
    }

    @Override
    public void complete(OpenTask task, GivenVariables given, Actor by) {
        boolean reached = given.flag("reached");
        String note = given.text("note");
        if (task.has("notificationId")) {
            unitOfWork.run(() -> outcomes.calledBack(task.flow(), task.id("notificationId"), by, reached, note));
        } else if (task.process().equals("custody-watch")) {
            unitOfWork.run(() -> custody.askedForDevice(task.caseNumber(), task.flow(), by, reached, note));
        } else {
            unitOfWork.run(() -> bankAccounts.calledBack(task.caseNumber(), task.flow(), by, reached, note));
        }
    }
}
