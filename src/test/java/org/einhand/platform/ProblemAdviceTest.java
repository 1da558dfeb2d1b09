package org.einhand.platform;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.einhand.kernel.Level;
import org.einhand.kernel.Money;
import org.einhand.kernel.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

class ProblemAdviceTest {

    private MockMvc web;

    @BeforeEach
    void open() {
        ObjectMapper strict = StrictJson.of(Jackson2ObjectMapperBuilder.json().build());
        web = MockMvcBuilders.standaloneSetup(new Counter())
                .setControllerAdvice(new ProblemAdvice(), new RouteAdvice())
                .setMessageConverters(new MappingJackson2HttpMessageConverter(strict))
                .build();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"a\",\"nmae\":\"b\"}                      | /nmae              | no such field",
                "{\"name\":7}                                         | /name              | must be a string",
                "{\"name\":true}                                      | /name              | must be a string",
                "{\"name\":\"a\",\"count\":\"7\"}                     | /count             | must be a number",
                "{\"name\":\"a\",\"count\":7.5}                       | /count             | must be a number",
                "{\"name\":\"a\",\"urgent\":\"true\"}                 | /urgent            | must be true or false",
                "{\"name\":\"a\",\"urgent\":1}                        | /urgent            | must be true or false",
                "{\"name\":\"a\",\"day\":\"2026-02-30\"}              | /day               | must be a date",
                "{\"name\":\"a\",\"day\":\"2026-02-20T10:00:00Z\"}    | /day               | must be a date",
                "{\"name\":\"a\",\"day\":\"\"}                        | /day               | must be a date",
                "{\"name\":\"a\",\"day\":20000}                       | /day               | must be a date",
                "{\"name\":\"a\",\"level\":\"BOSS\"}                  | /level             | must be one of TRAINEE",
                "{\"name\":\"a\",\"level\":0}                         | /level             | must be one of TRAINEE",
                "{\"name\":\"a\",\"people\":{}}                       | /people            | must be a list",
                "{\"name\":\"a\",\"people\":[{\"email\":5}]}          | /people/0/email    | must be a string",
                "{\"name\":\"a\",\"people\":[{\"x/y\":5}]}            | /people/0/x~1y     | no such field",
                "{\"name\":\"a\",\"price\":{\"amount\":\"1.234\",\"currency\":\"EUR\"}} | /price | two digits",
                "{\"name\":\"a\",\"price\":{\"amount\":1.23,\"currency\":\"EUR\"}}      | /price/amount | must be a string",
                "{\"name\":\"a\",\"price\":12}                        | /price             | must be an object",
                "{\"name\":\"a\",\"people\":[{\"email\":\"none\"}]}   | /people/0/email    | well-formed",
                "{\"name\":\" \"}                                     | /name              | must not be blank",
                "{}                                                   | /name              | must not be blank",
                "[]                                                   | ``                 | must be an object",
                "``                                                   | ``                 | body is required",
                "{\"name\":                                           | ``                 | not JSON",
                "{\"name\":\"a\"} {}                                  | ``                 | after the end",
                "{\"name\":\"a\",\"name\":\"b\"}                      | ``                 | twice"
            })
    void every_wrong_body_gets_its_clear_answer(String body, String pointer, String detail) throws Exception {
        web.perform(post("/counter").contentType(MediaType.APPLICATION_JSON).content(body == null ? "" : body))
                .andExpect(status().isBadRequest())
                .andExpect(content().contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.type").value("urn:einhand:problem:invalid-request"))
                .andExpect(jsonPath("$.errors[0].pointer").value(pointer == null ? "" : pointer))
                .andExpect(jsonPath("$.errors[0].detail", org.hamcrest.Matchers.containsString(detail)))
                .andExpect(content()
                        .string(org.hamcrest.Matchers.not(org.hamcrest.Matchers.containsString("einhand.kernel"))));
    }

    @Test
    void a_right_body_is_read_and_times_are_written_as_text() throws Exception {
        web.perform(
                        post("/counter")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(
                                        "{\"name\":\"a\",\"price\":{\"amount\":\"1.23\",\"currency\":\"EUR\"},\"at\":\"2026-12-01T09:30:00Z\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.at").value("2026-12-01T09:30:00Z"))
                .andExpect(jsonPath("$.price.amount").value("1.23"));
    }

    @Test
    void our_problems_keep_their_slug_and_members() throws Exception {
        web.perform(get("/counter/held"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.type").value("urn:einhand:problem:held-by-other"))
                .andExpect(jsonPath("$.holder").value("agent2"));
    }

    @Test
    void what_is_missing_or_of_the_wrong_kind_is_named() throws Exception {
        web.perform(get("/counter/key"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].pointer").value("/Idempotency-Key"));
        web.perform(get("/counter/size").param("size", "many"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].pointer").value("/size"));
        web.perform(put("/counter"))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(jsonPath("$.type").value("urn:einhand:problem:method-not-allowed"));
        web.perform(post("/counter").contentType(MediaType.TEXT_PLAIN).content("x"))
                .andExpect(status().isUnsupportedMediaType())
                .andExpect(jsonPath("$.type").value("urn:einhand:problem:unsupported-media-type"));
    }

    @Test
    void the_unforeseen_is_told_without_its_inner_side() throws Exception {
        web.perform(get("/counter/broken"))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.type").value("urn:einhand:problem:internal-error"))
                .andExpect(jsonPath("$.errorId").isNotEmpty())
                .andExpect(content().string(org.hamcrest.Matchers.not(org.hamcrest.Matchers.containsString("secret"))));
    }

    record Person(@Email String email) {}

    record Order(
            @NotBlank String name,
            Integer count,
            Boolean urgent,
            LocalDate day,
            Instant at,
            Level level,
            Money price,
            List<@Valid @NotNull Person> people) {

        Order {
            people = people == null ? List.of() : people;
        }
    }

    @RestController
    static class Counter {

        @PostMapping(path = "/counter", consumes = MediaType.APPLICATION_JSON_VALUE)
        Order order(@RequestBody @Valid Order order) {
            return order;
        }

        @GetMapping("/counter/held")
        void held() {
            throw new Problem("held-by-other", 409, "Somebody else is at it.").with("holder", "agent2");
        }

        @GetMapping("/counter/key")
        void key(@RequestHeader("Idempotency-Key") String key) {}

        @GetMapping("/counter/size")
        void size(@RequestParam("size") int size) {}

        @GetMapping("/counter/broken")
        void broken() {
            throw new IllegalStateException("secret at org.einhand.kernel");
        }
    }
}
