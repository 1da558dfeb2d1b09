package org.einhand.statuspage;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.einhand.desk.CustomerDesk;
import org.einhand.desk.StatusView;
import org.einhand.kernel.Problem;
import org.einhand.notification.Brand;
import org.einhand.notification.Logo;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.ISpringTemplateEngine;

/**
 * The customer's page: what she may know, the forms she can fill in and the questions she can say yes to. Reading changes nothing;
 * every form answers with a redirect, or with the page again and what is to be mended. Whatever is not the page of a known link gets
 * the same answer to the byte.
 */
@Controller
@RequestMapping("/status")
class StatusPage {

    private static final List<Form> FORMS =
            List.of(new AddressForm(), new BankDetailsForm(), new CallBackForm(), new NotSolvedForm());
    private static final Set<String> SAID =
            Set.of("code-wrong", "code-expired", "too-many-attempts", "case-closed", "payout-begun");
    private static final Set<String> NOTICES = Stream.of(
                    FORMS.stream().map(Form::name),
                    FORMS.stream().map(Form::code).flatMap(Stream::ofNullable).map(Form.Code::sent),
                    Arrays.stream(Question.values()).map(Question::word))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    private final CustomerDesk desk;
    private final Brand brand;
    private final byte[] gone;

    StatusPage(CustomerDesk desk, Brand brand, ISpringTemplateEngine templates) {
        this.desk = desk;
        this.brand = brand;
        this.gone = templates
                .process("status/gone", new Context(Locale.GERMANY, Map.of("brand", brand)))
                .getBytes(StandardCharsets.UTF_8);
    }

    @GetMapping("/{token}")
    ModelAndView page(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String lang,
            @RequestParam(required = false) @Nullable String done) {
        Optional<Locale> asked = desk.askedWho(token);
        if (asked.isPresent()) {
            return who(token, Wording.of(lang, asked.get()), "code-sent".equals(done), Map.of(), HttpStatus.OK);
        }
        Visit visit = visit(token, lang);
        return show(visit, done != null && NOTICES.contains(done) ? done : null, Map.of(), Map.of(), HttpStatus.OK);
    }

    @PostMapping("/{token}/identify-code")
    Object identifyCode(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request) {
        Wording say = askedWho(token, lang);
        try {
            desk.requestCodeToIdentify(token);
        } catch (Problem problem) {
            return refusedWho(token, say, problem);
        }
        return backTo(token, say, lang, "code-sent", request);
    }

    @PostMapping("/{token}/identify")
    Object identify(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String lang,
            @RequestParam(defaultValue = "") String code) {
        Wording say = askedWho(token, lang);
        String digits = code.replaceAll("\\s", "");
        if (digits.isEmpty()) {
            return who(token, say, true, Map.of("code", "error.code-missing"), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        try {
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create(desk.identify(token, digits)))
                    .build();
        } catch (Problem problem) {
            return refusedWho(token, say, problem);
        }
    }

    /** Nothing about a case is on this page: strangers may have the link too. */
    private ModelAndView who(
            String token, Wording say, boolean codeSent, Map<String, String> errors, HttpStatus status) {
        Map<String, @Nullable Object> model = new LinkedHashMap<>();
        model.put("brand", brand);
        model.put("token", token);
        model.put("say", say);
        model.put("lang", say.language());
        model.put("codeSent", codeSent);
        model.put("field", Field.code("code"));
        model.put("errors", errors);
        return new ModelAndView("status/identify", model, status);
    }

    private ModelAndView refusedWho(String token, Wording say, Problem problem) {
        return switch (problem.slug()) {
            case "code-wrong", "code-expired" ->
                who(token, say, true, Map.of("code", "error." + problem.slug()), HttpStatus.valueOf(problem.status()));
            case "too-many-attempts" ->
                who(token, say, true, Map.of("page", "error.too-many-attempts"), HttpStatus.valueOf(problem.status()));
            default -> throw new UnknownLink();
        };
    }

    private Wording askedWho(String token, @Nullable String lang) {
        return Wording.of(lang, desk.askedWho(token).orElseThrow(UnknownLink::new));
    }

    /** A question; or a form's address opened as a page, as after a reload: back to the page. */
    @GetMapping("/{token}/{part}")
    Object open(
            @PathVariable String token,
            @PathVariable String part,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request) {
        Visit visit = visit(token, lang);
        Optional<Question> question = question(part);
        if (question.isPresent()) {
            return ask(visit, question.get());
        }
        if (form(part).isEmpty() && formOfCode(part).isEmpty()) {
            throw new UnknownLink();
        }
        return backTo(visit, null, request);
    }

    @PostMapping("/{token}/{part}")
    Object send(
            @PathVariable String token,
            @PathVariable String part,
            @RequestParam Map<String, String> sent,
            HttpServletRequest request) {
        Visit visit = visit(token, sent.get("lang"));
        Optional<Question> question = question(part);
        if (question.isPresent()) {
            return answer(visit, question.get(), sent, request);
        }
        Optional<Form> form = form(part);
        if (form.isPresent()) {
            return fillIn(visit, form.get(), sent, request);
        }
        return sendCode(visit, formOfCode(part).orElseThrow(UnknownLink::new), request);
    }

    @GetMapping("/logo")
    ResponseEntity<byte[]> logo() {
        Logo logo = brand.logo();
        return logo == null
                ? anythingElse()
                : ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(logo.mediaType()))
                        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                        .body(logo.content());
    }

    @RequestMapping("/**")
    ResponseEntity<byte[]> anythingElse() {
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(gone);
    }

    @ExceptionHandler(UnknownLink.class)
    ResponseEntity<byte[]> unknownLink() {
        return anythingElse();
    }

    private static Optional<Question> question(String part) {
        return Arrays.stream(Question.values())
                .filter(question -> question.word().equals(part))
                .findFirst();
    }

    private static Optional<Form> form(String part) {
        return FORMS.stream().filter(form -> form.name().equals(part)).findFirst();
    }

    private static Optional<Form> formOfCode(String part) {
        return FORMS.stream()
                .filter(form -> form.code() != null && part.equals(form.name() + "-code"))
                .findFirst();
    }

    private Object answer(Visit visit, Question question, Map<String, String> sent, HttpServletRequest request) {
        if (!"yes".equals(sent.get("confirmed"))) {
            return ask(visit, question);
        }
        try {
            question.answer(desk, visit.token());
        } catch (Problem problem) {
            return refused(visit, problem, Map.of(), Map.of());
        }
        return backTo(visit, question.word(), request);
    }

    private Object sendCode(Visit visit, Form form, HttpServletRequest request) {
        Form.Code code = Objects.requireNonNull(form.code());
        try {
            desk.requestCode(visit.token(), code.purpose());
        } catch (Problem problem) {
            return refused(visit, problem, Map.of(), Map.of());
        }
        return backTo(visit, code.sent(), request);
    }

    private Object fillIn(Visit visit, Form form, Map<String, String> sent, HttpServletRequest request) {
        Typed typed = Typed.into(form, sent);
        Map<String, String> flaws = form.flaws(typed);
        if (!flaws.isEmpty()) {
            return show(visit, null, Map.of(form, typed), flaws, HttpStatus.UNPROCESSABLE_ENTITY);
        }
        try {
            form.send(desk, visit.token(), typed);
        } catch (Problem problem) {
            Map<String, String> errors = form.isOn(visit.view()) ? form.refusals(problem) : Map.of();
            return refused(visit, problem, Map.of(form, typed.afterRefusal()), errors);
        }
        return backTo(visit, form.name(), request);
    }

    private Visit visit(String token, @Nullable String lang) {
        StatusView view = desk.look(token).orElseThrow(UnknownLink::new);
        return new Visit(token, view, Wording.of(lang, view.language()), lang);
    }

    private ModelAndView ask(Visit visit, Question question) {
        Map<String, @Nullable Object> model = model(visit);
        model.put("question", question);
        return new ModelAndView("status/question", model);
    }

    /** What the desk refused is said at the fields, or for the page as a whole if it points at none that is on it. */
    private ModelAndView refused(Visit visit, Problem problem, Map<Form, Typed> typed, Map<String, String> errors) {
        if (problem.slug().equals("not-found")) {
            throw new UnknownLink();
        }
        String general = SAID.contains(problem.slug()) ? "error." + problem.slug() : "error.refused";
        return show(
                visit,
                null,
                typed,
                errors.isEmpty() ? Map.of("page", general) : errors,
                HttpStatus.valueOf(problem.status()));
    }

    private ModelAndView show(
            Visit visit,
            @Nullable String notice,
            Map<Form, Typed> typed,
            Map<String, String> errors,
            HttpStatus status) {
        Map<String, Sheet> sheets = new LinkedHashMap<>();
        for (Form form : FORMS) {
            if (form.isOn(visit.view())) {
                Typed shown = typed.getOrDefault(form, Typed.into(form, Map.of()));
                sheets.put(form.name(), Sheet.of(form, visit.view(), shown, notice, errors));
            }
        }
        Map<String, @Nullable Object> model = model(visit);
        model.put("notice", notice);
        model.put("errors", errors);
        model.put("sheets", sheets);
        model.put(
                "questions",
                Arrays.stream(Question.values())
                        .filter(question -> question.isOn(visit.view()))
                        .toList());
        return new ModelAndView("status/page", model, status);
    }

    private Map<String, @Nullable Object> model(Visit visit) {
        Map<String, @Nullable Object> model = new LinkedHashMap<>();
        model.put("brand", brand);
        model.put("token", visit.token());
        model.put("view", visit.view());
        model.put("say", visit.say());
        model.put("lang", visit.say().language());
        return model;
    }

    private static ResponseEntity<Void> backTo(Visit visit, @Nullable String done, HttpServletRequest request) {
        return backTo(visit.token(), visit.say(), visit.lang(), done, request);
    }

    private static ResponseEntity<Void> backTo(
            String token, Wording say, @Nullable String lang, @Nullable String done, HttpServletRequest request) {
        UriComponentsBuilder page =
                UriComponentsBuilder.fromPath(request.getContextPath()).pathSegment("status", token);
        if (done != null) {
            page.queryParam("done", done).fragment("notice");
        }
        if (lang != null) {
            page.queryParam("lang", say.language());
        }
        URI location = page.encode().build().toUri();
        return ResponseEntity.status(HttpStatus.SEE_OTHER).location(location).build();
    }

    /** One request by somebody who holds the link. */
    private record Visit(
            String token,
            StatusView view,
            Wording say,
            @Nullable String lang) {}

    /** Nobody may learn why a link does not work. */
    private static final class UnknownLink extends RuntimeException {

        UnknownLink() {
            super(null, null, false, false);
        }
    }
}
