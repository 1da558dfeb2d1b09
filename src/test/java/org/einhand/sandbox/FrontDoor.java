package org.einhand.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.einhand.kernel.Problem;
import org.einhand.notification.SentMessages;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The sandbox alone, with a front door that checks signatures and keeps the events. */
@SpringBootConfiguration
@Profile("front-door")
@EnableAutoConfiguration
@ComponentScan(excludeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = DemoUsers.class))
class FrontDoor {

    @RestController
    @Profile("front-door")
    static class Events {

        final List<JsonNode> received = new CopyOnWriteArrayList<>();
        final ObjectMapper json = new ObjectMapper();
        volatile int answer = 202;

        @PostMapping(path = "/api/events", consumes = "application/cloudevents+json")
        ResponseEntity<Void> take(
                @RequestHeader("webhook-id") String id,
                @RequestHeader("webhook-timestamp") String timestamp,
                @RequestHeader("webhook-signature") String signature,
                @RequestBody byte[] body)
                throws Exception {
            if (answer != 202) {
                return ResponseEntity.status(answer).build();
            }
            String signed = id + "." + timestamp + "." + new String(body, StandardCharsets.UTF_8);
            boolean genuine = signature.equals("v1," + sign(signed))
                    && Math.abs(Long.parseLong(timestamp) - System.currentTimeMillis() / 1000) < 300;
            if (genuine) {
                received.add(read(body));
            }
            return ResponseEntity.status(genuine ? 202 : 401).build();
        }

        List<JsonNode> about(String reference) {
            return received.stream()
                    .filter(event -> event.path("subject").asText().equals(reference))
                    .toList();
        }

        private JsonNode read(byte[] body) throws IOException {
            return json.readTree(body);
        }

        private static String sign(String text) throws Exception {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    "sandbox-secret-0123456789abcdef".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @RestControllerAdvice
    @Profile("front-door")
    static class Problems {
        @ExceptionHandler
        ResponseEntity<String> explain(Problem problem) {
            return ResponseEntity.status(problem.status()).body(problem.slug());
        }
    }

    @Bean
    SecurityFilterChain open(HttpSecurity http) throws Exception {
        return http.csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    SentMessages sent() {
        return caseNumber -> List.of(
                new SentMessages.Sent(
                        "E26-000001-1",
                        "sms",
                        "+4915112345678",
                        null,
                        "…",
                        java.time.Instant.EPOCH.plusSeconds(2),
                        "solved"),
                new SentMessages.Sent(
                        "E26-000001-1",
                        "email",
                        "e@example.org",
                        "Ihr Paket",
                        "…",
                        java.time.Instant.EPOCH,
                        "receipt"));
    }
}
