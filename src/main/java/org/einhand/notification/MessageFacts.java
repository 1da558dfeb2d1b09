package org.einhand.notification;

import java.time.Instant;
import java.util.Locale;
import org.einhand.casefile.Ibans;
import org.einhand.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a message may need to know. Texts show what is there and leave out what is null.
 *
 * @param event what is told: a notification event such as {@code receipt}, or {@code code} for a one-time code
 * @param language the customer's language; everything but German gets English words
 * @param caseNumber the number the customer refers to
 * @param brandName who writes
 * @param statusUrl the customer's own link to the case; in public, one behind which she first shows that it is her
 * @param customerName for the greeting
 * @param concern the matter as we understood it
 * @param item what it is about, in words
 * @param subjectId number of the order or contract
 * @param contactText what we received, as the customer worded it
 * @param contactAt when we received it
 * @param firstAnswerBy when that contact is answered at the latest
 * @param ownerName the agent who looks after the case, as customers may know them
 * @param promiseWhat what we said we would do, worded for the customer
 * @param promiseDue by when
 * @param promiseReason why the time changed, worded for the customer
 * @param previousDue the time that no longer holds
 * @param replyText the agent's own words
 * @param addressNeeded whether nothing can be sent before the customer confirmed an address
 * @param bankDetails why we ask for bank details: {@code needed}, {@code reminder}, or {@code not-that-name} if the bank knows the
 *     account she gave under another name; null if we do not ask for them
 * @param parcelEvent {@code returned} or {@code lost} if we noticed before the customer wrote
 * @param effect what was achieved, worded for the customer
 * @param objectionUntil until when the customer can simply say that it is not solved
 * @param outcome how a closed case ended: {@code solved}, {@code withdrawn} or {@code cancelled}
 * @param code a one-time code
 * @param codeValidUntil when the code expires
 * @param changedWhat {@code address}, {@code email}, {@code mobile}, {@code bank-details}, or words
 * @param callFrom start of the time in which we call
 * @param callTo end of that time
 * @param callChange what became of a call that was agreed: {@code moved}, {@code nobody-called}, {@code not-reached} or {@code
 *     cancelled}; null for one that is agreed for the first time
 * @param notice what the customer has to know besides, such as what the law wants said before it is done, in her words
 * @param amount money that is credited or refunded
 * @param amountReason what the money is for, worded for the customer
 * @param purchaseWithdrawn whether what we received is the withdrawal from the purchase
 */
public record MessageFacts(
        String event,
        Locale language,
        String caseNumber,
        String brandName,
        String statusUrl,
        @Nullable String customerName,
        @Nullable String concern,
        @Nullable String item,
        @Nullable String subjectId,
        @Nullable String contactText,
        @Nullable Instant contactAt,
        @Nullable Instant firstAnswerBy,
        @Nullable String ownerName,
        @Nullable String promiseWhat,
        @Nullable Instant promiseDue,
        @Nullable String promiseReason,
        @Nullable Instant previousDue,
        @Nullable String replyText,
        boolean addressNeeded,
        @Nullable String bankDetails,
        @Nullable String parcelEvent,
        @Nullable String effect,
        @Nullable Instant objectionUntil,
        @Nullable String outcome,
        @Nullable String code,
        @Nullable Instant codeValidUntil,
        @Nullable String changedWhat,
        @Nullable Instant callFrom,
        @Nullable Instant callTo,
        @Nullable String callChange,
        @Nullable String notice,
        @Nullable Money amount,
        @Nullable String amountReason,
        boolean purchaseWithdrawn) {

    /** Starts with what every message has; all else is added where it is known. */
    public static Builder of(String event, Locale language, String caseNumber, String brandName, String statusUrl) {
        return new Builder(event, language, caseNumber, brandName, statusUrl);
    }

    /** Collects the facts of one message; every step takes null for "not known". */
    public static final class Builder {

        private final String event;
        private final Locale language;
        private final String caseNumber;
        private final String brandName;
        private String statusUrl;
        private @Nullable String customerName;
        private @Nullable String concern;
        private @Nullable String item;
        private @Nullable String subjectId;
        private @Nullable String contactText;
        private @Nullable Instant contactAt;
        private @Nullable Instant firstAnswerBy;
        private @Nullable String ownerName;
        private @Nullable String promiseWhat;
        private @Nullable Instant promiseDue;
        private @Nullable String promiseReason;
        private @Nullable Instant previousDue;
        private @Nullable String replyText;
        private boolean addressNeeded;
        private @Nullable String bankDetails;
        private @Nullable String parcelEvent;
        private @Nullable String effect;
        private @Nullable Instant objectionUntil;
        private @Nullable String outcome;
        private @Nullable String code;
        private @Nullable Instant codeValidUntil;
        private @Nullable String changedWhat;
        private @Nullable Instant callFrom;
        private @Nullable Instant callTo;
        private @Nullable String callChange;
        private @Nullable String notice;
        private @Nullable Money amount;
        private @Nullable String amountReason;
        private boolean purchaseWithdrawn;

        private Builder(String event, Locale language, String caseNumber, String brandName, String statusUrl) {
            this.event = event;
            this.language = language;
            this.caseNumber = caseNumber;
            this.brandName = brandName;
            this.statusUrl = statusUrl;
        }

        /** Another link than the one to the customer's page, such as one that strangers may read. */
        public Builder link(String url) {
            statusUrl = url;
            return this;
        }

        public Builder customerName(@Nullable String name) {
            customerName = name;
            return this;
        }

        /** The matter: our words for the concern, the item, the number of the order or contract. */
        public Builder matter(@Nullable String understood, @Nullable String about, @Nullable String orderOrContract) {
            concern = masked(understood);
            item = about;
            subjectId = orderOrContract;
            return this;
        }

        /** What the customer wrote or said, when, and by when it is answered. */
        public Builder contact(@Nullable String words, @Nullable Instant at, @Nullable Instant answerBy) {
            contactText = masked(words);
            contactAt = at;
            firstAnswerBy = answerBy;
            return this;
        }

        public Builder ownerName(@Nullable String name) {
            ownerName = name;
            return this;
        }

        /** The promise that holds now. */
        public Builder promise(@Nullable String what, @Nullable Instant due) {
            promiseWhat = what;
            promiseDue = due;
            return this;
        }

        /** Why the promise was renewed, and the time it replaces. */
        public Builder renewed(@Nullable String reason, @Nullable Instant insteadOf) {
            promiseReason = reason;
            previousDue = insteadOf;
            return this;
        }

        public Builder replyText(@Nullable String words) {
            replyText = masked(words);
            return this;
        }

        public Builder addressNeeded(boolean needed) {
            addressNeeded = needed;
            return this;
        }

        public Builder bankDetails(@Nullable String why) {
            bankDetails = why;
            return this;
        }

        public Builder parcelEvent(@Nullable String returnedOrLost) {
            parcelEvent = returnedOrLost;
            return this;
        }

        /** What was achieved, and until when the customer can object. */
        public Builder solved(@Nullable String achieved, @Nullable Instant until) {
            effect = achieved;
            objectionUntil = until;
            return this;
        }

        public Builder outcome(@Nullable String word) {
            outcome = word;
            return this;
        }

        public Builder code(@Nullable String oneTimeCode, @Nullable Instant validUntil) {
            code = oneTimeCode;
            codeValidUntil = validUntil;
            return this;
        }

        public Builder changedWhat(@Nullable String what) {
            changedWhat = what;
            return this;
        }

        public Builder call(@Nullable Instant from, @Nullable Instant to) {
            callFrom = from;
            callTo = to;
            return this;
        }

        public Builder callChange(@Nullable String change) {
            callChange = change;
            return this;
        }

        public Builder notice(@Nullable String words) {
            notice = words;
            return this;
        }

        public Builder money(@Nullable Money sum, @Nullable String reason) {
            amount = sum;
            amountReason = reason;
            return this;
        }

        public Builder purchaseWithdrawn(boolean withdrawn) {
            purchaseWithdrawn = withdrawn;
            return this;
        }

        /** No message repeats an account number. */
        private static @Nullable String masked(@Nullable String words) {
            return words == null ? null : Ibans.masked(words);
        }

        public MessageFacts build() {
            return new MessageFacts(
                    event,
                    language,
                    caseNumber,
                    brandName,
                    statusUrl,
                    customerName,
                    concern,
                    item,
                    subjectId,
                    contactText,
                    contactAt,
                    firstAnswerBy,
                    ownerName,
                    promiseWhat,
                    promiseDue,
                    promiseReason,
                    previousDue,
                    replyText,
                    addressNeeded,
                    bankDetails,
                    parcelEvent,
                    effect,
                    objectionUntil,
                    outcome,
                    code,
                    codeValidUntil,
                    changedWhat,
                    callFrom,
                    callTo,
                    callChange,
                    notice,
                    amount,
                    amountReason,
                    purchaseWithdrawn);
        }
    }
}
