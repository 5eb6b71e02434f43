package protocols.ftp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import protocols.Reply;

/**
 * What a server says it can do beyond RFC 959: its answer to FEAT (RFC 2389 section 3).
 *
 * @param parameters the text after each feature's name, empty if there is none, by the name in capitals and in the
 *     server's order; the lines of a feature that was named more than once are joined by a space
 */
public record FtpFeatures(Map<String, String> parameters) {

    /** A server that offers nothing, or does not know FEAT. */
    public static final FtpFeatures NONE = new FtpFeatures(Map.of());

    public FtpFeatures {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * The features in a reply to FEAT: one on each line between the first and the last. A reply of a single line, and
     * any reply but 211, is {@link #NONE}.
     */
    public static FtpFeatures of(Reply reply) {
        List<String> lines = reply.lines();
        if (reply.code() != 211 || lines.size() < 3) {
            return NONE;
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            // Some servers repeat the code on each line, which RFC 2389 section 3.2 does not ask for.
            String feature = (line.startsWith("211-") ? line.substring(4) : line).strip();
            int space = feature.indexOf(' ');
            String name = (space < 0 ? feature : feature.substring(0, space)).toUpperCase(Locale.ROOT);
            String text = space < 0 ? "" : feature.substring(space + 1).strip();
            if (!name.isEmpty()) {
                found.merge(name, text, (first, next) -> (first + " " + next).strip());
            }
        }
        return new FtpFeatures(found);
    }

    /** Whether a feature is offered: {@code MLST}, {@code UTF8}, {@code EPSV}; capitals do not matter. */
    public boolean has(String feature) {
        return parameters.containsKey(feature.toUpperCase(Locale.ROOT));
    }

    /** The text after a feature's name, empty text if there is none; empty if it is not offered. */
    public Optional<String> parameter(String feature) {
        return Optional.ofNullable(parameters.get(feature.toUpperCase(Locale.ROOT)));
    }

    /** Whether names are in UTF-8 (RFC 2640 section 3.2). */
    public boolean utf8() {
        return has("UTF8") || has("UTF-8");
    }

    /** Whether MLST and MLSD are offered: the one feature stands for both (RFC 3659 section 7.8). */
    public boolean mlst() {
        return has("MLST");
    }

    /** Whether REST works with STOR and RETR in stream mode (RFC 3659 section 5.1). */
    public boolean restStream() {
        return parameter("REST").stream().anyMatch(text -> words(text, ' ').contains("STREAM"));
    }

    /** Whether AUTH TLS is offered (RFC 4217 section 6). */
    public boolean authTls() {
        return parameter("AUTH").stream()
                .map(text -> words(text.replace(';', ' '), ' '))
                .anyMatch(words -> words.contains("TLS") || words.contains("TLS-C"));
    }

    /** The facts that MLST can give, by name in small letters, each with whether it gives it without being asked. */
    public Map<String, Boolean> facts() {
        Map<String, Boolean> facts = new LinkedHashMap<>();
        for (String fact : words(parameter("MLST").orElse(""), ';')) {
            boolean given = fact.endsWith("*");
            String name = given ? fact.substring(0, fact.length() - 1) : fact;
            facts.put(name.toLowerCase(Locale.ROOT), given);
        }
        return Collections.unmodifiableMap(facts);
    }

    private static List<String> words(String text, char separator) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == separator) {
                if (i > from) {
                    words.add(text.substring(from, i).toUpperCase(Locale.ROOT));
                }
                from = i + 1;
            }
        }
        return words;
    }
}
