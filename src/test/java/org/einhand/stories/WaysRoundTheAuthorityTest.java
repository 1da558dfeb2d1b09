package org.einhand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.einhand.support.EinhandTest;
import org.einhand.support.House;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Ways by which somebody might get more than she may decide: each ends where the straight way ends. */
@EinhandTest
class WaysRoundTheAuthorityTest {

    private final House house;
    private final int port;

    WaysRoundTheAuthorityTest(@LocalServerPort int port) {
        this.house = new House(port);
        this.port = port;
    }

    @BeforeEach
    void a_provider_that_speaks_when_told_to() {
        house.behave("payments", "manual");
    }

    @AfterEach
    void everything_as_usual_again() {
        house.behave("payments", "auto");
    }

    private static ObjectNode call() {
        return House.redelivery("phone", "questions");
    }

    private House.Answer give(String agent, String number, String euros) {
        return give(agent, number, euros, UUID.randomUUID().toString());
    }

    private House.Answer give(String agent, String number, String euros, String key) {
        return house.post(
                agent,
                "/api/cases/" + number + "/decisions",
                House.read("{\"action\":\"goodwill-credit\",\"amount\":{\"amount\":\"%s\",\"currency\":\"EUR\"}}"
                        .formatted(euros)),
                key);
    }

    /** A case of the agent's in which she asks for 60 EUR; seniors and leads may say yes. */
    private String asked(String agent) {
        String number = house.open(agent, call());
        assertThat(give(agent, number, "60.00").expect(201).text("/state")).isEqualTo("awaiting-approval");
        return number;
    }

    private String task(String number) {
        return house.task(number, "approve").path("id").asText();
    }

    private House.Answer act(String user, String task, String what, String body) {
        return house.send(user, "POST", "/engine-rest/task/" + task + "/" + what, body);
    }

    private House.Answer claim(String user, String task) {
        return act(user, task, "claim", "{\"userId\":\"" + user + "\"}");
    }

    private static final String YES = "{\"variables\":{\"approved\":{\"value\":true}}}";

    private String state(String number) {
        return House.last(house.look(number).path("remedies")).path("state").asText();
    }

    private void member(String method, String group, String user) {
        assertThat(house.send("ops", method, "/engine-rest/group/" + group + "/members/" + user, "{}")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void being_made_a_lead_afterwards_does_not_make_her_own_request_hers_to_grant() {
        String number = asked("agent2");
        String task = task(number);
        member("PUT", "leads", "agent2");
        try {
            assertThat(claim("agent2", task).expect(403).text("/message")).contains("does not give it");
            act("ops", task, "assignee", "{\"userId\":\"agent2\"}").expect(403);
            assertThat(act("agent2", task, "complete", YES).status()).isIn(403, 409);
            act("agent2", task, "submit-form", YES);
            assertThat(state(number)).isEqualTo("awaiting-approval");
        } finally {
            member("DELETE", "leads", "agent2");
        }
    }

    @Test
    void taking_the_case_changes_nothing_about_who_asked_and_who_may_answer() {
        String number = asked("agent");
        String task = task(number);
        house.send("agent2", "POST", "/api/cases/" + number + "/take", "{\"reason\":\"customer-here\"}")
                .expect(200);
        assertThat(house.look(number).path("owner").asText()).isEqualTo("agent2");
        assertThat(claim("agent", task).expect(403).text("/message")).contains("does not give it");
        claim("agent2", task).expect(403);
        house.send("senior", "POST", "/api/cases/" + number + "/take", "{\"reason\":\"customer-here\"}")
                .expect(200);
        claim("senior", task).expect(204);
        act("senior", task, "complete", YES).expect(204);
        JsonNode remedy = House.last(house.look(number).path("remedies"));
        assertThat(remedy.path("decidedBy").asText()).isEqualTo("agent");
        assertThat(remedy.path("answeredBy").asText()).isEqualTo("senior");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,task/#/delegate,'{\"userId\":\"agent\"}'",
        "POST,task/#/resolve,'{\"variables\":{\"approved\":{\"value\":true}}}'",
        "POST,task/#/identity-links,'{\"userId\":\"agent\",\"type\":\"candidate\"}'",
        "PUT,task/#,'{\"assignee\":\"agent\",\"owner\":\"agent\"}'",
        "POST,task/#/bpmnError,'{\"errorCode\":\"x\"}'",
        "POST,task/#/bpmnEscalation,'{\"escalationCode\":\"x\"}'",
        "PUT,task/#/variables/approved,'{\"value\":true,\"type\":\"Boolean\"}'",
        "POST,task/#/localVariables,'{\"modifications\":{\"approved\":{\"value\":true}}}'",
        "POST,task/#/complete,'{\"variables\":{\"approved\":{\"value\":true}}}'",
        "POST,task/#/submit-form,'{\"variables\":{\"approved\":{\"value\":true}}}'",
        "PUT,process-instance/@/variables/remedyId,'{\"value\":\"x\",\"type\":\"String\"}'",
        "POST,process-instance/@/modification,'{\"instructions\":[{\"type\":\"cancel\",\"activityId\":\"approve\"}]}'",
        "DELETE,process-instance/@,'{}'",
        "POST,execution/@/signal,'{}'",
        "POST,message,'{\"messageName\":\"remedy-called-off\",\"processInstanceId\":\"@\"}'",
        "POST,process-definition/key/payout/start,'{\"variables\":{}}'",
        "POST,process-definition/key/approval/start,'{\"variables\":{}}'",
        "POST,process-definition/key/case/start,'{\"variables\":{}}'",
        "PUT,group/leads/members/agent,'{}'",
        "PUT,user/agent/profile,'{\"id\":\"agent\",\"firstName\":\"A\",\"lastName\":\"B\",\"email\":\"a@example.org\"}'",
        "POST,authorization/create,'{\"type\":1,\"permissions\":[\"ALL\"],\"userId\":\"agent\",\"resourceType\":6,\"resourceId\":\"*\"}'"
    })
    void who_asked_finds_no_other_door_in_the_engine(String method, String path, String body) {
        String number = asked("agent");
        String task = task(number);
        String flow = house.task(number, "approve").path("processInstanceId").asText();
        House.Answer answer = house.send(
                "agent",
                method,
                "/engine-rest/" + path.replace("#", task).replace("@", flow),
                body.replace("@", path.equals("message") ? flow : "@"));
        assertThat(answer.status()).as("%s", answer.body()).isBetween(400, 500);
        assertThat(state(number)).isEqualTo("awaiting-approval");
        assertThat(house.task(number, "approve").path("id").asText()).isEqualTo(task);
        assertThat(house.tasks("agent", number, "approve").at("/0/assignee").isNull())
                .isTrue();
    }

    @Test
    void operations_run_the_engine_and_say_no_yes_of_their_own() {
        String number = asked("agent");
        String task = task(number);
        assertThat(claim("ops", task).expect(403).text("/message")).contains("seniors, leads");
        act("ops", task, "assignee", "{\"userId\":\"senior\"}").expect(204);
        assertThat(act("ops", task, "complete", YES).expect(403).text("/message"))
                .contains("belongs to senior");
        act("ops", task, "delegate", "{\"userId\":\"agent\"}").expect(403);
        assertThat(state(number)).isEqualTo("awaiting-approval");
    }

    @Test
    void a_request_started_a_second_time_by_hand_is_answered_by_the_same_rules() {
        String number = asked("agent");
        task(number);
        String remedy =
                House.last(house.look(number).path("remedies")).path("id").asText();
        String flow = house.send(
                        "ops",
                        "POST",
                        "/engine-rest/process-definition/key/approval/start",
                        "{\"businessKey\":\"%s\",\"variables\":{\"remedyId\":{\"value\":\"%s\",\"type\":\"String\"}}}"
                                .formatted(number, remedy))
                .expect(200)
                .text("/id");
        String second = house.get("ops", "/engine-rest/task?processInstanceId=" + flow)
                .expect(200)
                .body()
                .at("/0/id")
                .asText();
        claim("agent", second).expect(403);
        claim("agent2", second).expect(403);
        act("ops", second, "assignee", "{\"userId\":\"agent\"}").expect(403);
        act("ops", second, "assignee", "{\"userId\":\"agent2\"}").expect(204);
        act("agent2", second, "complete", YES).expect(403);
        assertThat(state(number)).isEqualTo("awaiting-approval");
        house.send("ops", "DELETE", "/engine-rest/process-instance/" + flow, "{}")
                .expect(204);
    }

    @Test
    void the_task_of_one_case_answers_nothing_in_another() {
        String mine = asked("agent");
        String other = asked("agent2");
        String task = task(other);
        claim("senior", task).expect(204);
        String remedy = House.last(house.look(mine).path("remedies")).path("id").asText();
        for (String extra : List.of("remedyId", "caseNumber", "approvers")) {
            act(
                            "senior",
                            task,
                            "complete",
                            "{\"variables\":{\"approved\":{\"value\":true},\"%s\":{\"value\":\"%s\"}}}"
                                    .formatted(extra, remedy))
                    .expect(400);
        }
        act("senior", task, "complete", YES).expect(204);
        assertThat(state(mine)).isEqualTo("awaiting-approval");
        assertThat(state(other)).isEqualTo("in-progress");
    }

    @Test
    void deciding_brings_no_yes_along() {
        String number = house.open("agent", call());
        String decide = house.task(number, "decide").path("id").asText();
        for (String extra : List.of("approved", "authority", "level", "owed", "goodwillLeft", "consultation")) {
            act(
                            "agent",
                            decide,
                            "complete",
                            "{\"variables\":{\"action\":{\"value\":\"goodwill-credit\"},\"amount\":{\"value\":6000,\"type\":\"Integer\"},\"%s\":{\"value\":true}}}"
                                    .formatted(extra))
                    .expect(400);
        }
        House.Answer api = house.decide(
                "agent",
                number,
                House.read(
                        "{\"action\":\"goodwill-credit\",\"amount\":{\"amount\":\"60.00\",\"currency\":\"EUR\"},\"approved\":true}"));
        assertThat(api.expect(400).body().at("/errors/0/pointer").asText()).isEqualTo("/approved");
        assertThat(house.look(number).path("remedies")).isEmpty();
    }

    @Test
    void tasklist_is_no_other_door() throws Exception {
        String number = asked("agent");
        String task = task(number);
        Browser agent = new Browser("agent");
        assertThat(agent.act(task, "claim", "{\"userId\":\"agent\"}")).contains("403", "does not give it");
        assertThat(agent.act(task, "assignee", "{\"userId\":\"agent\"}")).contains("403");
        assertThat(agent.act(task, "submit-form", YES)).contains("409", "Claim the task first");
        assertThat(new Browser("agent2").act(task, "claim", "{\"userId\":\"agent2\"}"))
                .contains("403", "seniors, leads");
        assertThat(state(number)).isEqualTo("awaiting-approval");
        Browser senior = new Browser("senior");
        assertThat(senior.act(task, "claim", "{\"userId\":\"senior\"}")).startsWith("204");
        assertThat(senior.act(task, "submit-form", YES)).startsWith("204");
        assertThat(state(number)).isEqualTo("in-progress");
    }

    /** Somebody in Tasklist: its own sign-in, cookies and protection against forged requests. */
    private final class Browser {
        private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(cookies).build();

        Browser(String user) throws IOException, InterruptedException {
            look("/camunda/app/tasklist/default/");
            assertThat(send(
                            "/camunda/api/admin/auth/user/default/login/tasklist",
                            "application/x-www-form-urlencoded",
                            "username=" + user + "&password=" + user))
                    .startsWith("200");
            // the session is a new one, and so is its token
            look("/camunda/api/engine/engine/default/task/count");
        }

        private void look(String path) throws IOException, InterruptedException {
            http.send(to(path).GET().build(), HttpResponse.BodyHandlers.discarding());
        }

        /** The status and what was said. */
        String act(String task, String what, String body) throws IOException, InterruptedException {
            return send("/camunda/api/engine/engine/default/task/" + task + "/" + what, "application/json", body);
        }

        private String send(String path, String type, String body) throws IOException, InterruptedException {
            String token = cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                    .map(HttpCookie::getValue)
                    .findFirst()
                    .orElse("");
            HttpRequest request = to(path).header("Content-Type", type)
                    .header("X-XSRF-TOKEN", token)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }

        private HttpRequest.Builder to(String path) {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Accept", "application/json, text/html");
        }
    }

    @Test
    void two_windows_of_the_same_approver_say_yes_once() {
        String number = asked("agent");
        String task = task(number);
        claim("senior", task).expect(204);
        List<Integer> answers =
                atOnce(4, i -> act("senior", task, "complete", YES).status());
        assertThat(answers).filteredOn(status -> status == 204).hasSize(1);
        assertThat(House.last(house.look(number).path("remedies"))
                        .path("answeredBy")
                        .asText())
                .isEqualTo("senior");
        assertThat(house.look(number).path("remedies")).hasSize(1);
    }

    @Test
    void several_windows_at_once_spend_a_limit_once() {
        String number = house.open("agent", call());
        List<String> states = atOnce(6, i -> give("agent", number, "30.00").text("/state"));
        assertThat(states).filteredOn("in-progress"::equals).hasSize(1);
        String another = house.open("agent", call());
        List<String> exact = atOnce(6, i -> give("agent", another, "25.00").text("/state"));
        assertThat(exact).filteredOn("in-progress"::equals).hasSize(2);
    }

    private static <T> List<T> atOnce(int times, java.util.function.IntFunction<T> what) {
        ExecutorService windows = Executors.newFixedThreadPool(times);
        try {
            List<CompletableFuture<T>> running = IntStream.range(0, times)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> what.apply(i), windows))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        } finally {
            windows.shutdown();
        }
    }

    @Test
    void the_same_request_sent_twice_spends_once() {
        String number = house.open("agent", call());
        String key = UUID.randomUUID().toString();
        String first = give("agent", number, "25.00", key).expect(201).text("/id");
        assertThat(give("agent", number, "25.00", key).expect(201).text("/id")).isEqualTo(first);
        assertThat(house.option("agent", number, "goodwill-credit")
                        .at("/limit/amount")
                        .asText())
                .isEqualTo("25.00");
    }

    @Test
    void nobody_decides_in_her_own_case_nor_says_yes_in_it() {
        ObjectNode call = call();
        String email = "Hanna.Eigen@Example.org";
        call.with("customer").put("email", email);
        String number = house.open("agent", call);
        profile("senior", email.toUpperCase(java.util.Locale.ROOT));
        profile("agent2", email.toLowerCase(java.util.Locale.ROOT));
        try {
            house.send("agent2", "POST", "/api/cases/" + number + "/take", "{\"reason\":\"customer-here\"}")
                    .expect(200);
            House.Answer own = give("agent2", number, "1.00").expect(403);
            assertThat(own.problem()).isEqualTo("forbidden");
            assertThat(own.text("/detail")).contains("own case");
            assertThat(house.decide("agent2", number, "redeliver-standard").status())
                    .isEqualTo(403);
            JsonNode option = house.option("agent2", number, "redeliver-standard");
            assertThat(option.path("permission").asText()).isEqualTo("unavailable");
            assertThat(option.path("missing").asText()).isEqualTo("other-person");

            house.send("agent", "POST", "/api/cases/" + number + "/take", "{\"reason\":\"customer-here\"}")
                    .expect(200);
            give("agent", number, "60.00").expect(201);
            String task = task(number);
            assertThat(claim("senior", task).expect(403).text("/message")).contains("own case");
            act("ops", task, "assignee", "{\"userId\":\"senior\"}").expect(403);
            claim("lead", task).expect(204);
            act("lead", task, "complete", YES).expect(204);
        } finally {
            profile("senior", "senior@einhand.example");
            profile("agent2", "agent2@einhand.example");
        }
    }

    @Test
    void who_held_the_task_before_it_became_her_own_case_does_not_answer_it() {
        ObjectNode call = call();
        call.with("customer").put("email", "selma@example.org");
        String number = house.open("agent", call);
        give("agent", number, "60.00").expect(201);
        String task = task(number);
        claim("senior", task).expect(204);
        profile("senior", "selma@example.org");
        try {
            assertThat(act("senior", task, "complete", YES).expect(403).text("/message"))
                    .contains("own case");
            assertThat(state(number)).isEqualTo("awaiting-approval");
        } finally {
            profile("senior", "senior@einhand.example");
        }
    }

    private void profile(String user, String email) {
        JsonNode known = house.get("ops", "/engine-rest/user/" + user + "/profile")
                .expect(200)
                .body();
        ObjectNode changed = known.deepCopy();
        changed.put("email", email);
        house.send("ops", "PUT", "/engine-rest/user/" + user + "/profile", changed)
                .expect(204);
    }
}
