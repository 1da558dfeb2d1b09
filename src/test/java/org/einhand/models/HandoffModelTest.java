package org.einhand.models;

import static org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions.reset;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.einhand.caseflow.HandoffSteps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways a case is offered. */
@ExtendWith(StepsAtHand.class)
class HandoffModelTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ModelEngine.covering("handoff");

    private final HandoffSteps steps = ModelEngine.steps(HandoffSteps.class);

    @BeforeEach
    void somebody_is_to_take_it() {
        when(steps.receivers(any())).thenReturn(List.of("seniors"));
        when(steps.acceptBy(any())).thenReturn(Date.from(Instant.parse("2030-01-01T00:00:00Z")));
        when(steps.priority(any())).thenReturn(65);
    }

    @AfterEach
    void forget() {
        reset();
    }

    @Test
    void theCustomerHearsWhoTookIt() {
        Flow offer = offered();

        assertThat(offer.task("accept-handoff")).isNotAssigned().hasCandidateGroupAssociated("seniors");
        offer.done("accept-handoff", Map.of("accepted", true));
        verify(steps).tellHandedOn(any());
        assertThat(offer.instance()).isEnded().hasPassed("case-handed-on");
    }

    @Test
    void returnedItStaysWhereItIs() {
        Flow offer = offered().done("accept-handoff", Map.of("accepted", false));

        verify(steps, never()).tellHandedOn(any());
        assertThat(offer.instance()).isEnded().hasPassed("case-returned");
    }

    @Test
    void whenNobodyAnswersTheLeadsAreAskedAndTheTaskStays() {
        Flow offer = offered().timeComes("nobody-answered");

        verify(steps).askLeads(any());
        assertThat(offer.instance()).hasPassed("leads-asked").isWaitingAt("accept-handoff");
        offer.done("accept-handoff", Map.of("accepted", true));
        assertThat(offer.instance()).isEnded();
    }

    @Test
    void aClosedCaseIsNobodysToTake() {
        Flow offer = offered().hears("case-closed");

        assertThat(offer.instance()).isEnded().hasPassed("nobody-asked").hasNotPassed("case-handed-on");
    }

    private static Flow offered() {
        return Flow.begin("handoff", Map.of("handoffId", StepsAtHand.REMEDY));
    }
}
