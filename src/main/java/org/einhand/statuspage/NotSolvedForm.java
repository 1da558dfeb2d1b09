package org.einhand.statuspage;

import java.util.List;
import org.einhand.desk.CustomerDesk;
import org.einhand.desk.StatusView;

/** "Not solved", in the customer's words. */
class NotSolvedForm implements Form {

    private static final int LONGEST = 4000;
    private static final List<Field> FIELDS =
            List.of(new Field("text", "text", Field.Kind.WORDS, LONGEST, "error.text-missing", "off"));

    @Override
    public String name() {
        return "not-solved";
    }

    @Override
    public List<Field> fields() {
        return FIELDS;
    }

    @Override
    public boolean isOn(StatusView view) {
        return view.state() != StatusView.State.CLOSED;
    }

    @Override
    public void send(CustomerDesk desk, String token, Typed typed) {
        desk.notSolved(token, typed.get("text"));
    }
}
