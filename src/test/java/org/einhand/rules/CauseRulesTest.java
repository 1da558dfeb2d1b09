package org.einhand.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a matter came from, as far as it can be told. */
class CauseRulesTest {

    private static final String[] MATTERS = {
        "other,,customer,,,customer",
        "redelivery,lost,customer,,,customer",
        "redelivery,damaged,carrier,,,carrier",
        "redelivery,lost,ours,out-of-stock,,carrier",
        "refund,lost,,,,carrier",
        "device-exchange,lost,,,,product",
        "redelivery,damaged,ours,,,packaging",
        "redelivery,damaged,,,,carrier",
        "redelivery,wrong-address,ours,,,system",
        "redelivery,wrong-address,,,,unknown",
        "redelivery,returned,ours,,,unknown",
        "redelivery,not-home,,,,customer",
        "redelivery,returned,,out-of-stock,,promise",
        "device-exchange,,,out-of-stock,,promise",
        "device-exchange,,ours,,swap-at-door,product",
        "refund,defect,,,,product",
        "refund,not-delivered,,,,carrier",
        "refund,withdrawal,,,,customer",
        "refund,cancellation,,,,customer",
        "refund,goodwill,,,,unknown",
        "contract-activation,,,,replace-sim,product",
        "contract-activation,,ours,,replace-sim,product",
        "contract-activation,,,,retrigger-activation,system",
        "contract-activation,,,activation-rejected,prioritise-activation,system",
        "contract-activation,,ours,,,system",
        "contract-activation,,,,,unknown",
        "other,,ours,,custom-remedy,unknown",
        ",,,,,unknown"
    };

    private final RuleFile cause = RuleFile.of("cause", "cause");

    @ParameterizedTest
    @MethodSource("matters")
    void every_matter_has_a_cause_or_is_counted_as_unknown(List<@Nullable String> told) {
        assertThat(row(told).text("cause")).as("%s", told).isEqualTo(told.get(told.size() - 1));
    }

    @Test
    void every_row_fires() {
        Set<String> fired = matters().map(told -> row(told).rule()).collect(Collectors.toSet());
        assertThat(fired).containsExactlyInAnyOrderElementsOf(cause.words());
    }

    /** Type, reason, fault, failure and remedy of a matter, and its cause. */
    static Stream<List<@Nullable String>> matters() {
        return Stream.of(MATTERS)
                .map(matter -> Stream.of(matter.split(",", -1))
                        .map(word -> word.isEmpty() ? null : word)
                        .collect(Collectors.toList()));
    }

    private RuleFile.Row row(List<@Nullable String> told) {
        return cause.only(
                "type",
                told.get(0),
                "reason",
                told.get(1),
                "fault",
                told.get(2),
                "failure",
                told.get(3),
                "remedy",
                told.get(4));
    }
}
