package org.einhand.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.einhand.casefile.Address;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseType;
import org.einhand.casefile.Channel;
import org.einhand.casefile.Identified;
import org.einhand.casefile.NewCase;
import org.einhand.casefile.PaymentMeans;
import org.einhand.casefile.SubjectKind;
import org.einhand.desk.AddressRules;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Money;
import org.einhand.kernel.Sql;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/cases}. */
record CaseRequest(
        @NotNull CaseType type,

        @NotFromOutside({"event", "sms"})
        @NotNull
        @Schema(
                description = "How the customer reached us.",
                allowableValues = {
                    "phone",
                    "email",
                    "chat",
                    "messenger",
                    "social-public",
                    "social-private",
                    "letter",
                    "self-service",
                    "shop"
                })
        Channel channel,

        @Schema(
                description =
                        "How the caller was identified; `none` if left out. Address changes, money and personal data need it.")
        @Nullable
        Identified identified,

        @NotNull CustomerPart customer,
        @NotNull SubjectPart subject,

        @Prose @NotBlank @Size(max = 4000) @Schema(description = "What it is about, in the customer's words.")
        String concern,

        @Schema(description = "The day by which the customer needs it.") @Nullable
        LocalDate needBy,

        @Schema(
                description = "What the type of case asks for; all optional.",
                oneOf = {
                    Facts.Redelivery.class,
                    Facts.DeviceExchange.class,
                    Facts.ContractActivation.class,
                    Facts.Refund.class,
                    Facts.Other.class
                })
        @Nullable
        JsonNode facts) {

    private static final String CORRECTED_ADDRESS = "correctedAddress";

    /** Who it is about; at least one of e-mail and mobile. */
    record CustomerPart(
            @NotBlank @Size(max = 100) String id,
            @NotBlank @Size(max = 200) String name,

            @Size(max = 254) @Schema(format = "email") @Nullable
            String email,

            @Size(max = 20) @Schema(description = "E.164", example = "+4915112345678") @Nullable
            String mobile,

            @Size(max = 35)
            @Schema(description = "BCP 47; `de` if left out. English texts for all that is not German.")
            @Nullable
            String language,

            @Size(max = 6)
            @Schema(description = "ISO 3166-2; decides which public holidays count.", example = "DE-BE")
            @Nullable
            String region,

            @Nullable Reach preferredChannel) {}

    /** What it is about in the shop's terms. Figures are claims until the shop confirms them. */
    record SubjectPart(
            @NotNull SubjectKind kind,

            @Size(min = 1, max = 100) @Schema(description = "Required unless the kind is `none`.") @Nullable
            String id,

            @Size(min = 1, max = 100) @Nullable String line,
            @Size(max = 200) @Nullable String item,
            @Nullable Money value,
            @Nullable Money paid,
            @Nullable LocalDate purchasedOn,
            @Nullable PaymentMeans paymentMeans,
            @Nullable Address deliveryAddress) {}

    /** Reads and checks a whole body. */
    static CaseRequest read(JsonNode body, Reading reading) {
        Optional<CaseRequest> read = reading.body(body, CaseRequest.class);
        read.ifPresent(request -> request.checkTogether(reading));
        reading.check();
        return read.orElseThrow();
    }

    @SuppressWarnings("NullAway") // while it is being checked, what could not be read is still null
    private void checkTogether(Reading reading) {
        if (customer != null) {
            checkCustomer(reading);
        }
        if (subject != null && subject.kind() == SubjectKind.NONE && type != null && type != CaseType.OTHER) {
            reading.wrong("/subject/kind", "none is possible for the type other only");
        }
        if (subject != null
                && subject.kind() != SubjectKind.NONE
                && subject.id() == null
                && !reading.isWrong("/subject/id")) {
            reading.wrong("/subject/id", "is required");
        }
        if (facts != null && !facts.isObject()) {
            reading.wrong("/facts", "must be an object");
        } else if (facts != null && type != null) {
            reading.object(facts, "/facts", Facts.of(type));
        }
    }

    private void checkCustomer(Reading reading) {
        String email = customer.email();
        String mobile = customer.mobile();
        String language = customer.language();
        String region = customer.region();
        if (email == null
                && mobile == null
                && !reading.isWrong("/customer/email")
                && !reading.isWrong("/customer/mobile")) {
            reading.wrong("/customer/email", "an e-mail address or a mobile number is required");
        }
        if (email != null) {
            reading.wrong("/customer/email", PersonRules.email(email));
        }
        if (mobile != null) {
            reading.wrong("/customer/mobile", PersonRules.mobile(mobile));
        }
        if (language != null) {
            reading.wrong("/customer/language", PersonRules.language(language));
        }
        if (region != null) {
            reading.wrong("/customer/region", PersonRules.region(region));
        }
    }

    /** Whether it brings an address that does not count, because nobody knows who gave it. */
    boolean bringsAddressOfNobodyKnown() {
        return facts != null && facts.hasNonNull(CORRECTED_ADDRESS) && howIdentified() == Identified.NONE;
    }

    private Identified howIdentified() {
        return identified == null ? Identified.NONE : identified;
    }

    /** What is to be filed; an agent who posts becomes the owner. */
    NewCase toNewCase(Actor actor) {
        ObjectNode told = facts == null ? JsonNodeFactory.instance.objectNode() : facts.deepCopy();
        List<String> empty = new ArrayList<>();
        told.properties().forEach(fact -> {
            if (fact.getValue().isNull()) {
                empty.add(fact.getKey());
            }
        });
        told.remove(empty);
        JsonNode corrected = told.remove(CORRECTED_ADDRESS);
        Address address = corrected == null || howIdentified() == Identified.NONE
                ? null
                : AddressRules.read(corrected, "/facts/" + CORRECTED_ADDRESS);
        return new NewCase(
                type,
                channel,
                howIdentified(),
                actor,
                actor.isAgent() ? actor.id() : null,
                new CaseFile.Customer(
                        customer.id(),
                        customer.name(),
                        customer.email(),
                        customer.mobile(),
                        customer.language() == null ? "de" : customer.language(),
                        customer.region(),
                        Sql.word(customer.preferredChannel())),
                new CaseFile.Subject(
                        subject.kind(),
                        subject.id(),
                        subject.line(),
                        subject.item(),
                        subject.value(),
                        subject.paid(),
                        null,
                        null,
                        subject.purchasedOn(),
                        subject.paymentMeans(),
                        subject.deliveryAddress()),
                concern,
                needBy,
                told,
                address);
    }
}
