package org.einhand.platform;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.einhand.kernel.Level;
import org.einhand.kernel.Problem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Every door of the house, one chain each, the last of which is a wall. A route that is not named here does not exist for anybody,
 * whatever controllers there are. Roles are checked coarsely; the use cases behind look closer.
 */
@Configuration
@EnableWebSecurity
class Doors {

    private static final String REALM = "Basic realm=\"Einhand\", charset=\"UTF-8\"";
    private static final String UNLISTED = Doors.class.getName() + ".unlisted";
    private static final String NOTHING_BUT_DATA = "default-src 'none'; frame-ancestors 'none'";
    private static final String PLAIN_PAGE =
            "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    + "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final String API_DOCUMENT =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                    + "base-uri 'none'; frame-ancestors 'none'";

    private static final AuthenticationEntryPoint NOT_SIGNED_IN = (request, response, failure) -> {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, REALM);
        ProblemDocument.write(
                request, response, new Problem("unauthenticated", 401, "Sign in with HTTP Basic: user and password."));
    };
    private static final AccessDeniedHandler NOT_ALLOWED = (request, response, failure) -> ProblemDocument.write(
            request,
            response,
            request.getAttribute(UNLISTED) != null
                    ? Problem.notFound("There is nothing at this address.")
                    : Problem.forbidden("Your groups do not let you do this."));

    private final boolean sandbox;

    Doors(Environment environment) {
        this.sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
    }

    /** The engine's own interface: everybody who has a password; the engine's authorizations say what they see and do. */
    @Bean
    @Order(10)
    SecurityFilterChain engineRestDoor(HttpSecurity http, IdentityService identities) throws Exception {
        AuthenticationEntryPoint notSignedIn = (request, response, failure) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, REALM);
            ProblemDocument.writeEngineError(
                    response, 401, "AuthenticationException", "Sign in with HTTP Basic: user and password.");
        };
        return stateless(http, NOTHING_BUT_DATA)
                .securityMatcher(paths("/engine-rest", "/engine-rest/**"))
                .httpBasic(basic -> basic.authenticationEntryPoint(notSignedIn))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(notSignedIn))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new CrossSiteGuard(), BasicAuthenticationFilter.class)
                .addFilterAfter(new ExpressionGuard(), AuthorizationFilter.class)
                .addFilterAfter(new PageLimit(), ExpressionGuard.class)
                .addFilterAfter(new EngineActor(identities), PageLimit.class)
                .build();
    }

    /** The engine's web applications have their own sign-in, sessions, headers and protection against forged requests. */
    @Bean
    @Order(20)
    SecurityFilterChain webApplicationsDoor(HttpSecurity http) throws Exception {
        return stateless(http, NOTHING_BUT_DATA)
                .securityMatcher(paths("/camunda", "/camunda/**"))
                .headers(AbstractHttpConfigurer::disable)
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, failure) -> ProblemDocument.writeEngineError(
                                        response, 403, "InvalidRequestException", "This is shut for everybody."))
                        .accessDeniedHandler((request, response, failure) -> ProblemDocument.writeEngineError(
                                response, 403, "InvalidRequestException", "This is shut for everybody.")))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        // makes an administrator out of anybody while the engine's group of administrators is empty
                        .requestMatchers(paths("/camunda/api/admin/setup", "/camunda/api/admin/setup/**"))
                        .denyAll()
                        .anyRequest()
                        .permitAll())
                .addFilterAfter(new ExpressionGuard(), AuthorizationFilter.class)
                .addFilterAfter(new OwnNonce(), ExpressionGuard.class)
                .addFilterAfter(new FormLanguage(), OwnNonce.class)
                .build();
    }

    /** The document of the interface and the page that shows it. */
    @Bean
    @Order(30)
    SecurityFilterChain documentDoor(HttpSecurity http) throws Exception {
        return stateless(http, API_DOCUMENT)
                .securityMatcher(paths(
                        "/api/docs",
                        "/api/docs/**",
                        "/api/openapi",
                        "/api/openapi.yaml",
                        "/api/openapi/**",
                        "/api/swagger-ui/**"))
                .httpBasic(basic -> basic.authenticationEntryPoint(NOT_SIGNED_IN))
                .exceptionHandling(Doors::asProblem)
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                    if (sandbox) {
                        requests.anyRequest().permitAll();
                    } else {
                        requests.anyRequest().hasAnyAuthority(agentsAnd(StaffGroups.OPERATIONS));
                    }
                })
                .build();
    }

    /** Our own interface. */
    @Bean
    @Order(40)
    SecurityFilterChain apiDoor(HttpSecurity http) throws Exception {
        return stateless(http, NOTHING_BUT_DATA)
                .securityMatcher(paths("/api", "/api/**"))
                .httpBasic(basic -> basic.authenticationEntryPoint(NOT_SIGNED_IN))
                .exceptionHandling(Doors::asProblem)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        // signed by the system that sends them
                        .requestMatchers(path(HttpMethod.POST, "/api/events"))
                        .permitAll()
                        .requestMatchers(paths(
                                "/api/events",
                                "/api/events/**",
                                "/api/mails",
                                "/api/mails/**",
                                "/api/operations",
                                "/api/operations/**"))
                        .hasAuthority(StaffGroups.OPERATIONS)
                        .requestMatchers(paths("/api/supervision"))
                        .hasAuthority(Level.LEAD.group())
                        .requestMatchers(paths("/api/insight"))
                        .hasAnyAuthority(agentsAnd(StaffGroups.INSIGHT, StaffGroups.PROCESS_OWNERS))
                        .requestMatchers(paths("/api/insight/me", "/api/colleagues/**"))
                        .hasAnyAuthority(agentsAnd())
                        .requestMatchers(paths("/api/cases", "/api/cases/**", "/api/customers/**", "/api/contacts/**"))
                        .hasAnyAuthority(agentsAnd(StaffGroups.INTAKE))
                        .requestMatchers(paths("/api/reviews", "/api/reviews/**"))
                        .hasAuthority(Level.LEAD.group())
                        .anyRequest()
                        .access(unlisted()))
                .addFilterBefore(new CrossSiteGuard(), BasicAuthenticationFilter.class)
                .build();
    }

    /** The customer's page: who has the link may look. The address is the secret, so it is told to nobody. */
    @Bean
    @Order(50)
    SecurityFilterChain statusPageDoor(HttpSecurity http) throws Exception {
        return stateless(http, PLAIN_PAGE)
                .securityMatcher(paths("/status", "/status/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** What operations watch. */
    @Bean
    @Order(60)
    SecurityFilterChain actuatorDoor(HttpSecurity http) throws Exception {
        return stateless(http, NOTHING_BUT_DATA)
                .securityMatcher(paths("/actuator", "/actuator/**"))
                .httpBasic(basic -> basic.authenticationEntryPoint(NOT_SIGNED_IN))
                .exceptionHandling(Doors::asProblem)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(paths("/actuator/health", "/actuator/health/**"))
                        .permitAll()
                        .requestMatchers(paths("/actuator/prometheus"))
                        .hasAuthority(StaffGroups.OPERATIONS)
                        .anyRequest()
                        .access(unlisted()))
                .build();
    }

    /** Stand-ins, clock and mailbox of the sandbox; and then the wall. */
    @Bean
    @Order(100)
    SecurityFilterChain wall(HttpSecurity http) throws Exception {
        return stateless(http, NOTHING_BUT_DATA)
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, failure) -> ProblemDocument.write(request, response, nothingHere()))
                        .accessDeniedHandler((request, response, failure) ->
                                ProblemDocument.write(request, response, nothingHere())))
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                    if (sandbox) {
                        requests.requestMatchers(paths("/sandbox", "/sandbox/**"))
                                .permitAll();
                    }
                    requests.anyRequest().denyAll();
                })
                .build();
    }

    private static Problem nothingHere() {
        return Problem.notFound("There is nothing at this address.");
    }

    private static HttpSecurity stateless(HttpSecurity http, String contentSecurityPolicy) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(contentSecurityPolicy))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)));
    }

    private static void asProblem(
            org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer<HttpSecurity>
                    failures) {
        failures.authenticationEntryPoint(NOT_SIGNED_IN).accessDeniedHandler(NOT_ALLOWED);
    }

    /** Denies, and lets the answer be "not found" instead of "forbidden": there is no such route. */
    private static AuthorizationManager<RequestAuthorizationContext> unlisted() {
        return (authentication, context) -> {
            HttpServletRequest request = context.getRequest();
            request.setAttribute(UNLISTED, true);
            return new AuthorizationDecision(false);
        };
    }

    private static String[] agentsAnd(String... groups) {
        return Stream.concat(StaffGroups.AGENTS.stream(), Stream.of(groups)).toArray(String[]::new);
    }

    private static RequestMatcher paths(String... patterns) {
        return new OrRequestMatcher(Arrays.stream(patterns)
                .map(pattern -> (RequestMatcher)
                        PathPatternRequestMatcher.withDefaults().matcher(pattern))
                .toList());
    }

    private static RequestMatcher path(HttpMethod method, String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }
}
