package org.einhand.platform;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The head of the generated interface document. */
@Configuration(proxyBeanMethods = false)
class InterfaceDocument {

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Einhand")
                        .version("1")
                        .license(new License().name("Apache-2.0"))
                        .description("""
                                One case, one owner, one number. HTTP Basic; errors are problem details (RFC 9457) whose `type` ends in \
                                a stable word. Every request that makes something needs an `Idempotency-Key`.

                                What a request looks like (400) is checked before who may do it (403), who owns the case (409) and \
                                whether it can be done (422). Actions that are not offered yet answer 422 `action-unavailable` with \
                                `missing: not-offered`. Service accounts read, object to and withdraw only cases they opened; they \
                                may add contacts to any. A one-time code is told with the event `code`."""));
    }
}
