package org.einhand.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.einhand.kernel.Problem;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A browser remembers HTTP Basic credentials and would send them along when another site makes it post here. It also says
 * where a request comes from; changes asked for by other sites are refused.
 */
class CrossSiteGuard extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String site = request.getHeader("Sec-Fetch-Site");
        boolean foreign = site != null && Set.of("cross-site", "same-site").contains(site.toLowerCase(Locale.ROOT));
        if (foreign && !READING.contains(request.getMethod())) {
            ProblemDocument.write(request, response, Problem.forbidden("Another site may not change anything here."));
        } else {
            chain.doFilter(request, response);
        }
    }
}
