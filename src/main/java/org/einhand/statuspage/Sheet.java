package org.einhand.statuspage;

import java.time.Instant;
import java.util.Map;
import org.einhand.desk.StatusView;
import org.jspecify.annotations.Nullable;

/**
 * A form as it lies on one page.
 *
 * @param typed what is shown in its fields
 * @param codeSent whether it shows its fields; before that, only the button that sends a code
 * @param codeValidUntil until when the code that was sent is good
 */
record Sheet(
        Form form, Typed typed, boolean codeSent, @Nullable Instant codeValidUntil) {

    static Sheet of(Form form, StatusView view, Typed typed, @Nullable String notice, Map<String, String> errors) {
        Form.Code code = form.code();
        Instant validUntil = code == null ? null : code.validUntil(view);
        boolean codeSent = code == null
                || validUntil != null
                || code.sent().equals(notice)
                || form.fields().stream().anyMatch(field -> errors.containsKey(field.id()));
        return new Sheet(form, typed, codeSent, validUntil);
    }
}
