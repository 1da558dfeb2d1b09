package org.einhand.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.einhand.support.EinhandTest;
import org.einhand.support.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@EinhandTest
class ExpressionGuardTest {

    private static final String CODE = "${''.getClass().forName('java.lang.System').getMethod('exit')}";

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"assigneeExpression\":\"CODE\"}",
                "{\"orQueries\":[{\"assigneeExpression\":\"CODE\"}]}",
                "{\"orQueries\":[{\"candidateUser\":\"a\"},{\"dueBeforeExpression\":\"CODE\"}]}",
                "{\"orQueries\":[{\"ASSIGNEEEXPRESSION\":\"CODE\"}]}",
                "{\"orQueries\":[{\"assigneeExpres\\u0073ion\":\"CODE\"}]}",
                "{\"a\":{\"b\":[[{\"processInstanceBusinessKeyExpression\":\"CODE\"}]]}}",
                "{\"name\":\"x\"} {\"assigneeExpression\":\"CODE\"}"
            })
    void no_expression_reaches_a_query(String body) {
        for (String user : new String[] {"agent", "ops"}) {
            HttpResponse<String> answer = client(user).post("/engine-rest/task", body.replace("CODE", CODE));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"type\":\"InvalidRequestException\"", "Expressions are not accepted");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /engine-rest/filter/create",
        "PUT, /engine-rest/filter/some-filter",
        "POST, /engine-rest/filter/some-filter/list",
        "POST, /engine-rest/filter/some-filter/count",
        "POST, /engine-rest/task/count",
        "POST, /camunda/api/engine/engine/default/task",
        "POST, /camunda/api/engine/engine/default/filter/create"
    })
    void no_expression_is_stored_or_added_to_a_filter(String method, String path) {
        String body = "{\"resourceType\":\"Task\",\"name\":\"mine\",\"query\":{\"orQueries\":[{\"ownerExpression\":\""
                + CODE + "\"}]},\"properties\":{}}";

        HttpResponse<String> answer = client("ops").send(method, path, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Expressions are not accepted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"assigneeExpression=%24%7B1%7D", "assignee%45xpression=1", "name=a&candidateGroupEXPRESSION=b"})
    void no_expression_comes_as_a_parameter(String query) {
        assertThat(client("agent").get("/engine-rest/task?" + query).statusCode())
                .isEqualTo(400);
    }

    @Test
    void what_hides_its_content_is_not_let_through() {
        String body = "{\"assigneeExpression\":\"" + CODE + "\"}";

        assertThat(client("agent")
                        .post("/engine-rest/task", body, "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(415);
        assertThat(client("agent")
                        .post("/engine-rest/task", body, "Content-Type", "multipart/form-data; boundary=x")
                        .statusCode())
                .isEqualTo(415);
        assertThat(client("agent")
                        .post("/engine-rest/task", body, "Content-Type", "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(415);
        assertThat(client("agent")
                        .post("/engine-rest/task", "{\"a\":", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(client("agent")
                        .post("/engine-rest/task", "{\"name\":\"" + "x".repeat(3_000_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void ordinary_queries_work_as_ever() {
        HttpResponse<String> answer = client("agent")
                .post("/engine-rest/task", "{\"orQueries\":[{\"assignee\":\"agent\",\"name\":\"Expression\"}]}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(client("agent").post("/engine-rest/task/count", "").statusCode())
                .isEqualTo(200);
        assertThat(client("agent").get("/engine-rest/task?assignee=agent").statusCode())
                .isEqualTo(200);
    }

    private Http client(String user) {
        return Http.anonymous(port).as(user);
    }
}
