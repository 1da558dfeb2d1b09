package org.einhand.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Ledger;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.CaseSignals;
import org.einhand.kernel.Money;
import org.einhand.kernel.UnitOfWork;
import org.einhand.notification.Notifications;
import org.einhand.remedy.payout.Payments;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Money that the law owes and no remedy asks for. */
@EinhandTest
class OwedPayoutsTest {

    private final House house;
    private final PayoutDesk payouts;
    private final CaseFiles files;
    private final Ledger ledger;
    private final UnitOfWork unitOfWork;

    @Autowired
    private Remedies remedies;

    @Autowired
    private Timeline timeline;

    @Autowired
    private Outcomes outcomes;

    @Autowired
    private Telling telling;

    @Autowired
    private Notifications notifications;

    @Autowired
    private RefundTerms terms;

    @Autowired
    private CaseSignals signals;

    @Autowired
    private Words words;

    @Autowired
    private Clock clock;

    @Autowired
    OwedPayoutsTest(
            @LocalServerPort int port, PayoutDesk payouts, CaseFiles files, Ledger ledger, UnitOfWork unitOfWork) {
        this.house = new House(port);
        this.payouts = payouts;
        this.files = files;
        this.ledger = ledger;
        this.unitOfWork = unitOfWork;
    }

    @BeforeEach
    void a_provider_that_speaks_when_told_to() {
        house.behave("payments", "manual");
    }

    @AfterEach
    void everything_as_usual_again() {
        house.behave("payments", "auto");
    }

    /** A provider that refuses whatever it is asked to pay. */
    private record Refusing(String reason) implements Payments {

        @Override
        public Answer pay(Order order) {
            return new Answer(null, reason);
        }

        @Override
        public Optional<Refund> refund(String reference) {
            return Optional.empty();
        }

        @Override
        public List<Listed> since(Instant since) {
            return List.of();
        }

        @Override
        public Payee check(Account account) {
            return Payee.UNAVAILABLE;
        }
    }

    @Test
    void a_provider_that_refuses_leads_back_to_a_person_and_a_new_decision_pays() {
        ObjectNode call = House.redelivery("phone", "questions");
        call.put("type", "refund").set("facts", House.read("{\"reason\":\"lost\"}"));
        call.with("subject").putObject("paid").put("amount", "49.00").put("currency", "EUR");
        String number = house.open("agent", call);
        house.behave("payments", "fail");
        house.decide("agent", number, "refund-original-means").expect(201);
        house.message(number, "money");
        Payouts refused = new Payouts(
                files,
                remedies,
                ledger,
                timeline,
                outcomes,
                telling,
                notifications,
                terms,
                (file, remedy) -> Optional.empty(),
                new Refusing("Karte von Erika Beispiel gesperrt"),
                signals,
                words,
                clock);
        Ledger.State state = unitOfWork.run(() -> refused.book(last(number).reference()));
        assertThat(state).isEqualTo(Ledger.State.FAILED);
        assertThat(last(number).failure())
                .as("no name outside of what is sealed")
                .isEqualTo("refused");
        house.behave("payments", "manual");
        house.advance(Duration.ofMinutes(15));
        JsonNode open = house.untilState(number, "open");
        assertThat(open.at("/remedies/0/state").asText()).isEqualTo("failed");
        assertThat(open.path("timeline").findValuesAsText("text")).anyMatch(text -> text.contains("gesperrt"));
        house.task(number, "decide");
        house.decide("agent", number, "refund-original-means").expect(201);
        house.report("payments", "refund.booked", pending(number));
        house.untilState(number, "solved");
    }

    @Test
    void money_waits_a_day_for_its_explanation_and_no_longer() {
        ObjectNode call = House.redelivery("phone", "questions");
        call.with("customer").remove("email");
        String number = house.open("agent", call);
        house.behave("messaging", "fail");
        try {
            house.decide("agent", number, House.read("""
                            {"action":"goodwill-credit","amount":{"amount":"10.00","currency":"EUR"}}""")).expect(201);
            house.advance(Duration.ofHours(22));
            assertThat(last(number).state()).isEqualTo(Ledger.State.REQUESTED);
            house.advance(Duration.ofHours(3));
            assertThat(last(number).state()).isEqualTo(Ledger.State.PENDING);
            assertThat(house.look(number).path("timeline").findValuesAsText("text"))
                    .anyMatch(text -> text.contains("does not wait for it"));
        } finally {
            house.behave("messaging", "auto");
        }
    }

    private void owe(String number, String once, long cents) {
        unitOfWork.run(() -> payouts.payOwed(files.lock(number), once, new Money(cents), "compensation"));
    }

    private CaseFile file(String number) {
        return files.get(number);
    }

    private Ledger.Payout last(String number) {
        List<Ledger.Payout> all = ledger.of(file(number));
        return all.get(all.size() - 1);
    }

    private String pending(String number) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> last(number), payout -> payout.state() == Ledger.State.PENDING)
                .reference();
    }

    @Test
    void it_is_paid_once_and_outlives_the_case() throws Exception {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Object>> twenty = IntStream.range(0, 20)
                    .<Callable<Object>>mapToObj(i -> Executors.callable(() -> owe(number, "compensation-1", 1495)))
                    .toList();
            for (var done : threads.invokeAll(twenty)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(ledger.of(file(number))).hasSize(1);
        String reference = pending(number);
        assertThat(house.message(number, "money").path("text").asText())
                .contains("14,95", "Entschädigung", "§ 58", number);
        house.post("agent", "/api/cases/" + number + "/withdrawals", House.read("{\"reason\":\"erledigt\"}"))
                .expect(200);
        house.untilState(number, "closed");
        house.report("payments", "refund.booked", reference);
        await().atMost(Duration.ofSeconds(20)).until(() -> last(number).state() == Ledger.State.BOOKED);
        assertThat(payouts.paid(file(number), "compensation-").cents()).isEqualTo(1495);
        assertThat(payouts.paid(file(number), "missed-").cents()).isZero();
    }

    @Test
    void what_failed_is_seen_by_a_lead_and_may_be_paid_under_a_new_reference() {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        owe(number, "compensation-1", 500);
        String first = pending(number);
        house.report("payments", "refund.failed", first, House.read("{\"reason\":\"account-closed\"}"))
                .expect(202);
        JsonNode call = house.task(number, "call-back");
        assertThat(call.path("name").asText()).isEqualTo("Call the customer");
        assertThat(payouts.paid(file(number), "compensation-").cents()).isZero();
        owe(number, "compensation-1", 500);
        assertThat(pending(number)).isNotEqualTo(first);
        assertThat(payouts.paid(file(number), "compensation-").cents()).isEqualTo(500);
    }

    @Test
    void a_credit_on_its_way_when_the_case_closes_still_arrives_and_one_not_sent_does_not() {
        String number = house.open("agent", House.redelivery("phone", "questions"));
        house.decide("agent", number, House.read("""
                        {"action":"goodwill-credit","amount":{"amount":"10.00","currency":"EUR"}}""")).expect(201);
        String sent = pending(number);
        house.behave("payments", "fail");
        house.decide("agent", number, House.read("""
                        {"action":"goodwill-credit","amount":{"amount":"5.00","currency":"EUR"}}""")).expect(201);
        house.post("agent", "/api/cases/" + number + "/withdrawals", House.read("{\"reason\":\"erledigt\"}"))
                .expect(200);
        JsonNode closed = house.untilState(number, "closed");
        assertThat(closed.at("/remedies/0/state").asText()).isEqualTo("in-progress");
        assertThat(closed.at("/remedies/1/state").asText()).isEqualTo("cancelled");
        assertThat(last(number).state()).isEqualTo(Ledger.State.CANCELLED);
        house.report("payments", "refund.booked", sent);
        house.until(number, file -> file.at("/remedies/0/state").asText().equals("effective"));
    }
}
