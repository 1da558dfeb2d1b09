package org.einhand.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.engine.task.Task;
import org.einhand.support.EinhandTest;
import org.einhand.support.Http;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@EinhandTest
class EngineAccessTest {

    @LocalServerPort
    private int port;

    @Autowired
    private AccessSetup setup;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private TaskService tasks;

    @Autowired
    private HistoryService history;

    @Autowired
    private AuthorizationService authorizations;

    @Autowired
    private FilterService filters;

    @Autowired
    private IdentityService identities;

    @Autowired
    private ObjectMapper json;

    private DeploymentWithDefinitions deployment;
    private String instance;
    private Task task;

    @BeforeEach
    void start_an_errand() {
        deployment = repository
                .createDeployment()
                .addClasspathResource("platform/errand.bpmn")
                .deployWithResult();
        setup.afterPropertiesSet();
        instance = runtime.startProcessInstanceByKey("errand", "2026-000001-1", Map.of("amount", 4990))
                .getId();
        task = tasks.createTaskQuery().processInstanceId(instance).singleResult();
    }

    @AfterEach
    void clear() {
        repository.deleteDeployment(deployment.getId(), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trainee", "agent", "senior", "lead", "homeoffice", "ops"})
    void agents_see_every_task(String user) {
        assertThat(as(user).get("/engine-rest/task?processInstanceId=" + instance)
                        .body())
                .contains(task.getId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistics", "finance", "owner", "intake", "insight"})
    void others_see_none(String user) {
        assertThat(as(user).get("/engine-rest/task?processInstanceId=" + instance)
                        .body())
                .isEqualTo("[]");
        assertThat(as(user).get("/engine-rest/task/" + task.getId()).statusCode())
                .isGreaterThanOrEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /engine-rest/deployment/create | {}",
                "POST   | /engine-rest/process-definition/key/errand/start | {}",
                "PUT    | /engine-rest/process-instance/INSTANCE/variables/amount | {\"value\":1}",
                "POST   | /engine-rest/process-instance/INSTANCE/modification | {\"instructions\":[{\"type\":\"cancel\",\"activityId\":\"run\"}]}",
                "DELETE | /engine-rest/process-instance/INSTANCE | ",
                "PUT    | /engine-rest/process-instance/INSTANCE/suspended | {\"suspended\":true}",
                "POST   | /engine-rest/task/TASK/assignee | {\"userId\":\"agent2\"}",
                "POST   | /engine-rest/task/TASK/delegate | {\"userId\":\"agent2\"}",
                "PUT    | /engine-rest/task/TASK | {\"name\":\"other\"}",
                "POST   | /engine-rest/user/create | {\"profile\":{\"id\":\"m\"},\"credentials\":{\"password\":\"m\"}}",
                "PUT    | /engine-rest/group/operations/members/agent | {}",
                "POST   | /engine-rest/authorization/create | {\"type\":1,\"permissions\":[\"ALL\"],\"userId\":\"agent\",\"resourceType\":8,\"resourceId\":\"*\"}",
                "POST   | /engine-rest/filter/create | {\"resourceType\":\"Task\",\"name\":\"mine\",\"query\":{},\"properties\":{}}"
            })
    void agents_work_on_tasks_and_do_nothing_else(String method, String path, String body) {
        String address = path.replace("INSTANCE", instance).replace("TASK", task.getId());
        boolean upload = path.contains("deployment");

        int status = upload
                ? as("agent")
                        .send(method, address, multipart(), "Content-Type", "multipart/form-data; boundary=x")
                        .statusCode()
                : as("agent").send(method, address, body == null ? "" : body).statusCode();

        assertThat(status).isEqualTo(403);
        assertThat(runtime.getVariable(instance, "amount")).isEqualTo(4990);
    }

    @Test
    void who_acts_is_forgotten_after_the_request() {
        as("agent").get("/engine-rest/task");

        assertThat(identities.getCurrentAuthentication()).isNull();
    }

    @Test
    void setting_up_twice_changes_nothing() {
        long grants = authorizations.createAuthorizationQuery().count();
        long lists = filters.createFilterQuery().count();

        setup.afterPropertiesSet();

        assertThat(authorizations.createAuthorizationQuery().count()).isEqualTo(grants);
        assertThat(filters.createFilterQuery().count()).isEqualTo(lists).isEqualTo(16);
    }

    @Test
    void tasks_and_their_assignees_cost_no_grants() {
        tasks.setAssignee(task.getId(), "agent");

        assertThat(authorizations.createAuthorizationQuery().resourceType(Resources.TASK).list().stream()
                        .filter(grant -> task.getId().equals(grant.getResourceId())))
                .isEmpty();
    }

    @Test
    void the_lists_in_tasklist_show_what_they_say() throws Exception {
        assertThat(idsIn("agent", "First line")).contains(task.getId());
        assertThat(idsIn("agent", "My tasks")).doesNotContain(task.getId());

        tasks.setAssignee(task.getId(), "agent");

        assertThat(idsIn("agent", "First line")).doesNotContain(task.getId());
        assertThat(idsIn("agent", "My tasks")).contains(task.getId());
        assertThat(idsIn("agent2", "My tasks")).doesNotContain(task.getId());
        assertThat(idsIn("agent2", "All open cases")).contains(task.getId());
    }

    @Test
    void history_keeps_the_way_and_not_the_variables() {
        tasks.setAssignee(task.getId(), "agent");
        tasks.complete(task.getId());

        assertThat(history.createHistoricActivityInstanceQuery()
                        .processInstanceId(instance)
                        .list())
                .extracting(activity -> activity.getActivityId())
                .contains("asked", "run", "done");
        assertThat(history.createHistoricTaskInstanceQuery()
                        .processInstanceId(instance)
                        .singleResult()
                        .getAssignee())
                .isEqualTo("agent");
        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(instance)
                        .count())
                .isZero();
        assertThat(history.createHistoricProcessInstanceQuery()
                        .processInstanceId(instance)
                        .singleResult()
                        .getRemovalTime())
                .isNotNull();
    }

    @Test
    void engine_errors_keep_the_engines_format() {
        var answer = as("agent").get("/engine-rest/task/no-such-task");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"type\":", "\"message\":");
    }

    private List<String> idsIn(String user, String name) throws Exception {
        Filter filter = filters.createFilterQuery().filterName(name).singleResult();
        String body =
                as(user).get("/engine-rest/filter/" + filter.getId() + "/list").body();
        JsonNode found = json.readTree(body);
        assertThat(found.isArray()).as(body).isTrue();
        return found.findValuesAsText("id");
    }

    private static String multipart() {
        return "--x\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\nevil\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"data\"; filename=\"a.bpmn\"\r\n\r\n<x/>\r\n--x--\r\n";
    }

    private Http as(String user) {
        return Http.anonymous(port).as(user);
    }
}
