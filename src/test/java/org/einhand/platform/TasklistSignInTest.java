package org.einhand.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.einhand.support.EinhandTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@EinhandTest
class TasklistSignInTest {

    @LocalServerPort
    private int port;

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    @Test
    void an_agent_signs_in_to_tasklist_and_finds_the_lists() throws Exception {
        browser.send(request("/camunda/app/tasklist/default/").GET().build(), HttpResponse.BodyHandlers.ofString());

        HttpResponse<String> signedIn = post(
                "/camunda/api/admin/auth/user/default/login/tasklist",
                "application/x-www-form-urlencoded",
                "username=agent&password=agent");
        assertThat(signedIn.statusCode()).isEqualTo(200);
        assertThat(signedIn.body()).contains("\"userId\":\"agent\"", "tasklist").doesNotContain("cockpit");

        HttpResponse<String> found = browser.send(
                request("/camunda/api/engine/engine/default/filter?resourceType=Task&maxResults=15")
                        .GET()
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(found.body()).contains("First line", "My tasks", "All open cases");

        HttpResponse<String> query = post(
                "/camunda/api/engine/engine/default/task?maxResults=15",
                "application/json",
                "{\"assignee\":\"agent\",\"sorting\":[{\"sortBy\":\"dueDate\",\"sortOrder\":\"asc\"}]}");
        assertThat(query.statusCode()).isEqualTo(200);

        HttpResponse<String> smuggled = post(
                "/camunda/api/engine/engine/default/task?maxResults=15",
                "application/json",
                "{\"orQueries\":[{\"assigneeExpression\":\"${1}\"}]}");
        assertThat(smuggled.statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        return browser.send(
                request(path)
                        .header("Content-Type", type)
                        .header("X-XSRF-TOKEN", token())
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "application/json, text/html");
    }

    private String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }
}
