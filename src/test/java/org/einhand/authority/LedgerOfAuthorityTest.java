package org.einhand.authority;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.einhand.authority.Authorities.Permission;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseType;
import org.einhand.casefile.Channel;
import org.einhand.casefile.Identified;
import org.einhand.casefile.NewCase;
import org.einhand.casefile.Remedies;
import org.einhand.casefile.SubjectKind;
import org.einhand.caseflow.RuleEngine;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.DecisionTables;
import org.einhand.kernel.Level;
import org.einhand.kernel.Money;
import org.einhand.support.OwnDatabase;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whatever is given by whom, to whom, in which order and at which time: it is direct exactly as long as no limit is exceeded by a cent.
 * The room as it stands, on a real PostgreSQL, against books kept by hand.
 */
class LedgerOfAuthorityTest {

    private static final Room ROOM = new Room();

    private static final Map<Level, long[]> CASE_CUSTOMER_DAY = Map.of(
            Level.TRAINEE, new long[] {2000, 10000, 10000},
            Level.AGENT, new long[] {5000, 10000, 25000},
            Level.SENIOR, new long[] {10000, 10000, 50000},
            Level.LEAD, new long[] {25000, 25000, 100000});

    /** Cents: of the case, of the customer, of the day. */
    private static long[] limitsOf(Actor agent) {
        return Objects.requireNonNull(CASE_CUSTOMER_DAY.get(agent.level().orElseThrow()));
    }

    /** Something that happens. */
    sealed interface Step {

        /** A gift: so many cents more or less than what is left; or, where that makes no sense, that many cents. */
        record Credit(int agent, int theCase, boolean atTheLimit, int cents) implements Step {}

        /** Express delivery, 15 EUR. */
        record Express(int agent, int theCase) implements Step {}

        /** An earlier gift fails, is refused or called off. */
        record GivenBack(int which, int how) implements Step {}

        record TimePasses(int hours) implements Step {}
    }

    @Provide
    Arbitrary<List<Step>> days() {
        Arbitrary<Integer> agent = Arbitraries.integers().between(0, 3);
        Arbitrary<Integer> theCase = Arbitraries.integers().between(0, 3);
        Arbitrary<Step> atTheLimit = Combinators.combine(
                        agent, theCase, Arbitraries.integers().between(-1, 1))
                .as((a, c, more) -> new Step.Credit(a, c, true, more));
        Arbitrary<Step> some = Combinators.combine(
                        agent, theCase, Arbitraries.integers().between(1, 6000))
                .as((a, c, cents) -> new Step.Credit(a, c, false, cents));
        Arbitrary<Step> express = Combinators.combine(agent, theCase).as(Step.Express::new);
        Arbitrary<Step> back = Combinators.combine(
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 2))
                .as(Step.GivenBack::new);
        Arbitrary<Step> time = Arbitraries.of(1, 13, 24, 40 * 24, 91 * 24).map(Step.TimePasses::new);
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(4, atTheLimit),
                        net.jqwik.api.Tuple.of(3, some),
                        net.jqwik.api.Tuple.of(3, express),
                        net.jqwik.api.Tuple.of(3, back),
                        net.jqwik.api.Tuple.of(1, time))
                .list()
                .ofMinSize(8)
                .ofMaxSize(24);
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void a_gift_is_direct_exactly_as_long_as_no_limit_is_exceeded(@ForAll("days") List<Step> steps) {
        Books books = new Books();
        for (Step step : steps) {
            if (step instanceof Step.Credit credit) {
                long left = books.left(credit.agent(), credit.theCase());
                long cents = credit.atTheLimit() ? left + credit.cents() : credit.cents();
                if (cents > 0) {
                    books.give(credit.agent(), credit.theCase(), cents, true);
                }
            } else if (step instanceof Step.Express express) {
                books.give(express.agent(), express.theCase(), 1500, false);
            } else if (step instanceof Step.GivenBack back) {
                books.giveBack(back.which(), back.how());
            } else if (step instanceof Step.TimePasses time) {
                ROOM.clock.now = ROOM.clock.now.plus(Duration.ofHours(time.hours()));
            }
        }
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void hands_at_the_same_moment_never_spend_a_limit_twice(
            @ForAll @IntRange(min = 1, max = 40) int odd, @ForAll @IntRange(min = 0, max = 3) int level) {
        Books books = new Books();
        ExecutorService hands = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Given>> running = IntStream.range(0, 24)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> ROOM.give(
                                    books.agents.get(i % 3 == 0 ? (level + 1) % 4 : level),
                                    books.cases.get((i + odd) % 4),
                                    i % 2 == 0 ? 1500 : 900 + odd,
                                    i % 2 != 0),
                            hands))
                    .toList();
            running.forEach(one -> books.gifts.add(one.join()));
        } finally {
            hands.shutdown();
        }
        // what waits for a yes is reserved too, so nothing can be told of an order in which they came; the sums can
        books.agents.forEach(agent -> {
            long[] limits = limitsOf(agent);
            Predicate<Given> hers = gift -> gift.agent().equals(agent) && gift.direct();
            assertThat(books.sum(hers)).as("day of %s", agent).isLessThanOrEqualTo(limits[2]);
            books.cases.forEach(theCase -> {
                assertThat(books.sum(hers.and(gift -> gift.theCase().equals(theCase))))
                        .isLessThanOrEqualTo(limits[0]);
                String customer = ROOM.customerOf(theCase);
                assertThat(books.sum(
                                hers.and(gift -> ROOM.customerOf(gift.theCase()).equals(customer))))
                        .isLessThanOrEqualTo(limits[1]);
                assertThat(books.gifts.stream()
                                .filter(gift -> gift.direct()
                                        && gift.money()
                                        && ROOM.customerOf(gift.theCase()).equals(customer))
                                .count())
                        .isLessThanOrEqualTo(2);
            });
        });
        assertThat(books.gifts).anyMatch(Given::direct);
    }

    /** A gift as it was given. */
    private record Given(UUID id, Actor agent, String theCase, long cents, boolean money, boolean direct, Instant at) {}

    /** Four agents, one of each level, two customers with two cases each; and what they gave, written down by hand. */
    private static final class Books {
        private final String unique = UUID.randomUUID().toString().substring(0, 8);
        private final List<Actor> agents = List.of(Level.values()).stream()
                .map(level -> Actor.user(level.word() + "-" + unique, Set.of(level.group())))
                .toList();
        private final List<String> cases = new ArrayList<>();
        private final List<Given> gifts = new ArrayList<>();

        Books() {
            for (int i = 0; i < 4; i++) {
                cases.add(ROOM.file("K-" + unique + "-" + i / 2));
            }
        }

        long sum(Predicate<Given> which) {
            return gifts.stream().filter(which).mapToLong(Given::cents).sum();
        }

        long left(int agent, int theCase) {
            Actor giver = agents.get(agent);
            long[] limits = limitsOf(giver);
            long ofCase = limits[0] - sum(gift -> gift.theCase().equals(cases.get(theCase)));
            long ofCustomer = limits[1] - sum(gift -> isLately(gift) && isOfSameCustomer(gift, theCase));
            long ofDay = limits[2] - sum(gift -> gift.agent().equals(giver) && gift.direct() && isToday(gift));
            return Math.max(0, Math.min(ofCase, Math.min(ofCustomer, ofDay)));
        }

        private boolean isOfSameCustomer(Given gift, int theCase) {
            return cases.indexOf(gift.theCase()) / 2 == theCase / 2;
        }

        private static boolean isLately(Given gift) {
            return gift.at().isAfter(ROOM.clock.now.minus(Duration.ofDays(90)));
        }

        private static boolean isToday(Given gift) {
            return LocalDate.ofInstant(gift.at(), Calendars.ZONE)
                    .equals(LocalDate.ofInstant(ROOM.clock.now, Calendars.ZONE));
        }

        void give(int agent, int theCase, long cents, boolean money) {
            long left = left(agent, theCase);
            long gestures = gifts.stream()
                    .filter(gift -> gift.money() && isLately(gift) && isOfSameCustomer(gift, theCase))
                    .count();
            boolean expected = money ? gestures < 2 && cents <= left : left >= cents;
            Given given = ROOM.give(agents.get(agent), cases.get(theCase), cents, money);
            assertThat(given.direct())
                    .as(
                            "%s gives %d with %d left and %d gestures before: %s",
                            agents.get(agent).id(), cents, left, gestures, gifts)
                    .isEqualTo(expected);
            gifts.add(given);
        }

        void giveBack(int which, int how) {
            if (which < gifts.size()) {
                ROOM.giveBack(gifts.remove(which), how);
            }
        }
    }

    private static final class SetClock extends Clock {
        private volatile Instant now = Instant.parse("2026-11-24T08:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }

    /** The case file and the room, without an engine. */
    private static final class Room {
        private final SetClock clock = new SetClock();
        private final Map<String, String> customers = new ConcurrentHashMap<>();
        private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        private final TransactionTemplate transaction;
        private final CaseFiles files;
        private final Remedies remedies;
        private final Authorities authorities;

        Room() {
            HikariConfig pool = new HikariConfig();
            pool.setJdbcUrl(OwnDatabase.create());
            pool.setUsername("postgres");
            pool.setMaximumPoolSize(10);
            HikariDataSource database = new HikariDataSource(pool);
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            TestPropertyValues.of("einhand.crypto.master-key=ZWluaGFuZC1zYW5kYm94LW1hc3Rlci1rZXktMDAwMDE=")
                    .applyTo(context);
            context.registerBean(DataSource.class, () -> database);
            context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
            context.registerBean(Clock.class, () -> clock);
            context.registerBean(ObjectMapper.class, () -> new ObjectMapper().findAndRegisterModules());
            context.registerBean(DecisionTables.class, RulesAsWritten::new);
            context.scan("org.einhand.casefile", "org.einhand.authority");
            context.refresh();
            transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
            files = context.getBean(CaseFiles.class);
            remedies = context.getBean(Remedies.class);
            authorities = context.getBean(Authorities.class);
        }

        String customerOf(String caseNumber) {
            return Objects.requireNonNull(customers.get(caseNumber));
        }

        String file(String customer) {
            NewCase newCase = new NewCase(
                    CaseType.REDELIVERY,
                    Channel.PHONE,
                    Identified.QUESTIONS,
                    Actor.EINHAND,
                    null,
                    new CaseFile.Customer(customer, "Erika Beispiel", "erika@example.org", null, "de", "DE-BE", null),
                    new CaseFile.Subject(
                            SubjectKind.ORDER,
                            "O-" + UUID.randomUUID(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null),
                    "Es kam nie an.",
                    null,
                    JsonNodeFactory.instance.objectNode().put("fault", "carrier"),
                    null);
            String number = Objects.requireNonNull(transaction.execute(
                    status -> files.file(newCase).orElseThrow().caseNumber()));
            customers.put(number, customer);
            return number;
        }

        Given give(Actor agent, String caseNumber, long cents, boolean money) {
            return Objects.requireNonNull(transaction.execute(status -> {
                CaseFile file = files.lock(caseNumber);
                Map<String, @Nullable Object> circumstances = new LinkedHashMap<>();
                circumstances.put("amount", money ? cents : 0);
                Authorities.Answer answer =
                        authorities.askToSpend(file, agent, agent.level().orElseThrow(), circumstances);
                Authorities.Grant grant =
                        Objects.requireNonNull(answer.grants().get(money ? "goodwill-credit" : "redeliver-express"));
                assertThat(grant.goodwill().cents()).isEqualTo(cents);
                boolean direct = grant.permission() == Permission.DIRECT;
                assertThat(grant.permission()).isIn(Permission.DIRECT, Permission.APPROVAL);
                assertThat(direct || !grant.approvers().isEmpty()).isTrue();
                UUID id = UUID.randomUUID();
                remedies.begin(
                        file,
                        new Remedies.Remedy(
                                id,
                                file.id(),
                                grant.action(),
                                false,
                                direct ? Remedies.State.IN_PROGRESS : Remedies.State.AWAITING_APPROVAL,
                                agent,
                                Remedies.Authority.DIRECT,
                                grant.owed(),
                                grant.rule(),
                                grant.reason(),
                                money ? new Money(cents) : null,
                                grant.goodwill(),
                                Remedies.Particulars.NONE,
                                null,
                                grant.approvers(),
                                null,
                                null,
                                null,
                                false,
                                clock.instant(),
                                null,
                                null,
                                null));
                return new Given(id, agent, caseNumber, cents, money, direct, clock.instant());
            }));
        }

        void giveBack(Given gift, int how) {
            transaction.executeWithoutResult(status -> {
                CaseFile file = files.lock(gift.theCase());
                switch (how) {
                    case 0 -> remedies.cancelled(gift.id());
                    case 1 -> remedies.answered(file, gift.id(), Actor.EINHAND, false, "no");
                    default -> remedies.failed(gift.id(), "refused", true);
                }
            });
        }
    }

    /** The tables as they are written down, without a deployment. */
    private static final class RulesAsWritten implements DecisionTables {
        private final DmnEngine engine = RuleEngine.build();
        private final Map<String, DmnDecision> parsed = new ConcurrentHashMap<>();

        @Override
        public Table latest(String key) {
            DmnDecision decision = parsed.computeIfAbsent(key, this::parse);
            return new Table() {
                @Override
                public String version() {
                    return key + ":0";
                }

                @Override
                public List<Rule> evaluate(Map<String, @Nullable Object> inputs) {
                    return engine.evaluateDecisionTable(decision, inputs).getResultList().stream()
                            .map(outputs -> new Rule(new HashMap<>(outputs)))
                            .toList();
                }
            };
        }

        private DmnDecision parse(String key) {
            InputStream file = Objects.requireNonNull(RulesAsWritten.class.getResourceAsStream("/dmn/authority.dmn"));
            return engine.parseDecision(key, file);
        }
    }
}
