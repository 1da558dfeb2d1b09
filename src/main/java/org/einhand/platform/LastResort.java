package org.einhand.platform;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.einhand.kernel.Problem;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The answer where filters or the server itself gave up on a request: a status and a sentence, nothing from inside. */
@Hidden
@RestController
class LastResort implements ErrorController {

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        return ProblemDocument.of(
                switch (status) {
                    case 400 -> new Problem("invalid-request", 400, "The request is not well-formed.");
                    case 401 -> new Problem("unauthenticated", 401, "Sign in first.");
                    case 403 -> Problem.forbidden("You may not do this.");
                    case 404 -> Problem.notFound("There is nothing at this address.");
                    default ->
                        new Problem(
                                status >= 500 ? "internal-error" : "invalid-request",
                                status,
                                ProblemDocument.title(status));
                });
    }
}
