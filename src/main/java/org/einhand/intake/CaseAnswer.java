package org.einhand.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.einhand.desk.CaseView;
import org.jspecify.annotations.Nullable;

/** A case, and what came of opening it. */
record CaseAnswer(
        @JsonUnwrapped CaseView view,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description =
                        "The customer's link. Only for service accounts, only in the first answer: the token is not kept.")
        @Nullable
        String statusUrl,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Whether it went to a case that was there already.")
        @Nullable
        Boolean joined,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "JSON pointers of what differed from the case it joined and was not taken.")
        @Nullable
        List<String> ignored) {}
