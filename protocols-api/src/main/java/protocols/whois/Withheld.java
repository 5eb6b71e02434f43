package protocols.whois;

import java.util.List;
import java.util.Locale;

/** The words by which servers say that they keep something back. */
final class Withheld {

    private static final int READ = 200;

    private static final List<String> PHRASES = List.of(
            "redacted",
            "query the rdds",
            "withheld",
            "not disclosed",
            "undisclosed",
            "gdpr masked",
            "statutory masking",
            "data protected",
            "data protection",
            "non-public data",
            "not published",
            "not public",
            "hidden",
            "privacy",
            "private person",
            "domains by proxy",
            "ano nymous",
            "registrant of the queried domain name");

    private Withheld() {}

    static boolean isWithheld(String value) {
        String start = value.substring(0, Math.min(READ, value.length())).toLowerCase(Locale.ROOT);
        return PHRASES.stream().anyMatch(start::contains);
    }

    /** Whether a label names something of a person or office: {@code Registrant Name}, {@code Tech Email}. */
    static boolean isContact(String key) {
        return key.startsWith("registrant")
                || key.startsWith("admin")
                || key.startsWith("tech")
                || key.startsWith("billing")
                || key.startsWith("owner")
                || key.startsWith("holder")
                || key.equals("person");
    }
}
