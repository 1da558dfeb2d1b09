package org.einhand.desk;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.einhand.casefile.CaseFile;
import org.einhand.casefile.CaseFiles;
import org.einhand.casefile.Comparisons;
import org.einhand.casefile.Timeline;
import org.einhand.kernel.Actor;
import org.einhand.kernel.Problem;
import org.einhand.kernel.UnitOfWork;
import org.einhand.kernel.Worded;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells an agent who sees no personal data whether what the caller says is what is on file, and nothing else. Every try stands on
 * the timeline, and after a few of them there is a pause: nobody finds a value out by guessing.
 */
@Component
public class Comparing {

    private static final int TRIES = 5;
    private static final Duration WITHIN = Duration.ofHours(1);
    private static final int LONGEST = 254;

    private final CaseFiles files;
    private final Comparisons comparisons;
    private final Timeline timeline;
    private final UnitOfWork unitOfWork;

    Comparing(CaseFiles files, Comparisons comparisons, Timeline timeline, UnitOfWork unitOfWork) {
        this.files = files;
        this.comparisons = comparisons;
        this.timeline = timeline;
        this.unitOfWork = unitOfWork;
    }

    /** What can be asked about. */
    public enum What implements Worded {
        NAME,
        EMAIL,
        MOBILE,
        STREET,
        POSTAL_CODE,
        CITY
    }

    /**
     * What it came to.
     *
     * @param left tries that this agent has left in this case within the hour
     */
    public record Compared(boolean match, int left) {}

    /**
     * Compares, without regard to case, accents, blanks and the usual abbreviations.
     *
     * @throws Problem 403, 404; {@code case-closed}; {@code invalid-request} with the pointer {@code /said}; 429
     *     {@code too-many-attempts}
     */
    public Compared compare(String caseNumber, Actor agent, What what, String said) {
        if (!agent.isAgent()) {
            throw Problem.forbidden("Only agents do this.");
        }
        if (said.isBlank()
                || said.length() > LONGEST
                || TypedText.flawInLine(said).isPresent()) {
            throw Problem.invalid("/said", "must be what the caller said, at most " + LONGEST + " characters");
        }
        return unitOfWork.run(() -> {
            CaseFile file = files.lock(caseNumber);
            if (file.isClosed()) {
                throw Problem.caseClosed(caseNumber);
            }
            int left = TRIES - comparisons.within(WITHIN, file, agent);
            if (left <= 0) {
                throw new Problem("too-many-attempts", 429, "Too many comparisons in this case; try again in an hour.");
            }
            comparisons.note(file, agent);
            boolean match = onFile(file, what).map(value -> folded(what, value)).anyMatch(folded(what, said)::equals);
            timeline.add(
                    file,
                    Timeline.Kind.CONTACT,
                    agent,
                    "Compared what the caller says with what is on file: " + what.word() + ", "
                            + (match ? "the same" : "not the same"));
            return new Compared(match, left - 1);
        });
    }

    private static Stream<String> onFile(CaseFile file, What what) {
        Stream<@Nullable String> values = switch (what) {
            case NAME -> Stream.of(file.customer().name());
            case EMAIL -> Stream.of(file.customer().email(), file.onFile().email());
            case MOBILE -> Stream.of(file.customer().mobile(), file.onFile().mobile());
            case STREET -> addresses(file, address -> address.street());
            case POSTAL_CODE -> addresses(file, address -> address.postalCode());
            case CITY -> addresses(file, address -> address.city());
        };
        return values.filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    private static Stream<@Nullable String> addresses(
            CaseFile file, java.util.function.Function<org.einhand.casefile.Address, String> part) {
        return Stream.of(
                        Optional.ofNullable(file.address()),
                        Optional.ofNullable(file.subject().deliveryAddress()))
                .flatMap(Optional::stream)
                .map(part);
    }

    private static String folded(What what, String value) {
        if (what == What.MOBILE) {
            return telephone(value);
        }
        String plain = Normalizer.normalize(value.toLowerCase(Locale.GERMAN), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("ß", "ss");
        if (what == What.STREET) {
            plain = plain.replaceAll("str(asse|\\.)?(?=\\s|\\d|$)", "str");
        }
        return what == What.EMAIL ? plain.strip() : plain.replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static String telephone(String said) {
        try {
            PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
            return numbers.format(numbers.parse(said, "DE"), PhoneNumberUtil.PhoneNumberFormat.E164);
        } catch (NumberParseException none) {
            return said.strip();
        }
    }
}
