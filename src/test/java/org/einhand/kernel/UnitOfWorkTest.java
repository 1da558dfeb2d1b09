package org.einhand.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.function.Supplier;
import org.einhand.support.OwnDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** One use case, one transaction; done again when somebody else was faster. */
class UnitOfWorkTest {

    private static JdbcClient jdbc;
    private static UnitOfWork work;

    private int tries;

    @BeforeAll
    static void database() {
        DriverManagerDataSource source = new DriverManagerDataSource(OwnDatabase.create(), "postgres", "");
        jdbc = JdbcClient.create(source);
        jdbc.sql("create table note (text text primary key)").update();
        work = new UnitOfWork(
                new JdbcTransactionManager(source),
                List.of(failure -> failure instanceof IllegalMonitorStateException));
    }

    @BeforeEach
    void nothingNoted() {
        jdbc.sql("delete from note").update();
    }

    @Test
    void whatIsDoneIsKept() {
        assertThat(work.run(() -> note("once"))).isEqualTo("once");
        assertThat(notes()).containsExactly("once");
    }

    @Test
    void whenSomebodyWasFasterAllOfItIsDoneAgain() {
        String done = work.run(failingTwice(new CannotAcquireLockException("somebody was faster")));

        assertThat(done).isEqualTo("try 3");
        assertThat(notes()).containsExactly("try 3");
    }

    @Test
    void aFlowThatDoesNotWaitYetIsSpokenToAgain() {
        work.run(failingTwice(new NotReady("shipment-delivered")));

        assertThat(notes()).containsExactly("try 3");
    }

    @Test
    void othersMayTellWhatAConcurrentChangeIs() {
        work.run(failingTwice(new IllegalMonitorStateException("the engine was faster")));

        assertThat(notes()).containsExactly("try 3");
    }

    @Test
    void anyOtherFailureIsFinalAndLeavesNothing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> work.run(failingTwice(new IllegalStateException("not allowed"))))
                .withMessage("not allowed");
        assertThat(tries).isEqualTo(1);
        assertThat(notes()).isEmpty();
    }

    @Test
    void itGivesUpInTheEnd() {
        assertThatExceptionOfType(CannotAcquireLockException.class)
                .isThrownBy(() -> work.run(() -> {
                    tries++;
                    note("try " + tries);
                    throw new CannotAcquireLockException("always");
                }));
        assertThat(tries).isEqualTo(12);
        assertThat(notes()).isEmpty();
    }

    @Test
    void aUseCaseInsideAnotherTakesPartAndLeavesTheRetryToIt() {
        work.run(() -> {
            note("outer " + tries);
            work.run(failingTwice(new CannotAcquireLockException("somebody was faster")));
        });

        assertThat(tries).isEqualTo(3);
        assertThat(notes()).containsExactlyInAnyOrder("outer 2", "try 3");
    }

    private Supplier<String> failingTwice(RuntimeException failure) {
        return () -> {
            tries++;
            String done = note("try " + tries);
            if (tries < 3) {
                throw failure;
            }
            return done;
        };
    }

    private static String note(String text) {
        jdbc.sql("insert into note values (?)").param(text).update();
        return text;
    }

    private static List<String> notes() {
        return jdbc.sql("select text from note").query(String.class).list();
    }
}
