package org.einhand.desk;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.einhand.casefile.Address;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.Ibans;
import org.einhand.casefile.Remedies;
import org.einhand.kernel.Calendars;
import org.einhand.kernel.Problem;
import org.einhand.kernel.Worded;
import org.einhand.promise.Promises;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks at what is to be said in public: nothing may tell who somebody is, or what her case is about. What the case file knows is
 * looked for, and what looks like it; rather too much is found than too little.
 */
@Component
class PublicWords {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@]+\\s?(@|\\(at\\)|\\[at])\\s?[^\\s@]+\\.\\p{L}{2,}", FLAGS);
    private static final Pattern DIGITS = Pattern.compile("\\+?\\d([\\s()/.-]{0,3}\\d){6,}", FLAGS);
    private static final Pattern DAY = Pattern.compile("(?<!\\d)\\d{1,2}\\.\\s?\\d{1,2}\\.(\\s?\\d{4}|\\d{2})?(?!\\d)");
    private static final Pattern STREET = Pattern.compile(
            "[\\p{L}.-]*(straße|strasse|str\\.|weg|platz|allee|gasse|ring|ufer|damm|chaussee|steig|pfad|street|road|avenue|lane)\\s*\\d+",
            FLAGS);
    private static final Pattern PLACE =
            Pattern.compile("(?<![\\d.,])\\d{5}\\s+\\p{Lu}\\p{L}[\\p{L}-]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern CASE_NUMBER = Pattern.compile("\\bE\\d{2}[- ]?\\d{6,}[- ]?\\d\\b", FLAGS);
    private static final Pattern ORDER_NUMBER = Pattern.compile("\\b\\p{L}{1,4}[-_]?\\d{4,}[\\p{L}\\d-]*", FLAGS);
    private static final Pattern TRACKING_CODE =
            Pattern.compile("\\b(?=[A-Z\\d]*\\d[A-Z\\d]*\\d)[A-Z\\d]{10,}\\b", FLAGS);
    private static final Pattern AMOUNT = Pattern.compile(
            "(€|\\beur(o|os)?\\b|\\$|£)\\s*\\d|\\d([.,]\\d+)?\\s*(€|eur(o|os)?\\b|\\$|£)|\\d+,(\\d{2}|-)(?!\\d)",
            FLAGS);
    private static final Pattern LINK = Pattern.compile("/status/|(?<!\\S)https?://\\S+/[\\w-]{20,}", FLAGS);

    /** Ways in which people write a day. */
    private static final List<DateTimeFormatter> DAYS = Stream.of(
                    "d.M.uuuu",
                    "dd.MM.uuuu",
                    "d.M.uu",
                    "dd.MM.uu",
                    "d.M.",
                    "dd.MM.",
                    "d. MMMM",
                    "d MMMM",
                    "MMMM d",
                    "uuuu-MM-dd",
                    "d/M/uuuu")
            .flatMap(pattern ->
                    Stream.of(Locale.GERMANY, Locale.UK).map(locale -> DateTimeFormatter.ofPattern(pattern, locale)))
            .toList();

    private final Remedies remedies;
    private final Promises promises;

    PublicWords(Remedies remedies, Promises promises) {
        this.remedies = remedies;
        this.promises = promises;
    }

    /** What must not be said in public. */
    enum Kind implements Worded {
        NAME("names the customer"),
        EMAIL("has an e-mail address"),
        PHONE("has a telephone number"),
        ADDRESS("says where somebody lives"),
        NUMBER("has the number of a case, an order, a contract or a parcel"),
        IBAN("has an account number"),
        AMOUNT("has an amount of money"),
        DATE("has a date of the case"),
        LINK("has a link to a case");

        private final String flaw;

        Kind(String flaw) {
            this.flaw = flaw;
        }
    }

    /**
     * Lets a text pass that may be said in public about that case.
     *
     * @throws Problem 422 {@code personal-data}; {@code found} lists what is in it, {@code errors} says the same with the pointer
     *     {@code /text}
     */
    void check(CaseFile file, String text) {
        String plain = plain(text);
        Set<Kind> found = found(plain);
        ofFile(found, plain, file);
        pass(found);
    }

    /**
     * As {@link #check}, where nobody knows yet who it is.
     *
     * @throws Problem 422 {@code personal-data}
     */
    void checkForStranger(String text) {
        pass(found(plain(text)));
    }

    private static void pass(Set<Kind> found) {
        if (!found.isEmpty()) {
            throw new Problem(
                            "personal-data",
                            422,
                            "Everybody can read this answer, and it tells something about the customer. Nothing was sent.")
                    .with("found", found.stream().map(Kind::word).toList())
                    .with(
                            "errors",
                            found.stream()
                                    .map(kind -> new Problem.FieldError("/text", kind.flaw))
                                    .toList());
        }
    }

    private static Set<Kind> found(String text) {
        Set<Kind> found = EnumSet.noneOf(Kind.class);
        note(found, Kind.EMAIL, EMAIL.matcher(text).find());
        note(found, Kind.IBAN, !Ibans.replaced(text, iban -> "").equals(text));
        note(found, Kind.PHONE, hasPhone(text));
        note(
                found,
                Kind.ADDRESS,
                STREET.matcher(text).find() || PLACE.matcher(text).find());
        note(found, Kind.NUMBER, hasNumber(text));
        note(found, Kind.AMOUNT, AMOUNT.matcher(text).find());
        note(found, Kind.LINK, LINK.matcher(text).find());
        return found;
    }

    private static boolean hasPhone(String said) {
        String text = DAY.matcher(said).replaceAll(" ");
        return StreamSupport.stream(
                                PhoneNumberUtil.getInstance()
                                        .findNumbers(text, "DE")
                                        .spliterator(),
                                false)
                        .findAny()
                        .isPresent()
                || DIGITS.matcher(text).find();
    }

    private static boolean hasNumber(String text) {
        return CASE_NUMBER.matcher(text).find()
                || ORDER_NUMBER.matcher(text).find()
                || TRACKING_CODE.matcher(text).find();
    }

    private void ofFile(Set<Kind> found, String text, CaseFile file) {
        CaseFile.Customer customer = file.customer();
        note(found, Kind.NAME, speaksOf(text, words(customer.name())));
        note(
                found,
                Kind.EMAIL,
                speaksOf(text, Stream.of(customer.email(), file.onFile().email())));
        Stream.of(file.address(), file.subject().deliveryAddress())
                .filter(Objects::nonNull)
                .forEach(address -> {
                    note(found, Kind.NAME, speaksOf(text, words(address.name())));
                    note(found, Kind.ADDRESS, speaksOf(text, parts(address)));
                });
        note(found, Kind.NUMBER, speaksOf(text, numbers(file)));
        note(found, Kind.DATE, speaksOf(text, dates(file).flatMap(PublicWords::spellings)));
    }

    /** What of an address tells where it is, each for itself. */
    private static Stream<@Nullable String> parts(Address address) {
        String street = address.street().replaceAll("\\s*\\d.*$", "");
        return Stream.of(address.street(), street.length() > 3 ? street : null, address.postalCode(), address.city());
    }

    private Stream<@Nullable String> numbers(CaseFile file) {
        return Stream.of(
                        Stream.of(
                                file.caseNumber(),
                                file.customer().id(),
                                file.subject().id(),
                                file.fact("trackingCode"),
                                file.fact("shipmentId"),
                                file.fact("deviceId")),
                        remedies.orders(file).stream()
                                .flatMap(order -> Stream.of(order.reference(), order.trackingCode())))
                .flatMap(each -> each);
    }

    private Stream<LocalDate> dates(CaseFile file) {
        Stream<LocalDate> days = Stream.of(
                        file.needBy(),
                        file.subject().purchasedOn(),
                        LocalDate.ofInstant(file.openedAt(), Calendars.ZONE),
                        promises.current(file)
                                .map(Promises.Promise::dueAt)
                                .map(due -> LocalDate.ofInstant(due, Calendars.ZONE))
                                .orElse(null))
                .filter(Objects::nonNull);
        Stream<LocalDate> told = file.facts().properties().stream()
                .filter(fact -> fact.getValue().isTextual())
                .flatMap(fact -> day(fact.getValue().asText()).stream());
        return Stream.concat(days, told);
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(
                    text.length() > 10
                            ? LocalDate.ofInstant(Instant.parse(text), Calendars.ZONE)
                            : LocalDate.parse(text));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static Stream<@Nullable String> spellings(LocalDate day) {
        return DAYS.stream().map(format -> format.format(day));
    }

    private static Stream<@Nullable String> words(@Nullable String name) {
        return name == null
                ? Stream.empty()
                : Arrays.stream(name.split("[\\s,;.-]+")).filter(word -> word.length() > 1);
    }

    private static boolean speaksOf(String text, Stream<@Nullable String> values) {
        return values.filter(Objects::nonNull)
                .map(PublicWords::plain)
                .filter(value -> !value.isBlank())
                .anyMatch(value -> Pattern.compile(
                                "(?<![\\p{L}\\d])" + Pattern.quote(value.strip()) + "(?![\\p{L}\\d])", FLAGS)
                        .matcher(text)
                        .find());
    }

    private static void note(Set<Kind> found, Kind kind, boolean is) {
        if (is) {
            found.add(kind);
        }
    }

    /** Without what only looks different: full-width letters, joiners and other invisible signs. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\p{Cf}\\u00AD]", "");
    }
}
