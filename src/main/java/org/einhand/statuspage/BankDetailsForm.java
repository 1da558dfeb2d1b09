package org.einhand.statuspage;

import java.time.Instant;
import java.util.List;
import org.einhand.desk.CodePurpose;
import org.einhand.desk.CustomerDesk;
import org.einhand.desk.StatusView;
import org.jspecify.annotations.Nullable;

/** The account for the customer's money. What an IBAN has to be, the desk says. */
class BankDetailsForm implements Form, Form.Code {

    private static final int LONGEST_NAME = 70;
    private static final int LONGEST_IBAN = 60;

    private static final List<Field> FIELDS = List.of(
            Field.code("bank-code"),
            new Field("bank-name", "name", Field.Kind.LINE, LONGEST_NAME, "error.holder-missing", "name"),
            new Field("iban", "iban", Field.Kind.SECRET, LONGEST_IBAN, "error.iban-missing", "off"));

    @Override
    public String name() {
        return "bank-details";
    }

    @Override
    public List<Field> fields() {
        return FIELDS;
    }

    @Override
    public boolean isOn(StatusView view) {
        return view.bankDetails() != null && view.state() != StatusView.State.CLOSED;
    }

    @Override
    public String refused(Field field) {
        return field.name().equals("iban") ? "error.iban" : Form.super.refused(field);
    }

    @Override
    public void send(CustomerDesk desk, String token, Typed typed) {
        desk.giveBankDetails(token, typed.get("code"), typed.get("iban"), typed.get("name"));
    }

    @Override
    public Code code() {
        return this;
    }

    @Override
    public CodePurpose purpose() {
        return CodePurpose.BANK_DETAILS;
    }

    @Override
    public String sent() {
        return "bank-code-sent";
    }

    @Override
    public @Nullable Instant validUntil(StatusView view) {
        StatusView.BankDetails asked = view.bankDetails();
        return asked == null ? null : asked.codeValidUntil();
    }
}
