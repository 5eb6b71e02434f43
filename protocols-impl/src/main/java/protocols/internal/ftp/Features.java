package protocols.internal.ftp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import protocols.Capabilities;
import protocols.Reply;

/**
 * What a server offers beyond RFC 959, and what follows from it.
 *
 * @param offered the lines of its answer to FEAT (RFC 2389 section 3)
 */
record Features(Capabilities offered) {

    /**
     * The features in a reply to FEAT: one on each line between the first and the last. A reply of a single line, and
     * any reply but 211, offers nothing.
     */
    static Features of(Reply reply) {
        List<String> lines = reply.lines();
        if (reply.code() != 211 || lines.size() < 3) {
            return new Features(Capabilities.NONE);
        }
        List<String> found = new ArrayList<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            // Some servers repeat the code on each line, which RFC 2389 section 3.2 does not ask for.
            String feature = (line.startsWith("211-") ? line.substring(4) : line).strip();
            if (!feature.isEmpty()) {
                found.add(feature);
            }
        }
        return new Features(Capabilities.of(found));
    }

    /** Whether names are in UTF-8 (RFC 2640 section 3.2). */
    boolean hasUtf8() {
        return offered.has("UTF8") || offered.has("UTF-8");
    }

    /** Whether MLST and MLSD are offered: the one feature stands for both (RFC 3659 section 7.8). */
    boolean hasMlst() {
        return offered.has("MLST");
    }

    /** Whether REST works with STOR and RETR in stream mode (RFC 3659 section 5.1). */
    boolean hasRestStream() {
        return offered.arguments("REST").stream().anyMatch("STREAM"::equalsIgnoreCase);
    }

    /** Whether AUTH TLS is offered (RFC 4217 section 6). */
    boolean hasAuthTls() {
        return offered.arguments("AUTH").stream()
                .flatMap(text -> words(text).stream())
                .anyMatch(word -> word.equalsIgnoreCase("TLS") || word.equalsIgnoreCase("TLS-C"));
    }

    /** The facts that MLST can give, by name in small letters, each with whether it gives it without being asked. */
    Map<String, Boolean> facts() {
        Map<String, Boolean> facts = new LinkedHashMap<>();
        for (String text : offered.arguments("MLST")) {
            for (String fact : words(text)) {
                boolean given = fact.endsWith("*");
                String name = given ? fact.substring(0, fact.length() - 1) : fact;
                facts.put(name.toLowerCase(Locale.ROOT), given);
            }
        }
        return Collections.unmodifiableMap(facts);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringTokenizer each = new StringTokenizer(text, ";");
        while (each.hasMoreTokens()) {
            words.add(each.nextToken());
        }
        return words;
    }
}
