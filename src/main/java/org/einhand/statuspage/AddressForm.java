package org.einhand.statuspage;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.einhand.casefile.Address;
import org.einhand.desk.CodePurpose;
import org.einhand.desk.CustomerDesk;
import org.einhand.desk.StatusView;
import org.jspecify.annotations.Nullable;

/** Where to deliver. */
class AddressForm implements Form, Form.Code {

    private static final int LONGEST = 200;
    private static final int LONGEST_POSTAL_CODE = 12;
    private static final Pattern GERMAN_POSTAL_CODE = Pattern.compile("\\d{5}");

    private static final List<Field> FIELDS = List.of(
            Field.code("code"),
            new Field("name", "name", Field.Kind.LINE, LONGEST, null, "name"),
            new Field("street", "street", Field.Kind.LINE, LONGEST, "error.street-missing", "street-address"),
            new Field(
                    "postalCode",
                    "postalCode",
                    Field.Kind.LINE,
                    LONGEST_POSTAL_CODE,
                    "error.postal-code-missing",
                    "postal-code"),
            new Field("city", "city", Field.Kind.LINE, LONGEST, "error.city-missing", "address-level2"),
            new Field("country", "country", Field.Kind.COUNTRY, 2, "error.country", "country"));

    @Override
    public String name() {
        return "address";
    }

    @Override
    public List<Field> fields() {
        return FIELDS;
    }

    @Override
    public boolean isOn(StatusView view) {
        return view.addressNeeded() && view.state() != StatusView.State.CLOSED;
    }

    @Override
    public @Nullable String flaw(Field field, Typed typed) {
        String flaw = Form.super.flaw(field, typed);
        boolean german =
                field.name().equals("postalCode") && typed.get("country").equals("DE");
        return flaw == null
                        && german
                        && !GERMAN_POSTAL_CODE.matcher(typed.get("postalCode")).matches()
                ? "error.postal-code-german"
                : flaw;
    }

    @Override
    public void send(CustomerDesk desk, String token, Typed typed) {
        String name = typed.get("name");
        desk.confirmAddress(
                token,
                typed.get("code"),
                new Address(
                        name.isEmpty() ? null : name,
                        typed.get("street"),
                        typed.get("postalCode"),
                        typed.get("city"),
                        typed.get("country")));
    }

    @Override
    public Code code() {
        return this;
    }

    @Override
    public CodePurpose purpose() {
        return CodePurpose.ADDRESS;
    }

    @Override
    public String sent() {
        return "code-sent";
    }

    @Override
    public @Nullable Instant validUntil(StatusView view) {
        return view.codeValidUntil();
    }
}
