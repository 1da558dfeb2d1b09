package org.einhand.platform;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Our own interface for the pages of the engine's web applications: {@code /camunda/api/einhand/api/…} is {@code /api/…}, called
 * with the session instead of a password. Session and protection against forged requests are the web application's, since the
 * address lies below its own; roles, checks and answers are those of {@code /api}, since the call goes through that door as well.
 */
@Hidden
@RestController
class SessionDoor {

    private static final String BEFORE = "/camunda/api/einhand";

    private final IdentityService identities;

    SessionDoor(IdentityService identities) {
        this.identities = identities;
    }

    @RequestMapping(BEFORE + "/api/**")
    void pass(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        Authentication session = identities.getCurrentAuthentication();
        if (session == null) {
            throw new Problem("unauthenticated", 401, "Sign in first.");
        }
        Actor actor = new SignedInCaller(() -> identities).actor();
        SecurityContext before = SecurityContextHolder.getContext();
        Object path = request.getAttribute(ServletRequestPathUtils.PATH_ATTRIBUTE);
        SecurityContextHolder.setContext(new SecurityContextImpl(new SignedIn(actor)));
        // the use cases check their caller themselves and then act for the application, as they do behind /api
        identities.clearAuthentication();
        request.removeAttribute(ServletRequestPathUtils.PATH_ATTRIBUTE);
        try {
            request.getRequestDispatcher(request.getRequestURI()
                            .substring(request.getContextPath().length() + BEFORE.length()))
                    .forward(request, response);
        } finally {
            request.setAttribute(ServletRequestPathUtils.PATH_ATTRIBUTE, path);
            identities.setAuthentication(session);
            SecurityContextHolder.setContext(before);
        }
    }
}
