package org.einhand.statuspage;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.einhand.desk.CodePurpose;
import org.einhand.desk.CustomerDesk;
import org.einhand.desk.StatusView;
import org.einhand.kernel.Problem;
import org.einhand.notification.Brand;
import org.jspecify.annotations.Nullable;
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
 * The customer's page. Reading changes nothing; every form answers with a redirect, or with the page again and what is to be
 * mended. Whatever is not the page of a known link gets the same answer to the byte.
 */
@Controller
@RequestMapping("/status")
class StatusPage {

    private static final int LONGEST_TEXT = 4000;
    private static final Set<String> NOTICES = Set.of(
            "code-sent", "address", "bank-code-sent", "bank-details", "not-solved", "no-more-help", "withdrawal");

    /** Ids on the page of the fields that refusals point at. */
    private static final Map<String, String> ADDRESS_FIELDS = Map.of(
            "code", "code",
            "name", "name",
            "street", "street",
            "postalCode", "postalCode",
            "city", "city",
            "country", "country");

    private static final Map<String, String> BANK_DETAILS_FIELDS =
            Map.of("code", "bank-code", "name", "bank-name", "iban", "iban");
    private static final Map<String, String> TEXT_FIELDS = Map.of("text", "text");

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
        String notice = done != null && NOTICES.contains(done) ? done : null;
        return show(visit, notice, Typed.NOTHING, Map.of(), HttpStatus.OK);
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

    @PostMapping("/{token}/address-code")
    Object addressCode(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request) {
        return code(visit(token, lang), CodePurpose.ADDRESS, "code-sent", ADDRESS_FIELDS, request);
    }

    @PostMapping("/{token}/bank-details-code")
    Object bankDetailsCode(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request) {
        return code(visit(token, lang), CodePurpose.BANK_DETAILS, "bank-code-sent", BANK_DETAILS_FIELDS, request);
    }

    private Object code(
            Visit visit, CodePurpose purpose, String done, Map<String, String> fields, HttpServletRequest request) {
        try {
            desk.requestCode(visit.token(), purpose);
        } catch (Problem problem) {
            return again(visit, Typed.NOTHING, problem, fields);
        }
        return backTo(visit, done, request);
    }

    @PostMapping("/{token}/address")
    Object address(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String lang,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String street,
            @RequestParam(defaultValue = "") String postalCode,
            @RequestParam(defaultValue = "") String city,
            @RequestParam(defaultValue = "DE") String country,
            HttpServletRequest request) {
        Visit visit = visit(token, lang);
        AddressForm form = new AddressForm(code, name, street, postalCode, city, country);
        Map<String, String> flaws = form.flaws();
        if (!flaws.isEmpty()) {
            return show(visit, null, Typed.of(form), flaws, HttpStatus.UNPROCESSABLE_ENTITY);
        }
        try {
            desk.confirmAddress(token, form.digits(), form.address());
        } catch (Problem problem) {
            return again(visit, Typed.of(form.withoutCode()), problem, ADDRESS_FIELDS);
        }
        return backTo(visit, "address", request);
    }

    @PostMapping("/{token}/bank-details")
    Object bankDetails(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String lang,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String iban,
            HttpServletRequest request) {
        Visit visit = visit(token, lang);
        BankDetailsForm form = new BankDetailsForm(code, name, iban);
        Map<String, String> flaws = form.flaws();
        if (!flaws.isEmpty()) {
            return show(visit, null, Typed.of(form), flaws, HttpStatus.UNPROCESSABLE_ENTITY);
        }
        try {
            desk.giveBankDetails(token, form.digits(), form.iban(), form.name());
        } catch (Problem problem) {
            return again(visit, Typed.of(form.withoutCode()), problem, BANK_DETAILS_FIELDS);
        }
        return backTo(visit, "bank-details", request);
    }

    @PostMapping("/{token}/not-solved")
    Object notSolved(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String lang,
            @RequestParam(defaultValue = "") String text,
            HttpServletRequest request) {
        Visit visit = visit(token, lang);
        String words = text.replace("\r\n", "\n").strip();
        String flaw = flawOf(words);
        if (flaw != null) {
            return show(visit, null, Typed.of(words), Map.of("text", flaw), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        try {
            desk.notSolved(token, words);
        } catch (Problem problem) {
            return again(visit, Typed.of(words), problem, TEXT_FIELDS);
        }
        return backTo(visit, "not-solved", request);
    }

    @GetMapping("/{token}/no-more-help")
    ModelAndView askNoMoreHelp(@PathVariable String token, @RequestParam(required = false) @Nullable String lang) {
        return new ModelAndView("status/confirm", model(visit(token, lang)));
    }

    @PostMapping("/{token}/no-more-help")
    Object noMoreHelp(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String lang,
            @RequestParam(defaultValue = "") String confirmed,
            HttpServletRequest request) {
        Visit visit = visit(token, lang);
        if (!confirmed.equals("yes")) {
            return new ModelAndView("status/confirm", model(visit));
        }
        try {
            desk.noMoreHelp(token);
        } catch (Problem problem) {
            return again(visit, Typed.NOTHING, problem, TEXT_FIELDS);
        }
        return backTo(visit, "no-more-help", request);
    }

    @GetMapping("/{token}/withdrawal")
    ModelAndView askWithdrawal(@PathVariable String token, @RequestParam(required = false) @Nullable String lang) {
        return new ModelAndView("status/withdrawal", model(visit(token, lang)));
    }

    @PostMapping("/{token}/withdrawal")
    Object withdrawal(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String lang,
            @RequestParam(defaultValue = "") String confirmed,
            HttpServletRequest request) {
        Visit visit = visit(token, lang);
        if (!confirmed.equals("yes")) {
            return new ModelAndView("status/withdrawal", model(visit));
        }
        try {
            desk.withdrawFromPurchase(token);
        } catch (Problem problem) {
            return again(visit, Typed.NOTHING, problem, TEXT_FIELDS);
        }
        return backTo(visit, "withdrawal", request);
    }

    /** As {@link #form}, for the form by which somebody shows who she is. */
    @GetMapping({"/{token}/identify-code", "/{token}/identify"})
    ResponseEntity<Void> identifyForm(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request) {
        return backTo(token, askedWho(token, lang), lang, null, request);
    }

    /** A form's address opened as a page, as after a reload: back to the page. */
    @GetMapping({
        "/{token}/address-code",
        "/{token}/address",
        "/{token}/bank-details-code",
        "/{token}/bank-details",
        "/{token}/not-solved"
    })
    ResponseEntity<Void> form(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String lang,
            HttpServletRequest request) {
        return backTo(visit(token, lang), null, request);
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

    private Visit visit(String token, @Nullable String lang) {
        StatusView view = desk.look(token).orElseThrow(UnknownLink::new);
        return new Visit(token, view, Wording.of(lang, view.language()), lang);
    }

    private ModelAndView again(Visit visit, Typed typed, Problem problem, Map<String, String> fields) {
        if (problem.slug().equals("not-found")) {
            throw new UnknownLink();
        }
        Map<String, String> errors = switch (problem.slug()) {
            case "code-wrong", "code-expired" -> Map.of(fields.getOrDefault("code", "page"), "error." + problem.slug());
            case "too-many-attempts", "case-closed", "payout-begun" -> Map.of("page", "error." + problem.slug());
            default -> named(problem, fields);
        };
        return show(visit, null, typed, errors, HttpStatus.valueOf(problem.status()));
    }

    /** The fields a refusal points at; the page as a whole if it points at none that is on it. */
    private static Map<String, String> named(Problem problem, Map<String, String> fields) {
        Map<String, String> errors = new LinkedHashMap<>();
        if (problem.properties().get("errors") instanceof List<?> list) {
            for (Object error : list) {
                if (error instanceof Problem.FieldError field) {
                    String name = field.pointer().substring(field.pointer().lastIndexOf('/') + 1);
                    if (fields.containsKey(name)) {
                        errors.put(fields.get(name), name.equals("iban") ? "error.iban" : "error.check");
                    }
                }
            }
        }
        return errors.isEmpty() ? Map.of("page", "error.refused") : errors;
    }

    private static @Nullable String flawOf(String words) {
        if (words.isEmpty()) {
            return "error.text-missing";
        }
        if (words.length() > LONGEST_TEXT) {
            return "error.too-long";
        }
        boolean showable =
                words.codePoints().noneMatch(point -> Character.isISOControl(point) && point != '\n' && point != '\t');
        return showable ? null : "error.characters";
    }

    private ModelAndView show(
            Visit visit, @Nullable String notice, Typed typed, Map<String, String> errors, HttpStatus status) {
        Map<String, @Nullable Object> model = model(visit);
        model.put("notice", notice);
        model.put("form", typed.address());
        model.put("account", typed.account());
        model.put("text", typed.text());
        model.put("errors", errors);
        model.put(
                "codeSent",
                visit.view().codeValidUntil() != null
                        || "code-sent".equals(notice)
                        || errors.keySet().stream().anyMatch(ADDRESS_FIELDS::containsValue));
        StatusView.BankDetails bankDetails = visit.view().bankDetails();
        model.put(
                "bankCodeSent",
                bankDetails != null && bankDetails.codeValidUntil() != null
                        || "bank-code-sent".equals(notice)
                        || errors.keySet().stream().anyMatch(BANK_DETAILS_FIELDS::containsValue));
        return new ModelAndView("status/page", model, status);
    }

    private Map<String, @Nullable Object> model(Visit visit) {
        Map<String, @Nullable Object> model = new LinkedHashMap<>();
        model.put("brand", brand);
        model.put("token", visit.token());
        model.put("view", visit.view());
        model.put("say", visit.say());
        model.put("stages", StatusView.Stage.values());
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

    /** What somebody typed, to be shown again. */
    private record Typed(AddressForm address, BankDetailsForm account, String text) {

        static final Typed NOTHING = new Typed(AddressForm.EMPTY, BankDetailsForm.EMPTY, "");

        static Typed of(AddressForm address) {
            return new Typed(address, BankDetailsForm.EMPTY, "");
        }

        static Typed of(BankDetailsForm account) {
            return new Typed(AddressForm.EMPTY, account, "");
        }

        static Typed of(String text) {
            return new Typed(AddressForm.EMPTY, BankDetailsForm.EMPTY, text);
        }
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
