package org.einhand.platform;

import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Problem.FieldError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.validation.BindException;
import org.springframework.validation.Errors;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingPathVariableException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** Turns what goes wrong in our REST controllers into RFC 9457 problem details. */
@RestControllerAdvice(annotations = RestController.class)
class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> told(Problem problem) {
        return ProblemDocument.of(problem);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidBody(MethodArgumentNotValidException failure) {
        return ProblemDocument.of(invalid(fieldErrors(failure.getBindingResult())));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidForm(BindException failure) {
        return ProblemDocument.of(invalid(fieldErrors(failure)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> invalidArguments(HandlerMethodValidationException failure) {
        List<FieldError> errors = new ArrayList<>();
        for (ParameterValidationResult result : failure.getParameterValidationResults()) {
            if (result instanceof ParameterErrors body) {
                errors.addAll(fieldErrors(body));
            } else {
                String pointer = pointerOf(result.getMethodParameter().getParameterName());
                result.getResolvableErrors()
                        .forEach(error -> errors.add(new FieldError(pointer, detail(error.getDefaultMessage()))));
            }
        }
        return ProblemDocument.of(invalid(errors));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> violated(ConstraintViolationException failure) {
        return ProblemDocument.of(invalid(failure.getConstraintViolations().stream()
                .map(violation -> new FieldError(
                        Pointers.ofProperty(violation.getPropertyPath().toString()), detail(violation.getMessage())))
                .toList()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException failure) {
        return ProblemDocument.of(UnreadableBody.problem(failure.getCause()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> headerMissing(MissingRequestHeaderException failure) {
        return ProblemDocument.of(Problem.invalid(
                pointerOf(failure.getHeaderName()), "The header " + failure.getHeaderName() + " is required."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> parameterMissing(MissingServletRequestParameterException failure) {
        return ProblemDocument.of(Problem.invalid(
                pointerOf(failure.getParameterName()),
                "The parameter " + failure.getParameterName() + " is required."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> partMissing(MissingServletRequestPartException failure) {
        return ProblemDocument.of(Problem.invalid(
                pointerOf(failure.getRequestPartName()), "The part " + failure.getRequestPartName() + " is required."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> pathIncomplete(MissingPathVariableException failure) {
        return ProblemDocument.of(Problem.notFound("There is nothing at this address."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongType(MethodArgumentTypeMismatchException failure) {
        return ProblemDocument.of(
                Problem.invalid(pointerOf(failure.getName()), "This value is not what is expected here."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(MaxUploadSizeExceededException failure) {
        return ProblemDocument.of(new Problem("too-large", 413, "The upload is too large."));
    }

    /** Spring Security answers these. */
    @ExceptionHandler
    void denied(AccessDeniedException failure) {
        throw failure;
    }

    /** What nobody foresaw: told without its inner side, found again in the log by its id. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unforeseen(Exception failure) throws Exception {
        if (failure instanceof org.springframework.web.ErrorResponse) {
            throw failure;
        }
        String id = UUID.randomUUID().toString();
        log.error("Request failed, told as {}", id, failure);
        return ProblemDocument.of(new Problem(
                        "internal-error", 500, "Something went wrong on our side. Name the errorId when you report it.")
                .with("errorId", id));
    }

    private static Problem invalid(List<FieldError> errors) {
        return Problem.invalid(errors.stream()
                .distinct()
                .sorted(Comparator.comparing(FieldError::pointer).thenComparing(FieldError::detail))
                .toList());
    }

    private static List<FieldError> fieldErrors(Errors errors) {
        List<FieldError> all = new ArrayList<>();
        errors.getFieldErrors()
                .forEach(error -> all.add(
                        new FieldError(Pointers.ofProperty(error.getField()), detail(error.getDefaultMessage()))));
        errors.getGlobalErrors().forEach(error -> all.add(new FieldError("", detail(error.getDefaultMessage()))));
        return all;
    }

    private static String pointerOf(@Nullable String name) {
        return name == null ? "" : Pointers.ofProperty(name);
    }

    private static String detail(@Nullable String message) {
        return message == null || message.isBlank() ? "This value is not allowed here." : message;
    }
}
