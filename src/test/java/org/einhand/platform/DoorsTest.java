package org.einhand.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.einhand.support.EinhandTest;
import org.einhand.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@EinhandTest
class DoorsTest {

    @LocalServerPort
    private int port;

    private Http nobody;

    @BeforeEach
    void open() {
        nobody = Http.anonymous(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/cases",
                "/api/cases/2026-000001-1",
                "/api/customers/K-1/hand",
                "/api/events",
                "/api/nowhere"
            })
    void our_interface_wants_to_know_who_is_there(String path) {
        HttpResponse<String> answer = nobody.get(path);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json;charset=UTF-8");
        assertThat(answer.body()).contains("urn:einhand:problem:unauthenticated");
    }

    @Test
    void a_wrong_password_is_told_as_such() {
        HttpResponse<String> answer = nobody.as("nobody-here").get("/api/cases");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("urn:einhand:problem:unauthenticated");
    }

    @Test
    void the_engine_wants_to_know_who_is_there_in_its_own_words() {
        HttpResponse<String> answer = nobody.get("/engine-rest/task");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"type\":\"AuthenticationException\"");
        assertThat(nobody.get("/engine-rest").statusCode()).isEqualTo(401);
        assertThat(nobody.get("/engine-rest/").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "agent, /api/events, 403",
        "logistics, /api/cases, 403",
        "insight, /api/cases, 403",
        "intake, /api/events, 403",
        "agent, /api/nowhere, 404",
        "ops, /api/nowhere, 404",
        "agent, /actuator/prometheus, 403",
        "ops, /actuator/prometheus, 200",
        "ops, /actuator/env, 404"
    })
    void roles_open_their_own_doors_only(String user, String path, int status) {
        HttpResponse<String> answer = nobody.as(user).get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status != 200) {
            assertThat(answer.body()).contains("urn:einhand:problem:" + (status == 403 ? "forbidden" : "not-found"));
        }
    }

    @Test
    void health_is_for_everybody_and_without_details() {
        HttpResponse<String> answer = nobody.get("/actuator/health");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("UP").doesNotContain("components");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/nowhere", "/error", "/index.html", "/swagger-ui/index.html", "/actuatorx", "/engine-restx"
            })
    void everything_else_is_a_wall(String path) {
        HttpResponse<String> answer = nobody.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("urn:einhand:problem:not-found");
    }

    @Test
    void events_need_no_sign_in() {
        assertThat(nobody.post("/api/events", "{}").statusCode())
                .isNotIn(401, 403)
                .isBetween(200, 499);
    }

    @Test
    void the_status_page_lets_nobody_embed_it_or_learn_its_address() {
        HttpResponse<String> answer = nobody.get("/status/none");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    }

    @Test
    void the_interface_is_documented_openly_in_the_sandbox() {
        assertThat(nobody.get("/api/openapi").statusCode()).isEqualTo(200);
        assertThat(nobody.get("/api/docs").statusCode()).isBetween(200, 302);
        assertThat(nobody.get("/api/swagger-ui/index.html").statusCode()).isEqualTo(200);
    }

    @Test
    void the_web_applications_show_their_own_sign_in() {
        assertThat(nobody.get("/camunda/app/tasklist/default/").statusCode()).isEqualTo(200);
        assertThat(nobody.get("/camunda/api/engine/engine/default/task").statusCode())
                .isEqualTo(401);
        assertThat(nobody.get("/camunda/app/tasklist/default/").body()).contains("base href");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/%73etup/default/user/create",
                "/camunda/api/admin//setup/default/user/create",
                "/camunda/api/admin/setup;x=1/default/user/create",
                "/camunda/api/admin/x/../setup/default/user/create",
                "/camunda/api/admin/setup"
            })
    void nobody_becomes_administrator_by_setting_up_again(String path) {
        String body = "{\"profile\":{\"id\":\"mallory\",\"firstName\":\"M\",\"lastName\":\"M\"},"
                + "\"credentials\":{\"password\":\"mallory\"}}";

        assertThat(nobody.post(path, body).statusCode()).isIn(400, 403);
        assertThat(nobody.as("ops").get("/engine-rest/user?id=mallory").body()).isEqualTo("[]");
    }

    @Test
    void another_site_cannot_use_a_browsers_memory() {
        assertThat(nobody.as("ops")
                        .post("/engine-rest/deployment/create", "{}", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(nobody.as("agent")
                        .post("/api/cases", "{}", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
    }
}
