package org.einhand.platform;

import org.einhand.kernel.Problem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Answers requests that reach no controller: wrong address, wrong method, wrong media type. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class RouteAdvice {

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    ResponseEntity<ProblemDetail> nothingThere() {
        return ProblemDocument.of(Problem.notFound("There is nothing at this address."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongMethod(HttpRequestMethodNotSupportedException failure) {
        ResponseEntity<ProblemDetail> answer = ProblemDocument.of(new Problem(
                "method-not-allowed", 405, "The method " + failure.getMethod() + " is not possible at this address."));
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(answer.getHeaders());
        headers.putAll(failure.getHeaders());
        return new ResponseEntity<>(answer.getBody(), headers, answer.getStatusCode());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongMediaType(HttpMediaTypeNotSupportedException failure) {
        return ProblemDocument.of(new Problem(
                "unsupported-media-type", 415, "Send the body as JSON with Content-Type: application/json."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notAcceptable(HttpMediaTypeNotAcceptableException failure) {
        return ProblemDocument.of(new Problem("not-acceptable", 406, "This is only to be had as JSON."));
    }
}
