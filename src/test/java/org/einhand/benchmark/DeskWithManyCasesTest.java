package org.einhand.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.einhand.support.WebSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How long Tasklist's calls take with a hundred thousand open cases: one real case, copied with its contact, promise, timeline and
 * task, as sealed as it is. Prints p50 and p99; asserts only that every call was answered.
 */
@EinhandTest
@Tag("benchmark")
class DeskWithManyCasesTest {

    private static final int CASES = 100_000;
    private static final int OWN = 100;
    private static final int ROUNDS = 200;
    private static final int PAGE = 15;

    /** The check digit of {@code digits}. */
    private static final String CHECK = """
            (10 - (select sum(case when d > 9 then d - 9 else d end) from (select substr(reverse(digits), g, 1)::int
                * case when g % 2 = 1 then 2 else 1 end as d from generate_series(1, length(digits)) g) each) % 10) % 10""";

    private final int port;
    private final House house;
    private final JdbcClient jdbc;

    private final TransactionTemplate transaction;

    DeskWithManyCasesTest(
            @LocalServerPort int port, @Autowired JdbcClient jdbc, @Autowired PlatformTransactionManager transactions) {
        this.port = port;
        this.house = new House(port);
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Test
    void per_call() throws Exception {
        String real = house.open("intake", House.redelivery("phone", "questions"));
        house.task(real, "decide");
        house.untilNotBusy(real);
        long start = System.nanoTime();
        transaction.executeWithoutResult(filling -> fill(real));
        jdbc.sql("analyze").update();
        System.out.printf("%d cases filed in %.0f s%n", CASES, (System.nanoTime() - start) / 1e9);
        List<String> own = jdbc.sql(
                        "select case_number from case_file where owner = 'agent' order by case_number limit :own")
                .param("own", OWN)
                .query(String.class)
                .list();
        List<String> tasks = jdbc.sql("select id_ from act_ru_task where id_ like 'bench-%' order by id_ limit :page")
                .param("page", PAGE)
                .query(String.class)
                .list();
        WebSession agent = new WebSession(port, "agent");
        String desk = "/camunda/api/einhand";
        measure("case file", () -> agent.get(desk + "/files/" + any(own)));
        measure("case file of a task", () -> agent.get(desk + "/tasks/" + any(tasks) + "/case"));
        measure("options", () -> agent.get(desk + "/api/cases/" + any(own) + "/options"));
        measure("pulse", () -> agent.get(desk + "/files/" + any(own) + "/pulse"));
        measure("my day", () -> agent.get(desk + "/my-day"));
        String cards = tasks.stream().map(task -> "task=" + task).collect(Collectors.joining("&", "/cards?", ""));
        measure("cards of a page", () -> agent.get(desk + cards));
        measure("find by number", () -> agent.get(desk + "/api/cases?size=20&q=" + any(own)));
        String list = "/camunda/api/engine/engine/default/filter/" + filter(agent, "First line")
                + "/list?firstResult=0&maxResults=" + PAGE;
        measure("list of tasks", () -> agent.post(list, "{}", "none", agent.token()));
    }

    private String filter(WebSession agent, String name) throws Exception {
        for (JsonNode filter : new ObjectMapper()
                .readTree(agent.get("/camunda/api/engine/engine/default/filter?resourceType=Task&maxResults=50")
                        .body())) {
            if (filter.path("name").asText().equals(name)) {
                return filter.path("id").asText();
            }
        }
        throw new AssertionError("no filter " + name);
    }

    private int next;

    private String any(List<String> list) {
        return list.get(next++ % list.size());
    }

    private void measure(String what, Supplier<HttpResponse<String>> call) {
        IntStream.range(0, 20)
                .mapToObj(warm -> call.get())
                .forEach(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        double[] millis = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            HttpResponse<String> answer = call.get();
            millis[i] = (System.nanoTime() - start) / 1e6;
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
        Arrays.sort(millis);
        System.out.printf(
                "%s with %d open cases: p50 %.1f ms, p99 %.1f ms%n",
                what, CASES, millis[ROUNDS / 2], millis[ROUNDS * 99 / 100]);
    }

    /** Copies everything that the calls read, each table with one statement. */
    private void fill(String real) {
        jdbc.sql("set local statement_timeout = 0").update();
        jdbc.sql("""
                create temporary table bench on commit drop as select i, 'E26-' || substr(digits, 3) || '-' || %s as number, gen_random_uuid() as id
                from (select i, '26' || (900000 + i - 1) as digits from generate_series(1, :cases) i) every""".formatted(CHECK)).param("cases", CASES).update();
        run("""
                insert into customer_key (brand, customer_id, wrapped_key, created_at)
                select k.brand, 'K-bench-' || b.i, k.wrapped_key, k.created_at
                from bench b, case_file c join customer_key k on k.brand = c.brand and k.customer_id = c.customer_id
                where c.case_number = :real""", real);
        run("""
                insert into case_file select r.*
                from bench b, case_file c cross join lateral jsonb_populate_record(null::case_file, to_jsonb(c) || jsonb_build_object('id', b.id,
                    'case_number', b.number, 'matter_id', b.id, 'customer_id', 'K-bench-' || b.i, 'subject_id', 'O-bench-' || b.i,
                    'owner', case when b.i % 1000 = 0 then 'agent' when b.i % 2 = 0 then 'bench-' || b.i % 500 end,
                    'flow', 'bench-' || b.i)) r
                where c.case_number = :real""", real);
        copy("contact", real, "'id', gen_random_uuid()");
        copy("promise", real, "'id', gen_random_uuid()");
        copy("notification", real, "'id', gen_random_uuid()");
        run("""
                insert into timeline_entry (case_id, at, kind, actor_kind, actor, sealed_text)
                select b.id, t.at, t.kind, t.actor_kind, t.actor, t.sealed_text
                from bench b, timeline_entry t join case_file c on c.id = t.case_id where c.case_number = :real""", real);
        run("""
                insert into act_ru_execution select r.*
                from bench b, act_ru_execution e cross join lateral jsonb_populate_record(null::act_ru_execution, to_jsonb(e) || jsonb_build_object(
                    'id_', 'bench-' || b.i, 'root_proc_inst_id_', 'bench-' || b.i, 'proc_inst_id_', 'bench-' || b.i,
                    'business_key_', b.number)) r
                where e.business_key_ = :real and e.parent_id_ is null and e.super_exec_ is null
                    and e.proc_def_id_ like 'case:%'""", real);
        run("""
                insert into act_ru_task select r.*
                from bench b, act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_ cross join lateral jsonb_populate_record(null::act_ru_task, to_jsonb(t) || jsonb_build_object(
                    'id_', 'bench-' || b.i, 'execution_id_', 'bench-' || b.i, 'proc_inst_id_', 'bench-' || b.i,
                    'assignee_', case when b.i % 1000 = 0 then 'agent' when b.i % 2 = 0 then 'bench-' || b.i % 500 end)) r
                where e.business_key_ = :real and t.task_def_key_ = 'decide'""", real);
        run("""
                insert into act_ru_identitylink select r.*
                from bench b, act_ru_identitylink l join act_ru_task t on t.id_ = l.task_id_ join act_ru_execution e on e.id_ = t.proc_inst_id_ cross join lateral jsonb_populate_record(null::act_ru_identitylink, to_jsonb(l)
                    || jsonb_build_object('id_', gen_random_uuid(), 'task_id_', 'bench-' || b.i)) r
                where e.business_key_ = :real and t.task_def_key_ = 'decide'""", real);
    }

    private void copy(String table, String real, String anew) {
        run("""
                insert into %1$s select r.*
                from bench b, %1$s t join case_file c on c.id = t.case_id cross join lateral jsonb_populate_record(null::%1$s, to_jsonb(t) || jsonb_build_object(%2$s, 'case_id', b.id)) r
                where c.case_number = :real""".formatted(table, anew), real);
    }

    private void run(String statement, String real) {
        jdbc.sql(statement).param("real", real).update();
    }
}
