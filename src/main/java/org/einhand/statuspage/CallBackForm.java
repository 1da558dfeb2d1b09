package org.einhand.statuspage;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.einhand.desk.CustomerDesk;
import org.einhand.desk.StatusView;
import org.einhand.kernel.Problem;

/** When she is called: one of the windows that are free, chosen for the first time or instead of the one that is agreed. */
class CallBackForm implements Form {

    private static final int LONGEST = 60;
    private static final List<Field> FIELDS =
            List.of(new Field("window", "window", Field.Kind.WINDOW, LONGEST, "error.window-missing", "off"));

    @Override
    public String name() {
        return "call-back";
    }

    @Override
    public List<Field> fields() {
        return FIELDS;
    }

    @Override
    public boolean isOn(StatusView view) {
        StatusView.CallBack callBack = view.callBack();
        return callBack != null && !callBack.offered().isEmpty();
    }

    @Override
    public void send(CustomerDesk desk, String token, Typed typed) {
        String[] ends = typed.get("window").split("/", 2);
        try {
            desk.chooseCallBack(token, Instant.parse(ends[0]), Instant.parse(ends[ends.length - 1]));
        } catch (DateTimeException noWindow) {
            throw Problem.invalid("/window", "must be one of the windows that the page offers");
        }
    }

    /** Whatever stands against a window, she chooses among those that are free now. */
    @Override
    public Map<String, String> refusals(Problem problem) {
        return problem.slug().equals("invalid-request") ? Map.of("window", "error.window") : Map.of();
    }
}
