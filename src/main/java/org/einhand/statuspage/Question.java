package org.einhand.statuspage;

import java.util.List;
import java.util.stream.Stream;
import org.einhand.desk.CustomerDesk;
import org.einhand.desk.StatusView;
import org.einhand.desk.StatusView.Purchase;
import org.einhand.desk.StatusView.State;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;

/**
 * Something the customer can say with one button, and is asked once more before it is done. The page's words hold under its word: a
 * heading, {@code .why} and {@code .send} for the button on the page, {@code .title} and {@code .yes} for the question; each may
 * have another wording for a {@link #wording}.
 */
enum Question implements Worded {
    NO_CALL {
        @Override
        boolean isOn(StatusView view) {
            return pointless(view) == null;
        }

        @Override
        public String wording(StatusView view) {
            return "usual";
        }

        @Override
        public List<String> consequences(StatusView view) {
            return List.of("no-call.nobody", "no-call.goes-on");
        }

        @Override
        public @Nullable String pointless(StatusView view) {
            StatusView.CallBack callBack = view.callBack();
            return callBack != null && (callBack.agreed() != null || callBack.unanswered()) ? null : "no-call.none";
        }

        @Override
        void answer(CustomerDesk desk, String token) {
            desk.callOffCallBack(token);
        }
    },

    WITHDRAWAL {
        @Override
        boolean isOn(StatusView view) {
            return view.state() != State.CLOSED && view.purchase() == Purchase.STANDING;
        }

        @Override
        public String wording(StatusView view) {
            return "usual";
        }

        @Override
        public List<String> consequences(StatusView view) {
            return List.of("withdrawal.counts", "withdrawal.stop", "withdrawal.money", "withdrawal.receipt");
        }

        @Override
        public @Nullable String pointless(StatusView view) {
            return switch (view.purchase()) {
                case STANDING -> null;
                case WITHDRAWN -> "withdrawal.declared";
                case NONE -> "withdrawal.none";
            };
        }

        @Override
        void answer(CustomerDesk desk, String token) {
            desk.withdrawFromPurchase(token);
        }
    },

    NO_MORE_HELP {
        @Override
        boolean isOn(StatusView view) {
            return view.state() != State.CLOSED;
        }

        @Override
        public String wording(StatusView view) {
            if (view.state() == State.SOLVED) {
                return "solved";
            }
            return view.purchase() == Purchase.WITHDRAWN ? "withdrawn" : "usual";
        }

        @Override
        public List<String> consequences(StatusView view) {
            String wording = wording(view);
            return Stream.of(
                            wording.equals("solved") ? null : "no-more-help.stop",
                            view.purchase() == Purchase.WITHDRAWN ? null : "no-more-help.purchase",
                            wording.equals("withdrawn") ? "no-more-help.withdrawn" : null,
                            "no-more-help.again")
                    .flatMap(Stream::ofNullable)
                    .toList();
        }

        @Override
        public @Nullable String pointless(StatusView view) {
            return view.state() == State.CLOSED ? "error.case-closed" : null;
        }

        @Override
        void answer(CustomerDesk desk, String token) {
            desk.noMoreHelp(token);
        }
    };

    /** Whether the page of this case has the button. */
    abstract boolean isOn(StatusView view);

    /** Which of the wordings fits the case. */
    public abstract String wording(StatusView view);

    /** What follows from a yes. */
    public abstract List<String> consequences(StatusView view);

    /** The words for why there is nothing to say yes to; null: there is. */
    public abstract @Nullable String pointless(StatusView view);

    /** Does it. */
    abstract void answer(CustomerDesk desk, String token);
}
