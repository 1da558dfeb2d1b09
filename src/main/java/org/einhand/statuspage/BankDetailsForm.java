package org.einhand.statuspage;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the customer typed into the form for bank details. What she typed as IBAN is never shown again. */
record BankDetailsForm(String code, String name, String iban) {

    static final BankDetailsForm EMPTY = new BankDetailsForm("", "", "");

    BankDetailsForm {
        code = code.strip();
        name = name.strip();
        iban = iban.strip();
    }

    /** What is missing, as message keys by field, in the order of the form. What an IBAN has to be, the desk says. */
    Map<String, String> flaws() {
        Map<String, String> flaws = new LinkedHashMap<>();
        if (digits().isEmpty()) {
            flaws.put("bank-code", "error.code-missing");
        }
        if (name.isEmpty()) {
            flaws.put("bank-name", "error.holder-missing");
        }
        if (iban.isEmpty()) {
            flaws.put("iban", "error.iban-missing");
        }
        return flaws;
    }

    /** The code without the spaces and hyphens people put in. */
    String digits() {
        return code.replaceAll("[\\s-]", "");
    }

    /** What is shown again after an error. */
    BankDetailsForm withoutCode() {
        return new BankDetailsForm("", name, "");
    }

    /** Nothing of an account number in logs. */
    @Override
    public String toString() {
        return "bank details";
    }
}
