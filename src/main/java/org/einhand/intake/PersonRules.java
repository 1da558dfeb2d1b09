package org.einhand.intake;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.net.IDN;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.einhand.desk.AddressRules;

/** What contact data of a customer have to be so that a message really can reach her. Each answers the flaw, or empty. */
final class PersonRules {

    private static final Pattern LOCAL_PART =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])");
    private static final int LONGEST_LOCAL_PART = 64;
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
    private static final Pattern REGION = Pattern.compile("[A-Z]{2}-[A-Z0-9]{1,3}");
    private static final Set<String> GERMAN_STATES =
            Set.of("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH");

    private PersonRules() {}

    static Optional<String> email(String email) {
        int at = email.lastIndexOf('@');
        return at > 0
                        && at <= LONGEST_LOCAL_PART
                        && LOCAL_PART.matcher(email.substring(0, at)).matches()
                        && isDomain(email.substring(at + 1))
                ? Optional.empty()
                : Optional.of("must be an e-mail address");
    }

    private static boolean isDomain(String domain) {
        try {
            return DOMAIN.matcher(IDN.toASCII(domain)).matches();
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    static Optional<String> mobile(String number) {
        return E164.matcher(number).matches() && isPossible(number)
                ? Optional.empty()
                : Optional.of("must be a telephone number in the form of E.164, such as \"+4915112345678\"");
    }

    private static boolean isPossible(String number) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            return numbers.isPossibleNumber(numbers.parse(number, null));
        } catch (NumberParseException none) {
            return false;
        }
    }

    static Optional<String> language(String tag) {
        try {
            return new Locale.Builder()
                            .setLanguageTag(tag)
                            .build()
                            .getLanguage()
                            .isEmpty()
                    ? Optional.of("must name a language, such as \"de\"")
                    : Optional.empty();
        } catch (IllformedLocaleException none) {
            return Optional.of("must be a language tag of BCP 47, such as \"de\" or \"en-GB\"");
        }
    }

    static Optional<String> region(String region) {
        boolean known = REGION.matcher(region).matches()
                && AddressRules.isCountry(region.substring(0, 2))
                && (!region.startsWith("DE-") || GERMAN_STATES.contains(region.substring(3)));
        return known ? Optional.empty() : Optional.of("must be a region of ISO 3166-2, such as \"DE-BE\"");
    }
}
