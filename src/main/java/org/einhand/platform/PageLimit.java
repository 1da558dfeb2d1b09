package org.einhand.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives queries that name no page size the largest one the engine allows, where the engine alone would refuse them. */
class PageLimit extends OncePerRequestFilter {

    /** Rows in one answer of the engine's interface, at most. */
    static final int ROWS = 2000;

    private static final String NAME = "maxResults=";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        if (query != null && (query.startsWith(NAME) || query.contains("&" + NAME))) {
            chain.doFilter(request, response);
            return;
        }
        String limited = (query == null || query.isEmpty() ? "" : query + "&") + NAME + ROWS;
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public String getQueryString() {
                        return limited;
                    }
                },
                response);
    }
}
