package org.einhand.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.camunda.bpm.webapp.impl.security.filter.headersec.provider.impl.ContentSecurityPolicyProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a page of the engine's web applications run its scripts whatever is asked at the same time. Between writing the header
 * that announces the nonce of a page's scripts and writing the page, the engine keeps the nonce in the servlet context, where
 * any other request replaces it; the browser then refuses every script and shows an empty page. Here each request keeps its own.
 */
class OwnNonce extends OncePerRequestFilter {

    private static final String NONCE = ContentSecurityPolicyProvider.ATTR_CSP_FILTER_NONCE;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ServletContext own = ownContext(request);
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public ServletContext getServletContext() {
                        return own;
                    }
                },
                response);
    }

    /** The servlet context of everybody, but for the nonce, which is an attribute of the request. */
    private static ServletContext ownContext(HttpServletRequest request) {
        ServletContext shared = request.getServletContext();
        return (ServletContext) Proxy.newProxyInstance(
                OwnNonce.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (own, method, arguments) -> isAboutTheNonce(arguments)
                        ? keep(request, method, arguments)
                        : passOn(shared, method, arguments));
    }

    private static boolean isAboutTheNonce(Object @Nullable [] arguments) {
        return arguments != null && arguments.length > 0 && NONCE.equals(arguments[0]);
    }

    private static @Nullable Object keep(HttpServletRequest request, Method method, Object[] arguments) {
        switch (method.getName()) {
            case "setAttribute" -> request.setAttribute(NONCE, arguments[1]);
            case "removeAttribute" -> request.removeAttribute(NONCE);
            default -> {
                return request.getAttribute(NONCE);
            }
        }
        return null;
    }

    private static @Nullable Object passOn(ServletContext shared, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(shared, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getTargetException();
        }
    }
}
