package org.einhand.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.CaseState;
import org.einhand.casefile.NewCase;
import org.einhand.desk.CaseView;
import org.einhand.desk.CaseViews;
import org.einhand.desk.Opening;
import org.einhand.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Cases: opened or joined, read, found. */
@RestController
@RequestMapping(path = "/api/cases", produces = "application/json")
@Tag(name = "Cases")
@Refusals
class CaseController {

    static final String PATH = "/api/cases/";
    private static final String SEPARATOR = "\n";

    private final Opening opening;
    private final CaseViews views;
    private final CaseFiles files;
    private final IdempotencyKeys keys;
    private final Validator validator;

    CaseController(Opening opening, CaseViews views, CaseFiles files, IdempotencyKeys keys, Validator validator) {
        this.opening = opening;
        this.views = views;
        this.files = files;
        this.keys = keys;
        this.validator = validator;
    }

    @PostMapping
    @Operation(
            summary = "Opens a case, or joins the one about the same matter",
            description = """
                    A matter is customer and subject (kind, id, line): while a case about it is not closed, everything that comes \
                    in goes there. An agent who posts becomes the owner. What the shop knows replaces what was posted.""",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = CaseRequest.class))))
    @ApiResponse(
            responseCode = "201",
            description = "A new case.",
            content = @Content(schema = @Schema(implementation = CaseAnswer.class)))
    @ApiResponse(
            responseCode = "200",
            description = "It joined a case; a service account that did not open that one sees a brief answer only.",
            content = @Content(schema = @Schema(anyOf = {CaseAnswer.class, CaseView.Brief.class})))
    ResponseEntity<Object> open(
            Actor actor,
            HttpServletRequest request,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        Callers.agentOrService(actor);
        IdempotencyKeys.Call call = IdempotencyKeys.Call.required(actor, key, Answers.requestLine(request), body);
        CaseRequest asked = CaseRequest.read(body, new Reading(validator));
        return Answers.of(keys.once(call, () -> open(asked, actor), kept -> again(kept, actor)));
    }

    private IdempotencyKeys.Done<Object> open(CaseRequest asked, Actor actor) {
        NewCase newCase = asked.toNewCase(actor);
        Opening.Opened opened = opening.open(newCase);
        CaseFile file = opened.file();
        String location = PATH + file.caseNumber();
        if (opened.joined()) {
            List<String> ignored = new ArrayList<>(opened.ignored());
            if (asked.bringsAddressOfNobodyKnown()) {
                ignored.add("/facts/correctedAddress");
            }
            return new IdempotencyKeys.Done<>(
                    new IdempotencyKeys.Kept(200, location, String.join(SEPARATOR, ignored)),
                    joined(file, actor, ignored));
        }
        return new IdempotencyKeys.Done<>(
                new IdempotencyKeys.Kept(201, location, null),
                new CaseAnswer(
                        views.read(file.caseNumber(), actor),
                        actor.isService() ? opened.statusUrl() : null,
                        null,
                        null));
    }

    private Object again(IdempotencyKeys.Kept kept, Actor actor) {
        CaseFile file = files.get(kept.location().substring(PATH.length()));
        String ignored = kept.result();
        return ignored == null
                ? views.read(file.caseNumber(), actor)
                : joined(
                        file,
                        actor,
                        Arrays.stream(ignored.split(SEPARATOR, -1))
                                .filter(pointer -> !pointer.isEmpty())
                                .toList());
    }

    private Object joined(CaseFile file, Actor actor, List<String> ignored) {
        return Answers.mayRead(file, actor)
                ? new CaseAnswer(views.read(file.caseNumber(), actor), null, true, ignored)
                : views.brief(file, ignored);
    }

    @GetMapping("/{caseNumber}")
    @Operation(
            summary = "Reads a case",
            description = "Service accounts read what they opened. Whoever may not see personal data gets it masked.")
    CaseView read(Actor actor, @PathVariable String caseNumber) {
        return views.read(caseNumber, actor);
    }

    @GetMapping
    @Operation(
            summary = "Finds cases, newest first",
            description =
                    "Service accounts find what they opened. `q` is a case number, an order, a name, a telephone number or "
                            + "an e-mail address; of those who may not see personal data it finds numbers only.")
    Listed<CaseView.Item> list(
            Actor actor,
            @RequestParam(required = false) @Nullable String customerId,
            @RequestParam(required = false) @Nullable String subjectId,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String owner,
            @Parameter(description = "Who is to answer an open contact of the case.")
                    @RequestParam(required = false)
                    @Nullable
                    String addressee,
            @RequestParam(required = false) @Nullable String dueBefore,
            @RequestParam(required = false) @Nullable String updatedSince,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String page,
            @RequestParam(required = false) @Nullable String size) {
        Callers.agentOrService(actor);
        Parameters parameters = new Parameters();
        CaseFiles.Filter filter = new CaseFiles.Filter(
                parameters.text("customerId", customerId),
                parameters.text("subjectId", subjectId),
                parameters.word("state", state, CaseState.class),
                parameters.text("owner", owner),
                parameters.time("dueBefore", dueBefore),
                parameters.time("updatedSince", updatedSince),
                parameters.text("q", q),
                actor.seesPersonalData(),
                actor.isAgent() ? null : actor.id(),
                parameters.text("addressee", addressee));
        Parameters.Slice slice = parameters.slice(page, size);
        parameters.check();
        CaseFiles.Page found = views.list(filter, slice.page(), slice.size());
        return new Listed<>(views.items(found.items(), actor), found.page(), found.size(), found.total());
    }
}
