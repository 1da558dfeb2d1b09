package org.einhand.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.einhand.support.EinhandTest;
import org.einhand.support.Http;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@EinhandTest
class OwnNonceTest {

    private static final int PEOPLE = 8;
    private static final int PAGES = 100;
    private static final Pattern ANNOUNCED = Pattern.compile("'nonce-([^']+)'");
    private static final Pattern WRITTEN = Pattern.compile("nonce=\"([^\"]*)\"");

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin"})
    void a_page_may_run_its_scripts_however_many_ask_at_the_same_time(String application) throws Exception {
        Callable<HttpResponse<String>> page =
                () -> Http.anonymous(port).get("/camunda/app/" + application + "/default/");
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        try {
            for (Future<HttpResponse<String>> asked :
                    people.invokeAll(Stream.generate(() -> page).limit(PAGES).toList())) {
                HttpResponse<String> answer = asked.get();
                String policy =
                        answer.headers().firstValue("Content-Security-Policy").orElseThrow();
                assertThat(found(ANNOUNCED, policy)).hasSize(1);
                assertThat(found(WRITTEN, answer.body())).isNotEmpty().containsOnlyElementsOf(found(ANNOUNCED, policy));
            }
        } finally {
            people.shutdownNow();
        }
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
