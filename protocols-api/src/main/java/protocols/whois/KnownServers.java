package protocols.whois;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The suffixes below a top-level domain under which somebody else than its registry registers names, where
 * whois.iana.org can only refer to that registry, which knows nothing of them. All other servers are found at run time.
 */
final class KnownServers {

    /** When this table was last compared with the world. */
    static final LocalDate AS_OF = LocalDate.of(2025, 6, 1);

    private static final WhoisServer CENTRALNIC = WhoisServer.of("whois.centralnic.com");

    private static final Set<String> OF_CENTRALNIC = Set.of(
            "ae.org", "br.com", "cn.com", "com.de", "com.se", "de.com", "eu.com", "gb.net", "gr.com", "hu.net",
            "in.net", "jp.net", "jpn.com", "mex.com", "ru.com", "sa.com", "se.net", "uk.com", "uk.net", "us.com",
            "us.org", "za.com");

    private static final Map<String, WhoisServer> OTHERS = Map.of(
            "eu.org", WhoisServer.of("whois.eu.org"),
            "e164.arpa", WhoisServer.of("whois.ripe.net"));

    /** The second levels under which country registries register the third; those of up to three letters go without. */
    private static final Set<String> SECOND_LEVELS = Set.of(
            "asso",
            "conf",
            "firm",
            "gouv",
            "govt",
            "idrett",
            "info",
            "maori",
            "name",
            "parliament",
            "police",
            "presse",
            "priv",
            "school",
            "store",
            "iwi",
            "geek",
            "kiwi");

    private KnownServers() {}

    /** The server of a name below one of these suffixes. */
    static Optional<WhoisServer> of(String domain) {
        String suffix = domain;
        for (int dot = suffix.indexOf('.'); dot > 0; dot = suffix.indexOf('.')) {
            suffix = suffix.substring(dot + 1);
            if (OF_CENTRALNIC.contains(suffix)) {
                return Optional.of(CENTRALNIC);
            }
            if (OTHERS.containsKey(suffix)) {
                return Optional.of(OTHERS.get(suffix));
            }
        }
        return Optional.empty();
    }

    /**
     * Whether names of this form are registered, as far as the form tells: {@code example.com} and {@code
     * example.co.uk}, but not {@code www.example.com}, of which a registry has no record however taken it is.
     */
    static boolean isRegistrable(String domain) {
        int first = domain.indexOf('.');
        int second = domain.indexOf('.', first + 1);
        if (second < 0) {
            return true;
        }
        String suffix = domain.substring(first + 1);
        if (OF_CENTRALNIC.contains(suffix) || OTHERS.containsKey(suffix) || suffix.endsWith("arpa")) {
            return true;
        }
        String middle = domain.substring(first + 1, second);
        String top = domain.substring(second + 1);
        return top.equals("name")
                || (top.length() == 2 && (middle.length() <= 3 || SECOND_LEVELS.contains(middle)))
                || (top.startsWith("xn--") && top.indexOf('.') < 0);
    }
}
