package org.einhand.desk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.einhand.casefile.CaseType;
import org.einhand.kernel.Worded;

/**
 * Something that can be decided for. What it costs and who may is said by the rules; this is what the contract fixes.
 *
 * @param word its name everywhere, such as {@code redeliver-express}
 * @param process the kind of process that carries it out
 * @param settling whether its effect solves the case; the others accompany one that does
 * @param ships whether something goes to an address
 * @param takesAmount whether it takes an amount of money
 * @param parameters what else it takes, besides the address and window of everything that ships
 */
public record Action(
        String word, Process process, boolean settling, boolean ships, boolean takesAmount, Set<String> parameters) {

    /** The models that carry remedies out; the words are their keys. */
    public enum Process implements Worded {
        REDELIVERY,
        DEVICE_EXCHANGE,
        CONTRACT_ACTIVATION,
        REFUND,
        PAYOUT,
        CUSTOM_REMEDY,
        CUSTOMER_CALL;

        /** Whether it is not made for cases of another type: money and an agent's own words fit every case. */
        boolean fits(CaseType type) {
            return switch (this) {
                case REDELIVERY, DEVICE_EXCHANGE, CONTRACT_ACTIVATION -> word().equals(type.word());
                case REFUND, PAYOUT, CUSTOM_REMEDY, CUSTOMER_CALL -> true;
            };
        }
    }

    private static final Map<String, Action> ALL = new LinkedHashMap<>();

    static {
        ships("redeliver-standard", Process.REDELIVERY);
        ships("redeliver-express", Process.REDELIVERY);
        ships("redeliver-pickup-point", Process.REDELIVERY, "pickupPointId");
        ships("replace-item", Process.REDELIVERY, "itemId");
        ships("swap-at-door", Process.DEVICE_EXCHANGE);
        ships("exchange-after-return", Process.DEVICE_EXCHANGE);
        ships("repair", Process.DEVICE_EXCHANGE);
        add(new Action("loan-device", Process.REDELIVERY, false, true, false, Set.of()));
        add(new Action("retrigger-activation", Process.CONTRACT_ACTIVATION, true, false, false, Set.of()));
        add(new Action("prioritise-activation", Process.CONTRACT_ACTIVATION, true, false, false, Set.of()));
        add(new Action("replace-sim", Process.CONTRACT_ACTIVATION, true, false, false, Set.of()));
        add(new Action("interim-data-pass", Process.CONTRACT_ACTIVATION, false, false, false, Set.of()));
        add(new Action("refund-original-means", Process.REFUND, true, false, true, Set.of()));
        add(new Action("refund-bank-transfer", Process.REFUND, true, false, true, Set.of("account")));
        add(new Action("cancel-order", Process.REFUND, true, false, true, Set.of()));
        add(new Action(
                "schedule-callback",
                Process.CUSTOMER_CALL,
                false,
                false,
                false,
                Set.of("from", "to", "group", "atNight")));
        add(new Action("goodwill-credit", Process.PAYOUT, false, false, true, Set.of()));
        add(new Action("custom-remedy", Process.CUSTOM_REMEDY, true, false, true, Set.of("text", "promiseBy", "doer")));
    }

    private static void ships(String word, Process process, String... parameters) {
        add(new Action(word, process, true, true, false, Set.of(parameters)));
    }

    private static void add(Action action) {
        ALL.put(action.word(), action);
    }

    /** The actions of the contract that are built, in its order. */
    public static Collection<Action> all() {
        return List.copyOf(ALL.values());
    }

    /** The action of that name in the contract. */
    static Optional<Action> ofContract(String word) {
        return Optional.ofNullable(ALL.get(word));
    }

    /** The action of that name. A name that only the rules know is a remedy of the house's own: a person carries it out. */
    public static Action of(String word) {
        Action known = ALL.get(word);
        return known == null
                ? new Action(word, Process.CUSTOM_REMEDY, true, false, true, Set.of("text", "promiseBy", "doer"))
                : known;
    }

    /** Names of everything that {@code parameters} of this action may hold. */
    List<String> parameterNames() {
        List<String> names = new ArrayList<>(parameters);
        if (ships) {
            names.addAll(List.of("address", "from", "to"));
        }
        names.sort(null);
        return names;
    }
}
